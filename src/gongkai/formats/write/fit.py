"""How wide the columns of a table are and how large its figures, so that no number breaks or is cut off on paper.

Numbers cannot be broken over lines. Where the figures of table 3 or 4 are long they are set smaller; where that
would make them hard to read, their columns get more of the page at the cost of the labels.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from gongkai.formats.write.form import FormTable

TEXT_WIDTH = 442.2  # points: 156 mm
SIZE = 10.0
SMALLEST_EASY = 8.0  # points; below this, columns are widened first
SMALLEST = 4.0
LEADING = 13.0  # points from line to line
PAGE = 590.0  # points of a page's 225 mm that a table may fill beneath its heading
_DIGIT = 0.58  # width of a digit in ems, in the widest of the fonts used
_MARGINS = 4.5  # points to the left and right of a text together
_UNBROKEN = re.compile(r"(?:约为?|近|共计?)?[0-9.,+\-]+")
_LABEL_SHARE = 0.40  # what the labels of a table keep at least
_ROW_HEIGHTS = {"table3": 17, "table2": 22, "table4": 28, "statistics": 20}


class Fit(NamedTuple):
    """How a table is set: columns' shares of the text width, size of the figures and least height of a row.

    Size and height are in points. `whole` says that it fits on one page, and so need not be broken.
    """

    widths: tuple[float, ...]
    size: float
    row_height: int
    whole: bool


def fit(form: FormTable, shown: dict[str, str]) -> Fit:
    """Return how to set a table whose figures are `shown` (address → text)."""
    widths = form.widths
    lengths = _longest(form, shown)
    size = _size(widths, lengths)
    if size < SMALLEST_EASY:
        widths = _widened(widths, lengths)
        size = _size(widths, lengths)
    height = _ROW_HEIGHTS[form.name]
    lines = row_lines(form, shown, widths, size)
    total = sum(height + (count - 1) * LEADING for count in lines)
    return Fit(widths, size, height, total <= PAGE)


def _longest(form: FormTable, shown: dict[str, str]) -> dict[int, int]:
    """Return column → length of its longest number, for columns that hold figures in one cell each."""
    lengths: dict[int, int] = {}
    for row in form.rows:
        for cell in row:
            if cell.address and cell.colspan == 1:
                text = shown.get(cell.address, "")
                length = len(text) if text.isdigit() else _unbroken(text)
                if length > lengths.get(cell.column, 0):
                    lengths[cell.column] = length
    return lengths


def _unbroken(text: str) -> int:
    """Return the length, in digits, of the longest part of a text that must not be broken: 约 stays with its number."""
    return max((sum(1 if char.isascii() else 2 for char in run) for run in _UNBROKEN.findall(text)), default=1)


def _size(widths: tuple[float, ...], lengths: dict[int, int]) -> float:
    """Return the largest size, in half points, at which every number fits its column."""
    room = min(((widths[column] * TEXT_WIDTH - _MARGINS) / length for column, length in lengths.items()), default=SIZE)
    return max(SMALLEST, min(SIZE, math.floor(room / _DIGIT * 2) / 2))


def _widened(widths: tuple[float, ...], lengths: dict[int, int]) -> tuple[float, ...]:
    """Give each column of figures what its longest number needs, as far as the labels leave room."""
    labels = sum(width for column, width in enumerate(widths) if column not in lengths)
    wanted = {column: max(length * _DIGIT * SIZE, 18.0) + _MARGINS for column, length in lengths.items()}
    share = sum(wanted.values()) / TEXT_WIDTH
    room = 1 - min(labels, _LABEL_SHARE) if share > 1 - labels else 1 - labels
    scale = room / sum(wanted.values())
    left = (1 - room) / labels if labels else 0.0
    return tuple(wanted[column] * scale if column in lengths else width * left for column, width in enumerate(widths))


def row_lines(form: FormTable, shown: dict[str, str], widths: tuple[float, ...], size: float) -> list[int]:
    """Return an estimate of how many lines each row takes; cells that span rows take the room their rows have.

    `widths` are shares of the text width, `size` is that of the figures, in points.
    """
    counts = []
    for row in form.rows:
        most = 1
        for cell in row:
            text = shown.get(cell.address, "") if cell.address else cell.text
            if cell.rowspan == 1 and len(text) > 1:
                width = sum(widths[cell.column : cell.column + cell.colspan]) * TEXT_WIDTH - _MARGINS
                most = max(most, _lines(text, width, size if cell.address else SIZE))
        counts.append(most)
    return counts


def _lines(text: str, width: float, size: float) -> int:
    if len(text) * size <= width:
        return 1
    ems = sum(_DIGIT if char.isascii() else 1.0 for char in text)
    return 1 if ems * size <= width else math.ceil(ems / max(1, math.floor(width / size)))
