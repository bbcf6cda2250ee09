"""What a ruled cell's lines say: figures broken at the cell's edge, rows cut by the end of a page.

A figure is put together only where its first part fills the cell, so that it could not stand on one line;
otherwise its parts stay apart, and nobody can take one of them for the whole.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gongkai.formats.blocks import Box, Grid, GridCell
from gongkai.formats.read.pdf_page import Glyph
from gongkai.formats.read.pdf_text import lines_of

_DIGITS = "0-9０-９.,，．"
_BROKEN = re.compile(f"-?[{_DIGITS}]+(\n[{_DIGITS}]+)+")
_FIGURE = re.compile(f"-?[{_DIGITS}]+")
_ENUMERATED = re.compile(r"\s*([（(]?[一二三四五六七八九十]+[）)、]|\d+[.．、])")
# The space (points) that programs leave at both sides of a cell's text, together.
_PADDING = 12.5
# Lines of one figure stand at most this far apart, in heights of a line.
_LEADING = 1.5
_ALIKE = 3.0


def unbroken(text: str, glyphs: list[Glyph], box: Box) -> str:
    """Return a cell's text with the parts of a figure put together that was broken at the edge of its cell.

    `glyphs` are the cell's characters, `box` its corners, in points.
    """
    if _BROKEN.fullmatch(text) is None:
        return text
    lines = lines_of(glyphs)
    for line, below in pairwise(lines):
        if below.top - line.top > _LEADING * line.size or not _fills(line.x0, line.x1, len(line.text), box):
            return text
        if len(below.text) > len(line.text):
            return text
    return text.replace("\n", "")


def rejoined(before: Grid, after: Grid, full: set[Box]) -> tuple[Grid, Grid]:
    """Return two tables, one from the end of a page, one from the start of the next, with a row cut in two made whole.

    The rest of the row goes to its first part; the second table keeps the cells, blank. Tables whose rows were not
    cut come back as they are. `full` are the corners of the cells in `before` that have no place for another digit.
    """
    last = max(cell.row + cell.rowspan for cell in before.cells) - 1
    above = [cell for cell in before.cells if cell.row + cell.rowspan - 1 == last and cell.box]
    pairs: dict[int, int] = {}
    for index, cell in enumerate(after.cells):
        if cell.row or cell.rowspan > 1 or not cell.text:
            continue
        match = next((other for other in above if _same_place(other, cell)), None)
        if match is None or not _goes_on(match, cell, full):
            return before, after
        pairs[index] = before.cells.index(match)
    if not any(_FIGURE.fullmatch(after.cells[index].text) for index in pairs):
        return before, after
    upper, lower = list(before.cells), list(after.cells)
    for index, place in pairs.items():
        first, rest = upper[place], lower[index]
        middle = "" if _FIGURE.fullmatch(first.text) and _FIGURE.fullmatch(rest.text) else "\n"
        upper[place] = first._replace(text=first.text + middle + rest.text)
        lower[index] = rest._replace(text="")
    return Grid(upper, before.page), Grid(lower, after.page)


def _same_place(cell: GridCell, other: GridCell) -> bool:
    if cell.box is None or other.box is None:
        return False
    return abs(cell.box[0] - other.box[0]) < _ALIKE and abs(cell.box[2] - other.box[2]) < _ALIKE


def _goes_on(cell: GridCell, rest: GridCell, full: set[Box]) -> bool:
    """Say whether the second text may be the rest of the first, a figure or a label."""
    if not _FIGURE.fullmatch(rest.text):
        return bool(cell.text) and not _ENUMERATED.match(rest.text)
    return _FIGURE.fullmatch(cell.text) is not None and cell.box in full and len(rest.text) <= len(cell.text)


def brimming(text: str, glyphs: list[Glyph], box: Box) -> bool:
    """Say whether a cell holds one line of figures that leaves no place for another digit."""
    if not _FIGURE.fullmatch(text):
        return False
    return _fills(min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs), len(text), box)


def _fills(x0: float, x1: float, count: int, box: Box) -> bool:
    """Say whether a line of `count` digits leaves no place for another digit in its cell."""
    digit = (x1 - x0) / count
    return box[2] - box[0] - (x1 - x0) < digit + _PADDING
