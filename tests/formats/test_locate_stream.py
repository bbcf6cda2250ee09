import pytest

from gongkai.core.report.layouts import Y2021
from gongkai.formats.locate.stream import cells_in, chunks, condensed, is_separated, tokens_in


def test_white_space_stays_only_between_figures():
    assert condensed("一、本 年\n5 0\n— 3 —\n６") == "一、本年5\x1f0\x1f6"
    assert condensed("-\n1\n-") == "-\x1f1\x1f-"
    assert condensed("无 无 5") == "无\x1f无\x1f5"


def test_labels_are_found_in_order_and_figures_stay_with_them():
    text = condensed("一、本年新收政府信息公开申请数量43 0二、上年结转政府信息公开申请数量0 1")
    found = chunks(text, Y2021.table3[:2], {})
    assert [(chunk.key, tokens_in(chunk.text)) for chunk in found] == [
        ("received", ["43", "0"]),
        ("brought_forward", ["0", "1"]),
    ]


def test_the_end_of_a_figure_is_no_ordinal():
    lines = [line for line in Y2021.table3 if line.key in {"otherwise_fee_unpaid", "otherwise_other"}]
    text = condensed(f"{lines[0].label} 0 43 其他 7")
    assert [tokens_in(chunk.text) for chunk in chunks(text, lines, {})] == [["0", "43"], ["7"]]


@pytest.mark.parametrize(
    ("chunk", "count", "wanted"),
    [
        ("|5||0|", 3, ["5", "", "0"]),
        ("|0|1|0|2三、本年度办理结果|", 4, ["0", "1", "0", "2"]),
        ("||5|5|", 3, ["", "5", "5"]),
        ("5\x1f0\x1f5", 3, ["5", "0", "5"]),
        ("5\x1f00\x1f5", 3, None),
        ("3955\x1f0\x1f00\x1f3955\x1f", 5, None),
        ("1,2,3", 3, ["1", "2", "3"]),
        ("|5|0|", 3, ["5", "0", ""]),
        ("|5|", 3, None),
    ],
)
def test_cells_behind_separators(chunk, count, wanted):
    assert cells_in(chunk, count) == wanted


def test_a_run_of_blanks_is_placed_only_where_one_way_is_left():
    assert cells_in("||5|||||5|||", 7) == ["", "5", "", "", "", "", "5"]
    assert cells_in("||5||||5|||||", 7) is None


def test_pipes_and_commas_separate():
    assert is_separated("|5|0|", 7)
    assert not is_separated("5 0 01", 7)


def test_tokens_leave_remarks_out():
    assert tokens_in("22(其中修订16件)0\x1f1,235无") == ["22", "0", "1235", "无"]
    assert tokens_in("(四)无法提供") == []
