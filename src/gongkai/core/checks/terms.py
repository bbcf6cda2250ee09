"""Expressions over the rows and columns of the form, which are computed and printed from the same tree.

A term that names no row (or no column) speaks of the one at hand, so that one relation serves all seven columns::

    >>> str(row("received") + row("brought_forward") == row("settled") + row("carried_forward"))
    '一、本年新收政府信息公开申请数量＋二、上年结转政府信息公开申请数量＝（七）总计＋四、结转下年度继续办理'

A misspelt name fails where it is written, that is at import::

    >>> row("recieved")
    Traceback (most recent call last):
    ...
    ValueError: 没有任何一版格式有 table3.recieved
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from gongkai.core.checks.frame import Frame, Number, frame
from gongkai.core.report.layouts import LAYOUTS

_FRAMES = tuple(frame(key, single=single) for key in LAYOUTS for single in (True, False))
_LABELS = {name: label for each in _FRAMES for name, label in each.labels.items()}
_COLUMNS = {
    (name if name.startswith("table3") else f"{name.split('.')[0]}.{name.split('.')[2]}"): label
    for each in _FRAMES
    for name, label in each.columns.items()
}


class Sign(StrEnum):
    """How the two sides of a relation compare."""

    EQUAL = "＝"
    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell, or the cells of several rows or columns, with its sign; None means the row or column at hand."""

    table: str
    rows: tuple[str, ...] | None
    columns: tuple[str, ...] | None
    words: str
    earlier: bool = False
    factor: int = 1


class Slot(NamedTuple):
    """Where a number stands in the values of a run, and with which sign it counts."""

    place: int
    factor: int


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A sum of operands."""

    operands: tuple[Operand, ...]

    def __add__(self, other: Term) -> Term:
        return Term((*self.operands, *other.operands))

    def __sub__(self, other: Term) -> Term:
        return Term((*self.operands, *(replace(o, factor=-o.factor) for o in other.operands)))

    def __eq__(self, other: object) -> Relation:  # type: ignore[override]  # a relation, not a truth value
        if not isinstance(other, Term):
            raise TypeError("勾稽关系的两边都应是表中的行或列")
        return Relation(self, Sign.EQUAL, other)

    def __le__(self, other: Term) -> Relation:
        return Relation(self, Sign.AT_MOST, other)

    def __ge__(self, other: Term) -> Relation:
        return Relation(self, Sign.AT_LEAST, other)

    __hash__ = None  # type: ignore[assignment]  # terms compare into relations

    def __str__(self) -> str:
        words = "".join(("＋" if o.factor > 0 else "－") + o.words for o in self.operands)
        return words.removeprefix("＋")

    def slots(self, now: Frame, earlier: Frame | None, at: Binding) -> tuple[Slot, ...] | None:
        """Return the places of the term's numbers, or None where the form has no such cells."""
        found: list[Slot] = []
        for operand in self.operands:
            of, offset = (earlier, len(now.addresses)) if operand.earlier else (now, 0)
            if of is None:
                return None
            for address in at.addresses(operand, of):
                place = of.index.get(address)
                if place is None:
                    return None
                found.append(Slot(offset + place, operand.factor))
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Two terms and how they must compare."""

    left: Term
    sign: Sign
    right: Term

    def __str__(self) -> str:
        return f"{self.left}{self.sign}{self.right}"

    def holds(self, left: Number, right: Number) -> bool:
        """Say whether two numbers stand in this relation."""
        if self.sign is Sign.EQUAL:
            return left == right
        return left <= right if self.sign is Sign.AT_MOST else left >= right


@dataclass(frozen=True, slots=True)
class Binding:
    """The row or column at hand."""

    row: str | None = None
    column: str | None = None

    def addresses(self, operand: Operand, of: Frame) -> list[str]:
        """Return the addresses an operand means here; rows that the form splits or joins are taken as it has them."""
        rows = _expanded(operand.rows, of) if operand.rows is not None else (self.row,)
        columns = operand.columns if operand.columns is not None else (self.column,)
        return [f"{operand.table}.{row}.{column}" for row in rows for column in columns]


def _expanded(rows: tuple[str, ...], of: Frame) -> tuple[str, ...]:
    found: list[str] = []
    for key in rows:
        if key.endswith("*"):
            found.extend(leaf for leaf in of.leaves if leaf.startswith(key[:-1]))
        else:
            found.append(key)
    return tuple(found)


def total(slots: tuple[Slot, ...], values: list[Number | None]) -> Number | None:
    """Return the sum of the numbers at `slots`, or None when one of them is not known."""
    found: Number = 0
    for place, factor in slots:
        value = values[place]
        if value is None:
            return None
        if value:
            found += value * factor
    return found


def row(key: str) -> Term:
    """Return the cell of row `key` of table 3 in the column at hand."""
    return Term((Operand("table3", (key,), None, _word(_LABELS, f"table3.{key}")),))


def family(prefix: str, words: str) -> Term:
    """Return the sum of the outcome rows of table 3 whose key begins with `prefix`; an empty prefix takes all."""
    if not any(leaf.startswith(prefix) for each in _FRAMES for leaf in each.leaves):
        raise ValueError(f"没有任何一版格式有 table3.{prefix}*")
    return Term((Operand("table3", (f"{prefix}*",), None, words),))


def column(table: str, *keys: str) -> Term:
    """Return the sum of the cells of columns `keys` of a table in the row at hand."""
    return Term(tuple(Operand(table, None, (key,), _word(_COLUMNS, f"{table}.{key}")) for key in keys))


def cell(address: str) -> Term:
    """Return one cell by its address."""
    table, row_key, column_key = address.split(".")
    words = f"“{_word(_LABELS, f'{table}.{row_key}')}”的“{_word(_COLUMNS, f'{table}.{column_key}')}”"
    return Term((Operand(table, (row_key,), (column_key,), words),))


def last_year(term: Term) -> Term:
    """Return the same cells in the predecessor.

    >>> str(row("brought_forward") == last_year(row("carried_forward")))
    '二、上年结转政府信息公开申请数量＝上年度报告的四、结转下年度继续办理'
    """
    return Term(tuple(replace(o, earlier=True, words=f"上年度报告的{o.words}") for o in term.operands))


def _word(words: dict[str, str], name: str) -> str:
    if name not in words:
        raise ValueError(f"没有任何一版格式有 {name}")
    return words[name]
