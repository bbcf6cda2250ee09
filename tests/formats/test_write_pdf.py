"""The pdf writer, read by pdfplumber and pdfium and not by our own reader."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2

from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.core.report.model import Report, Table
from gongkai.formats.write.pdf import write

MILLIMETRE = 72 / 25.4


def whole(value: int = 0) -> dict[str, Table]:
    return {
        name: {row: dict.fromkeys(columns, Cell(value)) for row, columns in Y2021.shape(name).items()}
        for name in ("table2", "table3", "table4")
    }


def numbered() -> Report:
    """Return a report whose every figure is another number."""
    tables = whole()
    number = 0
    for table in tables.values():
        for row in table.values():
            for column in row:
                number += 1
                row[column] = Cell(number)
    return Report(
        Y2021, "五常市商务局", 2024, sections={"overview": "一句。", "problems": "二句。", "other": "三句。"}, **tables
    )


def test_ruled_lines_and_text_give_every_figure_back() -> None:
    with pdfplumber.open(io.BytesIO(write(numbered()))) as document:
        rows = [row for page in document.pages for table in page.extract_tables() for row in table]
    found = [int(text) for row in rows for text in row if text and text.isdigit()]
    assert found == list(range(1, 10 + 175 + 15 + 1))


def test_table3_stands_on_one_page() -> None:
    with pdfplumber.open(io.BytesIO(write(numbered()))) as document:
        pages = [page.extract_text() for page in document.pages]
    assert [("一、本年新收" in page, "四、结转下年度" in page) for page in pages].count((True, True)) == 1


def test_nothing_stands_outside_the_text_area() -> None:
    tables = whole(123_456_789)
    tables["table3"]["received"]["total"] = Cell(1_234_567_890_123, remark="（其中依法延期答复的十二件）")
    report = Report(Y2021, "某某自治州某某县", 2024, sections={"overview": "很长的一句话，" * 400}, **tables)
    with pdfplumber.open(io.BytesIO(write(report))) as document:
        for page in document.pages:
            for char in page.chars:
                assert 28 * MILLIMETRE - 2 <= char["x0"] <= char["x1"] <= (210 - 26) * MILLIMETRE + 9  # 标点可悬挂
                assert 37 * MILLIMETRE - 4 <= char["top"] <= char["bottom"] <= (297 - 20) * MILLIMETRE


def test_figures_are_not_wider_than_their_columns() -> None:
    with pdfplumber.open(io.BytesIO(write(Report(Y2021, "甲局", 2024, **whole(1_234_567))))) as document:
        texts = [text for page in document.pages for table in page.extract_tables() for row in table for text in row]
    assert texts.count("1234567") == 10 + 175 + 15


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    report = Report(Y2021, "甲局", 2024, sections={"overview": "公开信息" * 1000})
    with pdfplumber.open(io.BytesIO(write(report))) as document:
        lines = document.pages[1].extract_text().splitlines()
    body = [line for line in lines if "—" not in line]
    assert len(body) == 22
    assert {len(line) for line in body} == {28}


def test_pages_are_numbered_right_and_left() -> None:
    report = Report(Y2021, "甲局", 2024, sections={"overview": "公开信息" * 600})
    with pdfplumber.open(io.BytesIO(write(report))) as document:
        number = [[char for char in page.chars if char["text"] == "—"][-1]["x1"] for page in document.pages[:2]]
        texts = [page.extract_text().splitlines()[-1].replace(" ", "") for page in document.pages[:2]]
    assert texts == ["—1—", "—2—"]
    assert number[0] > 150 * MILLIMETRE
    assert number[1] < 60 * MILLIMETRE


def test_document_is_tagged_and_has_title_and_language() -> None:
    data = write(Report(Y2021, "甲局", 2024, sections={"overview": "一句。"}))
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "甲局2024年政府信息公开工作年度报告"
    assert bool(pypdfium2.raw.FPDFCatalog_IsTagged(document.raw))
    assert b"/Lang(zh-CN)" in data


def test_characters_no_font_has_and_markup_do_no_harm() -> None:
    text = "#panic() *粗* _斜_ $x$ `x` \\ <a> @b [c] 𠮷\U0001f600\ue000\x07龘喆②"
    data = write(Report(Y2021, "甲局", 2024, sections={"overview": text}))
    found = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "#panic()*粗*_斜_$x$`x`\\<a>@b[c]" in found.replace(" ", "").replace("\r\n", "")
    assert "喆②" in found


def test_report_with_nothing_in_it_is_a_page() -> None:
    assert len(pypdfium2.PdfDocument(write(Report(Y2019)))) == 1


def test_same_report_gives_the_same_bytes() -> None:
    assert write(numbered()) == write(numbered())
