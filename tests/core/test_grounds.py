import pytest

from gongkai.core.casework.grounds import GROUNDS, Duty, ground
from gongkai.core.casework.outcomes import OUTCOMES, outcome, row_label
from gongkai.core.errors import UnknownGround


def test_the_codes_are_n1_to_n8():
    assert [one.code for one in GROUNDS] == [f"N{number}" for number in range(1, 9)]


def test_every_withheld_row_has_its_ground_with_the_label_of_the_form():
    withheld = [one.row for one in OUTCOMES if one.row.startswith("withheld_")]
    assert [outcome(one.outcome).row for one in GROUNDS] == withheld
    assert [row_label(row).partition(".")[2] for row in withheld] == [one.label for one in GROUNDS]


@pytest.mark.parametrize(
    ("code", "article", "duty", "kinds"),
    [
        ("N1", "第十四条", Duty.MUST, 0),
        ("N2", "第十四条", Duty.MUST, 0),
        ("N3", "第十四条", Duty.MUST, 4),
        ("N4", "第十五条", Duty.MUST, 3),
        ("N5", "第十六条第一款", Duty.MAY, 3),
        ("N6", "第十六条第二款", Duty.MAY, 4),
        ("N7", "第十六条第二款", Duty.MAY, 0),
        ("N8", "第三十六条第七项", Duty.ELSEWHERE, 0),
    ],
)
def test_a_ground_rests_on_its_article(code, article, duty, kinds):
    one = ground(code)
    assert (one.cites[0].article, one.duty, len(one.kinds)) == (article, duty, kinds)
    assert one.must_explain
    assert one.content
    assert all(kind.removeprefix("其他") for kind in one.kinds)


def test_the_kinds_are_those_of_the_article():
    for code in ("N3", "N5", "N6"):
        assert all(kind in ground(code).content for kind in ground(code).kinds)


def test_only_third_parties_have_the_exception_of_public_interest():
    assert [one.code for one in GROUNDS if one.exception] == ["N4"]
    assert "公共利益" in ground("N4").exception


def test_a_rule_that_wants_it_public_goes_before_article_16():
    assert [one.code for one in GROUNDS if one.rule_prevails] == ["N5", "N6", "N7"]


def test_an_unknown_ground_is_refused():
    with pytest.raises(UnknownGround, match=r"^没有不予公开的情形“N9”，只有：N1属于国家秘密、"):
        ground("N9")
