"""Characters with boxes → lines of text, in reading order."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from gongkai.formats.read.pdf_page import Glyph

# Gaps, in heights of a line, from which two characters are two words.
_WORD_GAP = 0.55
_LATIN_GAP = 0.14


class TextLine(NamedTuple):
    """One line: its box, its text, its characters from left to right."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    glyphs: list[Glyph]

    @property
    def size(self) -> float:
        """Return the height of the line's tallest character box, in points."""
        return max(glyph.bottom - glyph.top for glyph in self.glyphs)


def lines_of(glyphs: list[Glyph]) -> list[TextLine]:
    """Return the characters as lines from top to bottom, each from left to right."""
    groups: list[list[Glyph]] = []
    centre = limit = 0.0
    for glyph in sorted(glyphs, key=_centre):
        middle = (glyph.top + glyph.bottom) / 2
        if groups and middle - centre <= limit:
            groups[-1].append(glyph)
            limit = max(limit, (glyph.bottom - glyph.top) * 0.45)
        else:
            groups.append([glyph])
            centre, limit = middle, (glyph.bottom - glyph.top) * 0.45
    return [_line(group) for group in groups]


def text_of(glyphs: list[Glyph], quarters: dict[int, int]) -> str:
    """Return a cell's text, its lines joined by a newline; `quarters` tells which characters lie on their side."""
    if len(glyphs) == 1:
        return glyphs[0].text
    turned = quarters.get(glyphs[0].number, 0) if quarters else 0
    if turned:
        glyphs = [_unturned(glyph, turned) for glyph in glyphs]
    return "\n".join(line.text for line in lines_of(glyphs))


def _centre(glyph: Glyph) -> float:
    return glyph.top + glyph.bottom


def _line(glyphs: list[Glyph]) -> TextLine:
    glyphs.sort()
    first = glyphs[0]
    top, bottom, edge = first.top, first.bottom, first.x1
    parts = [first.text]
    for before, glyph in pairwise(glyphs):
        if glyph.x0 - edge > _LATIN_GAP * (glyph.bottom - glyph.top) and _apart(before, glyph, edge):
            parts.append(" ")
        parts.append(glyph.text)
        edge = max(edge, glyph.x1)
        top, bottom = min(top, glyph.top), max(bottom, glyph.bottom)
    return TextLine(first.x0, top, edge, bottom, "".join(parts), glyphs)


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
