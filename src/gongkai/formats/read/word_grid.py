"""From the rows of a Word table, as docx and doc store them, to a span-aware grid.

Both formats store a cell for every place a vertically merged cell covers and mark it as continued;
a grid has the merged cell once.
"""

from __future__ import annotations

from enum import IntEnum

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, GridCell, plain_cell

MAX_SPAN = 10_000
TABLE_TOO_LARGE = "文件里有特别大的表格，不像年度报告：请检查是否选错了文件"


class Merge(IntEnum):
    """How a stored cell merges with the cells above and below."""

    NONE = 0
    FIRST = 1
    CONTINUED = 2


_CONTINUED = Merge.CONTINUED
StoredCell = tuple[int, int, str, Merge]
"""A cell as stored: its grid column (from 0), how many columns wide, its text, its vertical merge."""


def grid_of(rows: list[list[StoredCell]]) -> Grid:
    """Return the grid of a table; a table beyond the limits of `blocks` is refused.

    A continued cell without a cell above to continue counts as a cell of its own.
    """
    if len(rows) > MAX_ROWS or sum(map(len, rows)) > MAX_CELLS:
        raise ReportUnreadable(TABLE_TOO_LARGE)
    cells: list[GridCell] = []
    rowspans: dict[int, int] = {}
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        still_open: dict[int, int] = {}
        for column, colspan, text, merge in row:
            if column >= MAX_COLUMNS:
                break
            if merge:
                start = above.get(column) if merge is _CONTINUED else None
                if start is not None:
                    still_open[column] = start
                    rowspans[start] = number - cells[start].row + 1
                    continue
                still_open[column] = len(cells)
            if column + colspan > MAX_COLUMNS:
                colspan = MAX_COLUMNS - column  # noqa: PLW2901 - cut to the limit
            cells.append(
                plain_cell(number, column, text) if colspan == 1 else GridCell(number, column, text, 1, colspan)
            )
        above = still_open
    for start, rowspan in rowspans.items():
        cells[start] = cells[start]._replace(rowspan=rowspan)
    return Grid(cells)
