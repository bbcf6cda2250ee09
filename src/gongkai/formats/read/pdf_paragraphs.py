"""Lines of running text → paragraphs: page furniture left out, lines joined where the page shows they belong together.

Used for pages of a pdf and for pictures alike. A line goes on the paragraph before it when it starts at the left
margin, stands no farther away than lines do, and the line before it reached the right margin.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from gongkai.formats.blocks import Box, Grid, Paragraph

_PAGE_NUMBER = re.compile(r"[-—–－_~·•\s]*第?\s*\d{1,3}\s*页?([/／,，\s]*共?\s*\d{1,3}\s*页?)?[-—–－_~·•\s]*")
_NUMBERED = re.compile(r"（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、")
# The share of the page's height, at its top and bottom, where page furniture stands.
_EDGE = 0.1


class Line(NamedTuple):
    """One line of running text: its box and its text. `size` is the height of its characters.

    `space` says that a space stands at its end.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float
    space: bool = False


class Placed(Protocol):
    """Anything with text that stands somewhere between top and bottom of a page."""

    @property
    def top(self) -> float:
        """Return its upper edge."""

    @property
    def bottom(self) -> float:
        """Return its lower edge."""

    @property
    def text(self) -> str:
        """Return its text."""


P = TypeVar("P", bound=Placed)


@dataclass(slots=True)
class Page:
    """What stands on a page, in reading order: lines of running text and tables. `height` in the page's unit."""

    number: int
    height: float
    items: list[Line | Grid] = field(default_factory=list)


def blocks_of(pages: list[Page]) -> list[Paragraph | Grid]:
    """Return the paragraphs and grids of all pages in order."""
    blocks: list[Paragraph | Grid] = []
    before: tuple[Line, float] | None = None
    everywhere = _measures(pages)
    for page in pages:
        left, right, pitch = everywhere if _is_alike(page, pages[0]) else _measures([page])
        previous: Line | None = None
        for item in page.items:
            if isinstance(item, Grid):
                blocks.append(item)
                previous = before = None
                continue
            goes_on = _goes_on(previous, item, left, right, pitch) if previous else _turns(before, item, left)
            if goes_on and isinstance(blocks[-1], Paragraph):
                spaced = before is not None and before[0].space
                blocks[-1] = blocks[-1]._replace(text=_joined(blocks[-1].text, item.text, spaced=spaced))
            else:
                blocks.append(Paragraph(item.text, page.number, lines=True, starts=True))
            previous, before = item, (item, right)
    return blocks


def without_furniture(pages: list[tuple[float, list[P]]]) -> list[list[P]]:
    """Return each page's lines without page numbers and running heads; `pages` are heights with their lines."""
    counts: Counter[str] = Counter()
    for height, lines in pages:
        counts.update({_pattern(line.text) for line in lines if _at_edge(line, height)})
    least = max(2, (len(pages) + 1) // 2)
    repeated = {text for text, count in counts.items() if count >= least}
    return [
        [line for line in lines if not (_at_edge(line, height) and _is_furniture(line.text, repeated))]
        for height, lines in pages
    ]


def _at_edge(line: Placed, height: float) -> bool:
    return line.bottom < height * _EDGE or line.top > height * (1 - _EDGE)


def _is_furniture(text: str, repeated: set[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None or _pattern(text) in repeated


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _is_alike(page: Page, first: Page) -> bool:
    """Say whether a page has the first one's height, and so its margins; a landscape or scanned one may not."""
    return abs(page.height - first.height) < 0.01 * first.height


def _measures(pages: list[Page]) -> tuple[float, float, float]:
    """Return the left and right margin of the running text and the usual distance of its lines.

    The outer edges of tables count too: they stand between the same margins.
    """
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    boxes = [box for page in pages for item in page.items if isinstance(item, Grid) for box in _boxes(item)]
    long = [line for line in lines if len(line.text) >= 12] or lines
    if not long:
        return 0.0, 0.0, 0.0
    steps = sorted(after.top - line.top for line, after in pairwise(lines) if 0 < after.top - line.top < 4 * line.size)
    pitch = steps[len(steps) // 4] if steps else 0.0
    left = min([line.x0 for line in long] + [x0 for x0, _, _, _ in boxes])
    right = max([line.x1 for line in long] + [x1 for _, _, x1, _ in boxes])
    return left, right, pitch


def _boxes(grid: Grid) -> list[Box]:
    return [cell.box for cell in grid.cells if cell.box is not None]


def _goes_on(previous: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    return (
        _full(previous, right)
        and line.x0 - left < 0.8 * line.size
        and line.top - previous.top <= 1.35 * pitch
        and abs(line.size - previous.size) <= 0.2 * line.size
        and not (previous.text.endswith("。") and _NUMBERED.match(line.text))
    )


def _turns(before: tuple[Line, float] | None, line: Line, left: float) -> bool:
    """Say whether the first line of a page goes on the last line of the page before."""
    if before is None:
        return False
    previous, right = before
    return (
        _full(previous, right)
        and line.x0 - left < 0.8 * line.size
        and abs(line.size - previous.size) <= 0.2 * line.size
        and not previous.text.endswith(("。", "：", "；"))
    )


def _full(line: Line, right: float) -> bool:
    return line.x1 > right - 2.0 * line.size


def _joined(text: str, more: str, *, spaced: bool) -> str:
    """Return two lines as one text; a space at the first one's end counts beside Latin letters and digits."""
    before, after = text[-1:], more[:1]
    words = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    return f"{text} {more}" if words or (spaced and (before.isascii() or after.isascii())) else text + more
