"""From stored rows with continued cells to a grid with each merged cell once."""

from __future__ import annotations

import pytest

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import MAX_COLUMNS, MAX_ROWS, GridCell
from gongkai.formats.read.word_grid import Merge, StoredCell, grid_of


def test_a_merged_cell_stands_once_with_its_span() -> None:
    rows: list[list[StoredCell]] = [
        [(0, 1, "高", Merge.FIRST), (1, 2, "a", Merge.NONE)],
        [(0, 1, "", Merge.CONTINUED), (1, 2, "b", Merge.NONE)],
        [(0, 1, "", Merge.CONTINUED), (1, 2, "c", Merge.NONE)],
        [(0, 1, "又", Merge.FIRST), (1, 2, "d", Merge.NONE)],
    ]
    assert grid_of(rows).cells == [
        GridCell(0, 0, "高", 3),
        GridCell(0, 1, "a", 1, 2),
        GridCell(1, 1, "b", 1, 2),
        GridCell(2, 1, "c", 1, 2),
        GridCell(3, 0, "又"),
        GridCell(3, 1, "d", 1, 2),
    ]


def test_a_merge_does_not_reach_over_a_row_that_interrupts_it() -> None:
    rows: list[list[StoredCell]] = [
        [(0, 1, "a", Merge.FIRST)],
        [(0, 1, "b", Merge.NONE)],
        [(0, 1, "c", Merge.CONTINUED)],
    ]
    assert grid_of(rows).cells == [GridCell(0, 0, "a"), GridCell(1, 0, "b"), GridCell(2, 0, "c")]


def test_spans_are_cut_at_the_limit_and_columns_beyond_it_left_out() -> None:
    wide: list[list[StoredCell]] = [[(0, 10_000, "a", Merge.NONE), (10_000, 1, "b", Merge.NONE)]]
    assert grid_of(wide).cells == [GridCell(0, 0, "a", 1, MAX_COLUMNS)]


def test_too_many_rows_are_refused_in_words() -> None:
    with pytest.raises(ReportUnreadable, match="特别大的表格"):
        grid_of([[(0, 1, "", Merge.NONE)]] * (MAX_ROWS + 1))
