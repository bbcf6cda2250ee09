from __future__ import annotations

from gongkai.core.aggregate.contribution import contribution
from gongkai.core.checks.run import check
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report

ROW = {"business": Cell(3), "research": Cell(None, Mark.BLANK), "total": Cell(9)}
REPORT = Report(Y2021, agency="甲局", year=2024, table3={"disclosed": ROW}, source="甲.docx")


def test_numbers_gaps_and_errors_are_taken_and_nothing_else() -> None:
    child = contribution(REPORT, check(REPORT))
    assert child.values == {"table3.disclosed.business": 3, "table3.disclosed.total": 9}
    assert child.gaps == ("table3.disclosed.research",)
    assert child.tables == {"table3"}
    assert {finding.severity.value for finding in child.errors} == {"error"}
    assert (child.name, child.source, child.layout) == ("甲局", "甲.docx", "y2021")


def test_a_child_without_a_name_is_called_by_its_file() -> None:
    nameless = Report(Y2021, year=2024)
    assert contribution(nameless, check(nameless), "乙.pdf").name == "没有写明单位的报告（乙.pdf）"
    assert "来源不明" in contribution(nameless, check(nameless)).name
