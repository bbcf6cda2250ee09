"""The holidays that the law itself gives every citizen: what a year is counted with until its notice is out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from gongkai.core.errors import CalendarEnds
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, entries_in_force

PACKAGE = "gongkai.core.law"
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """A day off by law; `made_good` where it stands in for one that falls on a weekend (补假, 办法第六条)."""

    day: date
    label: str
    cite: Cite
    made_good: bool = False


@cache
def statutory_days(year: int) -> tuple[StatutoryDay, ...]:
    """Return the days off by law in a year, without those that stand in for weekends, in the order of the calendar.

    Raises CalendarEnds for a year whose lunar days aren't known.

    >>> [str(each.day) for each in statutory_days(2027) if each.label == "春节"]
    ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']
    """
    found = []
    for entry in entries_in_force(entries(PACKAGE, "statutory_days.toml", "statutory_day"), date(year, 1, 1)):
        first = _anchor(entry, year) + timedelta(days=entry.get("shift", 0))
        days = (first + timedelta(days=step) for step in range(entry["days"]))
        (cite,) = cites_of(entry)
        found += [StatutoryDay(day, entry["label"], cite) for day in days]
    return tuple(sorted(found, key=lambda each: each.day))


@cache
def days_off(year: int) -> tuple[StatutoryDay, ...]:
    """Return the days off by law in a year, each that falls on a weekend made good on the next free workday.

    Which workday it is, a notice says; the next one is where it would be without any 调休. Two holidays on one day
    are one day off: the law makes good for weekends only.

    >>> [str(each.day) for each in days_off(2027) if each.made_good]
    ['2027-02-09', '2027-02-10', '2027-05-03', '2027-05-04', '2027-10-04', '2027-10-05']
    """
    found: dict[date, StatutoryDay] = {}
    for each in statutory_days(year):
        label = f"{found[each.day].label}、{each.label}" if each.day in found else each.label
        found[each.day] = replace(each, label=label)
    (cite,) = cites_of(entries(PACKAGE, "statutory_days.toml", "compensation")[0])
    for each in [each for each in found.values() if each.day.weekday() >= SATURDAY]:
        day = each.day
        while day.weekday() >= SATURDAY or day in found:
            day += timedelta(days=1)
        found[day] = StatutoryDay(day, each.label, cite, made_good=True)
    return tuple(found[day] for day in sorted(found))


def last_year() -> int:
    """Return the last year whose lunar days are known, the end of every calendar.

    >>> last_year()
    2050
    """
    return max(_lunar_years())


@cache
def _lunar_years() -> dict[int, Entry]:
    return {entry["year"]: entry for entry in entries(PACKAGE, "lunar_days.toml", "lunar_year")}


def _anchor(entry: Entry, year: int) -> date:
    month, _, day = str(entry["on"]).partition("-")
    if day:
        return date(year, int(month), int(day))
    if year not in _lunar_years():
        raise CalendarEnds(f"不知道{year}年农历节日是哪天，不能推算：请先导入这一年的放假通知。")
    lunar: date = _lunar_years()[year][entry["on"]]
    return lunar
