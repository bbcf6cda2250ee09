"""What sums tell of single cells: the one that would mend a failing row and column, and the blank one both determine."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from gongkai.core.checks.equations import Answer, Question
from gongkai.core.checks.frame import Frame, Number
from gongkai.core.checks.terms import Sign, Slot, total
from gongkai.core.findings import Repair, Status


class _Mend(NamedTuple):
    place: int
    value: Number
    mended: frozenset[int]


def repairs(answers: list[Answer], of: Frame, values: list[Number | None]) -> dict[Question, Repair]:
    """Return, for every failed sum of table 3 that one cell would mend, that cell and its value.

    A cell counts when every decided sum it stands in fails, by an amount that one new value settles: so nothing
    that held is broken. It must mend a row and a column. Where two cells would do as well, none is proposed.
    """
    sums = [
        given
        for given in answers
        if given.question.equation.table == "table3"
        and given.question.equation.relation.sign is Sign.EQUAL
        and given.status is not Status.UNKNOWN
    ]
    standing: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, given in enumerate(sums):
        for slot in given.question.left:
            standing[slot.place].append((number, slot.factor))
        for slot in given.question.right:
            standing[slot.place].append((number, -slot.factor))
    found = [
        mend
        for place, stands in standing.items()
        if place < len(of.addresses) and (mend := _mend(place, stands, sums, values)) is not None
    ]
    return {
        sums[number].question: Repair(of.addresses[mend.place], mend.value)
        for mend in _best(found)
        for number in mend.mended
    }


def fillings(answers: list[Answer], of: Frame, values: list[Number | None]) -> dict[Question, Repair]:
    """Return, for the undecided sums of table 3 with one blank cell that row and column determine alike, its value."""
    alone = [
        (given.question, slot, _wanted(given.question, slot, values))
        for given in answers
        if given.status is Status.UNKNOWN and (slot := _missing(given.question, of, values)) is not None
    ]
    wanted: dict[int, set[Number]] = defaultdict(set)
    crossing: dict[int, set[bool]] = defaultdict(set)
    for question, slot, value in alone:
        wanted[slot.place].add(value)
        crossing[slot.place].add(question.at.row is None)
    return {
        question: Repair(of.addresses[slot.place], value)
        for question, slot, value in alone
        if len(wanted[slot.place]) == 1 and len(crossing[slot.place]) == 2 and value >= 0
    }


def _missing(question: Question, of: Frame, values: list[Number | None]) -> Slot | None:
    """Return the only number that a sum of table 3 lacks, or None."""
    if question.equation.table != "table3" or question.equation.relation.sign is not Sign.EQUAL:
        return None
    slots = (*question.left, *question.right)
    found = [slot for slot in slots if values[slot.place] is None]
    return found[0] if len(found) == 1 and all(slot.place < len(of.addresses) for slot in slots) else None


def _wanted(question: Question, missing: Slot, values: list[Number | None]) -> Number:
    """Return the value of the missing number with which both sides agree."""
    left, right = (
        total(tuple([slot for slot in side if slot != missing]), values) or 0
        for side in (question.left, question.right)
    )
    return (right - left if missing in question.left else left - right) * missing.factor


def _mend(place: int, stands: list[tuple[int, int]], sums: list[Answer], values: list[Number | None]) -> _Mend | None:
    """Return the new value for one cell that settles every sum it stands in, or None."""
    old = values[place]
    if old is None or len(stands) < 2:
        return None
    wanted: set[Number] = set()
    for number, factor in stands:
        left, right = sums[number].left, sums[number].right
        if left is None or right is None or left == right:
            return None
        wanted.add(old - (left - right) * factor)
    crossing = {sums[number].question.at.row is None for number, _ in stands}
    value = wanted.pop()
    if wanted or value < 0 or len(crossing) < 2:
        return None
    return _Mend(place, value, frozenset(number for number, _ in stands))


def _best(found: list[_Mend]) -> list[_Mend]:
    """Drop what another cell mends and more; where two still compete for a sum, drop both."""
    largest = [one for one in found if not any(one.mended < other.mended for other in found)]
    return [one for one in largest if not any(one is not other and one.mended & other.mended for other in largest)]
