"""Row definitions of Word 97–2003 and the grids they make."""

from __future__ import annotations

import struct

import pytest

from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.doc_structures import T_DEFINE, T_MERGE, T_VERTICAL
from gongkai.formats.read.doc_table import OpenTable, RowShape, shape_of
from gongkai.formats.read.word_grid import Merge


def _definition(edges: list[int], flags: list[int]) -> tuple[int, bytes]:
    count = len(flags)
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    body = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    return T_DEFINE, struct.pack("<H", len(body) + 1) + body


@pytest.mark.parametrize("flags", [[1, 2, 0], [2, 1, 0], [3, 1, 0]])
def test_horizontal_merges_read_in_both_readings_of_their_bits(flags: list[int]) -> None:
    assert shape_of([_definition([0, 100, 200, 300], flags)]).joined == [False, True, False]


def test_merges_by_later_modifiers() -> None:
    definition = _definition([0, 100, 200, 300], [0, 0, 0])
    shape = shape_of([definition, (T_VERTICAL, b"\x02\x01\x03"), (T_VERTICAL, b"\x02\x02\x01"), (T_MERGE, b"\x00\x02")])
    assert shape.merges == [Merge.NONE, Merge.FIRST, Merge.CONTINUED]
    assert shape.joined == [False, True, False]


def test_edges_that_nearly_agree_are_one_edge() -> None:
    table = OpenTable()
    for edges in ([0, 1000, 3000], [-8, 3010], [12, 2000, 2990]):
        for _ in range(len(edges) - 1):
            table.cell.append(Paragraph("x"))
            table.end_cell()
        table.end_row(RowShape(edges, [False] * (len(edges) - 1), [Merge.NONE] * (len(edges) - 1)))
    grid = table.blocks()[0]
    assert isinstance(grid, Grid)
    assert [(cell.column, cell.colspan) for cell in grid.cells] == [(0, 1), (1, 2), (0, 3), (0, 2), (2, 1)]
