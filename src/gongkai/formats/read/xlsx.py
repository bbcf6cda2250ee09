"""Read an Excel workbook (xlsx) as paragraphs and grids.

Cells read as they show: 3, not 3.0. Rows of text that stand alone are paragraphs, blocks of rows are grids; the rows
that only name a part of table two (第二十条第（一）项) stay with their table. Formulas give the value last saved.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from decimal import Decimal
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.layouts import LAYOUTS
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Document, Grid, GridCell, Paragraph
from gongkai.formats.read.docx_parts import titles_of
from gongkai.formats.read.package import ENCRYPTED, ENCRYPTED_STREAM, OLE_MAGIC, open_package
from gongkai.formats.read.word_grid import TABLE_TOO_LARGE

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

OLD_EXCEL = "文件是旧版 Excel 工作簿（xls），读不了：请用 Excel 或 WPS 打开后另存为 xlsx"
NOT_EXCEL = "文件不是 Excel 工作簿（xlsx）：请确认选对了文件，或用 Excel、WPS 另存为 xlsx"
DAMAGED = "Excel 工作簿已损坏，读不出来：请用 Excel 或 WPS 打开后另存一份 xlsx"
EMPTY = "Excel 工作簿里没有内容：请检查是否选错了文件"
HAS_DTD = "文件里含有不该有的 XML 实体声明，为安全起见没有读：请用 Excel 或 WPS 打开后另存一份"

_MAX_SHEETS = 100
_LONG_TEXT = 60
_EXACT = 1e15
_PLACED = re.compile(rb"""\sr\s*=\s*["']\s*\$?([A-Za-z]*)\$?(\d+)""")
_UNSAVED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PART_OF_TABLE = re.compile(r"第.{1,5}条")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACE = re.compile(r"\s+")
_SECTIONS = tuple(
    sorted({section.heading for layout in LAYOUTS.values() for section in layout.sections}, key=len, reverse=True)
)


def read(data: bytes) -> Document:
    """Return the workbook in `data`; `ReportUnreadable` says in Chinese why it can't be read."""
    titles, notes = _look_inside(data)
    blocks: list[Paragraph | Grid] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for place, sheet in enumerate(workbook.sheets_metadata[:_MAX_SHEETS]):
                if sheet.visible is not SheetVisibleEnum.Visible:
                    notes.append(f"工作表“{sheet.name}”是隐藏的，没有读")
                else:
                    blocks += _sheet_blocks(workbook.get_sheet_by_index(place))
    except PasswordError as locked:
        raise ReportUnreadable(ENCRYPTED) from locked
    except (CalamineError, OSError, ValueError, OverflowError) as damage:
        raise ReportUnreadable(DAMAGED) from damage
    if not blocks:
        raise ReportUnreadable(EMPTY)
    return Document(blocks, "xlsx", titles, notes)


def _look_inside(data: bytes) -> tuple[list[str], list[str]]:
    """Refuse what the library would choke on; return the title and the notes."""
    if data.startswith(OLE_MAGIC) and ENCRYPTED_STREAM not in data:
        raise ReportUnreadable(OLD_EXCEL)
    package = open_package(data)
    if "xl/workbook.bin" in package:
        raise ReportUnreadable("文件是二进制工作簿（xlsb），读不了：请用 Excel 或 WPS 另存为 xlsx")
    if "xl/workbook.xml" not in package:
        raise ReportUnreadable(NOT_EXCEL)
    package.refuse_bombs()
    unsaved = 0
    for name in package.names():
        content = package.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ReportUnreadable(HAS_DTD)
        if b"sheetData" in content:
            _refuse_far_cells(content)
            unsaved += len(_UNSAVED.findall(content))
    notes = [f"有 {unsaved} 个公式没有保存计算结果，按空白读：请用 Excel 打开后保存一次"] if unsaved else []
    return titles_of(package.read_if_present("docProps/core.xml")), notes


def _refuse_far_cells(content: bytes) -> None:
    for column, row in set(_PLACED.findall(content)):
        if len(row) > 5 or int(row) > MAX_ROWS or _column_number(column) > MAX_COLUMNS:
            raise ReportUnreadable(TABLE_TOO_LARGE)


def _column_number(letters: bytes) -> int:
    if len(letters) > 3:
        return MAX_COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


class _Row(NamedTuple):
    """A sheet row: its number, and the texts of its physical cells by column (covered ones are missing)."""

    number: int
    cells: dict[int, str]
    filled: int


class _Sheet(NamedTuple):
    """A sheet's rows, the spans of its merged cells by upper left corner, and the places they cover."""

    rows: list[_Row]
    spans: dict[tuple[int, int], tuple[int, int]]
    first: int
    width: int


def _sheet_blocks(sheet: CalamineSheet) -> list[Paragraph | Grid]:
    if sheet.start is None:
        return []
    loaded = _loaded(sheet)
    blocks: list[Paragraph | Grid] = []
    table: list[_Row] = []
    for row in loaded.rows:
        if _belongs_to_table(row, table, loaded):
            table.append(row)
            continue
        _end_table(table, loaded, blocks)
        table = []
        text = next((text for text in row.cells.values() if text), "")
        if text:
            blocks.append(Paragraph(text, heading=_names_section(text)))
    _end_table(table, loaded, blocks)
    return blocks


def _loaded(sheet: CalamineSheet) -> _Sheet:
    assert sheet.start is not None  # noqa: S101 - narrows the type; the caller has asked
    top, left = sheet.start
    values = sheet.to_python(skip_empty_area=True)
    height, width = len(values), max(map(len, values), default=0)
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > 4 * MAX_CELLS:
        raise ReportUnreadable(TABLE_TOO_LARGE)
    spans, covered = _spans(sheet, (top, left), (height, width))
    rows = []
    for number, line in enumerate(values):
        cells = {column: _shown(value) for column, value in enumerate(line) if (number, column) not in covered}
        rows.append(_Row(number, cells, len(cells) - list(cells.values()).count("")))
    return _Sheet(rows, spans, left, width)


def _spans(
    sheet: CalamineSheet, origin: tuple[int, int], size: tuple[int, int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return the spans of merged cells, cut to the used area, and the places they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or []:
        row, column = first_row - origin[0], first_column - origin[1]
        height = min(last_row - origin[0] + 1, size[0]) - row
        width = min(last_column - origin[1] + 1, size[1]) - column
        if row < 0 or column < 0 or height < 1 or width < 1 or (row, column) in covered:
            continue
        spans[row, column] = height, width
        covered.update(
            (row + down, column + right) for down in range(height) for right in range(width) if down or right
        )
        if len(covered) > 4 * MAX_CELLS:
            raise ReportUnreadable(TABLE_TOO_LARGE)
    return spans, covered


def _belongs_to_table(row: _Row, table: list[_Row], sheet: _Sheet) -> bool:
    if row.filled > 1:
        return True
    if row.filled == 0:
        return any(
            start + sheet.spans.get((start, column), (1, 1))[0] > row.number for start, column in _corners(table)
        )
    column, text = next((column, text) for column, text in row.cells.items() if text)
    if _names_section(text):
        return False
    if not table:
        return bool(_PART_OF_TABLE.match(text)) or (column > 0 and sheet.width > 1 and len(text) < _LONG_TEXT)
    return len(text) < _LONG_TEXT or sheet.spans.get((row.number, column), (1, 1))[1] < sheet.width


def _corners(table: list[_Row]) -> list[tuple[int, int]]:
    return [(row.number, column) for row in table for column in row.cells]


def _names_section(text: str) -> bool:
    plain = _SPACE.sub("", text)
    return any(plain.endswith(heading) and len(plain) <= len(heading) + 4 for heading in _SECTIONS)


def _end_table(table: list[_Row], sheet: _Sheet, blocks: list[Paragraph | Grid]) -> None:
    """Add the rows of a table as a grid, without the blank columns and rows at its edges."""
    if not table:
        return
    if sheet.width == 1:
        blocks.extend(Paragraph(text) for row in table for text in row.cells.values() if text)
        return
    spans = sheet.spans
    filled = [(row.number, column) for row in table for column, text in row.cells.items() if text]
    left = min([column for _, column in filled])
    right = max([column + (spans[row, column][1] if (row, column) in spans else 1) for row, column in filled])
    first, last = table[0].number, table[-1].number
    cells = []
    for row in table:
        number = row.number - first
        for column, text in row.cells.items():
            if left <= column < right:
                height, width = 1, 1
                if (row.number, column) in spans:
                    height, width = spans[row.number, column]
                    height, width = min(height, last - row.number + 1), min(width, right - column)
                cells.append(GridCell(number, column - left, text, height, width))
    if len(cells) > MAX_CELLS:
        raise ReportUnreadable(TABLE_TOO_LARGE)
    blocks.append(Grid(cells))


def _shown(value: Value) -> str:
    if isinstance(value, str):
        text = _ESCAPED.sub(lambda sign: _sign(int(sign[1], 16)), value) if "_x" in value else value
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.strip("\n ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _sign(code: int) -> str:
    return "" if (code < 0x20 and code != 0x0A) or 0xD800 <= code < 0xE000 else chr(code)


def _number(value: float) -> str:
    """Return a number as Excel shows it: up to 15 digits, no exponent, no empty fraction."""
    if abs(value) < _EXACT and value.is_integer():
        return str(int(value))
    if not math.isfinite(value):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if abs(value) < _EXACT else f"{value:.15g}"
