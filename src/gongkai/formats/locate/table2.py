"""Table 2 (主动公开政府信息情况): blocks with their own header rows; editions told apart by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from gongkai.core.report.cells import ABSENT, Cell, Recovery
from gongkai.core.report.layouts import Y2019, Y2021, Layout, layout_named
from gongkai.core.report.model import Table
from gongkai.formats.blocks import GridCell
from gongkai.formats.figures import figure, is_figure
from gongkai.formats.locate.labels import column2, line2
from gongkai.formats.locate.rows import Row, TablePart, place_of
from gongkai.formats.locate.words import bare

OF_2019 = {"made", "newly_disclosed", "disclosed_total", "items_last_year", "change", "projects"}
LINES_OF_2019 = {"other_services", "procurement"}
_UNIT = re.compile(r"单位[:：]?(亿元|万元|元)")


@dataclass(slots=True)
class Found2:
    """What was found of table 2: row key → the figure cells after its label, in order, with their columns.

    `figures` are (column key or None, text cell, part). `columns` are all column keys headers have named,
    `extra` labels of rows the form does not have.
    """

    figures: dict[str, list[tuple[str | None, GridCell, TablePart, str]]] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    extra: list[str] = field(default_factory=list)


def found_rows(parts: Iterable[TablePart]) -> Found2:
    """Collect the rows of table 2 from all its parts."""
    found = Found2()
    starts: dict[int, str] = {}
    unit = "万元"
    for part in parts:
        for row in part.rows:
            if len(row.cells) < 2:
                continue
            told = [_told(cell.text) for cell in row.cells]
            header = _header(row, told)
            if header is not None:
                starts = header
                found.columns.update(header.values())
                unit = next((each.unit for each in told if each.unit), unit)
                continue
            _take(found, part, row, told, starts, unit)
    return found


def _header(row: Row, told: list[_Told]) -> dict[int, str] | None:
    """Return grid column → column key for a row of column names; None for other rows."""
    if not any(each.column for each in told) or any(each.line and not each.column for each in told):
        return None
    return {cell.column: each.column for cell, each in zip(row.cells, told, strict=True) if each.column}


def _take(found: Found2, part: TablePart, row: Row, told: list[_Told], starts: dict[int, str], unit: str) -> None:
    for index, own in enumerate(told):
        if own.is_figure:
            continue
        behind = next((at for at in range(index + 1, len(told)) if told[at].line is not None), len(told))
        figures = row.cells[index + 1 : behind]
        if own.line is None:
            numbers = any(told[at].is_figure and row.cells[at].text.strip() for at in range(index + 1, behind))
            if own.label and numbers:
                found.extra.append(row.cells[index].text.strip())
        elif figures and own.line not in found.figures:
            found.figures[own.line] = [(starts.get(one.column), one, part, unit) for one in figures]


class _Told(NamedTuple):
    """What the text of a cell tells: whether it is a figure, else its bare words, what row or column, what unit."""

    is_figure: bool
    label: str = ""
    line: str | None = None
    column: str | None = None
    unit: str | None = None


_NUMBER = _Told(is_figure=True)


def _told(text: str) -> _Told:
    return _NUMBER if text.isdecimal() else _told_of_words(text)


@lru_cache(maxsize=4096)
def _told_of_words(text: str) -> _Told:
    label = bare(text)
    return _Told(is_figure(text), label, line2(label), column2(label), _unit_of("".join(text.split())))


def _unit_of(words: str) -> str | None:
    match = _UNIT.search(words)
    if match is not None:
        return match[1]
    if "收费金额" not in words:
        return None
    return "元" if re.search(r"[（(]元[）)]", words) else "万元"


def layout_of(found: Found2) -> Layout | None:
    """Tell the edition by the columns its headers name, then by rows only one edition has."""
    if found.columns & {"issued", "repealed", "in_force"}:
        return Y2021
    if found.columns & OF_2019 or set(found.figures) & LINES_OF_2019:
        return Y2019
    if found.figures:
        widths = [len([one for one in figures if one[1].text.strip()]) for figures in found.figures.values()]
        return Y2019 if len(widths) > 2 and sorted(widths)[len(widths) // 2] >= 2 else Y2021
    return None


def table_of(found: Found2, layout: Layout) -> Table:
    """Return the cells of table 2 as `layout` wants them; what the document lacks is `ABSENT`."""
    shape, money = _shape(layout.key)
    return {row: _row(found.figures.get(row, []), wanted, money) for row, wanted in shape.items()}


@cache
def _shape(edition: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the columns of each row of an edition's table 2, and which columns hold money."""
    layout = layout_named(edition)
    money = frozenset(column.key for block in layout.table2 for column in block.columns if column.money)
    return layout.shape("table2"), money


def _row(
    figures: list[tuple[str | None, GridCell, TablePart, str]], wanted: tuple[str, ...], money: frozenset[str]
) -> dict[str, Cell]:
    by_header = {key: (cell, part, unit) for key, cell, part, unit in figures if key in wanted}
    if set(by_header) == set(wanted):
        chosen = by_header
    else:
        rest = list(figures)
        while len(rest) > len(wanted) and not rest[-1][1].text.strip():
            rest.pop()
        if len(rest) != len(wanted):
            return _short(by_header, wanted, money)
        chosen = {key: (cell, part, unit) for key, (_, cell, part, unit) in zip(wanted, rest, strict=True)}
    return {key: _cell(chosen[key], money=key in money) for key in wanted}


def _short(
    by_header: dict[str, tuple[GridCell, TablePart, str]], wanted: tuple[str, ...], money: frozenset[str]
) -> dict[str, Cell]:
    return {key: _cell(by_header[key], money=key in money) if key in by_header else ABSENT for key in wanted}


def _cell(found: tuple[GridCell, TablePart, str], *, money: bool) -> Cell:
    cell, part, unit = found
    return figure(cell.text, place_of(part, cell), money=money, unit=unit)


_LAPSED = re.compile(r"失效|废止|修订|修改")


def adopt_strays(table: Table, found: Found2, strays: list[str]) -> bool:
    """Give figures that stood outside the table back to the one column that every row of a block lacks.

    A page break or a text extraction can leave a column of two-line cells (`22（其中修订16件）`) outside its
    table. They are adopted, in order, only where rows and figures agree in number and the remarks speak of
    修订, 废止 or 失效, so that the column is 本年废止件数.
    """
    rows = [key for key in ("government_rules", "normative_documents") if len(found.figures.get(key, [])) == 2]
    if len(rows) != len(strays) or not rows or not any(_LAPSED.search(text) for text in strays):
        return False
    for key, text in zip(rows, strays, strict=True):
        first, second = (figure(one[1].text, place_of(one[2], one[1])) for one in found.figures[key])
        stray = figure(text)._replace(recovered=Recovery.ORDER, note="该格文字在表外，按行次归入本年废止件数")
        table[key] = {"issued": first, "repealed": stray, "in_force": second}
    return True
