"""Characters with boxes → lines of text, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from gongkai.formats.read.pdf_page import Glyph

# Gaps, in heights of a line, from which two characters are two words.
_WORD_GAP = 0.55
_LATIN_GAP = 0.14
# The share of a space's width that a justified line leaves of it.
_SPACE = 0.5
_NEVER = 1e18
_NONE: Mapping[int, float] = {}


class TextLine(NamedTuple):
    """One line: its box, its text, its characters from left to right, and whether a space stands at its end."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    glyphs: list[Glyph]
    space: bool = False

    @property
    def size(self) -> float:
        """Return the height of the line's tallest character box, in points."""
        return max(glyph.bottom - glyph.top for glyph in self.glyphs)


def lines_of(glyphs: list[Glyph], spaces: Mapping[int, float] = _NONE) -> list[TextLine]:
    """Return the characters as lines from top to bottom, each from left to right.

    `spaces` are the widths of the spaces between them, by number.
    """
    groups: list[list[Glyph]] = []
    centre = limit = 0.0
    for glyph in sorted(glyphs, key=_centre):
        top, bottom = glyph[1], glyph[3]
        middle, reach = (top + bottom) / 2, (bottom - top) * 0.45
        if groups and middle - centre <= limit:
            groups[-1].append(glyph)
            limit = max(limit, reach)
        else:
            groups.append([glyph])
            centre, limit = middle, reach
    return [_line(group, spaces) for group in groups]


def text_of(glyphs: list[Glyph], quarters: dict[int, int]) -> str:
    """Return a cell's text, its lines joined by a newline; `quarters` tells which characters lie on their side."""
    if len(glyphs) == 1:
        return glyphs[0].text
    text = _in_a_row(glyphs) if not quarters else None
    if text is not None:
        return text
    turned = quarters.get(glyphs[0].number, 0) if quarters else 0
    if turned:
        glyphs = [_unturned(glyph, turned) for glyph in glyphs]
    return "\n".join(line.text for line in lines_of(glyphs))


def _in_a_row(glyphs: list[Glyph]) -> str | None:
    """Return the text of characters that follow each other closely on one line; None where they do not."""
    start, top, edge, bottom, _, _ = glyphs[0]
    gap = _LATIN_GAP * (bottom - top)
    for x0, y0, x1, y1, _, _ in glyphs:
        if y0 != top or y1 != bottom or x0 < start or x0 - edge > gap:
            return None
        start = x0
        edge = max(edge, x1)
    return "".join([glyph.text for glyph in glyphs])


def _centre(glyph: Glyph) -> float:
    return glyph[1] + glyph[3]


def _line(glyphs: list[Glyph], spaces: Mapping[int, float]) -> TextLine:
    glyphs.sort()
    spaced = _spaced(glyphs, spaces) if spaces else frozenset()
    first = glyphs[0]
    top, bottom, edge = first.top, first.bottom, first.x1
    parts = [first.text]
    for before, glyph in pairwise(glyphs):
        x0, y0, x1, y1, text, _ = glyph
        if x0 - edge > _LATIN_GAP * (y1 - y0) and (glyph.number in spaced or _apart(before, glyph, edge)):
            parts.append(" ")
        parts.append(text)
        edge = max(edge, x1)
        if y0 != top or y1 != bottom:
            top, bottom = min(top, y0), max(bottom, y1)
    return TextLine(first.x0, top, edge, bottom, "".join(parts), glyphs, glyphs[-1].number + 1 in spaces)


def _spaced(glyphs: list[Glyph], spaces: Mapping[int, float]) -> frozenset[int]:
    """Return the numbers of the characters before which the author set a space.

    A line whose Chinese characters mostly have spaces between them was stretched by a program: those are none.
    """
    pairs = [(before, glyph) for before, glyph in pairwise(glyphs) if before.number < glyph.number]
    found = {
        glyph.number for before, glyph in pairs if glyph.x0 - before.x1 >= _SPACE * spaces.get(glyph.number - 1, _NEVER)
    }
    if not found:
        return frozenset()
    chinese = {glyph.number for before, glyph in pairs if not before.text.isascii() and not glyph.text.isascii()}
    stretched = found & chinese
    return frozenset(found - stretched if len(stretched) * 4 > len(chinese) else found)


def _apart(before: Glyph, glyph: Glyph, edge: float) -> bool:
    gap = glyph.x0 - edge
    if gap > _WORD_GAP * (glyph.bottom - glyph.top):
        return True
    return before.text.isascii() and before.text.isalpha() and glyph.text.isascii() and glyph.text.isalpha()


def _unturned(glyph: Glyph, quarters: int) -> Glyph:
    """Return the character as it would stand if its text ran from left to right."""
    x0, top, x1, bottom, text, index = glyph
    if quarters == 3:
        return Glyph(-bottom, x0, -top, x1, text, index)
    if quarters == 1:
        return Glyph(top, -x1, bottom, -x0, text, index)
    return Glyph(-x1, -bottom, -x0, -top, text, index)
