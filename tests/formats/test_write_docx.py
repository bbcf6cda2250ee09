"""The docx writer, read by python-docx and lxml and not by our own reader."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as Opened
from docx.shared import Mm, Twips
from docx.table import Table as WordTable
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.support.reports import reports

from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2014, Y2021
from gongkai.core.report.model import Report, Statistic
from gongkai.formats.write.docx import write
from gongkai.formats.write.texts import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(report: Report) -> Opened:
    return Document(io.BytesIO(write(report)))


def figures(table: WordTable) -> list[str]:
    """Return the texts of the cells after the labels, merged cells once, in reading order."""
    return [
        "".join(node.text or "" for node in cell.iter(f"{W}t"))
        for cell in table._tbl.iter(f"{W}tc")
        if cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val") == "FormValue"
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_every_figure_and_text_stands_in_the_file(report: Report) -> None:
    document = opened(report)
    shown = [printed(cell) for _, cell in report.cells()] + [printed(line.cell) for line in report.statistics]
    assert [text for table in document.tables for text in figures(table)] == shown
    told = [paragraph.text for paragraph in document.paragraphs]
    assert told[0].replace("\n", "") == report.title
    for text in (report.preamble, *report.sections.values()):
        assert set((text or "").splitlines()) <= set(told)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_rows_fill_the_grid_and_merges_are_whole(report: Report) -> None:
    """Word calls a file damaged whose rows do not add up to the grid."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(write(report))).read("word/document.xml"))
    for table in root.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        going_on: set[int] = set()
        for row in table.iter(f"{W}tr"):
            column = 0
            merged = set()
            for cell in row.iter(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                span = properties.find(f"{W}gridSpan")
                width = 1 if span is None else int(span.get(f"{W}val"))
                merge = properties.find(f"{W}vMerge")
                if merge is not None:
                    merged.add(column)
                    assert merge.get(f"{W}val") == "restart" or column in going_on
                assert int(properties.find(f"{W}tcW").get(f"{W}w")) == sum(grid[column : column + width])
                column += width
            assert column == len(grid)
            going_on = merged


def test_page_is_laid_out_by_the_standard() -> None:
    section = opened(Report(Y2021, "五常市商务局", 2024)).sections[0]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    wanted = (Mm(37), Mm(28), Mm(26), Mm(35))
    assert all(abs(got - want) <= Mm(0.1) for got, want in zip(margins, wanted, strict=True))
    grid = section._sectPr.find(f"{W}docGrid")
    assert 225 / 25.4 * 72 / 22 * 20 - 1 <= int(grid.get(f"{W}linePitch")) <= 29 * 20  # 22 lines in 225 mm
    styles = opened(Report(Y2021)).styles
    assert styles["Body Text"].paragraph_format.first_line_indent.pt == 32
    assert styles["Title"].font.size.pt == 22


def test_table_heads_are_repeated_and_rows_are_not_split() -> None:
    report = Report(Y2021, table3={row: {} for row in Y2021.shape("table3")})
    rows = opened(report).tables[0]._tbl.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * 3 + [False] * 25
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_blank_dash_and_slash_stay_what_they_were() -> None:
    cells = {"natural_person": Cell(None, Mark.BLANK), "business": Cell(None, Mark.DASH, "—"), "research": Cell(0)}
    cells |= {"public_interest": Cell(None, Mark.SLASH), "total": Cell(None, Mark.NONE)}
    report = Report(Y2021, table3={"received": cells})
    assert figures(opened(report).tables[0])[:7] == ["", "—", "0", "/", "", "", "无"]


def test_characters_no_xml_can_hold_are_left_out() -> None:
    report = Report(Y2021, title="甲\x00局\x0b2024年", sections={"overview": "一\ufffe句<&>。\n\n二\ud800句"})
    assert [paragraph.text for paragraph in opened(report).paragraphs] == [
        "甲局2024年",
        "一、总体情况",
        "一句<&>。",
        "二句",
    ]


def test_properties_say_what_it_is() -> None:
    properties = opened(Report(Y2021, "甲<局>", 2024)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "甲<局>2024年政府信息公开工作年度报告",
        "甲<局>",
        "zh-CN",
    )


def test_same_report_gives_the_same_bytes() -> None:
    report = Report(Y2014, "甲局", 2014, statistics=[Statistic("主动公开信息数", "条", Cell(51))])
    assert write(report) == write(report)


def test_long_figures_are_set_smaller_and_small_ones_are_not() -> None:
    table = {row: dict.fromkeys(columns, Cell(0)) for row, columns in Y2021.shape("table4").items()}
    plain = write(Report(Y2021, table4=table))
    for row in table.values():
        row.update(dict.fromkeys(row, Cell(123_456_789)))
    long = write(Report(Y2021, table4=table))
    sizes = [zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").count(b"<w:sz ") for data in (plain, long)]
    assert sizes == [0, 15]
