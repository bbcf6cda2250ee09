"""What speaks against an arrangement of holidays before anything is counted by it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from gongkai.core.law.calendar import FIRST
from gongkai.core.law.days import with_weekday
from gongkai.core.law.holidays import Holiday, Notice
from gongkai.core.law.statutory import SATURDAY, last_year, statutory_days


def doubts(notice: Notice) -> tuple[str, ...]:
    """Return every reason, a Chinese sentence each without its full stop, for which a year's arrangement can't be right.

    >>> from gongkai.core.law.holidays import shipped
    >>> doubts(shipped()[-1])
    ()
    """
    if not FIRST.year <= notice.year <= last_year():
        return (f"{notice.year}年不在工作日历的年份（{FIRST.year}年至{last_year()}年）里",)
    return (*_outside(notice), *holiday_doubts(notice.holidays), *_forgotten(notice))


def holiday_doubts(holidays: tuple[Holiday, ...]) -> tuple[str, ...]:
    """Return the reasons against holidays that need no law: overlaps, and worked days that aren't on a weekend."""
    return (*_overlaps(holidays), *_not_made_up(holidays))


def surplus(notice: Notice) -> int:
    """Return how many workdays a year's arrangement takes away beyond the days off by law; less than none, too few.

    调休 only moves days, so that an ordinary notice leaves nothing over; 2020 has a workday fewer, for its Spring
    Festival was made longer.

    >>> from gongkai.core.law.holidays import shipped
    >>> {notice.year: surplus(notice) for notice in shipped() if surplus(notice)}
    {2015: 1, 2020: 2}
    """
    taken = sum(day.weekday() < SATURDAY for day in notice.days_off)
    return taken - len(notice.made_up) - len(statutory_days(notice.year))


def surplus_of(holiday: Holiday) -> int:
    """Return how many workdays one holiday takes away beyond its own days off by law; less than none, too few."""
    lawful = {each.day for year in {holiday.first.year, holiday.last.year} for each in statutory_days(year)}
    taken = sum(day.weekday() < SATURDAY for day in holiday.days)
    return taken - len(holiday.made_up) - len(lawful.intersection(holiday.days))


def surplus_told(notice: Notice) -> str:
    """Return what `surplus` finds as a Chinese clause that names the holidays it comes from; "" where nothing is over.

    >>> from gongkai.core.law.holidays import shipped
    >>> surplus_told(shipped()[-1])
    ''
    """
    over = surplus(notice)
    if not over:
        return ""
    found = [(each.label, own) for each in notice.holidays if (own := surplus_of(each)) * over > 0]
    named = "，".join(f"{label}{_days_over(own)}" for label, own in found)
    return f"比法定放假天数{_days_over(over)}（{named}）"


def _days_over(days: int) -> str:
    return f"{'多' if days > 0 else '少'}放了{abs(days)}个工作日"


def _outside(notice: Notice) -> Iterator[str]:
    for holiday in notice.holidays:
        for day in (*holiday.days, *holiday.made_up):
            if day.year != notice.year and (day.year, day.month) != (notice.year - 1, 12):
                yield f"{holiday.label}的{with_weekday(day)}不在{notice.year}年"
                break


def _overlaps(holidays: tuple[Holiday, ...]) -> Iterator[str]:
    for earlier, later in pairwise(sorted(holidays, key=lambda holiday: holiday.first)):
        if later.first <= earlier.last:
            yield f"{earlier.label}和{later.label}的假期有重叠"


def _not_made_up(holidays: tuple[Holiday, ...]) -> Iterator[str]:
    off = {day for holiday in holidays for day in holiday.days}
    for holiday in holidays:
        for day in holiday.made_up:
            if day.weekday() < SATURDAY:
                yield f"{holiday.label}的调休上班日{with_weekday(day)}不是周末"
            elif day in off:
                yield f"{with_weekday(day)}又放假又上班"


def _forgotten(notice: Notice) -> Iterator[str]:
    off = notice.days_off
    missing = [each for each in statutory_days(notice.year) if each.day not in off]
    for label, group in groupby(missing, key=lambda each: each.label):
        days = list(group)
        several = f"等{len(days)}天" if len(days) > 1 else ""
        yield f"没有安排{label}（{with_weekday(days[0].day)}{several}依法应当放假）"
