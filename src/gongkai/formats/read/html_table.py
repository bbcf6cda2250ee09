"""Rows of source cells → a grid, by the table model of html, with every span held within bounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, GridCell, Paragraph
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


@dataclass(slots=True)
class SourceTable:
    """A table as it stands in the source: its rows, and the rows after which a row group ends."""

    rows: list[list[SourceCell]] = field(default_factory=list)
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
    cells, odd = _placed(table)
    if odd and len(cells) < _MENDABLE:
        cells, _ = _placed(_mended(table, cells))
    return Grid(cells)


def blocks_of(table: SourceTable) -> list[Block]:
    """Return a table without inner tables as blocks: a grid, or its text where it only lays out the page."""
    if is_layout(table):
        return [Paragraph(text) for row in table.rows for cell, _ in row for text in cell.split("\n") if text]
    return [grid_of(table)]


def is_layout(table: SourceTable) -> bool:
    """Say whether the table only lays out prose: never two cells in a row, or a cell as long as a page."""
    if all(len(row) < 2 for row in table.rows):
        return True
    return max([len(text) for row in table.rows for text, _ in row]) > _PROSE


def _placed(table: SourceTable) -> tuple[list[GridCell], bool]:
    """Return the cells of a table at their places, and whether any has an odd span."""
    cells: list[GridCell] = []
    any_odd = False
    covered: dict[int, int] = {}  # column → last row that a cell above reaches
    reaching: list[int] = []  # cells that reach below their row
    if len(table.rows) > MAX_ROWS:
        raise ReportUnreadable(_TOO_BIG)
    new = tuple.__new__
    for row, sources in enumerate(table.rows):
        column = 0
        for text, span in sources:
            while covered and covered.get(column, -1) >= row:
                column += 1
            rowspan, colspan, odd = span
            if column >= MAX_COLUMNS:
                break
            if odd:
                any_odd = True
            if rowspan != 1:
                rowspan = rowspan or MAX_ROWS
                reaching.append(len(cells))
                covered.update(dict.fromkeys(range(column, column + colspan), row + rowspan - 1))
            cells.append(new(GridCell, (row, column, text, rowspan, colspan, None, False)))
            column += colspan
        if reaching and row in table.group_ends:
            _clip(cells, reaching, row)
            covered, reaching = {}, []
        if len(cells) > MAX_CELLS:
            raise ReportUnreadable(_TOO_BIG)
    _clip(cells, reaching, len(table.rows) - 1)
    return cells, any_odd


def _clip(cells: list[GridCell], reaching: list[int], last: int) -> None:
    """Let no cell reach beyond the last row of its group."""
    for index in reaching:
        cell = cells[index]
        if cell.row + cell.rowspan - 1 > last:
            cells[index] = cell._replace(rowspan=last - cell.row + 1)


def _mended(table: SourceTable, cells: list[GridCell]) -> SourceTable:
    """Give the one odd cell of a row the width that the row lacks, if it lacks any."""
    widths = _widths(cells, len(table.rows))
    odd_rows = {row for row, sources in enumerate(table.rows) if any(span.odd for _, span in sources)}
    wanted = Counter(width for row, width in enumerate(widths) if width and row not in odd_rows)
    if not wanted:
        return table
    width = wanted.most_common(1)[0][0]
    rows = [list(_filled(sources, width - widths[row])) for row, sources in enumerate(table.rows)]
    return SourceTable(rows, table.group_ends)


def _filled(sources: list[SourceCell], lacking: int) -> Iterator[SourceCell]:
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
