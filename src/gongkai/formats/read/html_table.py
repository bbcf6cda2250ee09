"""Rows of source cells → a grid, by the table model of html, with every span held within bounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, GridCell, Paragraph, plain_cell
from gongkai.formats.read.html_markup import attributes

Block = Paragraph | Grid

_PROSE = 800  # a cell with more characters than this holds prose: the table lays out the page
_DIGITS = re.compile(r"\s*\+?(\d+)")
_WIDEST = 100  # no table of a report has a cell across more columns
_MENDABLE = 2000  # beyond so many cells no odd colspan is mended
_TOO_BIG = f"网页里的表格过大（超过 {MAX_ROWS} 行或 {MAX_CELLS} 个单元格），不像年度报告；请只保存报告正文的页面再试"


class Span(NamedTuple):
    """How far a cell reaches; `odd` says that its colspan can't be meant as it stands."""

    rows: int = 1
    columns: int = 1
    odd: bool = False


SourceCell = tuple[str, Span]  # a cell as it stands in the source, not yet placed: its text and span
SINGLE = Span()
_NONE: frozenset[int] = frozenset()


class SourceRow:
    """A row as it stands in the source, looked at once for whatever table it stands in.

    `reaching` and `odd` say whether a cell of it reaches below the row, and whether one has an odd span; `longest` is
    the length of its longest text.
    """

    __slots__ = ("cells", "longest", "odd", "reaching")

    def __init__(self, cells: Iterable[SourceCell]) -> None:
        """Take the cells in order."""
        self.cells = tuple(cells)
        self.longest = max([len(text) for text, _ in self.cells], default=0)
        spans = [span for _, span in self.cells if span is not SINGLE]
        self.reaching = any(span.rows != 1 for span in spans)
        self.odd = any(span.odd for span in spans)


@dataclass(slots=True)
class SourceTable:
    """A table as it stands in the source: its rows, and the rows after which a row group ends."""

    rows: list[SourceRow] = field(default_factory=list)
    group_ends: set[int] = field(default_factory=set)


@lru_cache(maxsize=512)
def span_of(source: str) -> Span:
    """Return the span that a cell's attributes ask for; what is malformed is 1 and, for columns, odd.

    >>> span_of(' colspan="3" rowspan=2'), span_of(' colspan="auto"')
    (Span(rows=2, columns=3, odd=False), Span(rows=1, columns=1, odd=True))
    """
    if "pan" not in source.lower():
        return SINGLE
    found = attributes(source)
    columns = found.get("colspan", found.get("aria-colspan", "1"))
    rows = _DIGITS.match(found.get("rowspan", found.get("aria-rowspan", "1")))
    wide = _DIGITS.match(columns)
    width = int(wide[1][:9]) if wide else 0
    height = min(int(rows[1][:9]), MAX_ROWS) if rows else 1
    if not 1 <= width <= _WIDEST:
        return Span(height, 1, odd=True)
    return Span(height, width)  # rowspan="0" stays 0: down to the end of the row group


def grid_of(table: SourceTable) -> Grid:
    """Place the cells of `table`; an odd colspan takes what makes its row as wide as the others."""
    cells = _placed(table)
    if len(cells) < _MENDABLE and any(row.odd for row in table.rows):
        cells = _placed(_mended(table, cells))
    return Grid(cells)


def blocks_of(table: SourceTable) -> list[Block]:
    """Return a table without inner tables as blocks: a grid, or its text where it only lays out the page."""
    if is_layout(table):
        return [Paragraph(text) for row in table.rows for cell, _ in row.cells for text in cell.split("\n") if text]
    return [grid_of(table)]


def is_layout(table: SourceTable) -> bool:
    """Say whether the table only lays out prose: never two cells in a row, or a cell as long as a page."""
    if all(len(row.cells) < 2 for row in table.rows):
        return True
    return max([row.longest for row in table.rows]) > _PROSE


def _placed(table: SourceTable) -> list[GridCell]:
    """Return the cells of a table at their places."""
    if len(table.rows) > MAX_ROWS:
        raise ReportUnreadable(_TOO_BIG)
    cells: list[GridCell] = []
    covered: dict[int, int] = {}  # column → last row that a cell above reaches
    reaching: list[int] = []  # cells that reach below their row
    for number, row in enumerate(table.rows):
        taken = frozenset([column for column, last in covered.items() if last >= number]) if covered else _NONE
        placed = _placed_row(number, row, taken)
        if row.reaching:
            covered = {column: last for column, last in covered.items() if last >= number}
            for index, cell in enumerate(placed, len(cells)):
                if cell.rowspan != 1:
                    reaching.append(index)
                    reached = range(cell.column, cell.column + cell.colspan)
                    covered.update(dict.fromkeys(reached, number + cell.rowspan - 1))
        cells += placed
        if reaching and number in table.group_ends:
            _clip(cells, reaching, number)
            covered, reaching = {}, []
        if len(cells) > MAX_CELLS:
            raise ReportUnreadable(_TOO_BIG)
    _clip(cells, reaching, len(table.rows) - 1)
    return cells


@lru_cache(maxsize=2048)
def _placed_row(number: int, row: SourceRow, taken: frozenset[int]) -> list[GridCell]:
    """Return the cells of row `number`, those of `taken` columns passed over; nobody may change the list.

    A row that was met before (most rows of most reports are zeros) is not placed again.
    """
    cells: list[GridCell] = []
    column = 0
    for text, span in row.cells:
        while column in taken:
            column += 1
        if column >= MAX_COLUMNS:
            break
        if span is SINGLE:
            cells.append(plain_cell(number, column, text))
        else:
            cells.append(GridCell(number, column, text, span.rows or MAX_ROWS, span.columns))
        column += span.columns
    return cells


def _clip(cells: list[GridCell], reaching: list[int], last: int) -> None:
    """Let no cell reach beyond the last row of its group."""
    for index in reaching:
        cell = cells[index]
        if cell.row + cell.rowspan - 1 > last:
            cells[index] = cell._replace(rowspan=last - cell.row + 1)


def _mended(table: SourceTable, cells: list[GridCell]) -> SourceTable:
    """Give the one odd cell of a row the width that the row lacks, if it lacks any."""
    widths = _widths(cells, len(table.rows))
    wanted = Counter(width for row, width in zip(table.rows, widths, strict=True) if width and not row.odd)
    if not wanted:
        return table
    width = wanted.most_common(1)[0][0]
    rows = [SourceRow(_filled(row.cells, width - widths[number])) for number, row in enumerate(table.rows)]
    return SourceTable(rows, table.group_ends)


def _filled(sources: tuple[SourceCell, ...], lacking: int) -> Iterator[SourceCell]:
    alone = sum(span.odd for _, span in sources) == 1
    for text, span in sources:
        mend = alone and span.odd and lacking > 0
        yield (text, Span(span.rows, 1 + lacking)) if mend else (text, span)


def _widths(cells: list[GridCell], rows: int) -> list[int]:
    widths = [0] * rows
    for cell in cells:
        end = cell.column + cell.colspan
        for row in range(cell.row, min(cell.row + cell.rowspan, rows)):
            widths[row] = max(widths[row], end)
    return widths
