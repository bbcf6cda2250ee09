"""A grey picture of a page → its tables and lines of text."""

from __future__ import annotations

import re
from typing import NamedTuple

import cv2
import numpy as np

from gongkai.formats.blocks import Box, Grid, GridCell
from gongkai.formats.read.lattice import Lattice, lattices
from gongkai.formats.read.pdf_page import Glyph
from gongkai.formats.read.pdf_text import TextLine
from gongkai.formats.read.picture_lines import (
    Blot,
    Grey,
    blots,
    character_height,
    evened,
    ink_of,
    rules_in,
    skew_of,
    turned,
    turned_back,
)
from gongkai.formats.read.picture_strips import Sheet, Strip, bounded, reading_of, strips_in, upright
from gongkai.formats.read.picture_words import Reading

# A rising stroke leans at least so much; a 1 or 7 leans less.
_SLASH = -0.85
_NUMBER = re.compile(r"-?\d[\d,.]*|[-—/]")


class ScannedPage(NamedTuple):
    """What was read on a page: its size in pixels, lines outside tables, tables with their tops."""

    width: int
    height: int
    lines: list[TextLine]
    grids: list[tuple[float, Grid]]


def page_of(picture: Grey, number: int) -> ScannedPage:
    """Read a grey picture (rows × columns, uint8, any shade of paper) as page `number`.

    Boxes are pixels of the picture as given; a page lying on its side or head is read upright and its boxes are
    those of the picture set upright.
    """
    picture = upright(picture)
    height, width = picture.shape
    sheet = _straight(picture)
    if not sheet.em:
        return ScannedPage(width, height, [], [])
    across, down, ruled = rules_in(sheet.ink, sheet.em)
    skeletons = [
        lattice for lattice in lattices(across, down, max(sheet.em * 0.22, 3.0)) if _is_table(lattice, sheet.em)
    ]
    bare = _without(sheet, ruled)
    grids = [(lattice.ys[0], _grid(bare, lattice, number)) for lattice in skeletons]
    return ScannedPage(width, height, _lines(sheet, skeletons), grids)


def _is_table(lattice: Lattice, em: float) -> bool:
    """Say whether a lattice is larger than what the strokes of one character could make."""
    x0, y0, x1, y1 = lattice.box
    return x1 - x0 >= 6 * em and y1 - y0 >= 1.2 * em and (x1 - x0) / (len(lattice.xs) - 1) >= em


def _straight(picture: Grey) -> Sheet:
    grey = evened(picture)
    ink = ink_of(grey)
    angle = skew_of(ink)
    if abs(angle) >= 0.01:
        grey = turned(grey, angle)
        ink = ink_of(grey)
    return Sheet(grey, ink, character_height(blots(ink), picture.shape[0]), angle)


def _without(sheet: Sheet, ruled: Grey) -> Sheet:
    """Return the sheet with its rule lines wiped out."""
    wiped = cv2.dilate(ruled, np.ones((3, 3), np.uint8))
    grey = sheet.grey.copy()
    grey[wiped > 0] = 255
    return sheet._replace(grey=grey, ink=cv2.subtract(sheet.ink, wiped))


def _grid(sheet: Sheet, lattice: Lattice, number: int) -> Grid:
    height, width = sheet.grey.shape
    sheet = sheet._replace(em=_em_in(sheet, lattice.box) or sheet.em)
    strips = [strips_in(sheet, _inner(lattice.box_of(region), sheet.em)) for region in lattice.regions]
    bounded([strip for cell in strips for strip in cell])
    read = [[reading_of(sheet, strip) for strip in cell] for cell in strips]
    rows, columns = _figured(lattice, read)
    cells = []
    for region, cell, readings in zip(lattice.regions, strips, read, strict=True):
        row, column, rowspan, colspan = region
        if len(cell) == 1 and (row in rows or (column in columns and colspan == 1)):
            readings[0] = _as_figure(sheet, cell[0], readings[0])
        text = "\n".join(reading.text.strip() for reading in readings if reading.text.strip())
        box = turned_back(lattice.box_of(region), sheet.angle, width, height)
        cells.append(GridCell(row, column, text, rowspan, colspan, box, picture=True))
    return Grid(cells, number)


def _em_in(sheet: Sheet, box: Box) -> float:
    x0, y0, x1, y1 = (max(round(value), 0) for value in box)
    return character_height(blots(sheet.ink[y0:y1, x0:x1]), sheet.grey.shape[0])


def _inner(box: Box, em: float) -> tuple[int, int, int, int]:
    margin = max(round(em * 0.08), 2)
    x0, y0, x1, y1 = box
    return round(x0) + margin, round(y0) + margin, round(x1) - margin + 1, round(y1) - margin + 1


def _figured(lattice: Lattice, read: list[list[Reading]]) -> tuple[set[int], set[int]]:
    """Return the rows and the columns whose cells are mostly figures."""
    rows: dict[int, list[bool]] = {}
    columns: dict[int, list[bool]] = {}
    for region, readings in zip(lattice.regions, read, strict=True):
        if readings:
            figure = len(readings) == 1 and _NUMBER.fullmatch(readings[0].text.strip()) is not None
            rows.setdefault(region.row, []).append(figure)
            columns.setdefault(region.column, []).append(figure)
    return (
        {row for row, kinds in rows.items() if sum(kinds) * 2 >= len(kinds)},
        {column for column, kinds in columns.items() if sum(kinds) * 2 >= len(kinds)},
    )


def _as_figure(sheet: Sheet, strip: Strip, free: Reading) -> Reading:
    """Return the reading of a cell among figures: dash and slash by their shape, digits where the free reading is no label."""
    high, wide = strip.y1 - strip.y0, strip.x1 - strip.x0
    if strip.pieces <= 2 and high <= 0.3 * sheet.em and wide >= max(1.6 * high, 0.18 * sheet.em):
        return Reading("-" if wide <= 0.75 * sheet.em else "—", 1.0, [])
    if strip.pieces == 1 and 0.2 * high <= wide <= high and _leaning(sheet, strip) < _SLASH:
        return Reading("/", 1.0, [])
    text = free.text.strip()
    if _NUMBER.fullmatch(text):
        return free
    chinese = sum(letter > "\u2e80" for letter in text)
    if chinese > 1 or (chinese and len(text) > 2):
        return free
    digits = reading_of(sheet, strip, figures=True)
    fits = wide <= (len(digits.text) + 1) * high
    return digits if fits and _NUMBER.fullmatch(digits.text) else free


def _leaning(sheet: Sheet, strip: Strip) -> float:
    """Return how the ink leans: the correlation of x and y of its pixels, -1 for a straight rising stroke."""
    ys, xs = np.nonzero(sheet.ink[strip.y0 : strip.y1, strip.x0 : strip.x1])
    if len(xs) < 4 or not xs.std() or not ys.std():
        return 0.0
    return float(np.corrcoef(xs, ys)[0, 1])


def _lines(sheet: Sheet, skeletons: list[Lattice]) -> list[TextLine]:
    """Return the lines of text outside the tables, from top to bottom."""
    mask = sheet.ink.copy()
    for lattice in skeletons:
        x0, y0, x1, y1 = (round(value) for value in lattice.box)
        mask[max(y0 - 2, 0) : y1 + 3, max(x0 - 2, 0) : x1 + 3] = 0
    em = sheet.em
    smeared = cv2.morphologyEx(_without_specks(mask, em), cv2.MORPH_CLOSE, np.ones((1, round(em * 1.8)), np.uint8))
    strips: list[Strip] = []
    flat: list[Blot] = []
    for blot in blots(smeared):
        if blot.height < 0.3 * em and blot.width < 1.5 * em:
            flat += [blot] if blot.width >= 0.6 * em else []
            continue
        box = blot.x, blot.y, blot.right, blot.bottom
        larger = _em_in(sheet, box) if blot.height > 1.6 * em else em
        if larger >= 1.4 * em and blot.width > 2 * larger:
            strips += strips_in(sheet._replace(em=larger), box)
        elif blot.height > 1.6 * em:
            strips += strips_in(sheet, box)
        else:
            strips.append(Strip(*box, 2))
    found = []
    for row in _in_rows(bounded(_with_flat(_whole(strips, em), flat, em))):
        glyphs = [glyph for strip in row for glyph in _glyphs(strip, reading_of(sheet, strip))]
        if glyphs:
            found.append(_text_line(row, glyphs))
    return found


def _whole(strips: list[Strip], em: float) -> list[Strip]:
    """Return the strips with the parts of one character, left alone on a last line, put together."""
    kept = sorted(strips, key=lambda strip: (strip.y0, strip.x0))
    for title in [strip for strip in kept if 0.7 * em < strip.y1 - strip.y0 < 0.3 * (strip.x1 - strip.x0)]:
        high = title.y1 - title.y0
        parts = [
            strip
            for strip in kept
            if 0 <= strip.y0 - title.y1 < 1.6 * high
            and strip.y1 - title.y1 < 2 * high
            and strip.x1 - strip.x0 < 1.3 * high
            and title.x0 <= strip.x0 < title.x1
        ]
        if len(parts) < 2:
            continue
        x0, y0 = min(part.x0 for part in parts), min(part.y0 for part in parts)
        x1, y1 = max(part.x1 for part in parts), max(part.y1 for part in parts)
        if x1 - x0 < 1.3 * high and 0.6 * high < y1 - y0 < 1.25 * high:
            kept = [*(strip for strip in kept if strip not in parts), Strip(x0, y0, x1, y1, 2)]
    return kept


def _with_flat(strips: list[Strip], flat: list[Blot], em: float) -> list[Strip]:
    """Return the strips with flat strokes at their ends (一, —) that smearing along the line can't join to them."""
    for blot in flat:
        middle = blot.y + blot.height / 2
        for index, (x0, y0, x1, y1, pieces) in enumerate(strips):
            if y0 <= middle <= y1 and blot.x - x1 <= 0.8 * em and x0 - blot.right <= 0.8 * em:
                strips[index] = Strip(min(x0, blot.x), y0, max(x1, blot.right), y1, pieces)
                break
    return strips


def _without_specks(mask: Grey, em: float) -> Grey:
    """Return the ink without specks; flat strokes as thin as a speck stay."""
    if em <= 24:
        return mask
    blunt = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return cv2.bitwise_or(blunt, cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, round(em * 0.3)), np.uint8)))


def _in_rows(strips: list[Strip]) -> list[list[Strip]]:
    """Return the strips that stand side by side together, in reading order."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: strip.y0 + strip.y1):
        if rows:
            last = rows[-1][-1]
            shared = min(last.y1, strip.y1) - max(last.y0, strip.y0)
            if shared > 0.5 * min(last.y1 - last.y0, strip.y1 - strip.y0):
                rows[-1].append(strip)
                continue
        rows.append([strip])
    return [sorted(row) for row in rows]


def _glyphs(strip: Strip, reading: Reading) -> list[Glyph]:
    """Return the characters of a strip, placed along it in proportion to where the recogniser saw them."""
    if not reading.places:
        return []
    high = float(strip.y1 - strip.y0)
    places = reading.places
    first, last = places[0], places[-1]
    scale = (strip.x1 - strip.x0 - high) / (last - first) if last > first else 0.0
    glyphs = []
    for index, (letter, place) in enumerate(zip(reading.text, places, strict=True)):
        middle = strip.x0 + high / 2 + (place - first) * scale
        half = high * (0.28 if letter.isascii() else 0.5)
        if not letter.isspace():
            glyphs.append(Glyph(middle - half, strip.y0, middle + half, strip.y1, letter, index))
    return glyphs


def _text_line(row: list[Strip], glyphs: list[Glyph]) -> TextLine:
    text = "".join(glyph.text for glyph in glyphs)
    return TextLine(row[0].x0, min(s.y0 for s in row), row[-1].x1, max(s.y1 for s in row), text, glyphs)
