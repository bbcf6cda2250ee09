"""Table 4 (政府信息公开行政复议、行政诉讼情况): three groups of five columns, mostly in one row of figures."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.report.cells import ABSENT, Cell
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Table
from gongkai.formats.blocks import GridCell
from gongkai.formats.figures import figure, is_figure
from gongkai.formats.figures import figures as figures_of
from gongkai.formats.locate.labels import column4, group4
from gongkai.formats.locate.rows import Row, TablePart, place_of
from gongkai.formats.locate.words import bare

GROUPS = tuple(group.key for group in Y2021.table4)
COLUMNS = tuple(column.key for column in Y2021.table4_columns)
ADDRESSES = tuple((group, column) for group in GROUPS for column in COLUMNS)


def table_of(parts: list[TablePart]) -> Table | None:
    """Return table 4 from its parts, or None where they hold no row of figures."""
    table = _by_rows(parts)
    if table is not None:
        return table
    found: dict[tuple[str, str], Cell] = {}
    header: list[Row] = []
    for part in parts:
        body = _body(part.rows)
        header = [*header, *[row for row in part.rows if row is not body and not _is_blank(row)]]
        if body is not None:
            for address, cell in _read(part, body, header).items():
                if address not in found or found[address].value is None:
                    found[address] = cell
            header = []
    if not found:
        return None
    return {group: {column: found.get((group, column), ABSENT) for column in COLUMNS} for group in GROUPS}


def _is_blank(row: Row) -> bool:
    return all(not cell.text.strip() for cell in row.cells)


def _body(rows: list[Row]) -> Row | None:
    """Return the row of figures: the last with a number, else the last of fifteen blanks."""
    best = None
    for row in rows:
        figures = [cell for cell in row.cells if is_figure(cell.text)]
        filled = [cell for cell in figures if cell.text.strip()]
        if len(filled) >= 3 and len(figures) >= 5:
            best = row
    if best is not None:
        return best
    blank = [row for row in rows if len(row.cells) >= len(COLUMNS) and _is_blank(row)]
    longest = max((len(row.cells) for row in blank), default=0)
    return next((row for row in reversed(blank) if len(row.cells) == longest), None)


def _read(part: TablePart, body: Row, header: list[Row]) -> dict[tuple[str, str], Cell]:
    figures = [cell for cell in body.cells if is_figure(cell.text)]
    while len(figures) > len(ADDRESSES) and not figures[-1].text.strip():
        figures.pop()
    if len(figures) == len(ADDRESSES):
        addresses = list(ADDRESSES)
    elif len(figures) == 2 * len(COLUMNS):
        addresses = list(ADDRESSES[len(COLUMNS) :])
    elif len(figures) == len(COLUMNS):
        addresses = [(_only_group(header), column) for column in COLUMNS]
    else:
        return _by_path(part, figures, _paths(header))
    return dict(zip(addresses, figures_of(figures, part.page, part.table), strict=True))


def _only_group(header: list[Row]) -> str:
    text = bare("".join(cell.text for row in header for cell in row.cells))
    return group4(text) or GROUPS[0]


def _paths(header: list[Row]) -> dict[int, tuple[str, str]]:
    """Return grid column → (group path, own header)."""
    paths: dict[int, list[str]] = {}
    for row in header:
        for cell in row.cells:
            text = bare(cell.text)
            if not text:
                continue
            for column in range(cell.column, cell.column + min(cell.colspan, 60)):
                paths.setdefault(column, []).append(text)
    return {column: ("".join(texts[:-1]), texts[-1]) for column, texts in paths.items()}


def _by_path(
    part: TablePart, figures: Sequence[GridCell], paths: dict[int, tuple[str, str]]
) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], Cell] = {}
    for cell in figures:
        group_path, own = paths.get(cell.column, ("", ""))
        group, column = group4(group_path), column4(own)
        if group is not None and column is not None and (group, column) not in found:
            found[group, column] = figure(cell.text, place_of(part, cell))
    return found


def _by_rows(parts: list[TablePart]) -> Table | None:
    """Read the variant that prints a group a row: 行政复议 | 0 | 0 | 0 | 0 | 0."""
    table: Table = {}
    for part in parts:
        for row in part.rows:
            if len(row.cells) <= len(COLUMNS):
                continue
            labels = [cell for cell in row.cells if not is_figure(cell.text)]
            figures = row.cells[len(labels) :]
            if not labels or len(figures) != len(COLUMNS) or not any(cell.text.strip() for cell in figures):
                continue
            group = group4("".join(bare(cell.text) for cell in labels))
            if group is not None and group not in table:
                table[group] = {
                    column: figure(cell.text, place_of(part, cell))
                    for column, cell in zip(COLUMNS, figures, strict=True)
                }
    if len(table) < 2:
        return None
    return {group: table.get(group, dict.fromkeys(COLUMNS, ABSENT)) for group in GROUPS}
