"""Rule lines → lattices of cells with spans: the same for pages of a pdf and for pictures.

A lattice is what a set of crossing horizontal and vertical lines encloses. Where an inner line is missing, the
cells on both sides are one (a merged cell). Outer lines that were left out (open tables, a row cut by the end
of the page) are put in at the ends of the lines that cross them.

Coordinates run from the top left corner; the unit (points, pixels) is the caller's, and so is the tolerance.
Pure Python: nothing heavy is imported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Box

# A line must cover this share of an atom's side to be its wall.
_COVER = 0.55


class Rule(NamedTuple):
    """A straight line: `at` its y (horizontal) or x (vertical), `start` ≤ `end` along the other axis."""

    at: float
    start: float
    end: float


class Region(NamedTuple):
    """One cell of a lattice: where it starts (from 0) and how far it spans."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Lattice:
    """A table's skeleton: its lines `xs` and `ys` (ascending), its cells, and which cell owns which atom."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owners: list[list[int]]

    @property
    def box(self) -> Box:
        """Return the outer border: x0, y0, x1, y1."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """Return the area inside the outer border."""
        x0, y0, x1, y1 = self.box
        return (x1 - x0) * (y1 - y0)

    def region_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds the point, or None outside the table."""
        xs, ys = self.xs, self.ys
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            return self.owners[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
        return None

    def box_of(self, region: Region) -> Box:
        """Return the cell's corners: x0, y0, x1, y1."""
        return (
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.colspan],
            self.ys[region.row + region.rowspan],
        )


def merged(rules: list[Rule], tolerance: float, gap: float) -> list[Rule]:
    """Return `rules` with lines of nearly the same place put together, ordered by place.

    Lines at most `tolerance` apart are one place; pieces at most `gap` apart along it are one line.
    """
    lines: list[Rule] = []
    for place, group in _places(rules, tolerance):
        current: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if current is not None and rule.start <= current.end + gap:
                current = Rule(place, current.start, max(current.end, rule.end))
            else:
                if current is not None:
                    lines.append(current)
                current = Rule(place, rule.start, rule.end)
        if current is not None:
            lines.append(current)
    return lines


def lattices(horizontals: list[Rule], verticals: list[Rule], tolerance: float) -> list[Lattice]:
    """Return the lattices that the lines form, from top to bottom, then left to right.

    A single box is a frame, no table, and left out; so is what breaks the limits of `formats.blocks`.
    """
    across = merged(horizontals, tolerance, tolerance * 1.5)
    down = merged(verticals, tolerance, tolerance * 1.5)
    found = []
    for rows, columns in _components(across, down, tolerance):
        lattice = _lattice(rows, columns, tolerance)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _places(rules: list[Rule], tolerance: float) -> list[tuple[float, list[Rule]]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [(_weighted(group), group) for group in groups]


def _weighted(group: list[Rule]) -> float:
    if group[0].at == group[-1].at:
        return group[0].at
    weights = [rule.end - rule.start + 1e-6 for rule in group]
    return sum(rule.at * weight for rule, weight in zip(group, weights, strict=True)) / sum(weights)


def _components(across: list[Rule], down: list[Rule], reach: float) -> list[tuple[list[Rule], list[Rule]]]:
    parents = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    spots = [rule.at for rule in down]
    for index, (y, x0, x1) in enumerate(across):
        for other in range(bisect_left(spots, x0 - reach), bisect_right(spots, x1 + reach)):
            _, y0, y1 = down[other]
            if y0 - reach <= y <= y1 + reach:
                parents[root(other + len(across))] = root(index)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(down, len(across)):
        groups.setdefault(root(index), ([], []))[1].append(rule)
    return list(groups.values())


def _lattice(across: list[Rule], down: list[Rule], tolerance: float) -> Lattice | None:
    if not across or not down:
        return None
    ys = _closed([rule.at for rule in across], down, tolerance)
    xs = _closed([rule.at for rule in down], across, tolerance)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        return None
    floors = _walls(across, ys, xs, tolerance)
    sides = _walls(down, xs, ys, tolerance)
    floors[0] = floors[-1] = [True] * columns
    sides[0] = sides[-1] = [True] * rows
    regions, owners = _regions(rows, columns, floors, sides)
    return Lattice(xs, ys, regions, owners) if len(regions) > 1 else None


def _closed(places: list[float], crossing: list[Rule], tolerance: float) -> list[float]:
    """Return the places in order, with an end added where the crossing lines run out of the table."""
    ordered: list[float] = []
    for place in sorted(places):
        if not ordered or place - ordered[-1] > tolerance:
            ordered.append(place)
    first = min(rule.start for rule in crossing)
    last = max(rule.end for rule in crossing)
    if first < ordered[0] - 2 * tolerance:
        ordered.insert(0, first)
    if last > ordered[-1] + 2 * tolerance:
        ordered.append(last)
    return ordered


def _walls(rules: list[Rule], places: list[float], stops: list[float], tolerance: float) -> list[list[bool]]:
    """Return for each place, for each step between two stops, whether a line stands there."""
    covered = [[0.0] * (len(stops) - 1) for _ in places]
    for at, first, last in rules:
        row = covered[max(bisect_right(places, at + tolerance) - 1, 0)]
        for step in range(max(bisect_right(stops, first) - 1, 0), len(stops) - 1):
            start, end = stops[step], stops[step + 1]
            if start >= last:
                break
            row[step] += min(last, end) - max(first, start)
    needed = [_COVER * (end - start) for start, end in pairwise(stops)]
    return [[part >= need for part, need in zip(row, needed, strict=True)] for row in covered]


def _regions(
    rows: int, columns: int, floors: list[list[bool]], sides: list[list[bool]]
) -> tuple[list[Region], list[list[int]]]:
    owners = [[-1] * columns for _ in range(rows)]
    regions: list[Region] = []
    for row in range(rows):
        above, below, mine = floors[row], floors[row + 1], owners[row]
        for column in range(columns):
            if mine[column] >= 0:
                continue
            if below[column] and sides[column + 1][row] and above[column] and sides[column][row]:
                mine[column] = len(regions)
                regions.append(Region(row, column, 1, 1))
                continue
            for region in _rectangles(_flood(row, column, floors, sides, owners)):
                for reached in range(region.row, region.row + region.rowspan):
                    start = region.column
                    owners[reached][start : start + region.colspan] = [len(regions)] * region.colspan
                regions.append(region)
    order = sorted(range(len(regions)), key=lambda index: regions[index][:2])
    rank = {index: position for position, index in enumerate(order)}
    return [regions[index] for index in order], [[rank[owner] for owner in line] for line in owners]


def _flood(
    row: int, column: int, floors: list[list[bool]], sides: list[list[bool]], owners: list[list[int]]
) -> set[tuple[int, int]]:
    """Return the atoms that no line separates from this one."""
    seen = {(row, column)}
    stack = [(row, column)]
    rows, columns = len(owners), len(owners[0])
    while stack:
        y, x = stack.pop()
        for free, there in (
            (y > 0 and not floors[y][x], (y - 1, x)),
            (y + 1 < rows and not floors[y + 1][x], (y + 1, x)),
            (x > 0 and not sides[x][y], (y, x - 1)),
            (x + 1 < columns and not sides[x + 1][y], (y, x + 1)),
        ):
            if free and there not in seen and owners[there[0]][there[1]] < 0:
                seen.add(there)
                stack.append(there)
    return seen


def _rectangles(atoms: set[tuple[int, int]]) -> list[Region]:
    """Return the rectangle of `atoms`, or the rectangles they fall into where a line was half missing."""
    left = set(atoms)
    found = []
    while left:
        row, column = min(left)
        colspan = 1
        while (row, column + colspan) in left:
            colspan += 1
        rowspan = 1
        while all((row + rowspan, column + step) in left for step in range(colspan)):
            rowspan += 1
        found.append(Region(row, column, rowspan, colspan))
        left.difference_update((row + down, column + step) for down in range(rowspan) for step in range(colspan))
    return found
