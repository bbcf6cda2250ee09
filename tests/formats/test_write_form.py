"""The form that all writers print, against the annex of 国办公开办函〔2021〕30号 as its Word file has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2014, Y2019, Y2021
from gongkai.core.report.model import Report, Table
from gongkai.formats.write.form import FormTable, blank, covered, filled, parts, statistics

OFFICIAL = (Path(__file__).parent / "official_form_2021.txt").read_text("utf-8")


def drawn(form: FormTable) -> str:
    """Draw a form table as the file with the official merges does."""
    rows = []
    for row in covered(form):
        cells = ("^" if not starts else cell.text for cell, starts in row)
        spans = (f"×{cell.colspan}" if cell.colspan > 1 else "" for cell, _ in row)
        rows.append("|".join(text + span for text, span in zip(cells, spans, strict=True)))
    return "\n".join(rows)


def zeros(layout_table: dict[str, tuple[str, ...]]) -> Table:
    return {row: {column: Cell(0) for column in columns} for row, columns in layout_table.items()}


@pytest.mark.parametrize(("number", "name"), [(1, "table2"), (2, "table3"), (3, "table4")])
def test_form_of_2021_is_the_official_one(number: int, name: str) -> None:
    official = OFFICIAL.split("\n\n")[number].strip()
    assert drawn(blank(Report(Y2021), name)) == official


def test_table3_of_2019_has_one_row_otherwise_and_a_group_of_twenty() -> None:
    form = blank(Report(Y2019), "table3")
    texts = [cell.text for row in form.rows for cell in row]
    assert "（六）其他处理" in texts
    assert "3.其他" not in texts
    assert len(form.rows) == 3 + 23
    assert next(cell.rowspan for row in form.rows for cell in row if cell.text == "三、本年度办理结果") == 20


def test_table2_of_2019_gives_its_last_column_what_is_left_of_the_width() -> None:
    """The blocks have one to three columns; every row fills all four."""
    form = blank(Report(Y2019), "table2")
    assert {sum(cell.colspan for cell in row) for row in form.rows} == {4}
    assert [cell.text for cell in form.rows[-2]] == ["信息内容", "采购项目数量", "采购总金额"]
    assert [cell.colspan for cell in form.rows[-1]] == [1, 1, 2]


def test_report_that_mixes_the_editions_keeps_its_single_row() -> None:
    report = Report(Y2021, table2=zeros(Y2021.shape("table2")), table3=zeros(Y2019.shape("table3")))
    addresses = {cell.address for row in filled(report, "table3").rows for cell in row if cell.address}
    assert addresses == {address for address, _ in report.cells() if address.startswith("table3")}


def test_every_cell_of_the_report_has_its_place() -> None:
    for layout in (Y2021, Y2019):
        report = Report(layout, **{name: zeros(layout.shape(name)) for name in ("table2", "table3", "table4")})
        printed = [
            cell.address
            for name in ("table2", "table3", "table4")
            for row in filled(report, name).rows
            for cell in row
            if cell.address
        ]
        assert sorted(printed) == sorted(address for address, _ in report.cells())
        assert len(printed) == len(set(printed))


def test_what_the_report_does_not_have_is_left_out() -> None:
    report = Report(Y2021, sections={"overview": "一句。", "other": ""}, table4=zeros(Y2021.shape("table4")))
    assert [part.heading for part in parts(report)] == [
        "一、总体情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "六、其他需要报告的事项",
    ]


def test_section_five_is_called_as_its_edition_calls_it() -> None:
    report = Report(Y2019, sections={"problems": "一句。"})
    assert [part.heading for part in parts(report)] == ["五、政府信息公开工作存在的主要问题及改进情况"]


def test_older_report_keeps_its_headings_and_has_no_statistics_without_lines() -> None:
    report = Report(Y2014, sections={"overview": "一句。", "problems": "一句。"})
    assert [part.heading for part in parts(report)] == ["一、概述", "五、存在的主要问题及改进情况"]
    assert statistics(report) is None


def test_older_report_with_a_table_loses_nothing() -> None:
    report = Report(Y2014, sections={"other": "一句。"}, table2=zeros(Y2019.shape("table2")))
    told = list(parts(report))
    assert [part.heading for part in told] == ["二、主动公开政府信息情况", "六、其他需要报告的事项"]
    assert told[0].table == blank(Report(Y2019), "table2")
