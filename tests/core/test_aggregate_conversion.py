from __future__ import annotations

import pytest

from gongkai.core.aggregate.contribution import Contribution
from gongkai.core.aggregate.conversion import addresses, converted
from gongkai.core.report.layouts import Y2019, Y2021, Layout


def child(values: dict[str, int], gaps: tuple[str, ...] = ()) -> Contribution:
    return Contribution("甲局", 2024, "", "y2021", frozenset({"table3"}), dict(values), gaps)


@pytest.mark.parametrize(("layout", "count"), [(Y2021, 10 + 25 * 7 + 3 * 5), (Y2019, 22 + 23 * 7 + 3 * 5)])
def test_an_edition_has_its_cells_in_printed_order(layout: Layout, count: int) -> None:
    found = addresses(layout)
    assert found[0] == f"table2.government_rules.{layout.table2[0].columns[0].key}"
    assert len(found) == len(set(found)) == count


def test_its_own_cells_stay_as_they_are() -> None:
    values = dict.fromkeys(addresses(Y2021), 4)
    found = converted(child(values), Y2021)
    assert (found.values, found.gaps, found.divided, found.left_out) == (values, (), {}, ())


def test_one_row_becomes_the_third_of_three_and_is_told_by_column() -> None:
    found = converted(child({"table3.otherwise.total": 6, "table3.otherwise.business": 0}), Y2021)
    assert found.values == {"table3.otherwise_other.total": 6, "table3.otherwise_other.business": 0}
    assert found.divided == {"total": 6}


def test_three_rows_become_one_only_when_all_are_known() -> None:
    parts = {"table3.otherwise_not_rectified.total": 1, "table3.otherwise_fee_unpaid.total": 2}
    whole = converted(child(parts | {"table3.otherwise_other.total": 4}), Y2019)
    assert whole.values == {"table3.otherwise.total": 7}
    part = converted(child(parts, ("table3.otherwise_other.total",)), Y2019)
    assert (part.values, part.gaps) == ({}, ("table3.otherwise.total",))


def test_what_has_no_place_is_left_out_and_told() -> None:
    assert converted(child({"table2.procurement.projects": 3}), Y2021).left_out == ("table2.procurement.projects",)
