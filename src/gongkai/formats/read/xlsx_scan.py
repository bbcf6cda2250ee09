"""The fast reader of a workbook: one pass over the bytes of each sheet, no tree.

It reads what Excel, WPS, LibreOffice, openpyxl and XlsxWriter write for plain cells: shared and inline texts, numbers,
merged cells. On anything else (formulas, dates, errors, rich texts with readings, foreign XML) it answers None, and
calamine reads the workbook instead. Where it does answer, both give the same texts.
"""

from __future__ import annotations

import html
import posixpath
import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_COLUMNS, MAX_ROWS
from gongkai.formats.read.package import Package, Packed
from gongkai.formats.read.word_grid import TABLE_TOO_LARGE
from gongkai.formats.read.xlsx_cells import Area, column_number, refuse_large, shown_number, shown_text

MAX_SHEETS = 100

_NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORKSHEET = b"/worksheet"
_SHEET = re.compile(rb"<sheet\s([^>]*)/>")
_RELATION = re.compile(rb"<Relationship\s([^>]*)/>")
_ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")
_CELL = re.compile(
    rb'<c r="([A-Z]{1,9})(\d{1,9})"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|></c>'
    rb"|><v>([^<]+)</v></c>|><is><t(?: [^>]*)?>([^<]*)</t></is></c>)"
)
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/>')
_ITEM = re.compile(rb"<si><t(?: [^>]*)?>([^<]*)</t></si>")
_TEXT = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_DIGITS = re.compile(rb"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<xf\s[^>]*>")
_FORMAT_NUMBER = re.compile(rb'\snumFmtId="(\d+)"')
_CODE = re.compile(rb'<numFmt numFmtId="(\d+)" formatCode="([0#.,%_ ()-]*)"/>')
# Excel's own formats that show a number: general, whole, fraction, percent, scientific, text.
_NUMBERS = frozenset(str(number).encode() for number in (*range(5), *range(9, 14), *range(37, 41), 48, 49))
_SHORT = 400


class Sheet(NamedTuple):
    """A sheet of a plain workbook: its name, and its used area (None where the sheet is hidden or empty)."""

    name: str
    hidden: bool
    area: Area | None


class _Odd(Exception):  # noqa: N818, RUF100 - a signal inside this module, never seen outside
    """The workbook is not plain enough for this reader."""


def scan(package: Package) -> list[Sheet] | None:
    """Return the sheets of a workbook in order, or None where it takes the thorough reader."""
    try:
        return _sheets(package)
    except (_Odd, UnicodeDecodeError):
        return None


def _sheets(package: Package) -> list[Sheet]:
    targets = _targets(package.read_if_present("xl/_rels/workbook.xml.rels"))
    workbook = _plain(package.read("xl/workbook.xml"))
    entries = [dict(_ATTRIBUTE.findall(entry)) for entry in _SHEET.findall(workbook)]
    if len(entries) != workbook.count(b"<sheet ") or not entries:
        raise _Odd
    styles = "xl/styles.xml"
    reader = _Reader(
        _texts(package.read_if_present("xl/sharedStrings.xml")),
        _numeric(package.packed(styles)) if styles in package else frozenset(),
    )
    sheets = []
    for entry in entries[:MAX_SHEETS]:
        name = _decoded(entry.get(b"name", b""))
        target = targets.get(entry.get(b"r:id", b""))
        if target is None or target not in package:
            raise _Odd
        hidden = entry.get(b"state", b"visible") != b"visible"
        sheets.append(Sheet(name, hidden, None if hidden else reader.area(_plain(package.read(target)))))
    return sheets


def _plain(content: bytes) -> bytes:
    """Return a part, if its root has the usual namespace and it holds nothing but elements and texts."""
    if content.count(b"spreadsheetml/2006/main") != 1 or _NAMESPACE not in content[:2000] or b"<!" in content:
        raise _Odd
    if content.startswith(b"<?xml") and b"utf-8" not in content[:60].lower():
        raise _Odd
    return content


@lru_cache(maxsize=64)
def _targets(content: bytes) -> dict[bytes, str]:
    """Return the worksheets' parts by the identifiers of their relations."""
    targets = {}
    for relation in _RELATION.findall(content):
        values = dict(_ATTRIBUTE.findall(relation))
        if values.get(b"Type", b"").endswith(_WORKSHEET):
            target = html.unescape(values.get(b"Target", b"").decode())
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            targets[values.get(b"Id", b"")] = path
    return targets


def _texts(content: bytes) -> list[str]:
    """Return the shared texts; a rich one has its runs joined."""
    if not content:
        return []
    *items, rest = _plain(content).split(b"</si>")
    plain = _ITEM.findall(content)
    if len(plain) == len(items):
        return [shown_text(_decoded(text)) for text in plain]
    if b"<rPh" in content or b"<si/>" in content or b"<t/>" in content or b"<si" in rest:
        raise _Odd
    return [shown_text(_decoded(b"".join(_TEXT.findall(item)))) for item in items]


@lru_cache(maxsize=16)
def _numeric(styles: Packed) -> frozenset[bytes]:
    """Return which cell formats (by their number) show a number as a number, not as a date or otherwise."""
    content = styles.content()
    formats = _FORMATS.search(content)
    if formats is None:
        return frozenset()
    plain = _NUMBERS | {number for number, _ in _CODE.findall(content)}
    kinds = [_FORMAT_NUMBER.search(each) for each in _FORMAT.findall(formats[0])]
    return frozenset(str(place).encode() for place, kind in enumerate(kinds) if kind is None or kind[1] in plain)


class _Reader:
    """What the sheets of a workbook share: texts, formats that show numbers, and what has been met before."""

    def __init__(self, texts: list[str], numeric: frozenset[bytes]) -> None:
        self._texts = texts
        self._numeric = numeric | {b""}
        self._numbers: dict[bytes, str] = {}
        self._used: dict[bytes, str] = {}
        self._columns: dict[bytes, int] = {}

    def area(self, content: bytes) -> Area | None:
        """Return the used area of a sheet; None where it has no cells."""
        start, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
        if start < 0 or end < 0:
            if b"<sheetData/>" in content:
                return None
            raise _Odd
        cells = _CELL.findall(content, start, end)
        if len(cells) != content.count(b"<c", start, end):
            raise _Odd
        placed = self._placed(cells)
        if not placed:
            return None
        rows, columns = [row for row, _, _ in placed], [column for _, column, _ in placed]
        top, left = min(rows), min(columns)
        height, width = max(rows) - top + 1, max(columns) - left + 1
        if height + top > MAX_ROWS or width + left > MAX_COLUMNS:
            raise ReportUnreadable(TABLE_TOO_LARGE)
        refuse_large(height, width)
        lines = [[""] * width for _ in range(height)]
        for row, column, text in placed:
            lines[row - top][column - left] = text
        merges = _MERGE.findall(content, end)
        if len(merges) != content.count(b"<mergeCell ", end):
            raise _Odd
        corners = [((int(b) - 1, column_number(a) - 1), (int(d) - 1, column_number(c) - 1)) for a, b, c, d in merges]
        return Area(lines, (top, left), corners)

    def _placed(self, cells: list[tuple[bytes, bytes, bytes, bytes, bytes, bytes]]) -> list[tuple[int, int, str]]:
        """Return the cells that hold something, with row and column from 0."""
        found = []
        columns, numbers, shared = self._columns, self._numbers, self._used
        for letters, row, style, kind, value, inline in cells:
            if kind == b"s":
                text = shared[value] if value in shared else self._shared(value)
            elif kind == b"inlineStr":
                text = _inline(inline) if len(inline) < _SHORT else shown_text(_decoded(inline))
            elif value:
                if kind not in (b"", b"n") or style not in self._numeric:
                    raise _Odd
                text = numbers.get(value) or self._number(value)
            elif kind or inline:
                raise _Odd
            else:
                continue
            column = columns.get(letters)
            if column is None:
                columns[letters] = column = column_number(letters) - 1
            found.append((int(row) - 1, column, text))
        return found

    def _shared(self, value: bytes) -> str:
        if not value.isdigit() or int(value) >= len(self._texts):
            raise _Odd
        self._used[value] = text = self._texts[int(value)]
        return text

    def _number(self, value: bytes) -> str:
        if not _DIGITS.fullmatch(value):
            raise _Odd
        self._numbers[value] = text = shown_number(float(value))
        return text


@lru_cache(maxsize=4096)
def _inline(raw: bytes) -> str:
    return shown_text(_decoded(raw))


def _decoded(raw: bytes) -> str:
    text = raw.decode()
    if "&" not in text:
        return text
    if _ENTITY.search(text):
        raise _Odd
    return html.unescape(text)
