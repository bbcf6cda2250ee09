from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.support.numbered import report_of

from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.comparison import CellChange, Comparison, compare
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.core.report.model import Report

if TYPE_CHECKING:
    from gongkai.core.report.comparison import CellComparison


def report_with(row: str, column: str, cell: Cell, **more: object) -> Report:
    return Report(Y2021, agency="甲局", year=2024, table3={row: {column: cell}}, **more)  # type: ignore[arg-type]


def only(comparison: Comparison) -> CellComparison:
    (cell,) = comparison.cells
    return cell


def change(old: Cell, new: Cell) -> CellComparison:
    return only(compare(report_with("received", "total", old), report_with("received", "total", new)))


@pytest.mark.parametrize(
    ("old", "new", "absolute", "relative", "small"),
    [
        (100, 125, 25, Decimal("0.25"), False),
        (10, 5, -5, Decimal("-0.5"), False),
        (9, 90, 81, None, True),
        (0, 3, 3, None, True),
        (30, 30, 0, Decimal(0), False),
        (3, 4, 1, None, True),
        (Decimal("12.5"), Decimal("25.0"), Decimal("12.5"), Decimal(1), False),
    ],
)
def test_changes_are_absolute_and_relative_but_not_from_small_counts(old, new, absolute, relative, small) -> None:
    found = change(Cell(old), Cell(new))
    assert (found.absolute, found.relative, found.small) == (absolute, relative, small)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (Cell(None, Mark.BLANK), Cell(0), CellChange.FILLED),
        (Cell(0), Cell(None, Mark.DASH), CellChange.EMPTIED),
        (Cell(None, Mark.BLANK), Cell(None, Mark.DASH), CellChange.MARKED),
        (Cell(None, Mark.BLANK), Cell(None, Mark.BLANK), CellChange.SAME),
        (Cell(0), Cell(0), CellChange.SAME),
    ],
)
def test_a_blank_is_not_a_zero(old: Cell, new: Cell, expected: CellChange) -> None:
    found = change(old, new)
    assert found.change is expected
    if expected is not CellChange.SAME:
        assert found.absolute is None


def test_a_report_compared_with_itself_has_no_change() -> None:
    report = report_of(1)
    comparison = compare(report, report)
    assert comparison.changed == ()
    assert len(comparison.cells) == 200


def test_three_rows_of_otherwise_are_compared_as_their_sum_with_the_single_row() -> None:
    single = Report(Y2019, agency="甲局", year=2020, table3={"otherwise": {"total": Cell(20)}})
    three = ("otherwise_not_rectified", "otherwise_fee_unpaid", "otherwise_other")
    rows = {row: {"total": Cell(count)} for row, count in zip(three, (10, 5, 9), strict=True)}
    comparison = compare(single, Report(Y2021, agency="甲局", year=2021, table3=rows))
    found = only(comparison)
    assert (found.address, found.absolute, found.relative) == ("table3.otherwise.total", 4, Decimal("0.2"))
    assert any("三行之和" in note for note in comparison.notes)
    rows["otherwise_other"]["total"] = Cell(None, Mark.BLANK)
    assert only(compare(single, Report(Y2021, table3=rows))).change is CellChange.EMPTIED


def test_the_three_rows_of_the_older_report_are_added_up_too_and_its_other_rows_stay() -> None:
    three = {"otherwise_not_rectified": 10, "otherwise_fee_unpaid": 5, "otherwise_other": 9}
    rows = {row: {"total": Cell(count)} for row, count in {"received": 60, **three}.items()}
    new = Report(Y2019, year=2020, table3={"received": {"total": Cell(75)}, "otherwise": {"total": Cell(20)}})
    comparison = compare(Report(Y2021, year=2021, table3=rows), new)
    assert {cell.address: (cell.old.value, cell.absolute) for cell in comparison.cells} == {
        "table3.received.total": (60, 15),
        "table3.otherwise.total": (24, -4),
    }


def test_rows_of_otherwise_are_added_up_only_where_all_three_are_there() -> None:
    two = {row: {"total": Cell(5)} for row in ("otherwise_not_rectified", "otherwise_fee_unpaid")}
    comparison = compare(Report(Y2021, table3=two), Report(Y2019, table3={"otherwise": {"total": Cell(20)}}))
    assert {cell.address: cell.change for cell in comparison.cells} == {
        "table3.otherwise_not_rectified.total": CellChange.ONLY_OLD,
        "table3.otherwise_fee_unpaid.total": CellChange.ONLY_OLD,
        "table3.otherwise.total": CellChange.ONLY_NEW,
    }


def test_like_named_cells_of_other_editions_are_not_matched_by_guess() -> None:
    old = Report(
        Y2019, year=2020, table2={"normative_documents": {"made": Cell(5)}, "licenses": {"decisions": Cell(40)}}
    )
    new = Report(
        Y2021, year=2021, table2={"normative_documents": {"issued": Cell(5)}, "licenses": {"decisions": Cell(50)}}
    )
    changes = {cell.address: cell.change for cell in compare(old, new).cells}
    assert changes == {
        "table2.normative_documents.made": CellChange.ONLY_OLD,
        "table2.normative_documents.issued": CellChange.ONLY_NEW,
        "table2.licenses.decisions": CellChange.CHANGED,
    }


def test_texts_missing_on_one_side_have_no_likeness() -> None:
    old = Report(Y2021, sections={"overview": "一段。"})
    new = replace(old, sections={"overview": None, "problems": "问题。"})
    texts = {text.key: text for text in compare(old, new).texts}
    assert texts["overview"].likeness is None
    assert [paragraph.old for paragraph in texts["overview"].paragraphs] == ["一段。"]
    assert texts["other"].paragraphs == ()


def test_other_agency_and_wrong_order_are_told() -> None:
    notes = compare(Report(Y2021, agency="甲局", year=2024), Report(Y2021, agency="乙局", year=2023)).notes
    assert any("甲局、乙局" in note for note in notes)
    assert any("给反" in note for note in notes)
