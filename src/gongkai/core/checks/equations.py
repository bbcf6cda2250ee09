"""Equations of the form: a check that is a relation, asked of every row or column it holds for."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.checks.causes import likely_cause
from gongkai.core.checks.check import Case, Check, Outcome, shown
from gongkai.core.checks.frame import TABLE_NAMES, Frame, Number, frame
from gongkai.core.checks.terms import Binding, Relation, Sign, Slot, Term, total
from gongkai.core.findings import Repair, Status


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A check with its relation; `across` are the rows or columns of `table` at hand, one question each.

    `both` names the cells of both sides in a finding, else only those of the left side, which the right one explains.
    `advice` says what to do now.
    """

    check: Check
    table: str
    relation: Relation
    across: tuple[Binding, ...]
    advice: str
    both: bool = False


class Question(NamedTuple):
    """An equation asked of one row or column, with the places of its numbers.

    `tables` are those it needs, each with whether it is the predecessor's.
    """

    equation: Equation
    at: Binding
    left: tuple[Slot, ...]
    right: tuple[Slot, ...]
    tables: frozenset[tuple[bool, str]]


class Answer(NamedTuple):
    """What a question came to; the sides are None where it is undecided."""

    question: Question
    left: Number | None
    right: Number | None

    @property
    def status(self) -> Status:
        """Pass, fail or unknown."""
        if self.left is None or self.right is None:
            return Status.UNKNOWN
        return Status.PASS if self.question.equation.relation.holds(self.left, self.right) else Status.FAIL


@lru_cache(maxsize=256)
def questions(equations: tuple[Equation, ...], now: tuple[str, bool], before: tuple[str, bool] | None) -> Plan:
    """Return the questions that can be asked of a pair of forms, each given as (layout key, single)."""
    this = _frame(now)
    earlier = None if before is None else _frame(before)
    asked: list[Question] = []
    mute = 0
    for equation in equations:
        for at in equation.across:
            left = equation.relation.left.slots(this, earlier, at)
            right = equation.relation.right.slots(this, earlier, at)
            if left is None or right is None:
                mute += 1
            else:
                asked.append(Question(equation, at, left, right, _tables(equation.relation)))
    return Plan(tuple(asked), mute)


class Plan(NamedTuple):
    """The questions of a pair of forms, and how many equations have no such cells there."""

    questions: tuple[Question, ...]
    mute: int


def answer(question: Question, values: list[Number | None]) -> Answer:
    """Work out both sides of a question."""
    return Answer(question, total(question.left, values), total(question.right, values))


Test = Callable[[list[Number | None]], bool]
"""Says of the values of a run whether a question is answered and holds."""


def test_of(question: Question) -> Test:
    """Return the quick test of a question: False where it fails or a number is missing, without saying which.

    >>> question = Question(*[None] * 2, (Slot(0, 1),), (Slot(1, 1), Slot(2, 1)), frozenset())._replace(
    ...     equation=Equation(None, "table3", Relation(None, Sign.EQUAL, None), (), ""))
    >>> [test_of(question)(values) for values in ([3, 1, 2], [4, 1, 2], [3, None, 2], [None, None, None])]
    [True, False, False, False]
    """
    left, right = _side(question.left), _side(question.right)
    compare = _COMPARED[question.equation.relation.sign]

    def holds(values: list[Number | None]) -> bool:
        try:
            one, other = left(values), right(values)
        except TypeError:  # a missing number can't be added
            return False
        return one is not None and other is not None and compare(one, other)

    return holds


_COMPARED: dict[Sign, Callable[[Number, Number], bool]] = {
    Sign.EQUAL: operator.eq, Sign.AT_MOST: operator.le, Sign.AT_LEAST: operator.ge,
}  # fmt: skip


def _side(slots: tuple[Slot, ...]) -> Callable[[list[Number | None]], Number | None]:
    """Return what works out one side; a missing number among several raises `TypeError`."""
    if any(slot.factor != 1 for slot in slots):
        return lambda values: total(slots, values)
    numbers = operator.itemgetter(*(slot.place for slot in slots))
    return numbers if len(slots) == 1 else lambda values: sum(numbers(values))


def finding_of(given: Answer, case: Case, repair: Repair | None) -> Outcome:
    """Tell a failed or undecided answer in the form's words."""
    question, left, right = given
    equation, at = question.equation, question.at
    cells = _cells(question, case.frame)
    place = _place(equation.table, at, case.frame)
    if left is None or right is None:
        blanks = "、".join(_blanks(question, case))
        told = f"{place}：{blanks}没有可用的数，{equation.check.title}无法判定"
        if repair is None:
            return equation.check.undecided(f"{told}，请补填。", cells)
        wanted = f"按所在行和列推算，{case.frame.name(repair.cell)}是{shown(repair.value)}"
        return equation.check.undecided(f"{told}；{wanted}，请对照台账核实后补填。", cells, repair=repair)
    sides = (
        _told(equation.relation.left, question.left, case, left),
        _told(equation.relation.right, question.right, case, right),
    )
    cause = likely_cause(question.left, question.right, case, repair)
    advice = equation.advice if repair is None else _proposal(repair, case)
    message = f"{place}：{sides[0]}，{sides[1]}，{_gap(equation.relation, left, right)}{cause}；{advice}。"
    return equation.check.contradiction(message, cells, (left, right), repair)


_SHOULD = {Sign.EQUAL: "两边应当相等", Sign.AT_MOST: "前者不应大于后者", Sign.AT_LEAST: "前者不应小于后者"}


def _frame(key: tuple[str, bool]) -> Frame:
    return frame(key[0], single=key[1])


def _cells(question: Question, of: Frame) -> tuple[str, ...]:
    sides = question.left + question.right if question.equation.both else question.left
    return tuple(of.addresses[slot.place] for slot in sides if slot.place < len(of.addresses))


def _tables(relation: Relation) -> frozenset[tuple[bool, str]]:
    return frozenset((o.earlier, o.table) for o in (*relation.left.operands, *relation.right.operands))


def _place(table: str, at: Binding, of: Frame) -> str:
    if at.column is not None and table == "table3":
        return f"{TABLE_NAMES[table]}“{of.columns[f'{table}.{at.column}']}”列"
    if at.row is not None:
        return f"{TABLE_NAMES[table]}“{of.labels[f'{table}.{at.row}']}”" + ("行" if table == "table3" else "")
    return TABLE_NAMES[table]


def _told(term: Term, slots: tuple[Slot, ...], case: Case, sum_: Number) -> str:
    """Tell one side with its numbers: （七）总计（11）＋四、结转下年度继续办理（0）＝11."""
    if len(slots) != len(term.operands):
        return f"{term}＝{shown(sum_)}"
    words = "".join(
        f"{'＋' if operand.factor > 0 else '－'}{operand.words}（{shown(case.values[slot.place])}）"
        for operand, slot in zip(term.operands, slots, strict=True)
    ).removeprefix("＋")
    return words if len(slots) == 1 else f"{words}＝{shown(sum_)}"


def _gap(relation: Relation, left: Number, right: Number) -> str:
    return f"{_SHOULD[relation.sign]}，相差{shown(max(left - right, right - left))}"


def _proposal(repair: Repair, case: Case) -> str:
    old = shown(case.number(repair.cell))
    return f"把{case.frame.name(repair.cell)}的{old}改为{shown(repair.value)}，行和列就都对上了，请对照台账核实"


def _blanks(question: Question, case: Case) -> list[str]:
    width = len(case.frame.addresses)
    places = dict.fromkeys(slot.place for slot in question.left + question.right)
    blank = [place for place in places if case.values[place] is None]
    if len(blank) > 4:
        return [f"“{_short(question, case.frame, blank[0], width)}”等{len(blank)}格"]
    return [_short(question, case.frame, place, width) for place in blank]


def _short(question: Question, of: Frame, place: int, width: int) -> str:
    if place >= width:
        return "上年度报告的同一格"
    table, row, column = of.addresses[place].split(".")
    if question.at.column is not None:
        return of.labels[f"{table}.{row}"]
    return of.columns[f"{table}.{column}" if table == "table3" else of.addresses[place]]
