"""Table 3 (收到和处理政府信息公开申请情况): rows and columns by label path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from gongkai.core.report.cells import Cell, Recovery
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.blocks import GridCell
from gongkai.formats.figures import figure, figures, is_figure
from gongkai.formats.locate.labels import column3, line3, lines3_containing
from gongkai.formats.locate.rows import Row, TablePart, place_of, split_label
from gongkai.formats.locate.words import bare

COLUMN_KEYS = tuple(column.key for column in Y2021.table3_columns)
WIDTH = len(COLUMN_KEYS)


@dataclass(slots=True)
class FoundRow:
    """A row of figures that may be a row of table 3.

    `key` is its row where the label says so; else `candidates` are the rows whose label holds the fragment found
    (empty: no label at all). `cells` are column key → cell.
    """

    key: str | None
    cells: dict[str, Cell]
    candidates: frozenset[str] = frozenset()


@dataclass(slots=True)
class Columns:
    """The columns of table 3 as the last header told them.

    `starts` is grid column → column key (None: a column the form does not have); empty where the header could not
    be mapped. `keys` is the same in order, for rows that only agree by count. `first` is the grid column of the
    first column of figures. `plain` are the keys where the header has the form's columns, each one
    grid column wide, and no others.
    """

    starts: dict[int, str | None] = field(default_factory=dict)
    keys: tuple[str | None, ...] = COLUMN_KEYS
    first: int = 0
    plain: tuple[str, ...] = ()


def found_rows(parts: Iterable[tuple[TablePart, str]]) -> list[FoundRow]:
    """Read every row of figures of the parts of table 3, each with the text that stood before its part."""
    found: list[FoundRow] = []
    columns = Columns()
    for part, before in parts:
        body = _body_start(part.rows)
        header = part.rows[:body]
        if header:
            columns = _columns(tuple([cell for row in header for cell in row.cells])) or Columns()
        elif columns.starts:
            columns = Columns(keys=columns.keys)
        hanging = "" if header else before
        behind = cache(partial(_fills_behind, part.rows[body:], len(columns.keys)))  # seldom asked
        for row in part.rows[body:]:
            entry = _row(part, row, columns, hanging, fills_behind=behind)
            if entry is not None:
                found.append(entry)
                hanging = ""
            else:
                hanging = bare("".join(cell.text for cell in row.cells))
    return found


def _body_start(rows: list[Row]) -> int:
    for index, row in enumerate(rows):
        if _is_body(row.cells):
            return index
    return len(rows)


@lru_cache(maxsize=1024)
def _is_body(cells: tuple[GridCell, ...]) -> bool:
    labels, figures = split_label(cells)
    if any(cell.text.strip() and is_figure(cell.text) for cell in figures):
        return True
    if len(figures) < WIDTH - 1 or not labels:
        return False
    own = bare(labels[-1].text)
    return column3(own) is None and line3(own) is not None


@lru_cache(maxsize=256)
def _columns(header: tuple[GridCell, ...]) -> Columns | None:
    """Map the columns of a header, given as its cells row by row; None where they are not those of the form."""
    width = max([cell.column + cell.colspan for cell in header])
    paths = [""] * width
    for cell in header:
        own = bare(cell.text)
        if own:
            for column in range(cell.column, cell.column + cell.colspan):
                paths[column] += own
    keys = [column3(path) if path else None for path in paths]
    first = next((index for index, key in enumerate(keys) if key), None)
    if first is None:
        return None
    starts: dict[int, str | None] = {}
    order: list[str | None] = []
    for index in range(first, width):
        if index > first and keys[index] == keys[index - 1] and paths[index] == paths[index - 1]:
            continue
        starts[index] = keys[index]
        order.append(keys[index])
    while order and order[-1] is None:
        order.pop()
    wanted = [key for key in order if key]
    if sorted(wanted) != sorted(COLUMN_KEYS):
        return None
    plain = tuple(wanted) if list(starts) == list(range(first, first + WIDTH)) else ()
    return Columns(starts, tuple(order), first, plain)


def _fills_behind(rows: list[Row], width: int) -> bool:
    """Say where rows with more cells than columns keep the empty ones: behind their figures, or before them.

    Text that lost its spans fills a row up with empty cells: a label over three columns leaves two behind it, a
    table cut out of a page leaves one at the end. A row whose last figure is blank can't tell; the others do.
    """
    before = behind = 0
    for row in rows:
        cells = split_label(row.cells)[1]
        extra = len(cells) - width
        if extra > 0 and any(cell.text.strip() for cell in cells):
            last_filled = bool(cells[-1].text.strip())
            before += last_filled and not any(cell.text.strip() for cell in cells[:extra])
            behind += not last_filled and bool(cells[0].text.strip())
    return behind >= before


def _row(
    part: TablePart, row: Row, columns: Columns, before: str, *, fills_behind: Callable[[], bool]
) -> FoundRow | None:
    if columns.starts:
        entry = _row_by_header(part, row, columns)
        if entry is not None:
            return entry
    labels, figures = split_label(row.cells)
    width = len(columns.keys)
    filled = _trim(figures, width, behind=fills_behind()) if len(figures) > width else figures
    if len(filled) != width and len(filled) == WIDTH:
        keys: tuple[str | None, ...] = COLUMN_KEYS
    elif len(filled) == width:
        keys = columns.keys
    else:
        return None
    cells = {
        key: figure(cell.text, place_of(part, cell)) for key, cell in zip(keys, filled, strict=True) if key is not None
    }
    return _named(labels, cells, before)


def _row_by_header(part: TablePart, row: Row, columns: Columns) -> FoundRow | None:
    first, starts, given = columns.first, columns.starts, row.cells
    plain = columns.plain and len(given) >= WIDTH and given[-1].column == first + WIDTH - 1
    if plain and given[-WIDTH].column == first:
        told, numbers = _plain_row(given, columns.plain, part.page, part.table)
        return None if told is None else FoundRow(told[0], numbers.copy(), told[1])
    if _is_shifted(part, row, columns):
        return None
    labels = [cell for cell in row.cells if cell.column < first]
    cells = {key: figure(cell.text, place_of(part, cell)) for cell in row.cells if (key := starts.get(cell.column))}
    if len(cells) == WIDTH:
        return _named(labels, cells, "")
    physical = [cell for cell in row.cells if cell.column >= first]
    if len(physical) == WIDTH or len(cells) < 2 or not labels:
        return None
    return _named(labels, cells, "")


def _is_shifted(part: TablePart, row: Row, columns: Columns) -> bool:
    """Tell whether a row does not stand under the header: labels among its figures, or, without spans, another width.

    Text dumps repeat a label on every row under it, or leave merged cells out, but write the header once.
    """
    if any(c.column >= columns.first and not is_figure(c.text) and line3(bare(c.text)) for c in row.cells):
        return True
    last, widest = max(column for column, key in columns.starts.items() if key), max(columns.starts)
    ends = row.cells[-1].column
    if ends == last or any(cell.colspan > 1 or cell.rowspan > 1 for one in part.rows for cell in one.cells):
        return False
    return ends < last or any(cell.column > widest and re.search(r"\d", cell.text) for cell in row.cells)


_Told = tuple[str | None, frozenset[str]]
"""The row that labels name, or the rows they may name."""


@lru_cache(maxsize=4096)
def _plain_row(
    cells: tuple[GridCell, ...], keys: tuple[str, ...], page: int | None, table: int
) -> tuple[_Told | None, dict[str, Cell]]:
    """Return what the labels of a row name and its last seven cells; rows of zeros are the same in most reports."""
    texts = [cell.text for cell in cells]
    numbers = texts[-WIDTH:]
    if not "".join(numbers).isdecimal() and any(line3(bare(text)) for text in numbers):
        return None, {}  # a label among the figures: the row does not stand under the header
    found = dict(zip(keys, figures(cells[-WIDTH:], page, table), strict=True))
    return _told(tuple(texts[:-WIDTH]), ""), found


def _trim(figures: Sequence[GridCell], width: int, *, behind: bool) -> list[GridCell]:
    """Take empty cells away until `width` are left, first on the side where the table keeps them."""
    cells = list(figures)
    for place in (-1, 0) if behind else (0, -1):
        while len(cells) > width and not cells[place].text.strip():
            cells.pop(place)
    return cells


def _named(labels: Sequence[GridCell], cells: dict[str, Cell], before: str) -> FoundRow | None:
    told = _told(tuple([cell.text for cell in labels]), before)
    return None if told is None else FoundRow(told[0], cells, told[1])


@lru_cache(maxsize=2048)
def _told(labels: tuple[str, ...], before: str) -> _Told | None:
    """Return the row that label cells name, and the rows they may name; None for a row of column names."""
    own = bare(labels[-1]) if labels else ""
    joined = "".join(map(bare, labels))
    if own and column3(own) == own:
        return None
    key = line3(own) if own else (line3(before) if before else None)
    if key is None and joined != own:
        key = line3(joined)
        key = None if key == "otherwise" else key
    if key is not None or not (own or before):
        return key, frozenset()
    return None, lines3_containing(own or before[-12:]) or lines3_containing(joined)


def placed(found: list[FoundRow]) -> tuple[dict[str, dict[str, Cell]], list[str]]:
    """Give every found row its place in the form: labelled rows first, the others by the order of the form.

    Returns the rows and Chinese notes about what could not be placed. An unlabelled row is placed only where
    exactly one way is left.
    """
    order = _order(found)
    rank = {key: index for index, key in enumerate(order)}
    rows: dict[str, dict[str, Cell]] = {}
    notes: list[str] = []
    gap: list[FoundRow] = []
    last = -1
    for entry in [*found, None]:
        key = entry.key if entry else None
        if entry is not None and (key is None or key not in rank):
            gap.append(entry)
            continue
        here = rank[key] if key is not None else len(order)
        if gap:
            _fill(rows, gap, [order[index] for index in range(last + 1, max(here, last + 1))], notes)
            gap = []
        if entry is not None and key is not None:
            if key in rows and any(cell.value is not None for cell in rows[key].values()):
                notes.append(f"表三“{key}”一行出现两次，取前一次")
            else:
                rows[key] = entry.cells
            last = max(last, here)
    return rows, notes


def _order(found: list[FoundRow]) -> list[str]:
    keys = {entry.key for entry in found}
    single = "otherwise" in keys and not keys & {"otherwise_not_rectified", "otherwise_fee_unpaid", "otherwise_other"}
    return [line.key for line in (Y2019 if single else Y2021).table3]


def _fill(rows: dict[str, dict[str, Cell]], gap: list[FoundRow], free: list[str], notes: list[str]) -> None:
    ways = _ways(gap, [key for key in free if key not in rows], 0)
    if len(ways) != 1:
        if any(cell.value is not None for entry in gap for cell in entry.cells.values()):
            notes.append(f"表三有{len(gap)}行数字没有可辨认的项目名称，未采用")
        return
    for entry, key in zip(gap, ways[0], strict=True):
        rows[key] = {
            column: cell._replace(recovered=cell.recovered or Recovery.ORDER, note=cell.note or "按格式的行次定位")
            for column, cell in entry.cells.items()
        }


def _ways(gap: list[FoundRow], free: list[str], start: int) -> list[list[str]]:
    if not gap:
        return [[]]
    ways: list[list[str]] = []
    entry, rest = gap[0], gap[1:]
    for index in range(start, len(free) - len(rest)):
        if entry.candidates and free[index] not in entry.candidates:
            continue
        ways.extend([free[index], *way] for way in _ways(rest, free, index + 1))
        if len(ways) > 1:
            break
    return ways
