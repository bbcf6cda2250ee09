"""Tables without lines: figures that stand in columns, their labels to the left, their heads above.

Used only for lines of text outside every lattice. A row is a line that ends in figures; a label of several lines
belongs to the row whose figures stand at its middle. Group labels that span rows stay with the nearest row.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from gongkai.formats.blocks import Box, Grid, GridCell
from gongkai.formats.read.pdf_page import Glyph
from gongkai.formats.read.pdf_text import TextLine, text_of

_FIGURE = re.compile(r"[-—–－/／]|[-－]?[\d０-９][\d０-９,，.]*")
_FIGURE_ENDS = frozenset("0123456789０１２３４５６７８９-—–－/／")
_SENTENCE = re.compile(r"[。；！？]")
_HEADING = re.compile(r"[一二三四五六七八九十]+、")
_GAP = 0.22
# Characters set with little ink in a wide place: a gap beside them says less.
_BEFORE = frozenset("一（“‘《(")
_AFTER = frozenset("一）”’》、，：)")
_LOOSE_GAP = 0.6
_MAX_LABEL = 60
_MAX_HEADS = 8
_MAX_LINES = 8
_NEVER = 1e18


class Segment(NamedTuple):
    """A run of characters without a gap."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.top + self.bottom) / 2


class _Row(NamedTuple):
    line: TextLine
    labels: list[Segment]
    figures: list[Segment]


def tables_in(lines: list[TextLine], page: int) -> tuple[list[tuple[float, Grid]], list[TextLine]]:
    """Return the tables among `lines` (in reading order) with their tops, and the lines that belong to none."""
    if not any(line.glyphs[-1].text in _FIGURE_ENDS for line in lines):
        return [], lines
    rows = [_row(line) for line in lines]
    tables: list[tuple[float, Grid]] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        if not rows[start].figures:
            start += 1
            continue
        end = _end(rows, start)
        body = rows[start:end]
        first = _head_start(rows, start, max(taken, default=-1) + 1)
        if _is_table(body) or (body[0].labels and len(rows[start - 1].labels) > 1 and first == start - 1):
            split = _head_end(rows, first, start)
            tables.append((lines[first].top, Grid(_cells(rows[first:split], rows[split:end]), page)))
            taken.update(range(first, end))
        start = end
    return tables, [line for index, line in enumerate(lines) if index not in taken]


def _row(line: TextLine) -> _Row:
    segments = segments_of(line)
    if line.glyphs[-1].text not in _FIGURE_ENDS:
        return _Row(line, segments, [])
    cut = len(segments)
    while cut and _FIGURE.fullmatch(segments[cut - 1].text):
        cut -= 1
    labels = segments[:cut]
    written = "".join(segment.text for segment in labels)
    if len(written) > _MAX_LABEL or _SENTENCE.search(written):
        return _Row(line, segments, [])
    return _Row(line, labels, segments[cut:])


def segments_of(line: TextLine) -> list[Segment]:
    """Return the runs of a line, parted where the gap is wider than inside a word."""
    found: list[Segment] = []
    run = [line.glyphs[0]]
    for before, glyph in pairwise(line.glyphs):
        limit = _LOOSE_GAP if before.text in _BEFORE or glyph.text in _AFTER else _GAP
        if glyph.x0 - before.x1 > limit * (glyph.bottom - glyph.top):
            found.append(_segment(run))
            run = []
        run.append(glyph)
    found.append(_segment(run))
    return found


def _segment(run: list[Glyph]) -> Segment:
    return Segment(
        run[0].x0,
        max(glyph.x1 for glyph in run),
        min(glyph.top for glyph in run),
        max(glyph.bottom for glyph in run),
        text_of(run, {}),
    )


def _end(rows: list[_Row], start: int) -> int:
    """Return where the table that starts with row `start` ends: after its last row or label."""
    edge = min(segment.x0 for segment in rows[start].figures)
    last = start
    for index in range(start + 1, len(rows)):
        row, size = rows[index], rows[index].line.size
        if row.line.top - rows[index - 1].line.top > 4 * size:
            break
        if row.figures:
            edge = min(edge, *(segment.x0 for segment in row.figures))
            last = index
        elif _parts(row, edge, rows[last]):
            break
    tail = last + 1
    while tail < len(rows) and _clings(rows, last, tail, edge):
        tail += 1
    return tail


def _parts(row: _Row, edge: float, last: _Row) -> bool:
    """Say whether a line without figures ends the table: it runs under the figures, or is a heading on its own."""
    size = row.line.size
    beyond = row.line.x1 > edge + size
    alone = _HEADING.match(row.line.text) is not None and row.line.top > last.line.bottom + size
    return (beyond or alone) and (len(row.labels) < 2 or _SENTENCE.search(row.line.text) is not None)


def _clings(rows: list[_Row], last: int, index: int, edge: float) -> bool:
    """Say whether a line below the last row is the rest of its label."""
    row, before = rows[index], rows[index - 1]
    return (
        not row.figures
        and row.line.x1 <= edge
        and row.line.top - before.line.top < 1.15 * row.line.size
        and index - last <= 3
        and not _HEADING.match(row.line.text)
    )


def _is_table(body: list[_Row]) -> bool:
    figured = [row for row in body if row.figures]
    labelled = sum(bool(row.labels) for row in figured)
    return max(len(row.figures) for row in figured) >= 3 or (len(figured) >= 2 and labelled >= 2)


def _head_start(rows: list[_Row], start: int, floor: int) -> int:
    """Return the first line above the table's first row that is a head of its columns."""
    first = start
    for index in range(start - 1, max(floor, start - _MAX_HEADS) - 1, -1):
        row, below = rows[index], rows[index + 1]
        if row.figures or below.line.top - row.line.top > 3.4 * row.line.size:
            break
        if len(row.labels) > 1 or row.line.x0 > rows[start].line.x0 + 4 * row.line.size:
            first = index
        elif _SENTENCE.search(row.line.text) or _HEADING.match(row.line.text):
            break
    return first


def _head_end(rows: list[_Row], first: int, start: int) -> int:
    """Return where the heads end: lines above the first row that stand left of all figures are its label."""
    edge = min(segment.x0 for segment in rows[start].figures)
    split = start
    while split > first and rows[split - 1].line.x1 <= edge:
        split -= 1
    return split


def _cells(heads: list[_Row], body: list[_Row]) -> list[GridCell]:
    figured = [row for row in body if row.figures]
    columns = _intervals([segment for row in figured for segment in row.figures])
    edge = columns[0][0]
    labels = [segment for row in body for segment in row.labels]
    indents = _intervals([_start(segment) for segment in labels])
    places = [_middle(row) for row in figured]
    texts: list[dict[int, list[Segment]]] = [{} for _ in figured]
    for column, (x0, x1) in enumerate(indents):
        pieces = [segment for segment in labels if x0 <= segment.x0 <= x1]
        for segment, row in zip(pieces, _shared(pieces, places), strict=True):
            texts[row].setdefault(column, []).append(segment)
    cells: list[GridCell] = []
    width = len(indents)
    for number, head in enumerate(heads):
        cells += _head_cells(head, columns, edge, width, number)
    for number, (figures, label) in enumerate(zip(figured, texts, strict=True), len(heads)):
        for column, pieces in sorted(label.items()):
            text = "\n".join(piece.text for piece in pieces)
            cells.append(GridCell(number, column, text, box=_box(pieces)))
        for segment in figures.figures:
            column = width + _nearest(columns, segment)
            cells.append(GridCell(number, column, segment.text, box=_box([segment])))
    return cells


def _head_cells(head: _Row, columns: list[tuple[float, float]], edge: float, width: int, number: int) -> list[GridCell]:
    cells = []
    used = -1
    for segment in [*head.labels, *head.figures]:
        if (segment.x0 + segment.x1) / 2 < edge - 4:
            column = min(used + 1, max(width - 1, 0))
        else:
            column = width + _nearest(columns, segment)
        column = max(column, used + 1)
        cells.append(GridCell(number, column, segment.text, box=_box([segment])))
        used = column
    return cells


def _nearest(columns: list[tuple[float, float]], segment: Segment) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return min(
        range(len(columns)),
        key=lambda index: (
            -max(0.0, min(columns[index][1], segment.x1) - max(columns[index][0], segment.x0)),
            abs((columns[index][0] + columns[index][1]) / 2 - middle),
        ),
    )


def _intervals(segments: list[Segment]) -> list[tuple[float, float]]:
    """Return the stretches that the segments cover together, from left to right."""
    merged: list[tuple[float, float]] = []
    for segment in sorted(segments):
        if merged and segment.x0 <= merged[-1][1] + 0.5:
            merged[-1] = (merged[-1][0], max(merged[-1][1], segment.x1))
        else:
            merged.append((segment.x0, segment.x1))
    return merged


def _start(segment: Segment) -> Segment:
    return segment._replace(x1=segment.x0 + (segment.bottom - segment.top) * 0.8)


def _middle(row: _Row) -> float:
    return sum(segment.middle for segment in row.figures) / len(row.figures)


def _shared(pieces: list[Segment], places: list[float]) -> list[int]:
    """Return for each piece of label (top to bottom) its row, so that labels stand at the middle of their rows."""
    pieces.sort(key=lambda piece: piece.middle)
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(_NEVER, 0)] * len(pieces)]
    steps = [below.middle - piece.middle for piece, below in pairwise(pieces)]
    limit = 1.25 * min((step for step in steps if step > 2), default=0.0)
    for place in places:
        line = []
        for count in range(len(pieces) + 1):
            options = [
                (best[-1][start][0] + _offset(pieces[start:count], place), start)
                for start in range(_reach(steps, count, limit), count + 1)
            ]
            line.append(min(options))
        best.append(line)
    owners = [0] * len(pieces)
    count = len(pieces)
    for row in range(len(places), 0, -1):
        start = best[row][count][1]
        owners[start:count] = [row - 1] * (count - start)
        count = start
    return owners


def _reach(steps: list[float], count: int, limit: float) -> int:
    """Return the first of the pieces before `count` that may be one label with the last of them."""
    start = max(count - 1, 0)
    while start > 0 and count - start < _MAX_LINES and steps[start - 1] <= limit:
        start -= 1
    return start


def _offset(pieces: list[Segment], place: float) -> float:
    if not pieces:
        return 0.0
    middle = sum(piece.middle for piece in pieces) / len(pieces)
    return abs(middle - place) * len(pieces) + 0.25 * sum(abs(piece.middle - place) for piece in pieces)


def _box(pieces: list[Segment]) -> Box:
    return (
        round(min(piece.x0 for piece in pieces), 1),
        round(min(piece.top for piece in pieces), 1),
        round(max(piece.x1 for piece in pieces), 1),
        round(max(piece.bottom for piece in pieces), 1),
    )
