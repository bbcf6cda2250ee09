"""The one cell, and its value, that would mend a failing row and a failing column together."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from gongkai.core.checks.equations import Answer, Question
from gongkai.core.checks.frame import Frame, Number
from gongkai.core.checks.terms import Sign
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
