"""Text and attributes of html source; placing cells by the table model."""

from __future__ import annotations

import pytest

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_ROWS, Paragraph
from gongkai.formats.read.html_markup import BREAK, NO_TEXT, attributes, cell_text, line, may_draw, may_hide
from gongkai.formats.read.html_table import SINGLE, SourceRow, SourceTable, Span, blocks_of, grid_of, span_of


def test_attributes_by_the_rules_of_html() -> None:
    assert attributes(" COLSPAN=3 title='a \"b\" colspan=9' colspan=\"4\" hidden") == {
        "colspan": "3", "title": 'a "b" colspan=9', "hidden": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "span"),
    [("", SINGLE), (" colspan=' 2 '", Span(1, 2)), (" rowspan='3x'", Span(3, 1)), (" title='colspan=5'", SINGLE),
     (" colspan=101", Span(1, 1, odd=True)), (" rowspan=99999999", Span(MAX_ROWS, 1)), (" rowspan=0", Span(0, 1)), (" rowspan=x", SINGLE)],
)  # fmt: skip
def test_spans_are_held_within_bounds(source: str, span: Span) -> None:
    assert span_of(source) == span


def test_lines_and_cells() -> None:
    assert line(" 政府\n 信息&nbsp; 1&lt;2\u200b ") == "政府信息 1<2"
    assert cell_text(f" \n{BREAK} 商业{BREAK}{BREAK} 企业 {BREAK}") == "商业\n企业"
    assert cell_text("&nbsp;\u3000") == ""


def test_what_is_no_text_is_dropped_in_one_go() -> None:
    assert NO_TEXT.sub("", "1<!-- <p> --><script>'</p>'</script><span a='>'>2</span><p>3<!--4") == "1<span a='>'>2<p>3"


def test_hiding_and_drawing_are_seen() -> None:
    assert may_hide("<p style='display: none'>")
    assert may_hide("<p hidden>")
    assert not may_hide("<p style='overflow:hidden' class='hidden-xs'>hidden")
    assert may_draw("<div role='table'>")
    assert not may_draw("<div role='main' style='display:block'>")


def test_a_cell_goes_round_those_above() -> None:
    rows = [[("甲", Span(2, 2)), ("1", SINGLE)], [("2", SINGLE)], [("乙", SINGLE), ("3", Span(9, 1))]]
    table = SourceTable([SourceRow(row) for row in rows], {1})
    assert [cell[:5] for cell in grid_of(table).cells] == [
        (0, 0, "甲", 2, 2), (0, 2, "1", 1, 1), (1, 2, "2", 1, 1), (2, 0, "乙", 1, 1), (2, 1, "3", 1, 1),
    ]  # fmt: skip


def test_layout_and_too_large_tables() -> None:
    assert blocks_of(SourceTable([SourceRow([("一\n二", SINGLE)]), SourceRow([("三", SINGLE)])])) == [
        Paragraph("一"),
        Paragraph("二"),
        Paragraph("三"),
    ]
    with pytest.raises(ReportUnreadable, match="过大"):
        grid_of(SourceTable([SourceRow([("1", SINGLE), ("2", SINGLE)])] * (MAX_ROWS + 1)))
