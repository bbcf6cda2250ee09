"""Whether a column is updated often enough on a day, and from which counts on an inspection fails (国办秘函〔2019〕19号)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.core.errors import NoLawInForce
from gongkai.core.findings import Finding
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries, in_force
from gongkai.core.law.days import chinese
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.faults import faults

FILE = "freshness.toml"
_FAULTS = faults(FILE)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A kind of column and the calendar days within which something new must appear.

    `veto` says that it counts towards an outright failure, `points` how many are taken off (0 where none).
    """

    key: str
    label: str
    days: int
    veto: bool
    points: int
    since: date
    until: date | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Threshold:
    """A count, or a share in percent, from which a website fails an inspection outright."""

    key: str
    label: str
    at_least: int
    unit: str
    since: date
    until: date | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether a column is stale on a day; `days` since the last update and `due`, the last day in time, where known.

    `finding` is what is wrong with the day of the update itself: a forged one fails a whole website.
    """

    stale: bool
    days: int | None
    due: date | None
    message: str
    finding: Finding | None = None


def cycle(key: str, on: date) -> Cycle:
    """Return the cycle of a kind of column on a day; `NoLawInForce` before the first one, `KeyError` for no such kind.

    >>> cycle("news", date(2025, 1, 1)).days
    14
    """
    named = [each for each in cycles() if each.key == key]
    if not named:
        raise KeyError(key)
    for each in in_force(named, on):
        return each
    raise NoLawInForce(f"{chinese(on)}还没有“{named[0].label}”的更新要求：最早的自{chinese(named[0].since)}起。")


def freshness(kind: Cycle, updated_on: date | None, at: date) -> Freshness:
    """Say whether a column last updated on a day is stale on another; one without any dated item is, or with a later one.

    >>> freshness(cycle("news", date(2025, 1, 15)), date(2025, 1, 1), date(2025, 1, 15)).stale
    False
    """
    if updated_on is None:
        told = f"{kind.label}没有内容，或者内容没有标明发布日期，按没有更新处理，请补充。"
        return Freshness(stale=True, days=None, due=None, message=told)
    if updated_on > at:
        found = _FAULTS["PF-01"].finding(title=kind.label, updated=chinese(updated_on), at=chinese(at))
        return Freshness(stale=True, days=None, due=None, message=found.message, finding=found)
    days = (at - updated_on).days
    due = updated_on + timedelta(days=kind.days)
    told = f"{kind.label}应当在{kind.days}日内更新，{chinese(updated_on)}更新后"
    if at > due:
        told += f"已{days}日没有更新，请更新。"
    else:
        told += f"，最迟{chinese(due)}再次更新。"
    return Freshness(stale=at > due, days=days, due=due, message=told)


def thresholds_reached(counts: tuple[tuple[str, int], ...], on: date) -> tuple[Threshold, ...]:
    """Return the thresholds that counts reach, each count with its threshold's key; none means nothing fails.

    >>> [each.label for each in thresholds_reached((("blank_columns", 5), ("neglected_columns", 9)), date(2025, 1, 1))]
    ['空白栏目']
    """
    counted = dict(counts)
    return tuple(each for each in in_force(thresholds(), on) if counted.get(each.key, 0) >= each.at_least)


@cache
def cycles() -> tuple[Cycle, ...]:
    """Return every cycle, in the order of the data."""
    return tuple(
        Cycle(
            key=row["key"],
            label=row["label"],
            days=row["days"],
            veto=row["veto"],
            points=row.get("points", 0),
            since=row["from"],
            until=row.get("until"),
            cite=cites_of(row)[0],
        )
        for row in entries(PACKAGE, FILE, "cycle")
    )


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Return every threshold, in the order of the data."""
    return tuple(
        Threshold(
            key=row["key"],
            label=row["label"],
            at_least=row["at_least"],
            unit=row["unit"],
            since=row["from"],
            until=row.get("until"),
            cite=cites_of(row)[0],
        )
        for row in entries(PACKAGE, FILE, "threshold")
    )


def website_report_due(year: int) -> date:
    """Return the day by which a website publishes its own report about a year: never shifted for a holiday.

    >>> website_report_due(2025)
    datetime.date(2026, 1, 31)
    """
    (row,) = entries(PACKAGE, FILE, "yearly")
    return date(year + 1, row["month"], row["day"])
