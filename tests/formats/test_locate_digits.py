from hypothesis import given
from hypothesis import strategies as st

from gongkai.formats.locate.digits import Cut, balanced_ways, cut_groups, cut_row, settle, ways_to_cut


def test_every_way_to_cut():
    assert ways_to_cut(["9234"], 3) == [(9, 2, 34), (9, 23, 4), (92, 3, 4)]
    assert ways_to_cut(["100"], 2) == [(10, 0)]
    assert ways_to_cut(["5", "-", "12"], 4) == [(5, None, 1, 2)]
    assert ways_to_cut(["5"], 2) == []
    assert ways_to_cut([], 3) == []


def test_too_many_ways_are_none():
    assert ways_to_cut(["123456789" * 3], 9) == []
    assert cut_row(["7" * 1_000_000], 7).ways == ()
    assert cut_groups(["1" * 130], 3, 5).ways == ()


def test_a_row_is_cut_by_its_sum():
    assert balanced_ways(["1215000027"], 1, 7) == [(12, 15, 0, 0, 0, 0, 27)]
    assert balanced_ways(["13", "0", "0", "0", "0", "013"], 1, 7) == [(13, 0, 0, 0, 0, 0, 13)]
    assert balanced_ways(["1", "-", "1"], 1, 3) == [(1, None, 1)]


def test_separate_tokens_stay_as_they_are():
    assert cut_row(["5", "0", "-", "0", "0", "0", "6"], 7) == Cut(((5, 0, None, 0, 0, 0, 6),), "tokens")


def test_a_token_with_a_needless_zero_is_no_cell():
    assert cut_row(["3955", "0", "0", "0", "00", "3955", "0"], 7).ways == ()


def test_two_dashes_may_be_one_cell_or_two():
    assert cut_row(["1200012", "--"], 7).ways == ()


@given(st.lists(st.integers(0, 300), min_size=6, max_size=6))
def test_the_true_reading_is_among_the_ways(parts):
    row = (*parts, sum(parts))
    cut = cut_row(["".join(map(str, row))], 7)
    assert not cut.ways or row in cut.ways


@given(st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=3, max_size=3))
def test_three_groups_are_among_the_ways(groups):
    numbers = tuple(number for group in groups for number in (*group, sum(group)))
    cut = cut_groups(["".join(map(str, numbers))], 3, 5)
    assert not cut.ways or numbers in cut.ways


def test_columns_decide_between_ways():
    cuts = {
        "received": Cut(((1, 1),), "tokens"),
        "brought_forward": Cut(((0, 0),), "tokens"),
        "leaf": Cut(((1, 1), (11, 0)), "arithmetic"),
        "settled": Cut(((1, 1),), "tokens"),
        "carried_forward": Cut(((0, 0),), "tokens"),
    }
    assert settle(cuts, ["leaf"], 2)["leaf"] == (1, 1)


def test_without_the_equations_only_what_all_ways_agree_on_is_told():
    cuts = {"leaf": Cut(((1, 1, 0), (1, 0, 1)), "arithmetic")}
    assert settle(cuts, ["leaf"], 3) == {"leaf": (1, None, None)}
