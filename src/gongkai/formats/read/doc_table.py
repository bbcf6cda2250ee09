"""Tables of a Word 97–2003 document: from row definitions with edges in twips to a span-aware grid."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.doc_structures import T_DEFINE, T_MERGE, T_VERTICAL
from gongkai.formats.read.word_grid import Merge, StoredCell, grid_of

Blocks = list[Paragraph | Grid]

# Edges of different rows nearer than this (in twips, 1/20 point) are the same edge; the narrowest real column is wider.
_SAME_EDGE = 50
_CELL_SIZE = 20
_VERTICAL = (Merge.NONE, Merge.CONTINUED, Merge.FIRST, Merge.FIRST)


@dataclass(slots=True)
class RowShape:
    """The edges of a row's cells in twips, and how each cell merges: to the left, and vertically."""

    edges: list[int] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass(slots=True)
class OpenTable:
    """A table while its paragraphs pass by."""

    rows: list[list[Blocks]] = field(default_factory=list)
    shapes: list[RowShape] = field(default_factory=list)
    row: list[Blocks] = field(default_factory=list)
    cell: Blocks = field(default_factory=list)

    def end_cell(self) -> None:
        """Close the cell that is being filled."""
        self.row.append(self.cell)
        self.cell = []

    def end_row(self, shape: RowShape) -> None:
        """Close the row that is being filled."""
        if self.cell:
            self.end_cell()
        if self.row:
            self.rows.append(self.row)
            self.shapes.append(shape)
        self.row = []

    def blocks(self) -> Blocks:
        """Return the table as a grid, the tables nested in it after it; a mere frame gives way to its content."""
        self.end_row(RowShape())
        content = [cell for row in self.rows for cell in row]
        nested: Blocks = [block for cell in content for block in cell if isinstance(block, Grid)]
        if nested and max(map(len, self.rows)) <= 1:
            return [block for cell in content for block in cell]
        grid = grid_of(_placed(self.rows, self.shapes))
        return [grid, *nested] if grid.cells else nested


def shape_of(modifiers: list[tuple[int, bytes]]) -> RowShape:
    """Return a row's shape from the table modifiers of its end mark."""
    shape = RowShape()
    for code, operand in modifiers:
        if code == T_DEFINE:
            shape = _defined(operand)
        elif code == T_VERTICAL and len(operand) == 3 and operand[1] < len(shape.merges):
            shape.merges[operand[1]] = _VERTICAL[operand[2] & 3]
        elif code == T_MERGE:
            for number in range(operand[0] + 1, min(operand[1], len(shape.joined))):
                shape.joined[number] = True
    return shape


def _defined(operand: bytes) -> RowShape:
    """Read a TDefTableOperand: count, edges, one TC80 for each cell (missing ones are plain)."""
    count = operand[2] if len(operand) > 2 else 0
    if len(operand) < 5 + 2 * count or not count:
        return RowShape()
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    starts = range(5 + 2 * count, len(operand) - 1, _CELL_SIZE)[:count]
    flags = [operand[at] for at in starts] + [0] * (count - len(starts))
    first = next((flag & 3 for flag in flags if flag & 3), 0)
    joined = [bool(flag & 3) and flag & 3 != first for flag in flags]
    return RowShape(edges, joined, [_VERTICAL[flag >> 5 & 3] for flag in flags])


def _placed(rows: list[list[Blocks]], shapes: list[RowShape]) -> list[list[StoredCell]]:
    columns = _columns(shapes)
    placed = []
    for cells, shape in zip(rows, shapes, strict=True):
        row: list[StoredCell] = []
        reached = 0  # the column after the last cell
        merges, joined, edges = shape.merges, shape.joined, [columns[edge] for edge in shape.edges]
        for number, content in enumerate(cells):
            text = content[0].text if len(content) == 1 and type(content[0]) is Paragraph else _joined(content)
            if number < len(merges):
                left, right, merge = edges[number], edges[number + 1], merges[number]
            else:
                left, right, merge = reached, reached + 1, Merge.NONE
            if row and number < len(joined) and joined[number]:
                left, _, words, merge = row.pop()
                text = words or text
            elif left < reached:
                left = reached
            reached = right if right > left else left + 1
            row.append((left, reached - left, text, merge))
        placed.append(row)
    return placed


def _joined(content: Blocks) -> str:
    return "\n".join([block.text for block in content if isinstance(block, Paragraph)])


def _columns(shapes: list[RowShape]) -> dict[int, int]:
    """Return the number of each edge of all rows from left to right, near ones together."""
    columns: dict[int, int] = {}
    number, first = -1, -(1 << 30)
    for edge in sorted({edge for shape in shapes for edge in shape.edges}):
        if edge - first > _SAME_EDGE:
            number, first = number + 1, edge
        columns[edge] = number
    return columns
