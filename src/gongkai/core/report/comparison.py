"""Compare two annual reports: two years of one agency, or two versions of one report.

Cells are compared by name. Editions of the form that count different things in a table keep their own cells:
a cell that only one side has is told as such, never matched by guess. One relation is exact and used: the single row
（六）其他处理 is the sum of the three rows that came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gongkai.core.report.cells import ABSENT, Cell, Mark
from gongkai.core.report.layouts.y2021 import OTHERWISE_IN_THREE
from gongkai.core.report.likeness import ParagraphChange, likeness, paragraph_changes, repeated
from gongkai.core.report.model import SECTION_KEYS, TABLES, Report, Table

SMALL_COUNT = 10
"""Below this a change is told in pieces, not in per cent: from 1 to 3 is no growth of 200 %."""

TEXT_KEYS = ("preamble", *SECTION_KEYS)
_THREE = tuple(line.key for line in OTHERWISE_IN_THREE)
_ONE = "otherwise"


class CellChange(StrEnum):
    """What became of a cell."""

    SAME = "same"
    CHANGED = "changed"
    FILLED = "filled"  # no number before, a number now
    EMPTIED = "emptied"  # a number before, none now
    MARKED = "marked"  # no number before or now, but marked another way (blank, dash …)
    ONLY_OLD = "only_old"
    ONLY_NEW = "only_new"


class CellComparison(NamedTuple):
    """One cell of both reports.

    `absolute` is new minus old (None where a side has no number); `relative` is that over old, 0.25 for a quarter more,
    to four places; None where old is 0 or under `SMALL_COUNT`, and then `small` is true.
    """

    address: str
    change: CellChange
    old: Cell
    new: Cell
    absolute: int | Decimal | None = None
    relative: Decimal | None = None
    small: bool = False


@dataclass(frozen=True, slots=True)
class TextComparison:
    """The text `key` (`preamble`, `overview`, `problems`, `other`) of both reports; None where a side has none.

    `likeness` and `repeated` are shares from 0 to 1: of characters in common, and of the new text that was taken over
    word for word.
    """

    key: str
    old: str | None
    new: str | None
    likeness: float | None
    repeated: float | None
    paragraphs: tuple[ParagraphChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from `old` to `new`: every cell, every text, and sentences about what can't be compared."""

    old: Report
    new: Report
    cells: tuple[CellComparison, ...]
    texts: tuple[TextComparison, ...]
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[CellComparison, ...]:
        """The cells that are not the same."""
        return tuple(cell for cell in self.cells if cell.change is not CellChange.SAME)


def compare(old: Report, new: Report) -> Comparison:
    """Return what changed from `old` to `new`, cell by cell and paragraph by paragraph."""
    before, after = _alike_in_form(old, new)
    cells = tuple(
        _cell(f"{name}.{row}.{column}", before[name], after[name])
        for name in TABLES
        for row, column in _places(before[name], after[name])
    )
    texts = tuple(_text(key, _text_of(old, key), _text_of(new, key)) for key in TEXT_KEYS)
    return Comparison(old, new, cells, texts, tuple(_notes(old, new)))


def _alike_in_form(old: Report, new: Report) -> tuple[dict[str, Table], dict[str, Table]]:
    """Return both reports' tables, the three rows of 其他处理 folded into one where the other side has one."""
    before = {name: old.table(name) or {} for name in TABLES}
    after = {name: new.table(name) or {} for name in TABLES}
    if _ONE in before["table3"] and _ONE not in after["table3"]:
        after["table3"] = _folded(after["table3"])
    elif _ONE in after["table3"] and _ONE not in before["table3"]:
        before["table3"] = _folded(before["table3"])
    return before, after


def _folded(table: Table) -> Table:
    rows = [table[row] for row in _THREE if row in table]
    folded: Table = {}
    for row, columns in table.items():
        if row == _THREE[0] and len(rows) == len(_THREE):
            folded[_ONE] = {column: _sum(tuple(part.get(column, ABSENT) for part in rows)) for column in columns}
        if row not in _THREE or len(rows) < len(_THREE):
            folded[row] = columns
    return folded


def _sum(parts: tuple[Cell, ...]) -> Cell:
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return Cell(None, Mark.UNDECIDED, note="三行其他处理中有一格不是数字，加不起来")
    return Cell(sum(values), note="三行其他处理之和")


def _places(before: Table, after: Table) -> list[tuple[str, str]]:
    """Return row and column of every cell of either table, in the order of the form as both have it."""
    rows = _merged(list(before), list(after))
    return [(row, column) for row in rows for column in _merged(list(before.get(row, {})), list(after.get(row, {})))]


def _merged(before: list[str], after: list[str]) -> list[str]:
    """Return the union in the order of `after`; what only `before` has stands after what it followed there."""
    merged = list(after)
    for position, key in enumerate(before):
        if key not in merged:
            known = next((earlier for earlier in reversed(before[:position]) if earlier in merged), None)
            merged.insert(0 if known is None else merged.index(known) + 1, key)
    return merged


def _cell(address: str, before: Table, after: Table) -> CellComparison:
    _, row, column = address.split(".")
    old = before.get(row, {}).get(column)
    new = after.get(row, {}).get(column)
    if old is None or new is None:
        change = CellChange.ONLY_NEW if old is None else CellChange.ONLY_OLD
        return CellComparison(address, change, old or ABSENT, new or ABSENT)
    if old.value is None or new.value is None:
        return CellComparison(address, _without_number(old, new), old, new)
    absolute = new.value - old.value
    relative, small = _relative(old.value, absolute)
    change = CellChange.CHANGED if absolute else CellChange.SAME
    return CellComparison(address, change, old, new, absolute, relative, small)


def _without_number(old: Cell, new: Cell) -> CellChange:
    if new.value is not None:
        return CellChange.FILLED
    if old.value is not None:
        return CellChange.EMPTIED
    return CellChange.SAME if old.mark is new.mark else CellChange.MARKED


def _relative(old: int | Decimal, absolute: int | Decimal) -> tuple[Decimal | None, bool]:
    if not absolute:
        return Decimal(0), False
    if -SMALL_COUNT < old < SMALL_COUNT:
        return None, True
    return round(Decimal(absolute) / Decimal(old), 4), False


def _text_of(report: Report, key: str) -> str | None:
    return report.preamble if key == "preamble" else report.sections.get(key)


def _text(key: str, old: str | None, new: str | None) -> TextComparison:
    if old is None and new is None:
        return TextComparison(key, old, new, None, None)
    paragraphs = paragraph_changes(old or "", new or "")
    if old is None or new is None:
        return TextComparison(key, old, new, None, None, paragraphs)
    return TextComparison(key, old, new, round(likeness(old, new), 4), round(repeated(old, new), 4), paragraphs)


def _notes(old: Report, new: Report) -> list[str]:
    notes: list[str] = []
    if old.agency and new.agency and old.agency != new.agency:
        notes.append(f"两份报告不是同一单位的：{old.agency}、{new.agency}")
    if old.year and new.year and old.year > new.year:
        notes.append(f"前一份是{old.year}年的，后一份是{new.year}年的，先后可能给反了")
    if old.layout.key != new.layout.key:
        notes.append(f"表二格式不同（{old.layout.notice}、{new.layout.notice}），只有名称相同的格子可比，其余各列各的")
    if (_ONE in (old.table3 or {})) != (_ONE in (new.table3 or {})) and old.table3 and new.table3:
        notes.append("“（六）其他处理”一方是一行、一方是三行，按三行之和比较")
    notes += [
        f"{words}没有{name}"
        for name in TABLES
        for words, report in (("前一份", old), ("后一份", new))
        if report.table(name) is None
    ]
    return notes
