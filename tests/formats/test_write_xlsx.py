"""The xlsx writer, read by openpyxl and not by our own reader."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.core.errors import OutputRefused
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2014, Y2021
from gongkai.core.report.model import Report, Statistic, Table
from gongkai.formats.write.xlsx import write


def book(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(write(report)))


def zeros(name: str) -> Table:
    return {row: dict.fromkeys(columns, Cell(0)) for row, columns in Y2021.shape(name).items()}


def full() -> Report:
    texts = {"overview": "（一）一句。\n二句。", "problems": "三句。", "other": "四句。"}
    tables = {name: zeros(name) for name in ("table2", "table3", "table4")}
    return Report(Y2021, "甲局", 2024, preamble="前言。", sections=texts, **tables)


def test_sheets_follow_the_document() -> None:
    made = book(full())
    assert made.sheetnames == ["正文", "表二", "表三", "表四", "正文续"]
    told = [[row[0].value for row in made[name].iter_rows()] for name in ("正文", "正文续")]
    assert told == [
        ["甲局2024年政府信息公开工作年度报告", "前言。", "一、总体情况", "（一）一句。", "二句。"],
        ["五、存在的主要问题及改进情况", "三句。", "六、其他需要报告的事项", "四句。"],
    ]


def test_merges_are_those_of_the_form() -> None:
    """Under the section's heading in the first row."""
    made = book(full())
    assert {str(area) for area in made["表四"].merged_cells.ranges} == {
        *("A1:O1", "A2:E2", "F2:O2", "F3:J3", "K3:O3"),
        *(f"{column}3:{column}4" for column in "ABCDE"),
    }
    merges = {str(area) for area in made["表三"].merged_cells.ranges}
    assert {"A2:C4", "D2:J2", "D3:D4", "E3:I3", "J3:J4", "A7:A28", "B9:B16", "A29:C29"} <= merges


def test_numbers_are_numbers_and_everything_else_stays_text() -> None:
    report = full()
    row = (report.table3 or {})["received"]
    row["natural_person"] = Cell(12)
    row["business"] = Cell(22, remark="（其中修订16件）")
    row["research"] = Cell(None, Mark.DASH, "—")
    row["public_interest"] = Cell(None, Mark.BLANK)
    row["total"] = Cell(12_345_678_901_234_567_890)
    (report.table2 or {})["charges"]["amount"] = Cell(Decimal("7730.28"))
    made = book(report)
    values = [cell.value for cell in made["表三"][5][3:]]
    assert values == [12, "22（其中修订16件）", "—", None, 0, 0, "12345678901234567890"]
    assert made["表二"]["B15"].value == 7730.28
    assert made["表二"]["B15"].number_format == "0.00"


def test_no_cell_is_a_formula() -> None:
    report = Report(Y2021, "=甲", 2024, sections={"overview": "=1+1\n+2\n@x\nhttp://a.cn"})
    values = [cell.value for cell in book(report)["正文"]["A"]]
    assert values[2:] == ["=1+1", "+2", "@x", "http://a.cn"]
    assert all(cell.data_type == "s" for cell in book(report)["正文"]["A"])


def test_totals_are_watched_by_conditional_formats() -> None:
    rules = book(full())["表三"].conditional_formatting
    told = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in rules}
    assert told["J5"] == ["AND(ISNUMBER(J5),J5<>SUM(D5:I5))"]
    assert told["D28"] == ["AND(ISNUMBER(D28),D28<>SUM(D7:D27))"]
    assert told["D29"] == ["AND(ISNUMBER(D29),D29<>SUM(D5:D6)-D28)"]


def test_older_statistics_are_a_sheet() -> None:
    report = Report(Y2014, "甲局", 2014, statistics=[Statistic("主动公开信息数", "条", Cell(51))])
    rows = [[cell.value for cell in row] for row in book(report)["统计表"].iter_rows()]
    assert rows == [["统计指标", "单位", "统计数"], ["主动公开信息数", "条", 51]]


def test_text_longer_than_a_cell_is_refused_in_words() -> None:
    with pytest.raises(OutputRefused, match="有一段文字长 33000 字，Excel 单元格放不下"):
        write(Report(Y2021, sections={"overview": "长" * 33_000}))


def test_same_report_gives_the_same_bytes() -> None:
    assert write(full()) == write(full())
