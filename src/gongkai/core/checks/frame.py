"""The cells of a report in one row: which address stands at which place, worked out once for each kind of form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.core.report.addresses import TABLE_WORDS, cell_words, quotable
from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2019, Y2021, Layout, Line, layout_named
from gongkai.core.report.model import TABLES, Report, Table

Number = int | Decimal

TABLE_NAMES = TABLE_WORDS
_NO_CELLS: Mapping[str, Cell] = {}


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows and columns that a report should have: `layout` decides table 2, `single` the rows of table 3.

    `single` says that table 3 has （六）其他处理 in one row. `addresses` are all cells in printed order, `index` their
    places, `shapes` table → row → columns. `labels` and `columns` hold the printed words of rows and columns, with
    single quotation marks of their own, so that messages may quote them.
    """

    layout: Layout
    single: bool
    addresses: tuple[str, ...]
    index: dict[str, int]
    shapes: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    lines: tuple[Line, ...]
    labels: dict[str, str]
    columns: dict[str, str]

    @property
    def leaves(self) -> tuple[str, ...]:
        """The keys of the rows of table 3 that add up to 总计."""
        return tuple(line.key for line in self.lines if line.leaf)

    def name(self, address: str) -> str:
        """Return a cell in the words of the form.

        >>> frame("y2021", single=False).name("table3.settled.natural_person")
        '表三“自然人”列“（七）总计”行'
        """
        return cell_words(self.layout, address)


@cache
def frame(layout_key: str, *, single: bool) -> Frame:
    """Return the frame of an edition; `single` takes the rows of table 3 with 其他处理 in one row."""
    layout = layout_named(layout_key)
    lines = (Y2019 if single else Y2021).table3
    applicants = tuple(column.key for column in Y2021.table3_columns)
    shapes = (
        ("table2", tuple(layout.shape("table2").items())),
        ("table3", tuple((line.key, applicants) for line in lines)),
        ("table4", tuple(Y2021.shape("table4").items())),
    )
    addresses = tuple(f"{t}.{row}.{column}" for t, rows in shapes for row, columns in rows for column in columns)
    labels = {f"table3.{line.key}": quotable(line.label) for line in lines}
    labels |= {f"table2.{line.key}": line.label for block in layout.table2 for line in block.lines}
    labels |= {f"table4.{group.key}": group.label for group in Y2021.table4}
    columns = {f"table3.{column.key}": column.label for column in Y2021.table3_columns}
    columns |= {
        f"table2.{line.key}.{column.key}": column.label
        for block in layout.table2
        for line in block.lines
        for column in block.columns
    }
    columns |= {
        f"table4.{group.key}.{column.key}": column.label for group in Y2021.table4 for column in Y2021.table4_columns
    }
    index = {address: place for place, address in enumerate(addresses)}
    return Frame(layout, single, addresses, index, shapes, lines, labels, columns)


def frame_of(report: Report) -> Frame:
    """Return the frame that `report` must be read by."""
    return frame(report.layout.key, single=report.table3 is not None and "otherwise" in report.table3)


def numbers(report: Report, of: Frame) -> list[Number | None]:
    """Return the numbers of `report` in the order of the frame's addresses; None where there is no number."""
    found: list[Number | None] = []
    for name, rows in of.shapes:
        table = report.table(name)
        for row, columns in rows:
            cells = _row(table, row)
            for column in columns:
                cell = cells.get(column)
                found.append(None if cell is None else cell.value)
    return found


def _row(table: Table | None, row: str) -> Mapping[str, Cell]:
    return _NO_CELLS if table is None else table.get(row, _NO_CELLS)


__all__ = ["TABLES", "TABLE_NAMES", "Frame", "Number", "frame", "frame_of", "numbers"]
