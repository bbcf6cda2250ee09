"""Read an Excel workbook (xlsx) as paragraphs and grids.

Cells read as they show: 3, not 3.0. Rows of text that stand alone are paragraphs, blocks of rows are grids; the rows
that only name a part of table two (第二十条第（一）项) stay with their table. Formulas give the value last saved.
"""

from __future__ import annotations

import io
import re
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.layouts import LAYOUTS
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, Document, Grid, GridCell, Paragraph, plain_cell
from gongkai.formats.read.docx_parts import titles_of
from gongkai.formats.read.package import ENCRYPTED, ENCRYPTED_STREAM, OLE_MAGIC, Package, open_package
from gongkai.formats.read.word_grid import TABLE_TOO_LARGE
from gongkai.formats.read.xlsx_cells import Area, refuse_large, shown
from gongkai.formats.read.xlsx_scan import MAX_SHEETS, Sheet, scan

OLD_EXCEL = "文件是旧版 Excel 工作簿（xls），读不了：请用 Excel 或 WPS 打开后另存为 xlsx"
NOT_EXCEL = "文件不是 Excel 工作簿（xlsx）：请确认选对了文件，或用 Excel、WPS 另存为 xlsx"
DAMAGED = "Excel 工作簿已损坏，读不出来：请用 Excel 或 WPS 打开后另存一份 xlsx"
EMPTY = "Excel 工作簿里没有内容：请检查是否选错了文件"
HAS_DTD = "文件里含有不该有的 XML 实体声明，为安全起见没有读：请用 Excel 或 WPS 打开后另存一份"

_LONG_TEXT = 60
# A cell beyond row 4000 or column OJ (MAX_ROWS, MAX_COLUMNS).
_FAR = re.compile(
    rb"""\sr\s*=\s*["']\s*\$?(?:[A-Za-z]{3}|[Oo][K-Zk-z]|[P-Zp-z][A-Za-z]"""
    rb"""|[A-Za-z]*\$?(?:\d{5}|[5-9]\d{3}|4[1-9]\d\d|40[1-9]\d|400[1-9]))"""
)
_UNSAVED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PART_OF_TABLE = re.compile(r"第.{1,5}条")
_SPACE = re.compile(r"\s+")
_SECTIONS = tuple(
    sorted({section.heading for layout in LAYOUTS.values() for section in layout.sections}, key=len, reverse=True)
)


def read(data: bytes) -> Document:
    """Return the workbook in `data`; `ReportUnreadable` says in Chinese why it can't be read."""
    package = _opened(data)
    titles = titles_of(package.read_if_present("docProps/core.xml"))
    notes: list[str] = []
    sheets = scan(package)
    if sheets is None:
        notes += _look_inside(package)
        sheets = read_thoroughly(data)
    notes += [f"工作表“{sheet.name}”是隐藏的，没有读" for sheet in sheets if sheet.hidden]
    blocks = [block for sheet in sheets if sheet.area is not None for block in _sheet_blocks(sheet.area)]
    if not blocks:
        raise ReportUnreadable(EMPTY)
    return Document(blocks, "xlsx", titles, notes)


def read_thoroughly(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook by way of calamine, whatever it holds."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                Sheet(sheet.name, hidden=True, area=None)
                if sheet.visible is not SheetVisibleEnum.Visible
                else Sheet(sheet.name, hidden=False, area=_area(workbook.get_sheet_by_index(place)))
                for place, sheet in enumerate(workbook.sheets_metadata[:MAX_SHEETS])
            ]
    except PasswordError as locked:
        raise ReportUnreadable(ENCRYPTED) from locked
    except (CalamineError, OSError, ValueError, OverflowError) as damage:
        raise ReportUnreadable(DAMAGED) from damage


def _area(sheet: CalamineSheet) -> Area | None:
    if sheet.start is None:
        return None
    values = sheet.to_python(skip_empty_area=True)
    refuse_large(len(values), max(map(len, values), default=0))
    return Area([[shown(value) for value in line] for line in values], sheet.start, sheet.merged_cell_ranges or [])


def _opened(data: bytes) -> Package:
    if data.startswith(OLE_MAGIC) and ENCRYPTED_STREAM not in data:
        raise ReportUnreadable(OLD_EXCEL)
    package = open_package(data)
    if "xl/workbook.bin" in package:
        raise ReportUnreadable("文件是二进制工作簿（xlsb），读不了：请用 Excel 或 WPS 另存为 xlsx")
    if "xl/workbook.xml" not in package:
        raise ReportUnreadable(NOT_EXCEL)
    package.refuse_bombs()
    return package


def _look_inside(package: Package) -> list[str]:
    """Refuse what the library would choke on; return the notes."""
    unsaved = 0
    for name in package.names():
        content = package.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ReportUnreadable(HAS_DTD)
        if b"sheetData" in content:
            if _FAR.search(content):
                raise ReportUnreadable(TABLE_TOO_LARGE)
            unsaved += len(_UNSAVED.findall(content))
    return [f"有 {unsaved} 个公式没有保存计算结果，按空白读：请用 Excel 打开后保存一次"] if unsaved else []


Spans = dict[int, dict[int, tuple[int, int]]]


class _Row(NamedTuple):
    """A sheet row: its number, its texts by column (None where a merged cell covers the place), how many are filled."""

    number: int
    texts: list[str | None]
    filled: int


class _Sheet(NamedTuple):
    """A sheet's used rows, and the heights and widths of its merged cells by row and column of the upper left corner."""

    rows: list[_Row]
    spans: Spans
    width: int


def _sheet_blocks(area: Area) -> list[Paragraph | Grid]:
    loaded = _loaded(area)
    blocks: list[Paragraph | Grid] = []
    table: list[_Row] = []
    for row in loaded.rows:
        if row.filled > 1 or _belongs_to_table(row, table, loaded):
            table.append(row)
            continue
        _end_table(table, loaded, blocks)
        table = []
        text = next(filter(None, row.texts), "")
        if text:
            blocks.append(Paragraph(text, heading=_names_section(text)))
    _end_table(table, loaded, blocks)
    return blocks


def _loaded(area: Area) -> _Sheet:
    lines: list[list[str | None]] = [[*line] for line in area.lines]
    spans = _merged(area, lines)
    rows = [_Row(number, line, len(line) - line.count("") - line.count(None)) for number, line in enumerate(lines)]
    return _Sheet(rows, spans, max(map(len, lines), default=0))


def _merged(area: Area, lines: list[list[str | None]]) -> Spans:
    """Return the spans of merged cells, cut to the used area; empty the places they cover in `lines`."""
    spans: Spans = {}
    work = 0
    top, left = area.origin
    for (first_row, first_column), (last_row, last_column) in area.merges:
        row, column = first_row - top, first_column - left
        if row < 0 or column < 0 or row >= len(lines):
            continue
        height = min(last_row - top + 1, len(lines)) - row
        width = min(last_column - left + 1, len(lines[row])) - column
        if height < 1 or width < 1 or lines[row][column] is None:
            continue
        work += height * width
        if work > 4 * MAX_CELLS:
            raise ReportUnreadable(TABLE_TOO_LARGE)
        spans.setdefault(row, {})[column] = height, width
        kept = lines[row][column]
        for line in lines[row : row + height]:
            line[column : column + width] = [None] * width
        lines[row][column] = kept
    return spans


def _belongs_to_table(row: _Row, table: list[_Row], sheet: _Sheet) -> bool:
    """Say whether a row with one text at most goes on the table above it, or starts one."""
    if row.filled == 0:
        return any(
            before.number + height > row.number
            for before in table
            for height, _ in sheet.spans.get(before.number, {}).values()
        )
    column, text = next((column, text) for column, text in enumerate(row.texts) if text)
    if _names_section(text):
        return False
    if not table:
        return bool(_PART_OF_TABLE.match(text)) or (column > 0 and sheet.width > 1 and len(text) < _LONG_TEXT)
    return len(text) < _LONG_TEXT or sheet.spans.get(row.number, {}).get(column, (1, 1))[1] < sheet.width


def _names_section(text: str) -> bool:
    plain = _SPACE.sub("", text)
    return any(plain.endswith(heading) and len(plain) <= len(heading) + 4 for heading in _SECTIONS)


def _end_table(table: list[_Row], sheet: _Sheet, blocks: list[Paragraph | Grid]) -> None:
    """Add the rows of a table as a grid, without the blank columns and rows at its edges."""
    if not table:
        return
    if sheet.width == 1:
        blocks.extend(Paragraph(text) for row in table for text in row.texts if text)
        return
    left, right = _edges(table, sheet.spans)
    first, last = table[0].number, table[-1].number
    cells: list[GridCell] = []
    for row in table:
        number, spans = row.number, sheet.spans.get(row.number, {})
        place = number - first
        kept = [(column, text) for column, text in enumerate(row.texts[left:right]) if text is not None]
        if not spans:
            cells += [plain_cell(place, column, text) for column, text in kept]
            continue
        for column, text in kept:
            height, width = spans.get(column + left, (1, 1))
            height, width = min(height, last - number + 1), min(width, right - left - column)
            single = height == width == 1
            cells.append(plain_cell(place, column, text) if single else GridCell(place, column, text, height, width))
    if len(cells) > MAX_CELLS:
        raise ReportUnreadable(TABLE_TOO_LARGE)
    blocks.append(Grid(cells))


def _edges(table: list[_Row], spans: Spans) -> tuple[int, int]:
    """Return the first column with a text, and the one after the last that a cell with a text reaches."""
    left, right = MAX_COLUMNS, 0
    for row in table:
        if not row.filled:
            continue
        texts, width = row.texts, len(row.texts)
        left = min(left, next(column for column in range(width) if texts[column]))
        right = max(right, next(column for column in range(width, 0, -1) if texts[column - 1]))
        reached = [column + across for column, (_, across) in spans.get(row.number, {}).items() if texts[column]]
        right = max(right, *reached) if reached else right
    return left, right
