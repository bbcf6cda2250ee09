"""The count of an application's days, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.deadlines.reply import ReplyClock
from gongkai.core.deadlines.standing import Standing


class DayKind(StrEnum):
    """What became of a day: counted, off, paused, past the count but before a later day that was set, or too late."""

    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    DEFERRED = "deferred"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the count: its number among the counted or the overdue workdays, and why it has none."""

    on: date
    kind: DayKind
    number: int | None
    why: str


def days(standing: Standing) -> Iterator[Day]:
    """Yield every day from the one after the base to the deadline, and on to the decisive day where that is later."""
    clock = standing.reply_clock
    if clock is None or clock.counted is None:
        return
    deadline = max(clock.counted, clock.fixed or clock.counted)
    paused = {day for after, upto in clock.spans() for day in days_after(after, upto)}
    numbers = {DayKind.COUNTED: 0, DayKind.OVERDUE: 0}
    for day in days_after(clock.base, max(deadline, standing.decisive_day)):
        kind = _kind(day, clock, paused, deadline)
        if kind in numbers:
            numbers[kind] += 1
        yield Day(day, kind, numbers.get(kind), _WHY.get(kind) or clock.calendar.name(day))


def _kind(day: date, clock: ReplyClock, paused: set[date], deadline: date) -> DayKind:
    if not clock.calendar.is_workday(day):
        return DayKind.REST
    if day in paused:
        return DayKind.PAUSED
    if clock.counted is None or day <= clock.counted:
        return DayKind.COUNTED
    return DayKind.DEFERRED if day <= deadline else DayKind.OVERDUE


_WHY = {DayKind.PAUSED: "征求意见，不计入", DayKind.DEFERRED: "另定的答复日期以内"}


def days_after(after: date, upto: date) -> Iterator[date]:
    """Yield every day after one up to and including the other."""
    return (after + timedelta(days=step) for step in range(1, (upto - after).days + 1))
