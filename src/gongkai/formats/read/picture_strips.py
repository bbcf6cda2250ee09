"""The lines of text on a page's picture: where they stand, how they are cut out, which way up the page is."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.picture_lines import Blot, Grey, blots, character_height, evened, ink_of
from gongkai.formats.read.picture_words import Reading, prepared, recognizer

# How many lines are read, and how sure the reading must be, to call a page upright.
_SAMPLE = 4
_UPRIGHT = 0.8
# The text of one page or table, in widths of a character.
_MAX_TEXT = 8000


class Strip(NamedTuple):
    """Where one line of text stands (pixels), and of how many pieces of ink it is."""

    x0: int
    y0: int
    x1: int
    y1: int
    pieces: int


class Sheet(NamedTuple):
    """A page: grey with white paper, its ink, the em of its characters in pixels, by what angle it was set straight."""

    grey: Grey
    ink: Grey
    em: float
    angle: float = 0.0


def upright(picture: Grey) -> Grey:
    """Return the picture with its lines running from left to right, turned by quarters where it lay otherwise."""
    grey = evened(picture)
    ink = ink_of(grey)
    em = character_height(blots(ink), picture.shape[0])
    if not em:
        return picture
    lying = _lines_in(np.ascontiguousarray(np.rot90(ink)), em)
    standing = _lines_in(ink, em)
    if sum(map(_length, lying)) > sum(map(_length, standing)):
        picture, grey, ink, standing = (
            np.ascontiguousarray(np.rot90(picture)),
            np.ascontiguousarray(np.rot90(grey)),
            np.ascontiguousarray(np.rot90(ink)),
            lying,
        )
    sample = [_sampled(strip, em) for strip in sorted(standing, key=_length)[-_SAMPLE:]]
    if not sample:
        return picture
    right = _sure(Sheet(grey, ink, em), sample)
    if right >= _UPRIGHT:
        return picture
    height, width = grey.shape
    over = [Strip(width - s.x1, height - s.y1, width - s.x0, height - s.y0, s.pieces) for s in sample]
    head = Sheet(np.ascontiguousarray(np.rot90(grey, 2)), ink, em)
    return np.ascontiguousarray(np.rot90(picture, 2)) if _sure(head, over) > right else picture


def _lines_in(ink: Grey, em: float) -> list[Strip]:
    smeared = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(round(em * 0.35), 2)), np.uint8))
    return [
        Strip(blot.x, blot.y, blot.right, blot.bottom, 2)
        for blot in blots(smeared)
        if 0.5 * em <= blot.height <= 2 * em
        and blot.width >= 2.2 * blot.height
        and blot.area >= 0.25 * blot.width * blot.height
    ]


def _length(strip: Strip) -> int:
    return strip.x1 - strip.x0


def _sampled(strip: Strip, em: float) -> Strip:
    return strip._replace(x1=min(strip.x1, strip.x0 + round(9 * em)))


def _sure(sheet: Sheet, strips: list[Strip]) -> float:
    return float(np.median([reading_of(sheet, strip).sure for strip in strips]))


def strips_in(sheet: Sheet, box: tuple[int, int, int, int]) -> list[Strip]:
    """Return the lines of text inside a box, from top to bottom: none where there is no ink but specks."""
    x0, y0, x1, y1 = max(box[0], 0), max(box[1], 0), box[2], box[3]
    mask = sheet.ink[y0:y1, x0:x1]
    if not mask.size:
        return []
    height, width = mask.shape
    kept = [blot for blot in blots(mask) if _is_writing(blot, sheet.em, width, height)]
    em = min(sheet.em, _column_em(kept))
    strips = [
        Strip(
            x0 + min(blot.x for blot in row),
            y0 + min(blot.y for blot in row),
            x0 + max(blot.right for blot in row),
            y0 + max(blot.bottom for blot in row),
            len(row),
        )
        for row in _rows(kept, em)
    ]
    return [part for strip in strips for part in _parted(sheet.ink, strip, em)]


def _column_em(pieces: list[Blot]) -> float:
    """Return the em of characters that stand one below the other in a narrow column; else no limit."""
    if not pieces:
        return math.inf
    wide = max(piece.right for piece in pieces) - min(piece.x for piece in pieces)
    high = max(piece.bottom for piece in pieces) - min(piece.y for piece in pieces)
    return wide * 1.05 if high > 2.5 * wide and len(pieces) > 3 else math.inf


def _parted(ink: Grey, strip: Strip, em: float) -> list[Strip]:
    """Return a strip as it is, or parted at its emptiest rows where characters of several lines touch."""
    high = strip.y1 - strip.y0
    count = round(high / (1.2 * em))
    if high < 1.6 * em or count < 2:
        return [strip]
    rows = (ink[strip.y0 : strip.y1, strip.x0 : strip.x1] > 0).sum(axis=1)
    reach = max(round(em * 0.3), 1)
    cuts = [0]
    for number in range(1, count):
        near = max(round(high * number / count) - reach, cuts[-1] + 1)
        cuts.append(near + int(np.argmin(rows[near : near + 2 * reach + 1])))
    return [
        strip._replace(y0=strip.y0 + start, y1=strip.y0 + end) for start, end in pairwise([*cuts, high]) if end > start
    ]


def _is_writing(blot: Blot, em: float, width: int, height: int) -> bool:
    """Say whether a piece of ink is part of a character: no speck, no rest of a rule line along the cell's edge."""
    if blot.area < 0.012 * em * em or max(blot.width, blot.height) < 0.13 * em:
        return False
    thin = 0.2 * em
    if blot.x == 0 or blot.right == width:
        return blot.width > thin or blot.height < 0.4 * em
    if blot.y == 0 or blot.bottom == height:
        return blot.height > thin or blot.width < 0.2 * em
    return True


def _rows(pieces: list[Blot], em: float) -> list[list[Blot]]:
    """Return the pieces as rows: those whose heights overlap, and rows too low to be one each, put together."""
    rows: list[list[Blot]] = []
    top = bottom = 0
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if rows and (piece.y < bottom - 0.15 * em or max(bottom, piece.bottom) - top <= 1.2 * em):
            rows[-1].append(piece)
            bottom = max(bottom, piece.bottom)
        else:
            rows.append([piece])
            top, bottom = piece.y, piece.bottom
    return rows


def bounded(strips: list[Strip]) -> list[Strip]:
    """Return `strips`, or raise `ReportUnreadable` where reading them would take minutes: no page has so much text."""
    if sum((strip.x1 - strip.x0) / max(strip.y1 - strip.y0, 1) + 1 for strip in strips) > _MAX_TEXT:
        raise ReportUnreadable("图片里的字迹或杂点多得不像一页报告，没有读；请用更清楚的扫描件（200 至 300 dpi，放正）")
    return strips


def reading_of(sheet: Sheet, strip: Strip, *, figures: bool = False) -> Reading:
    """Read one strip of a sheet; `figures` allows digits and `. , - /` only."""
    line = _crop(sheet, strip)
    return Reading("", 0.0, []) if line is None else recognizer().read(line, figures=figures)


def _crop(sheet: Sheet, strip: Strip) -> Grey | None:
    x0, y0, x1, y1, _ = strip
    high = max(y1 - y0, 0.6 * sheet.em)
    margin = max(round(high * 0.2), 2)
    middle = (y0 + y1) / 2
    top, bottom = round(middle - high / 2) - margin, round(middle + high / 2) + margin
    crop = np.full((bottom - top, x1 - x0 + 2 * margin), 255, np.uint8)
    up, left = max(y0 - 1, 0), max(x0 - 1, 0)
    part = sheet.grey[up : y1 + 1, left : x1 + 1]
    down, across = up - top, left - x0 + margin
    crop[down : down + part.shape[0], across : across + part.shape[1]] = part
    return prepared(crop, high)
