"""The docx reader on whole documents, and on hostile ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import word

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_COLUMNS, Document, Grid, GridCell, Paragraph
from gongkai.formats.read import docx

GOLDEN = Path(__file__).parent.parent / "golden" / "word"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[list[GridCell]]:
    return [block.cells for block in document.blocks if isinstance(block, Grid)]


def test_the_official_form_has_its_merges() -> None:
    document = docx.read((GOLDEN.parent / "official-form-2021-blank" / "source.docx").read_bytes())
    proactive, applications, cases = grids(document)
    assert len(proactive) == 30
    assert proactive[0] == GridCell(0, 0, "第二十条第（一）项", 1, 4)
    assert len(applications) == 215
    assert applications[0] == GridCell(
        0, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3
    )
    outcomes = next(cell for cell in applications if cell.text == "三、本年度办理结果")
    assert (outcomes.row, outcomes.column, outcomes.rowspan, outcomes.colspan) == (5, 0, 22, 1)
    assert (cases[0].text, cases[0].colspan, cases[1].text, cases[1].colspan) == ("行政复议", 5, "行政诉讼", 10)
    assert texts(document)[:2] == ["政府信息公开工作年度报告格式模板", "一、总体情况"]


@pytest.mark.parametrize("span", ["999999999", "99999999999999999999", "0", "-3", "auto"])
def test_wild_spans_end_and_stay_in_bounds(span: str) -> None:
    body = word.table(word.row(word.text_cell("a", f'<w:gridSpan w:val="{span}"/>'), word.text_cell("b")))
    cells = grids(docx.read(word.docx(body)))[0]
    assert cells[0].text == "a"
    assert all(cell.column + cell.colspan <= MAX_COLUMNS for cell in cells)


def test_a_huge_table_is_refused_in_words() -> None:
    body = word.table(word.row(word.text_cell("1")) * 4001)
    with pytest.raises(ReportUnreadable, match="特别大的表格"):
        docx.read(word.docx(body))


@pytest.mark.parametrize("main", ["", "<a/>", "<w:document", "随便", word.document("")])
def test_a_main_part_that_says_nothing_is_refused_in_words(main: str) -> None:
    with pytest.raises(ReportUnreadable):
        docx.read(word.docx_of(main))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise_anything_else(data: st.DataObject) -> None:
    content = bytearray(word.document(word.text_paragraph("正文") + word.table(word.row(word.text_cell("1")))).encode())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ReportUnreadable):
        assert docx.read(word.docx_of(bytes(content))).blocks
