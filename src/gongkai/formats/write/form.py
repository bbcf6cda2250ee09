"""The official form with a report's figures in it, as tables of spanning cells: what every writer prints.

The labels and their order are those of `core.report.layouts`; only the merges are told here
(after the annex of 国办公开办函〔2021〕30号).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.report.cells import Cell
from gongkai.core.report.layouts import Y2019, Y2021, Block, Layout, Line
from gongkai.core.report.layouts.edition import Section
from gongkai.core.report.model import TABLES, Report, Table
from gongkai.formats.write.texts import paragraphs, printed

ITEM = "信息内容"
APPLICANTS = "申请人情况"
ORGANISATIONS = "法人或其他组织"
STATISTICS = "statistics"
STATISTICS_TITLE = "政府信息公开情况统计表"
STATISTICS_HEADER = ("统计指标", "单位", "统计数")
_ADDED_2021 = frozenset(line.key for line in Y2021.table3) - frozenset(line.key for line in Y2019.table3)
_IN_ONE = frozenset(line.key for line in Y2019.table3) - frozenset(line.key for line in Y2021.table3)


class Role(StrEnum):
    """What a cell of the form is."""

    BLOCK = "block"  # a heading over the whole width of table 2
    HEAD = "head"  # the head of columns
    LABEL = "label"  # the head of one or several rows
    VALUE = "value"


class FormCell(NamedTuple):
    """A cell of the form: its role, printed text, where it starts (from 0) and how far it spans.

    `address` is `table3.received.total` for a figure, else empty.
    """

    role: Role
    text: str
    column: int
    rowspan: int = 1
    colspan: int = 1
    address: str = ""


class FormTable(NamedTuple):
    """A table of the form: `rows` hold the cells that start in them; the first `head` rows are its header.

    `widths` are the columns' shares of the text width.
    """

    name: str
    caption: str
    widths: tuple[float, ...]
    head: int
    rows: tuple[tuple[FormCell, ...], ...]


class Part(NamedTuple):
    """A section of the document: its heading with number, and either paragraphs or a table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: FormTable | None = None


def parts(report: Report) -> Iterator[Part]:
    """Yield the sections of the document in the form's order; what the report does not have is left out."""
    for section in _sections(report):
        if section.table is not None:
            cells = report.table(section.table)
            if cells is not None:
                yield Part(section.title, table=blank(report, section.table))
        elif section.text is not None and report.sections.get(section.text) is not None:
            yield Part(section.title, tuple(paragraphs(report.sections[section.text])))


def cells(report: Report) -> Iterator[tuple[str, Cell]]:
    """Yield every figure of the report with the address its form cell has, those of the older annex too."""
    yield from report.cells()
    for number, line in enumerate(report.statistics):
        yield f"{STATISTICS}.{number}.value", line.cell


def values(report: Report) -> dict[str, str]:
    """Return address → printed text for every figure the report has."""
    return {address: printed(cell) for address, cell in cells(report)}


def filled(report: Report, name: str) -> FormTable:
    """Return `table2`, `table3` or `table4` with the report's figures in it."""
    shown = values(report)
    form = blank(report, name)
    rows = tuple(
        tuple(cell._replace(text=shown.get(cell.address, "")) if cell.address else cell for cell in row)
        for row in form.rows
    )
    return form._replace(rows=rows)


def blank(report: Report, name: str) -> FormTable:
    """Return the blank form of `table2`, `table3` or `table4` as this report uses it."""
    table = report.table(name) or {}
    if name == "table3":
        return _blank3(_has_three(report.layout, table), bool(_IN_ONE & table.keys()))
    return _blank2(_edition(report.layout, table).key) if name == "table2" else _blank4()


def statistics(report: Report) -> FormTable | None:
    """Return the annex of older reports (统计表) as a table of three columns, or None where there is none."""
    if not report.statistics:
        return None
    rows: list[tuple[FormCell, ...]] = [(FormCell(Role.BLOCK, STATISTICS_TITLE, 0, colspan=3),)]
    rows.append(tuple(FormCell(Role.HEAD, text, column) for column, text in enumerate(STATISTICS_HEADER)))
    for number, line in enumerate(report.statistics):
        label, unit = " ".join(paragraphs(line.label)), " ".join(paragraphs(line.unit))
        figure = FormCell(Role.VALUE, "", 2, address=f"{STATISTICS}.{number}.value")
        rows.append((FormCell(Role.LABEL, label, 0), FormCell(Role.LABEL, unit, 1), figure))
    return FormTable(STATISTICS, STATISTICS_TITLE, (0.68, 0.12, 0.2), 2, tuple(rows))


def covered(table: FormTable) -> Iterator[tuple[tuple[FormCell, bool], ...]]:
    """Yield every row with all cells that lie in it, each with whether it starts there.

    A cell that spans rows is yielded again in each of them: formats that write merges row by row need it.
    """
    open_cells: dict[int, tuple[FormCell, int]] = {}
    for row in table.rows:
        lying = {column: (cell, False) for column, (cell, _) in open_cells.items()}
        lying |= {cell.column: (cell, True) for cell in row}
        yield tuple(lying[column] for column in sorted(lying))
        ends = {column: (cell, left - 1) for column, (cell, left) in open_cells.items()}
        ends |= {cell.column: (cell, cell.rowspan - 1) for cell in row}
        open_cells = {column: entry for column, entry in ends.items() if entry[1] > 0}


def _sections(report: Report) -> tuple[Section, ...]:
    """Sections of the report's edition, and those of 2021 for what that edition has no place for."""
    known = {section.text or section.table for section in report.layout.sections}
    present = {name for name in TABLES if report.table(name) is not None}
    present |= {key for key, text in report.sections.items() if text is not None}
    if present <= known:
        return report.layout.sections
    own = {section.text or section.table: section for section in report.layout.sections}
    return tuple(own.get(section.text or section.table, section) for section in Y2021.sections)


def _edition(layout: Layout, table: Table) -> Layout:
    """Return the edition whose table 2 this is: the report's own; for older ones, the one its rows belong to."""
    if layout.table2:
        return layout
    old = Y2019.shape("table2")
    new = Y2021.shape("table2")
    is_old = any(row not in new or column not in new[row] for row in table.keys() & old for column in table[row])
    return Y2019 if is_old else Y2021


def _has_three(layout: Layout, table: Table) -> bool:
    """Tell whether table 3 has the three rows under （六）其他处理."""
    if _ADDED_2021 & table.keys():
        return True
    form = {line.key for line in layout.table3 or Y2021.table3}
    return not _IN_ONE & table.keys() and form.issuperset(_ADDED_2021)


@lru_cache
def _blank2(key: str) -> FormTable:
    layout = Y2019 if key == Y2019.key else Y2021
    width = max(len(block.columns) for block in layout.table2) + 1
    rows: list[tuple[FormCell, ...]] = []
    for block in layout.table2:
        rows.extend(_block_rows(block, width))
    return FormTable("table2", layout.titles["table2"], (1 / width,) * width, 0, tuple(rows))


def _block_rows(block: Block, width: int) -> Iterator[tuple[FormCell, ...]]:
    last = len(block.columns) - 1
    spans = [width - 1 - last if index == last else 1 for index in range(last + 1)]
    yield (FormCell(Role.BLOCK, block.heading, 0, colspan=width),)
    heads = (
        FormCell(Role.HEAD, column.label, index + 1, colspan=spans[index]) for index, column in enumerate(block.columns)
    )
    yield FormCell(Role.HEAD, ITEM, 0), *heads
    for line in block.lines:
        cells = (
            FormCell(Role.VALUE, "", index + 1, colspan=spans[index], address=f"table2.{line.key}.{column.key}")
            for index, column in enumerate(block.columns)
        )
        yield FormCell(Role.LABEL, line.label, 0), *cells


_LABELS = (0.0780, 0.0995, 0.3150)  # 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密


@lru_cache
def _blank3(three: bool, one: bool) -> FormTable:  # noqa: FBT001  (cached by position)
    lines = _lines3(three=three, one=one)
    columns = Y2021.table3_columns
    depth = len(_LABELS)
    last = depth + len(columns) - 1
    rows: list[tuple[FormCell, ...]] = [
        (
            FormCell(Role.HEAD, Y2021.table3_note, 0, 3, depth),
            FormCell(Role.HEAD, APPLICANTS, depth, 1, len(columns)),
        ),
        (
            FormCell(Role.HEAD, columns[0].label, depth, 2),
            FormCell(Role.HEAD, ORGANISATIONS, depth + 1, 1, len(columns) - 2),
            FormCell(Role.HEAD, columns[-1].label, last, 2),
        ),
        tuple(FormCell(Role.HEAD, column.label, depth + index) for index, column in enumerate(columns[1:-1], 1)),
    ]
    for number, line in enumerate(lines):
        labels = _label_cells(lines, number)
        figures = (
            FormCell(Role.VALUE, "", depth + index, address=f"table3.{line.key}.{column.key}")
            for index, column in enumerate(columns)
        )
        rows.append((*labels, *figures))
    share = (1 - sum(_LABELS)) / len(columns)
    return FormTable("table3", Y2021.titles["table3"], (*_LABELS, *(share,) * len(columns)), 3, tuple(rows))


def _lines3(*, three: bool, one: bool) -> tuple[Line, ...]:
    """Rows of table 3; a document that has （六）其他处理 both as one row and as three keeps all four."""
    if not (three and one):
        return Y2021.table3 if three else Y2019.table3
    single = next(line for line in Y2019.table3 if line.key in _IN_ONE)
    at = next(index for index, line in enumerate(Y2021.table3) if line.key in _ADDED_2021)
    return (*Y2021.table3[:at], single, *Y2021.table3[at:])


def _label_cells(lines: tuple[Line, ...], number: int) -> Iterator[FormCell]:
    """Yield the label cells that start in a row: groups where they begin, and its own label over what is left."""
    path = lines[number].path
    for level in range(len(path)):
        group = path[: level + 1]
        if number == 0 or lines[number - 1].path[: level + 1] != group:
            rowspan = 0
            while number + rowspan < len(lines) and lines[number + rowspan].path[: level + 1] == group:
                rowspan += 1
            yield FormCell(Role.LABEL, path[level], level, rowspan)
    yield FormCell(Role.LABEL, lines[number].label, len(path), 1, len(_LABELS) - len(path))


@lru_cache
def _blank4() -> FormTable:
    groups, columns = Y2021.table4, Y2021.table4_columns
    size = len(columns)
    first: list[FormCell] = []
    second: list[FormCell] = []
    third: list[FormCell] = []
    for index, group in enumerate(groups):
        start = index * size
        labels = [(column.label, start + offset) for offset, column in enumerate(columns)]
        if not group.path:
            first.append(FormCell(Role.HEAD, group.label, start, 1, size))
            second.extend(FormCell(Role.HEAD, label, column, 2) for label, column in labels)
            continue
        if group.path != groups[index - 1].path:
            under = sum(other.path == group.path for other in groups)
            first.append(FormCell(Role.HEAD, group.path[0], start, 1, size * under))
        second.append(FormCell(Role.HEAD, group.label, start, 1, size))
        third.extend(FormCell(Role.HEAD, label, column) for label, column in labels)
    figures = tuple(
        FormCell(Role.VALUE, "", index * size + offset, address=f"table4.{group.key}.{column.key}")
        for index, group in enumerate(groups)
        for offset, column in enumerate(columns)
    )
    width = size * len(groups)
    rows = (tuple(first), tuple(second), tuple(third), figures)
    return FormTable("table4", Y2021.titles["table4"], (1 / width,) * width, 3, rows)
