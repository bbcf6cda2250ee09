"""What moves when a calendar changes: days, terms by the day they start, and the deadlines of applications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.duties import Duty
from gongkai.core.deadlines.explanation import explain
from gongkai.core.errors import CalendarEnds
from gongkai.core.law.calendar import Calendar

TERMS = (7, 15, 20)
"""The terms of the regulation in workdays (条例第三十条、第三十二条、第三十三条)."""


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that the new calendar counts otherwise: now worked or now off, and why."""

    day: date
    works: bool
    name: str


@dataclass(frozen=True, slots=True)
class MovedEnd:
    """A term that starts on `start` ended on `old` and now ends on `new`."""

    start: date
    old: date
    new: date


@dataclass(frozen=True, slots=True)
class MovedTerm:
    """A term of so many workdays that ends sooner, or later, for all starting days from the first to the last."""

    workdays: int
    first: MovedEnd
    last: MovedEnd

    @property
    def later(self) -> bool:
        """Whether the term ends later than it did; sooner otherwise."""
        return self.first.new > self.first.old


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A duty of one application whose day, or whose being in time, is another by the new calendar."""

    name: str
    duty: Duty
    old: date | None
    new: date | None


def changed_days(before: Calendar, after: Calendar) -> tuple[ChangedDay, ...]:
    """Return the days that are worked in one of two calendars only, in order.

    >>> changed_days(Calendar(), Calendar())
    ()
    """
    return tuple(
        ChangedDay(day, after.is_workday(day), after.name(day))
        for day in _days(before, after)
        if before.is_workday(day) != after.is_workday(day)
    )


def moved_terms(before: Calendar, after: Calendar, terms: tuple[int, ...] = TERMS) -> tuple[MovedTerm, ...]:
    """Return which terms end sooner or later, by ranges of the days on which they start.

    >>> moved_terms(Calendar(), Calendar())
    ()
    """
    changed = changed_days(before, after)
    return tuple(term for workdays in terms for term in _moved(before, after, changed, workdays)) if changed else ()


def moved_deadlines(
    name: str, timeline: Timeline, before: Calendar, after: Calendar, at: date | None = None
) -> tuple[MovedDeadline, ...]:
    """Return the duties of an application that another calendar moves while they are open, or judges otherwise.

    `name` is carried over, so that answers for many applications can be told apart; `at` is `explain`'s. Errors are
    those of `explain`.
    """
    old = {(duty.kind, duty.of): duty for duty in explain(timeline, before, at).duties}
    new = {(duty.kind, duty.of): duty for duty in explain(timeline, after, at).duties}
    moved = []
    for key, duty in (old | new).items():
        was, now = old.get(key), new.get(key)
        if was is None or now is None or _moves(was, now):
            days = (each.deadline if each else None for each in (was, now))
            moved.append(MovedDeadline(name, duty, *days))
    return tuple(moved)


def _moves(was: Duty, now: Duty) -> bool:
    settled = was.met is not None and was.met == now.met
    return was.deadline != now.deadline and not settled


def _moved(before: Calendar, after: Calendar, changed: tuple[ChangedDay, ...], workdays: int) -> Iterator[MovedTerm]:
    ends = (_ends(before, after, day, workdays) for day in _starts(before, changed, workdays))
    for direction, group in groupby(ends, key=_direction):
        found = [end for end in group if direction and end is not None]
        if found:
            yield MovedTerm(workdays, found[0], found[-1])


def _direction(end: MovedEnd | None) -> int:
    return 0 if end is None else (end.new > end.old) - (end.new < end.old)


def _ends(before: Calendar, after: Calendar, day: date, workdays: int) -> MovedEnd | None:
    try:
        return MovedEnd(day, before.add(day, workdays), after.add(day, workdays))
    except CalendarEnds:
        return None


def _starts(calendar: Calendar, changed: tuple[ChangedDay, ...], workdays: int) -> Iterator[date]:
    """Yield the days on which a term may start that a change reaches: none begins long before the first one."""
    longest = timedelta(days=workdays * 3 + 31)
    day = max(calendar.first, changed[0].day - longest)
    while day <= min(calendar.last, changed[-1].day):
        yield day
        day += timedelta(days=1)


def _days(before: Calendar, after: Calendar) -> Iterator[date]:
    day, last = max(before.first, after.first), min(before.last, after.last)
    while day <= last:
        yield day
        day += timedelta(days=1)
