from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.numbered import report_of

from gongkai.core.aggregate.totals import Aggregate, Lack, aggregate
from gongkai.core.checks.run import check
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.core.report.model import Report

SECTIONS = {"overview": "总体情况。", "problems": "问题。", "other": "无。"}


def child(agency: str, seed: int = 1, year: int = 2024) -> Report:
    report = report_of(seed)
    return replace(report, agency=agency, year=year, source=f"{agency}.docx")


def changed(report: Report, address: str, cell: Cell) -> Report:
    table, row, column = address.split(".")
    rows = {key: dict(columns) for key, columns in (report.table(table) or {}).items()}
    rows[row][column] = cell
    return replace(report, **{table: rows})


def single_otherwise(agency: str, count: int) -> Report:
    report = child(agency)
    rows = {key: columns for key, columns in (report.table3 or {}).items() if not key.startswith("otherwise")}
    rows["otherwise"] = dict.fromkeys(rows["received"], Cell(0)) | {"business": Cell(count), "total": Cell(count)}
    return replace(report, table3=rows)


def lacks(found: Aggregate) -> list[tuple[str, Lack, tuple[str, ...]]]:
    return [(missing.agency, missing.lack, missing.places) for missing in found.missing]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_every_cell_is_the_sum_and_consistent_children_give_a_consistent_sum(seeds: list[int]) -> None:
    children = [child(f"单位{number}", seed) for number, seed in enumerate(seeds)]
    found = aggregate(children, "甲县", 2024)
    for address, cell in found.report.cells():
        assert cell.value == sum(part.cell(address).value or 0 for part in children)
    assert not [each for each in check(found.report).findings if each.code.startswith("T3-")]
    assert len(found.counted) == len(children)


def test_a_blank_cell_is_no_zero_and_is_told() -> None:
    address = "table3.disclosed.natural_person"
    found = aggregate([child("甲局"), changed(child("乙局"), address, Cell(None, Mark.BLANK))], "甲县", 2024)
    assert ("乙局", Lack.NO_NUMBER, (address,)) in lacks(found)
    assert found.report.cell(address).value == child("甲局").cell(address).value
    assert found.report.cell(address).note == "不含乙局"
    nobody = [changed(child(name), address, Cell(None, Mark.DASH)) for name in ("甲局", "乙局")]
    assert aggregate(nobody, "甲县", 2024).report.cell(address).value is None


def test_a_child_without_a_table_is_missing_there_and_counted_elsewhere() -> None:
    found = aggregate([child("甲局"), replace(child("乙局"), table4=None)], "甲县", 2024)
    assert ("乙局", Lack.NO_TABLE, ("table4",)) in lacks(found)
    received = "table3.received.total"
    assert found.report.cell(received).value == 2 * (child("甲局").cell(received).value or 0)


def test_a_child_without_any_table_is_not_counted() -> None:
    found = aggregate([child("甲局"), Report(Y2021, agency="乙局", year=2024)], "甲县", 2024)
    assert found.counted == ("甲局",)
    assert ("乙局", Lack.NO_TABLE, ("table2", "table3", "table4")) in lacks(found)


def test_expected_agencies_without_a_report_are_named_and_others_are_unexpected() -> None:
    found = aggregate([child("甲县财政局"), child("甲县教育 局")], "甲县", 2024, ["甲县教育局", "甲县公安局"])
    assert lacks(found)[0] == ("甲县公安局", Lack.NO_REPORT, ())
    assert found.unexpected == ("甲县财政局",)


def test_a_like_name_outside_the_roll_is_pointed_out() -> None:
    found = aggregate([child("五常商务局")], "甲县", 2024, ["五常市商务局"])
    assert "五常商务局" in found.missing[0].message


def test_an_inconsistent_child_is_counted_and_told_with_its_findings() -> None:
    wrong = changed(child("乙局"), "table3.received.total", Cell(9_999))
    found = aggregate([child("甲局"), wrong], "甲县", 2024)
    (bad,) = [each for each in found.inconsistent if any(f.code == "T3-ROW-SUM" for f in each.findings)]
    assert (bad.agency, bad.source) == ("乙局", "乙局.docx")
    assert found.report.cell("table3.received.total").value == 9_999 + (
        child("甲局").cell("table3.received.total").value or 0
    )


def test_a_double_is_counted_once_and_told_whether_it_differs() -> None:
    same = aggregate([child("甲局"), child("甲局")], "甲县", 2024)
    assert [(left.agency, left.differs) for left in same.left_out] == [("甲局", False)]
    other = aggregate([child("甲局"), child("甲局", seed=2)], "甲县", 2024)
    assert [(left.agency, left.differs) for left in other.left_out] == [("甲局", True)]
    address = "table3.received.total"
    assert other.report.cell(address).value == child("甲局").cell(address).value


def test_reports_of_another_or_no_year_are_refused_in_words() -> None:
    found = aggregate([child("甲局"), child("乙局", year=2023), replace(child("丙局"), year=None)], "甲县", 2024)
    assert found.counted == ("甲局",)
    assert "是2023年的报告" in found.left_out[0].message
    assert "没有写明年度" in found.left_out[1].message


def test_the_single_row_goes_under_other_with_a_note_for_the_author() -> None:
    found = aggregate([child("甲局"), single_otherwise("乙局", 7)], "甲县", 2024)
    own = child("甲局").cell("table3.otherwise_other.business").value or 0
    assert found.report.cell("table3.otherwise_other.business").value == own + 7
    assert any("乙局" in note and "7件" in note for note in found.notes)
    assert not any("（六）" in note for note in aggregate([single_otherwise("乙局", 0)], "甲县", 2024).notes)


def test_three_rows_become_their_sum_where_the_form_has_one() -> None:
    rows = {
        f"otherwise_{key}": {"total": Cell(count)}
        for key, count in (("not_rectified", 1), ("fee_unpaid", 2), ("other", 4))
    }
    report = Report(Y2021, agency="甲局", year=2020, table3=rows)
    assert aggregate([report], "甲县", 2020).report.cell("table3.otherwise.total").value == 7
    rows["otherwise_other"]["total"] = Cell(None, Mark.BLANK)
    found = aggregate([report], "甲县", 2020)
    assert found.report.cell("table3.otherwise.total").value is None


def test_cells_of_another_edition_are_left_out_and_told() -> None:
    table2 = {
        "normative_documents": {"made": Cell(5)},
        "licenses": {"decisions": Cell(40)},
        "procurement": {"amount": Cell(Decimal("1.5"))},
    }
    found = aggregate([Report(Y2019, agency="甲局", year=2024, table2=table2)], "甲县", 2024)
    (told,) = [missing for missing in found.missing if missing.lack is Lack.OTHER_LAYOUT]
    assert set(told.places) == {"table2.normative_documents.made", "table2.procurement.amount"}
    assert found.report.cell("table2.licenses.decisions").value == 40
    assert found.report.cell("table2.normative_documents.issued").value is None


def test_texts_are_left_to_the_author() -> None:
    found = aggregate([replace(child("甲局"), sections=SECTIONS, preamble="前言")], "甲县", 2024)
    assert set(found.report.sections.values()) == {None}
    assert found.report.preamble is None
    assert found.report.title == "甲县2024年政府信息公开工作年度报告"


def test_two_agencies_with_all_the_same_numbers_are_pointed_out() -> None:
    assert any("完全相同" in note for note in aggregate([child("甲局", 5), child("乙局", 5)], "甲县", 2024).notes)


def test_reports_are_taken_one_at_a_time() -> None:
    alive: list[int] = []

    def reports():
        for number in range(3):
            alive.append(number)
            yield child(f"单位{number}", number)

    assert aggregate(reports(), "甲县", 2024).counted == ("单位0", "单位1", "单位2")
    assert alive == [0, 1, 2]
