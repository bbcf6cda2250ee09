"""Grids → rows, and grids → the tables they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from gongkai.core.report.cells import Place
from gongkai.formats.blocks import Grid, GridCell
from gongkai.formats.figures import is_figure
from gongkai.formats.locate.words import bare

_KIND_WORDS = (
    (
        "table3",
        re.compile(
            r"本年(?:度)?新收|上年(?:度)?结转|国家秘密|三安全|第三方合法|内部事务信息|过程性信息|执法案卷|行政查询事项|不掌握相关|另行制作"
            r"|仍不明确|信访举报|重复申请|公开出版物|大量反复|重新出具|逾期不补正|收费通知|结转下(?:一)?年|科研.{0,3}机构|公益组织"
        ),
    ),
    (
        "table2",
        re.compile(
            r"第二十条第|本年制发|现行有效件数|处理决定数量|新制作数量|对外公开总数量|行政事业[性型]?收费|政府集中采购"
            r"|其[他它]对外管理服务|(?:行政)?规范性文件\d|行政许可[\d/—-]|行政处罚[\d/—-]|行政强制[\d/—-]"
        ),
    ),
    ("table4", re.compile(r"结果维持|结果纠正|未经复议|复议后起诉|尚未审结")),
    ("statistics", re.compile(r"统计指标|指标名称|计量单位|统计数$|统计数合计|统计表")),
)


# Words that only one table has: where they settle it, the slower patterns are not asked.
_SURE_WORDS = (
    ("table3", ("本年新收政府信息", "属于国家秘密", "结转下年度继续办理")),
    ("table2", ("第二十条第", "处理决定数量", "规范性文件")),
    ("table4", ("结果维持", "未经复议直接起诉")),
    ("statistics", ("统计指标", "指标名称", "计量单位")),
)
_row_number = itemgetter(0)
_text = itemgetter(2)
_new = tuple.__new__


class Row(NamedTuple):
    """A row of a grid: its cells, in order."""

    number: int
    cells: tuple[GridCell, ...]


class TablePart(NamedTuple):
    """Consecutive rows of one grid that belong to one table of the form.

    `kind` is `table2`, `table3`, `table4`, `statistics`, `figures` (nothing but numbers), or `text`.
    """

    kind: str
    rows: list[Row]
    table: int
    page: int | None


def rows_of(grid: Grid) -> list[Row]:
    """Return the rows of a grid in order; a row that only continues merged cells from above does not appear."""
    return [_new(Row, (number, tuple(cells))) for number, cells in groupby(grid.cells, _row_number)]


def parts_of(grid: Grid, table: int) -> list[TablePart]:
    """Return what a grid holds: mostly one part; several where tables were joined into one grid."""
    rows = rows_of(grid)
    text = "".join("".join(map(_text, grid.cells)).split())
    kinds = [kind for kind, words in _SURE_WORDS if any(word in text for word in words)]
    if len(kinds) == 1:
        return [TablePart(kinds[0], rows, table, grid.page)]
    kinds = [kind for kind, words in _KIND_WORDS if words.search(text)]
    if "table3" in kinds and "statistics" in kinds and "科研" not in text:
        kinds = ["statistics"]
    if len(kinds) == 1:
        return [TablePart(kinds[0], rows, table, grid.page)]
    if kinds:
        return _split(rows, table, grid.page)
    return [TablePart(_kind_of_wordless(rows), rows, table, grid.page)]


def _split(rows: list[Row], table: int, page: int | None) -> list[TablePart]:
    parts: list[TablePart] = []
    for row in rows:
        text = "".join("".join([cell.text for cell in row.cells]).split())
        kind = next((kind for kind, words in _KIND_WORDS if words.search(text)), None)
        if kind is None and "行政复议" in text and "行政诉讼" in text:
            kind = "table4"
        if kind is None:
            kind = parts[-1].kind if parts else "text"
        if parts and parts[-1].kind == kind:
            parts[-1].rows.append(row)
        else:
            parts.append(TablePart(kind, [row], table, page))
    return parts


def _kind_of_wordless(rows: list[Row]) -> str:
    longest = max((_figures_in(row) for row in rows), default=0)
    if longest >= 5 or (longest >= 2 and any(_is_table2_row(row) for row in rows)):
        return "figures"
    return "table2" if any(_is_table2_row(row) for row in rows) else "text"


def _is_table2_row(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.text.strip()]
    if len(filled) < 2:
        return False
    label = bare(filled[0].text)
    return label in _SHORT_LINES2 and all(is_figure(cell.text) for cell in filled[1:])


_SHORT_LINES2 = {"规章", "规范性文件", "行政规范性文件", "行政许可", "行政处罚", "行政强制"}


def _figures_in(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.text.strip() and is_figure(cell.text))


def place_of(part: TablePart, cell: GridCell) -> Place:
    """Return where a cell stands, counted from 1."""
    return _new(Place, (part.page, part.table, cell.row + 1, cell.column + 1, cell.box))


def split_label(cells: Sequence[GridCell]) -> tuple[Sequence[GridCell], Sequence[GridCell]]:
    """Separate a row's label cells from its figures: all up to the last cell that is no figure is label.

    A text in the middle of figures (a cell nobody can read) does not count as a label when more than half
    of the figures stand before it.
    """
    last = -1
    for index, cell in enumerate(cells):
        if not is_figure(cell.text):
            if last >= 0 and index - last > 3:
                break
            last = index
    return cells[: last + 1], cells[last + 1 :]
