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
_DIGITS = re.compile(r"[\d０-９,，.\n]+")
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、]|\d+[.．、]")
_GAP = 0.22
# Lines of one text stand at most this far apart: in heights of a line, in the least distance on the page.
_LEADING = 1.6
_TIGHT = 1.2
# The space (points) that programs leave between two columns of figures, at most.
_PADDING = 12.5
# Texts that start nearer than this (points) start at the same place.
_SAME = 2.0
# Characters set with little ink in a wide place: a gap beside them says less.
_BEFORE = frozenset("一（“‘《(")
_AFTER = frozenset("一）”’》、，：)")
_LOOSE_GAP = 0.6
_MAX_LABEL = 60
_MAX_HEADS = 12
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

    @property
    def right(self) -> float:
        """Return where its labels end."""
        return self.labels[-1].x1 if self.labels else self.line.x0


def tables_in(lines: list[TextLine], page: int) -> tuple[list[tuple[float, Grid]], list[TextLine]]:
    """Return the tables among `lines` (in reading order) with their tops, and the lines that belong to none."""
    if not any(line.glyphs[-1].text in _FIGURE_ENDS for line in lines):
        return [], lines
    rows = [_row(line) for line in lines]
    pitch = _pitch(rows)
    rows = _unwrapped(rows, pitch)
    tables: list[tuple[float, Grid]] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        if not rows[start].figures:
            start += 1
            continue
        end = _end(rows, start, pitch)
        body = rows[start:end]
        first = _head_start(rows, start, max(taken, default=-1) + 1)
        if _is_table(body) or (body[0].labels and len(rows[start - 1].labels) > 1 and first == start - 1):
            split = _head_end(rows, first, start)
            tables.append((lines[first].top, Grid(_cells(rows[first:split], rows[split:end], pitch), page)))
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


def _end(rows: list[_Row], start: int, pitch: float) -> int:
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
    starts = [label.x0 for row in rows[start : last + 1] for label in row.labels]
    tail = last + 1
    while tail < len(rows) and (_clings(rows, last, tail, edge) or _hangs(rows, tail, edge, starts, pitch)):
        tail += 1
    return tail


def _parts(row: _Row, edge: float, last: _Row) -> bool:
    """Say whether a line without figures ends the table: it runs under the figures, or is a heading on its own."""
    size = row.line.size
    beyond = row.right > edge + size
    alone = _HEADING.match(row.line.text) is not None and row.line.top > last.line.bottom + size
    return (beyond or alone) and (len(row.labels) < 2 or _SENTENCE.search(row.line.text) is not None)


def _clings(rows: list[_Row], last: int, index: int, edge: float) -> bool:
    """Say whether a line below the last row is the rest of its label."""
    row, before = rows[index], rows[index - 1]
    return (
        not row.figures
        and row.right <= edge
        and row.line.top - before.line.top < 1.15 * row.line.size
        and index - last <= 3
        and not _HEADING.match(row.line.text)
    )


def _hangs(rows: list[_Row], index: int, edge: float, starts: list[float], pitch: float) -> bool:
    """Say whether a line goes on labels of the rows above it: it stands below them, as near as lines do."""
    row, before = rows[index], rows[index - 1]
    if row.figures or row.right > edge or row.line.top - before.line.top > _TIGHT * pitch:
        return False
    inner = bool(starts) and not _HEADING.match(row.line.text) and pitch < _LEADING * row.line.size
    return inner and all(min(abs(label.x0 - start) for start in starts) < _SAME for label in row.labels)


def _is_table(body: list[_Row]) -> bool:
    figured = [row for row in body if row.figures]
    labelled = sum(bool(row.labels) for row in figured)
    return max(len(row.figures) for row in figured) >= 3 or (len(figured) >= 2 and labelled >= 2)


def _head_start(rows: list[_Row], start: int, floor: int) -> int:
    """Return the first line above the table's first row that is a head of its columns."""
    first = start
    if floor == 0 and _is_rest(rows, start):
        return 0
    for index in range(start - 1, max(floor, start - _MAX_HEADS) - 1, -1):
        row, below = rows[index], rows[index + 1]
        if row.figures or below.line.top - row.line.top > 3.4 * row.line.size:
            break
        if len(row.labels) > 1 or row.line.x0 > rows[start].line.x0 + 4 * row.line.size:
            first = index
        elif _SENTENCE.search(row.line.text) or _HEADING.match(row.line.text):
            break
    return first


def _is_rest(rows: list[_Row], start: int) -> bool:
    """Say whether all lines of the page above its first row go on labels of a row on the page before."""
    edge = min(segment.x0 for segment in rows[start].figures)
    starts = sorted(label.x0 for row in rows[start:] if row.figures for label in row.labels)
    inner = [start for start in starts if start > starts[0] + 2 * _SAME]
    above = [label for row in rows[:start] for label in row.labels]
    return (
        bool(inner)
        and all(label.x1 <= edge and min(abs(label.x0 - start) for start in starts) < _SAME for label in above)
        and any(min(abs(label.x0 - start) for start in inner) < _SAME for label in above)
    )


def _head_end(rows: list[_Row], first: int, start: int) -> int:
    """Return where the heads end: lines above the first row that stand left of all figures are its label."""
    edge = min(segment.x0 for segment in rows[start].figures)
    split = start
    while split > first and rows[split - 1].right <= edge:
        split -= 1
    return split


def _cells(heads: list[_Row], body: list[_Row], pitch: float) -> list[GridCell]:
    alone = [index for index, row in enumerate(body) if not row.figures and _is_alone(body, index, pitch)]
    figured = [index for index, row in enumerate(body) if row.figures]
    columns = _columns(heads, [body[index] for index in figured])
    edge = columns[0][0]
    labels = [segment for index, row in enumerate(body) if index not in alone for segment in row.labels]
    indents = _intervals([_start(segment) for segment in labels])
    width = len(indents)
    texts = _labelled(labels, indents, [body[index] for index in figured], pitch)
    cells: list[GridCell] = []
    for number, head in enumerate(heads):
        cells += _head_cells(head, columns, edge, width, number)
    number = len(heads)
    if texts[-1]:
        cells += _label_cells(texts[-1], number)
        number += 1
    for index in sorted(alone + figured):
        if index in alone:
            cells += _head_cells(body[index], columns, edge, width, number)
        else:
            cells += _label_cells(texts[figured.index(index)], number)
            cells += _figure_cells(body[index], columns, width, number)
        number += 1
    return cells


def _figure_cells(row: _Row, columns: list[tuple[float, float]], width: int, number: int) -> list[GridCell]:
    """Return a cell for each figure, and a blank one for each column without."""
    cells = [
        GridCell(number, width + _nearest(columns, segment), segment.text, box=_box([segment]))
        for segment in row.figures
    ]
    blank = set(range(width, width + len(columns))) - {cell.column for cell in cells}
    return sorted(cells + [GridCell(number, column, "") for column in blank], key=lambda cell: cell.column)


def _columns(heads: list[_Row], figured: list[_Row]) -> list[tuple[float, float]]:
    """Return the columns of figures, those included where a head stands over blank cells only."""
    columns = _intervals([segment for row in figured for segment in row.figures])
    edge = max([row.right for row in figured if row.labels] or [columns[0][0]])
    for head in reversed(heads[-3:]):
        missing = [
            (segment.x0, segment.x1)
            for segment in head.labels
            if segment.x0 > edge and not any(x0 < segment.x1 and segment.x0 < x1 for x0, x1 in columns)
        ]
        columns = sorted(columns + missing)
    return columns


def _label_cells(label: dict[int, list[Segment]], number: int) -> list[GridCell]:
    return [
        GridCell(number, column, "\n".join(piece.text for piece in pieces), box=_box(pieces))
        for column, pieces in sorted(label.items())
    ]


def _is_alone(body: list[_Row], index: int, pitch: float) -> bool:
    """Say whether a line of labels is a row of its own: it stands as far from its neighbours as rows do."""
    line = body[index].line
    near = [body[other].line for other in (index - 1, index + 1) if 0 <= other < len(body)]
    return all(abs(other.top - line.top) > max(_LEADING * line.size, 0.9 * pitch) for other in near)


def _labelled(
    labels: list[Segment], indents: list[tuple[float, float]], rows: list[_Row], pitch: float
) -> list[dict[int, list[Segment]]]:
    """Return each row's label pieces by column; last what belongs to a row before the first.

    Where every label starts on the line of a figure, labels hang below the first line of their row (cells set at
    the top); else they stand around the middle of their row.
    """
    texts: list[dict[int, list[Segment]]] = [{} for _ in range(len(rows) + 1)]
    places = [_middle(row) for row in rows]
    by_column = [[segment for segment in labels if x0 <= segment.x0 <= x1] for x0, x1 in indents]
    hanging = [_hung(pieces, rows, pitch) for pieces in by_column]
    for column, (pieces, hung) in enumerate(zip(by_column, hanging, strict=True)):
        owners = hung if hung is not None and None not in hanging else _shared(pieces, places)
        for segment, row in zip(pieces, owners, strict=True):
            texts[row].setdefault(column, []).append(segment)
    return texts


def _hung(pieces: list[Segment], rows: list[_Row], pitch: float) -> list[int] | None:
    """Return for each piece of label (top to bottom) the row on whose line its label starts; -1 before the first row.

    None where a label starts on no row's line.
    """
    pieces.sort(key=lambda piece: piece.middle)
    places = [(row.line.top + row.line.bottom) / 2 for row in rows]
    owners: list[int] = []
    for index, piece in enumerate(pieces):
        size = piece.bottom - piece.top
        row = min(range(len(places)), key=lambda row: abs(places[row] - piece.middle))
        near = min(_TIGHT * pitch, _LEADING * size)
        follows = index > 0 and piece.middle - pieces[index - 1].middle <= near
        spans = follows and rows[row].labels[-1:] != [piece] and not _ENUMERATED.match(piece.text)
        if abs(places[row] - piece.middle) <= 0.3 * size and not spans:
            owners.append(row)
        elif follows or (not index and piece.middle < places[0]):
            owners.append(owners[-1] if owners else -1)
        else:
            return None
    return owners


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


def _pitch(rows: list[_Row]) -> float:
    """Return the least distance at which one text stands below another, both starting at the same place."""
    last: dict[int, float] = {}
    least = _NEVER
    for row in rows:
        for segment in [*row.labels, *row.figures]:
            for place in (round(segment.x0 / _SAME) + step for step in (-1, 0, 1)):
                step = segment.middle - last.get(place, -_NEVER)
                if 0.9 * (segment.bottom - segment.top) < step < least:
                    least = step
        last.update({round(segment.x0 / _SAME): segment.middle for segment in [*row.labels, *row.figures]})
    return least


def _unwrapped(rows: list[_Row], pitch: float) -> list[_Row]:
    """Return the rows with figures put together that a narrow column broke over two lines.

    Where the first part leaves place for more digits, the parts stay apart in one text, which nobody can read.
    """
    figured = [index for index, row in enumerate(rows) if row.figures]
    steps = sorted(rows[below].line.top - rows[above].line.top for above, below in pairwise(figured))
    apart = next((step for step in steps if step > 1.35 * pitch), _NEVER)
    mended = list(rows)
    owner = -1
    for above, below in pairwise(figured):
        owner = above if mended[above].figures else owner
        first, rest = mended[owner], rows[below]
        near = rest.line.top - rows[above].line.top <= min(_TIGHT * pitch, _LEADING * rest.line.size)
        partly = not rest.labels and (len(rest.figures) < len(first.figures) or len(first.figures) == 1)
        if not near or not (partly or apart < _NEVER) or not _is_overflow(first, rest):
            continue
        full = all(_fills(segment, first.figures) for segment in first.figures if _fellow(segment, rest.figures))
        if not full and not partly:
            continue
        columns = [row.figures for row in rows if row.figures and row is not rest]
        figures = [_continued(segment, rest.figures, columns, full=full) for segment in first.figures]
        mended[owner] = first._replace(figures=figures)
        mended[below] = rest._replace(figures=[])
    return mended


def _is_overflow(first: _Row, rest: _Row) -> bool:
    """Say whether each figure of a line stands below one of the line above that is not shorter."""
    for segment in rest.figures:
        above = _fellow(segment, first.figures)
        if above is None or len(above.text) < max(len(segment.text), 2):
            return False
        if not (_DIGITS.fullmatch(segment.text) and _DIGITS.fullmatch(above.text)):
            return False
    return not any(_ENUMERATED.match(label.text) for label in rest.labels)


def _fellow(segment: Segment, rest: list[Segment]) -> Segment | None:
    """Return the one of another line's figures that stands in the same column."""
    return next((other for other in rest if other.x0 < segment.x1 and segment.x0 < other.x1), None)


def _fills(segment: Segment, row: list[Segment]) -> bool:
    """Say whether a figure leaves no place for another digit between the columns beside it."""
    wide = segment.x1 - segment.x0
    digit = wide / len(segment.text.split("\n")[0])
    pitch = min((abs(other.x0 - segment.x0) for other in row if other is not segment), default=_NEVER)
    return pitch - wide < digit + _PADDING


def _continued(segment: Segment, rest: list[Segment], rows: list[list[Segment]], *, full: bool) -> Segment:
    below = _fellow(segment, rest)
    if below is None:
        return segment
    wider = not full or any(
        other.x0 < segment.x1 and segment.x0 < other.x1 and other.x1 - other.x0 > segment.x1 - segment.x0 + 1
        for row in rows
        for other in row
    )
    text = segment.text + ("\n" if wider else "") + below.text
    return Segment(segment.x0, segment.x1, segment.top, below.bottom, text)


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
