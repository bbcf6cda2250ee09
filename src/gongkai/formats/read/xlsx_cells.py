"""The cells of a workbook as they show: values as texts, and the used area of a sheet."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from gongkai.formats.read.word_grid import TABLE_TOO_LARGE

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Corners = tuple[tuple[int, int], tuple[int, int]]

_EXACT = 1e15
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Area(NamedTuple):
    """The used area of a sheet: its texts by row and column, where it starts, and its merged cells.

    `merges` are first and last (row, column) of each merged cell, counted from 0 at the sheet's own corner.
    """

    lines: list[list[str]]
    origin: tuple[int, int]
    merges: list[Corners]


def refuse_large(height: int, width: int) -> None:
    """Raise `ReportUnreadable` for an area that no report has."""
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > 4 * MAX_CELLS:
        raise ReportUnreadable(TABLE_TOO_LARGE)


def column_number(letters: bytes) -> int:
    """Return the number (from 1) of a column named in letters; one beyond the limit for any far out.

    >>> column_number(b"A"), column_number(b"AA")
    (1, 27)
    """
    if len(letters) > 3:
        return MAX_COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def shown(value: Value) -> str:
    """Return a cell's value as a text."""
    if isinstance(value, float):
        return shown_number(value)
    if isinstance(value, str):
        return shown_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def shown_text(value: str) -> str:
    r"""Return a text without Excel's escapes (`_x000D_`) and the blanks at its ends, its lines ended by \n."""
    text = _ESCAPED.sub(lambda sign: _sign(int(sign[1], 16)), value) if "_x" in value else value
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip("\n ")


def _sign(code: int) -> str:
    return "" if (code < 0x20 and code != 0x0A) or 0xD800 <= code < 0xE000 else chr(code)


@lru_cache(maxsize=4096)
def shown_number(value: float) -> str:
    """Return a number as Excel shows it: up to 15 digits, no exponent, no empty fraction."""
    if abs(value) < _EXACT and value.is_integer():
        return str(int(value))
    if not math.isfinite(value):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if abs(value) < _EXACT else f"{value:.15g}"
