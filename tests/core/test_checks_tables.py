"""The arithmetic of the tables: what a finding says, what stays undecided, which cell is proposed."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.mutations import in_2020, predecessor_in_order, put, report_in_order, with_cells

from gongkai.core.checks.catalogue import EQUATIONS
from gongkai.core.checks.equations import answer, questions
from gongkai.core.checks.equations import test_of as quick_test_of
from gongkai.core.checks.run import check
from gongkai.core.checks.terms import cell, column, family, last_year, row
from gongkai.core.findings import Finding, Repair, Severity, Status
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Report


def _found(report: Report, code: str, previous: Report | None = None) -> list[Finding]:
    return [finding for finding in check(report, previous).findings if finding.code == code]


def test_a_finding_says_where_both_sides_and_what_to_do() -> None:
    report = report_in_order()
    put(report, "table3.settled.business", 11)
    settled = _found(report, "T3-SETTLED-SUM")[0]
    assert settled.cells == ("table3.settled.business",)
    assert (settled.left, settled.right, settled.severity) == (11, 9, Severity.ERROR)
    assert settled.repair == Repair("table3.settled.business", 9)
    assert settled.message == (
        "表三“商业企业”列：（七）总计（11），（一）至（六）各行之和＝9，两边应当相等，相差2；"
        "把表三“商业企业”列“（七）总计”行的11改为9，行和列就都对上了，请对照台账核实。"
    )
    flow = _found(report, "T3-FLOW")[0]
    assert flow.cells == tuple(
        f"table3.{key}.business" for key in ("received", "brought_forward", "settled", "carried_forward")
    )
    assert "一、本年新收政府信息公开申请数量（10）＋二、上年结转政府信息公开申请数量（1）＝11" in flow.message
    assert "2021〕30号" in flow.cite


def test_every_single_change_of_table_3_is_mended() -> None:
    for address in [a for a, _ in report_in_order().cells() if a.startswith("table3.")]:
        report = report_in_order()
        old = report.cell(address).value
        put(report, address, int(old or 0) + 7)
        failed = [f for f in check(report).findings if f.code.startswith("T3-")]
        assert {f.repair for f in failed} == {Repair(address, old)}
        assert len(failed) >= 2


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_two_changes_are_never_mended_wrongly_into_new_failures(data: st.DataObject) -> None:
    report = report_in_order()
    addresses = [address for address, _ in report.cells() if address.startswith("table3.")]
    for address in data.draw(st.lists(st.sampled_from(addresses), min_size=2, max_size=3, unique=True)):
        put(report, address, data.draw(st.integers(0, 90)))
    before = {f.message for f in check(report).findings if f.code.startswith("T3-")}
    repairs = {f.repair for f in check(report).findings if f.repair is not None}
    for repair in repairs:
        put(report, repair.cell, repair.value)
    after = [f for f in check(report).findings if f.code.startswith("T3-")]
    assert len(after) <= len(before) - 2 * len(repairs)


def test_two_candidates_equally_good_propose_nothing() -> None:
    report = report_in_order()
    put(report, "table3.disclosed.natural_person", 35)
    put(report, "table3.declined_duplicate.business", 6)
    failed = [f for f in check(report).findings if f.code.startswith("T3-")]
    assert {f.code for f in failed} == {"T3-SETTLED-SUM", "T3-ROW-SUM"}
    assert all(f.repair is None for f in failed)


def test_two_changes_of_different_size_are_both_mended() -> None:
    report = report_in_order()
    put(report, "table3.disclosed.natural_person", 35)
    put(report, "table3.declined_duplicate.business", 9)
    repairs = {f.repair for f in check(report).findings if f.repair}
    assert repairs == {Repair("table3.disclosed.natural_person", 30), Repair("table3.declined_duplicate.business", 1)}


def test_a_repair_does_not_break_the_carry() -> None:
    report, previous = report_in_order(), predecessor_in_order()
    put(report, "table3.brought_forward.natural_person", 8)
    findings = check(report, previous).findings
    assert {f.code for f in findings} >= {"T3-FLOW", "T3-ROW-SUM", "T3-CARRY"}
    assert {f.repair for f in findings} == {Repair("table3.brought_forward.natural_person", 9)}


def test_a_negative_value_is_never_proposed() -> None:
    report = report_in_order()
    put(report, "table3.settled.research", -2)
    assert {f.repair for f in check(report).findings if f.code == "T3-FLOW"} == {Repair("table3.settled.research", 0)}
    put(report, "table3.settled.research", 0)
    put(report, "table3.carried_forward.total", 2)
    put(report, "table3.carried_forward.research", -6)
    assert all(f.repair is None or f.repair.value >= 0 for f in check(report).findings)


def test_a_blank_makes_its_sums_unknown_and_stands_in_a_finding() -> None:
    report = report_in_order()
    put(report, "table3.settled.business", None)
    verdict = check(report)
    unknown = [f for f in verdict.findings if f.status is Status.UNKNOWN]
    assert [f.code for f in unknown] == ["T3-FLOW", "T3-SETTLED-SUM", "T3-ROW-SUM"]
    assert {f.severity for f in unknown} == {Severity.WARNING}
    assert verdict.summary[Status.UNKNOWN] == 3
    assert [f.cells for f in verdict.findings if f.code == "CELL-BLANK"] == [("table3.settled.business",)]


def test_every_blank_cell_stands_in_a_finding() -> None:
    report = report_in_order()
    for name in ("table2", "table3", "table4"):
        rows = Y2021.shape(name)
        setattr(report, name, {r: dict.fromkeys(columns, Cell(None, Mark.DASH)) for r, columns in rows.items()})
    blank = _found(report, "CELL-BLANK")
    assert len(blank) == 3
    assert {address for f in blank for address in f.cells} == {address for address, _ in report.cells()}
    assert "横线" in blank[0].message


def test_an_absent_table_is_one_error_and_its_checks_do_not_apply() -> None:
    report = report_in_order()
    report.table3 = None
    verdict = check(report)
    assert [f.code for f in verdict.findings] == ["FORM-SECTION"]
    assert verdict.summary[Status.NOT_APPLICABLE] >= 39


def test_the_single_row_is_a_leaf_whatever_the_layout() -> None:
    report = report_in_order()
    table = report.table3
    assert table is not None
    for key in ("otherwise_not_rectified", "otherwise_fee_unpaid"):
        del table[key]
    table["otherwise"] = table.pop("otherwise_other")
    with_cells(report, {"table3.otherwise.natural_person": 2, "table3.otherwise.total": 2})
    settled = _found(report, "T3-SETTLED-SUM")
    assert {(f.left, f.right) for f in settled} == {(53, 55), (62, 64)}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"table3.unavailable_not_held.natural_person": 21}, "把相邻两位数字写反了"),
        ({"table3.settled.total": 620}, "多写了一位数字"),
        ({"table3.received.total": 6}, "少写了一位数字"),
        ({"table3.carried_forward.total": -8}, "写错了正负号"),
        ({"table4.reconsideration.total": 0}, "漏填"),
        ({"table4.reconsideration.upheld": 0, "table4.reconsideration.otherwise": 2, "table4.reconsideration.total": 6},
         "在总计中计了两次"),
        ({"table4.reconsideration.total": 2}, "没有计入总计"),
        ({"table4.reconsideration.total": 40_000}, "把元当成了万元"),
        ({"table3.disclosed.natural_person": 4, "table3.disclosed.business": 0, "table3.disclosed.other_organization": 4,
          "table3.disclosed.total": 0, "table3.disclosed.legal_services": 0}, "整体左移了一列"),
        ({"table3.withheld_process.business": 0, "table3.withheld_process.research": 1}, "“6.属于四类过程性信息”行的数字错了一列"),
        ({"table3.declined_publication.natural_person": 5, "table3.declined_publication.business": 3,
          "table3.declined_publication.research": 2}, "把总计填在了第一列"),
        ({"table3.declined_publication.natural_person": 3, "table3.declined_publication.business": 2,
          "table3.declined_publication.other_organization": 5}, "整体左移了一列"),
    ],
)  # fmt: skip
def test_the_likely_cause_is_told(cells: dict[str, int], words: str) -> None:
    report = with_cells(report_in_order(), cells)
    messages = [f.message for f in check(report).findings if f.code.startswith(("T3-", "T4-"))]
    assert any(words in message for message in messages), messages


def test_the_carry_is_asked_in_all_seven_columns() -> None:
    report, previous = report_in_order(), predecessor_in_order()
    for name in ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization"):
        put(previous, f"table3.carried_forward.{name}", 90)
    put(previous, "table3.carried_forward.total", 540)
    assert len(_found(report, "T3-CARRY", previous)) == 7
    put(previous, "table3.carried_forward.total", None)
    assert (
        "上年度报告的同一格"
        in next(f for f in _found(report, "T3-CARRY", previous) if f.status is Status.UNKNOWN).message
    )


def test_years_of_validity_are_kept() -> None:
    report, previous = in_2020()
    put(report, "table4.direct_litigation.total", 99)
    codes = {f.code for f in check(report, previous).findings}
    assert codes == {"T4-SUM"}
    report.year = None
    assert "FORM-LAYOUT" in {f.code for f in check(report, previous).findings if f.status is Status.UNKNOWN}


@pytest.mark.parametrize("make", [
    lambda: row("recieved"), lambda: column("table3", "person"), lambda: cell("table4.reconsideration.lost"),
    lambda: family("refused_", "不予"), lambda: row("settled") == 3,
])  # fmt: skip
def test_a_misspelt_row_fails_where_it_is_written(make) -> None:
    with pytest.raises((ValueError, TypeError)):
        make()


def test_a_relation_prints_itself() -> None:
    assert str(row("settled") - row("brought_forward") <= last_year(row("received"))) == (
        "（七）总计－二、上年结转政府信息公开申请数量≤上年度报告的一、本年新收政府信息公开申请数量"
    )


@pytest.mark.parametrize(("agency", "makes"), [
    ("上海市人民政府", True), ("上海市人民政府办公厅", True), ("内蒙古自治区人民政府", True), ("国家税务总局", True),
    ("测试市", True), ("洪泽区人民政府", False), ("绥江县会仪镇人民政府", False), ("五常市商务局", False),
    ("黑龙江省财政厅", False), ("测试县人民政府办公室", False), ("延边朝鲜族自治州人民政府", True),
])  # fmt: skip
def test_who_makes_rules(agency: str, makes: bool) -> None:  # noqa: FBT001 - a column of the table above
    report = with_cells(report_in_order(), {"table2.government_rules.in_force": 2})
    report.agency = agency
    assert bool(_found(report, "T2-POWER")) is not makes


def test_fees_in_yuan_are_suspected_by_level_and_by_last_year() -> None:
    for agency, amount, suspect in (
        ("会仪镇人民政府", 10_000, True), ("会仪镇人民政府", 9_999, False), ("测试市人民政府", 316_441, False),
        ("测试县商务局", 100_000, True), (None, 100_000, False),
    ):  # fmt: skip
        report = with_cells(report_in_order(), {"table2.charges.amount": amount})
        report.agency = agency
        assert bool(_found(report, "T2-FEE-UNIT")) is suspect, (agency, amount)
    report = with_cells(report_in_order(), {"table2.charges.amount": Decimal(12_500)})
    assert "请改为1.25" in _found(report, "T2-FEE-UNIT", predecessor_in_order())[0].message
    put(report, "table2.charges.amount", None)
    assert _found(report, "T2-FEE-UNIT") == []


@given(st.randoms(use_true_random=False))
def test_the_quick_test_of_a_sum_agrees_with_its_answer(random: Random) -> None:
    plan = questions(EQUATIONS, ("y2021", False), ("y2019", True))
    values = [random.choice((0, 0, 1, 2, None, Decimal("1.5"))) for _ in range(600)]
    for question in plan.questions:
        assert quick_test_of(question)(values) == (answer(question, values).status is Status.PASS)
