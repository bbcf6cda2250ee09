"""A grey picture of a page → its ink, its skew, its rule lines."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.formats.blocks import Box
from gongkai.formats.read.lattice import Rule

# Rows × columns of grey levels, uint8 (what OpenCV answers is typed more loosely).
Grey = NDArray[Any]

MAX_SKEW = 5.0
# One thread: many files are read side by side in processes.
cv2.setNumThreads(1)
MAX_BLOTS = 50_000
_STRIPS = 48


class Blot(NamedTuple):
    """One connected piece of ink: its box (x, y, width, height) and area, in pixels."""

    x: int
    y: int
    width: int
    height: int
    area: int

    @property
    def right(self) -> int:
        """Return its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Return its lower edge."""
        return self.y + self.height


def evened(grey: Grey) -> Grey:
    """Return the picture with its paper made white everywhere: shade and colour of the paper are taken out."""
    height, width = grey.shape
    step = max(1, min(height, width) // 200)
    small = cv2.resize(grey, (max(width // step, 1), max(height // step, 1)), interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((15, 15), np.uint8)), (0, 0), 5)
    spread = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(spread, 60), scale=250)


def ink_of(grey: Grey) -> Grey:
    """Return a mask (255 = ink) of an evened picture."""
    soft = cv2.GaussianBlur(grey, (0, 0), 0.7)
    level, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return cv2.threshold(soft, min(max(level, 120), 195), 255, cv2.THRESH_BINARY_INV)[1]


def blots(mask: Grey) -> list[Blot]:
    """Return the connected pieces of a mask; of a picture that is all specks, the largest."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = stats[1:count]
    if count > MAX_BLOTS:
        found = found[np.sort(np.argsort(found[:, 4])[-MAX_BLOTS:])]
    return [Blot(*row) for row in found.tolist()]


def character_height(pieces: list[Blot], page_height: int) -> float:
    """Return about how high a character is (its em), from the pieces of ink; 0 where there are none."""
    heights = sorted(
        piece.height
        for piece in pieces
        if 6 <= piece.height <= page_height / 12 and piece.height / 4 <= piece.width <= piece.height * 4
    )
    return heights[int(len(heights) * 0.8)] * 1.1 if heights else 0.0


def skew_of(mask: Grey) -> float:
    """Return by how many degrees clockwise the page is turned, within ±5; 0 for an empty page.

    The rows of ink are sharpest when the page is straight. The page is cut into upright strips, whose rows of ink
    are shifted against each other as a turn would shift them: no picture is turned to find out.
    """
    height, width = mask.shape
    strip = max(width // _STRIPS, 1)
    count = width // strip
    rows = (mask[:, : count * strip] > 0).reshape(height, count, strip).sum(axis=2).T.astype(np.float32)
    if not rows.any():
        return 0.0
    offsets = (np.arange(count) - (count - 1) / 2) * strip
    best = 0.0
    for reach, step in ((MAX_SKEW, 0.25), (0.2, 0.05), (0.04, 0.01)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(angles[int(np.argmax([_sharpness(rows, offsets, angle) for angle in angles]))])
    return best


def _sharpness(rows: NDArray[np.float32], offsets: NDArray[np.float64], angle: float) -> float:
    shifts = np.tan(np.radians(angle)) * offsets
    whole = np.floor(shifts).astype(int)
    parts = shifts - whole
    total = np.zeros(rows.shape[1] + 2 * int(np.abs(whole).max()) + 2, np.float32)
    middle = int(np.abs(whole).max())
    size = rows.shape[1]
    for row, shift, part in zip(rows, whole.tolist(), parts.tolist(), strict=True):
        start = middle - shift
        total[start : start + size] += row * (part)
        total[start + 1 : start + 1 + size] += row * (1 - part)
    return float(np.square(np.diff(total)).sum())


def turned(picture: Grey, angle: float, paper: int = 255) -> Grey:
    """Return the picture turned anticlockwise by `angle` degrees about its middle, same size."""
    if abs(angle) < 0.01:
        return picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)


def turned_back(box: Box, angle: float, width: int, height: int) -> Box:
    """Return the box around where `box` stood before the picture was turned by `angle`."""
    if abs(angle) < 0.01:
        return box
    back = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    x0, y0, x1, y1 = box
    corners = back @ np.array([[x0, x1, x0, x1], [y0, y0, y1, y1], [1, 1, 1, 1]], np.float64)
    (left, top), (right, bottom) = corners.min(axis=1), corners.max(axis=1)
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def rules_in(mask: Grey, em: float) -> tuple[list[Rule], list[Rule], Grey]:
    """Return the horizontal and vertical lines of a page (pixels), and the mask of their ink."""
    length = max(round(em * 1.6), 20)
    across = _strokes(mask, (length, 1), (max(length // 4, 3), 1))
    height = max(round(em * 1.15), 16)
    down = _strokes(mask, (1, height), (1, max(height // 4, 3)))
    thick = max(em * 0.45, 6)
    horizontals = [
        Rule(piece.y + piece.height / 2, piece.x, piece.right)
        for piece in blots(across)
        if piece.height <= thick + piece.width * 0.02
    ]
    verticals = [
        Rule(piece.x + piece.width / 2, piece.y, piece.bottom)
        for piece in blots(down)
        if piece.width <= thick + piece.height * 0.02
    ]
    return horizontals, verticals, cv2.bitwise_or(across, down)


def _strokes(mask: Grey, long: tuple[int, int], bridge: tuple[int, int]) -> Grey:
    """Return the ink that runs straight for `long` pixels; gaps up to `bridge` in such a run are closed."""
    runs = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, long))
    return cv2.morphologyEx(runs, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
