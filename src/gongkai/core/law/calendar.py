"""Workdays: which days are worked, the n-th workday after a day, and how many lie between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from gongkai.core.errors import CalendarEnds
from gongkai.core.law.days import WEEKDAYS
from gongkai.core.law.holidays import Holiday, Notice, shipped
from gongkai.core.law.statutory import SATURDAY, days_off, last_year

MADE_UP = "调休上班"
MADE_GOOD = "补假"
FIRST = date(2008, 1, 1)
"""Before it the regulation on disclosure wasn't in force, and the holidays were other ones."""


@dataclass(frozen=True, slots=True)
class Count:
    """Every day of a calendar counted once, so that each question is a look into a list.

    `upto[n]` is how many of the first n + 1 days are workdays, `workdays` their ordinals, `names` why a day is off, or on
    against the rule.
    """

    first: int
    last: int
    upto: tuple[int, ...]
    workdays: tuple[int, ...]
    names: dict[int, str]
    known: dict[int, Notice]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The workdays of 2008 to 2050: weekdays without holidays, and weekend days that a notice has worked.

    A year whose notice isn't known is counted with its weekends and the holidays that the law gives (办法第二条、第六条);
    `is_provisional` says so. Never changed: `with_notice` and `with_local` return another calendar. Days outside its
    years raise CalendarEnds.

    >>> Calendar().add(date(2025, 1, 20), 20)
    datetime.date(2025, 2, 21)
    """

    imported: tuple[Notice, ...] = ()
    local: tuple[Holiday, ...] = ()
    _count: Count = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_count", _counted(self.imported, self.local))

    @property
    def first(self) -> date:
        """The first day that can be asked for."""
        return date.fromordinal(self._count.first)

    @property
    def last(self) -> date:
        """The last day that can be asked for."""
        return date.fromordinal(self._count.last)

    def is_workday(self, day: date) -> bool:
        """Say whether agencies work on a day.

        >>> Calendar().is_workday(date(2025, 1, 26))
        True
        """
        place = self._place(day)
        return self._count.upto[place] > (self._count.upto[place - 1] if place else 0)

    def add(self, day: date, workdays: int) -> date:
        """Return the n-th workday after a day, which itself isn't counted; none leaves the day as it is.

        >>> Calendar().add(date(2025, 9, 15), 15)
        datetime.date(2025, 10, 11)
        """
        if workdays < 0:
            raise ValueError(workdays)
        if workdays == 0:
            return day
        wanted = self._count.upto[self._place(day)] + workdays
        if wanted > len(self._count.workdays):
            raise CalendarEnds(
                f"{day}之后第{workdays}个工作日超出了工作日历，工作日历只到{self.last}：请核对日期和天数。"
            )
        return date.fromordinal(self._count.workdays[wanted - 1])

    def count(self, after: date, upto: date) -> int:
        """Return how many workdays come after the one day up to and including the other.

        >>> Calendar().count(date(2025, 1, 20), date(2025, 2, 21))
        20
        """
        start, end = self._place(after), self._place(upto)
        return self._count.upto[end] - self._count.upto[start] if end > start else 0

    def next_workday(self, day: date) -> date:
        """Return the day itself if it is worked, or else the next day that is.

        >>> Calendar().next_workday(date(2025, 10, 1))
        datetime.date(2025, 10, 9)
        """
        return day if self.is_workday(day) else self.add(day, 1)

    def is_provisional(self, first: date, last: date) -> bool:
        """Say whether a year from the first day's to the last's has no notice yet.

        >>> Calendar().is_provisional(date(2026, 12, 1), date(2027, 1, 5))
        True
        """
        self._place(first)
        self._place(last)
        return any(year not in self._count.known for year in range(first.year, last.year + 1))

    def name(self, day: date) -> str:
        """Return why a day is off, or worked against the rule; nothing for an ordinary workday.

        >>> [Calendar().name(date(2025, 9, day)) for day in (27, 28, 29)]
        ['周六', '调休上班', '']
        """
        self._place(day)
        return self._count.names.get(day.toordinal(), "")

    def notice(self, year: int) -> Notice | None:
        """Return the arrangement that a year is counted with, or None where it is provisional.

        >>> Calendar().notice(2027) is None
        True
        """
        return self._count.known.get(year)

    def with_notice(self, notice: Notice) -> Calendar:
        """Return a calendar in which a year is counted by this notice, whatever it was counted by before."""
        return replace(self, imported=(*(old for old in self.imported if old.year != notice.year), notice))

    def with_local(self, *holidays: Holiday) -> Calendar:
        """Return a calendar with days off of a place too (民族节日, 办法第四条), and the days worked for them."""
        return replace(self, local=(*self.local, *holidays))

    def _place(self, day: date) -> int:
        ordinal = day.toordinal()
        if not self._count.first <= ordinal <= self._count.last:
            raise CalendarEnds(f"{day}不在工作日历的范围内，工作日历从{self.first}到{self.last}：请核对日期。")
        return ordinal - self._count.first


@lru_cache(maxsize=16)
def _counted(imported: tuple[Notice, ...], local: tuple[Holiday, ...]) -> Count:
    known = {notice.year: notice for notice in (*shipped(), *imported)}
    end = date(max(last_year(), *known), 12, 31)
    names = {day.toordinal(): f"周{WEEKDAYS[day.weekday()]}" for day in _weekends(end)}
    worked: set[int] = set()
    for year in range(FIRST.year, end.year + 1):
        if year in known:
            _arrange(known[year].holidays, names, worked)
        else:
            names |= {
                each.day.toordinal(): each.label + (MADE_GOOD if each.made_good else "") for each in days_off(year)
            }
    _arrange(local, names, worked)
    first, last = FIRST.toordinal(), end.toordinal()
    flags = [int(day not in names or day in worked) for day in range(first, last + 1)]
    workdays = tuple(day for day, works in enumerate(flags, first) if works)
    return Count(first, last, tuple(accumulate(flags)), workdays, names, known)


def _arrange(holidays: tuple[Holiday, ...], names: dict[int, str], worked: set[int]) -> None:
    """Write holidays over what is there: days off first, then the days worked for them."""
    for holiday in holidays:
        for day in holiday.days:
            names[day.toordinal()] = holiday.label
            worked.discard(day.toordinal())
    for day in (day for holiday in holidays for day in holiday.made_up):
        names[day.toordinal()] = MADE_UP
        worked.add(day.toordinal())


def _weekends(end: date) -> Iterator[date]:
    day = FIRST
    while day <= end:
        if day.weekday() >= SATURDAY:
            yield day
        day += timedelta(days=1)
