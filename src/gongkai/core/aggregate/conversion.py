"""One edition's cells in another's rows, where that can be done; what can't is left out and told.

Two conversions are made, both in table 3, row （六）其他处理:

* three rows into the single row of 2019 and 2020: their sum, exact;
* the single row into three: all of it under 3.其他, so that 总计 and the reconciliation hold. Which of the three it was
  is not known, so each such number is told for the author to divide.

Table 2 of 2019 and of 2021 count different things under like names (本年新制作 is not 本年制发, 对外公开总数量 is not
现行有效). Only cells of the same name are added up (处理决定数量), the others are left out and told.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai.core.report.layouts import LAYOUTS, Layout
from gongkai.core.report.layouts.y2021 import OTHERWISE_IN_THREE
from gongkai.core.report.model import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gongkai.core.aggregate.contribution import Contribution

_ONE = "otherwise"
_THREE = tuple(line.key for line in OTHERWISE_IN_THREE)
_REST = _THREE[-1]


class Converted(NamedTuple):
    """A child's numbers and gaps in the rows of the sum.

    `divided` are the numbers of a single 其他处理 row that now stand under 3.其他, by column;
    `left_out` are the addresses that the sum's edition has no cell for.
    """

    values: dict[str, int | Decimal]
    gaps: tuple[str, ...]
    divided: dict[str, int | Decimal]
    left_out: tuple[str, ...]


def converted(child: Contribution, layout: Layout) -> Converted:
    """Return `child`'s numbers under the addresses of `layout`."""
    known = _places(layout.key)
    values: dict[str, int | Decimal] = {}
    gaps: list[str] = []
    divided: dict[str, int | Decimal] = {}
    left_out: list[str] = []
    unknown_sums = {_in_form(address, known) for address in child.gaps}
    for address, value in child.values.items():
        target = _in_form(address, known)
        if target not in known:
            left_out.append(address)
        elif target not in unknown_sums:
            values[target] = values.get(target, 0) + value
            if target != address and target.split(".")[1] == _REST and value:
                divided[target.split(".")[2]] = value
    for target in unknown_sums:
        (gaps if target in known else left_out).append(target)
    return Converted(values, tuple(gap for gap in known if gap in gaps), divided, tuple(left_out))


def addresses(layout: Layout) -> tuple[str, ...]:
    """Return every address of `layout`, in printed order."""
    return tuple(_places(layout.key))


@cache
def _places(edition: str) -> dict[str, None]:
    layout = LAYOUTS[edition]
    return {
        f"{table}.{row}.{column}": None
        for table in TABLES
        for row, columns in layout.shape(table).items()
        for column in columns
    }


def _in_form(address: str, known: Mapping[str, None]) -> str:
    if address in known:
        return address
    table, row, column = address.split(".")
    if table == "table3" and row == _ONE:
        return f"{table}.{_REST}.{column}"
    if table == "table3" and row in _THREE:
        return f"{table}.{_ONE}.{column}"
    return address
