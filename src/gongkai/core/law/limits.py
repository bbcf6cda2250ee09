"""The terms of the law in force on a day: how many workdays, days or months, and which article says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, document, in_force

PACKAGE = "gongkai.core.law"
SEEN = "seen"
"""How sure an entry is that says nothing of it: the text of the law itself was read."""
_UNITS = {"workdays": "workday", "days": "day", "months": "month", "years": "year"}


class Unit(StrEnum):
    """What a term is counted in; days, months and years are those of the calendar."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The unit as it follows a number in Chinese.

        >>> Unit.WORKDAY.label
        '个工作日'
        """
        return {"workday": "个工作日", "day": "日", "month": "个月", "year": "年"}[self.value]


@dataclass(frozen=True, slots=True)
class Limit:
    """One term of the law: `amount` of `unit`, in force from `since` until `until`, both included.

    `sure` is "seen" where the text was read, else how well it is known; see `data/time_limits.toml`.
    """

    name: str
    label: str
    amount: int
    unit: Unit
    since: date
    until: date | None
    cite: Cite
    sure: str

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.label}"


def limit(name: str, on: date) -> Limit:
    """Return the term called `name` that holds on a day.

    `NoLawInForce` where no text gives such a term on that day; `KeyError` for a name that no term has.

    >>> str(limit("reply", date(2018, 1, 1))), str(limit("reply", date(2019, 5, 15)))
    ('15个工作日', '20个工作日')
    """
    texts = _texts()[name]
    for each in texts:
        if each.since <= on and (each.until is None or on <= each.until):
            return each
    first = texts[0]
    raise NoLawInForce(
        f"{on.isoformat()}没有“{first.label}”的规定：最早的是{first.cite}，自{first.since.isoformat()}起施行；请核对日期。"
    )


def limits() -> tuple[Limit, ...]:
    """Return every term, all texts of the law, in the order of the data."""
    return tuple(each for texts in _texts().values() for each in texts)


def limits_in_force(on: date) -> tuple[Limit, ...]:
    """Return every term that holds on a day; `NoLawInForce` before the first Regulation.

    >>> [each.name for each in limits_in_force(date(2008, 5, 1))][:3]
    ['reply', 'extension', 'publication']
    """
    found = tuple(in_force(limits(), on))
    if not found:
        first = limits()[0]
        raise NoLawInForce(
            f"{on.isoformat()}还没有政府信息公开的期限：{first.cite.act}自{first.since.isoformat()}起施行；请核对日期。"
        )
    return found


@cache
def _texts() -> dict[str, tuple[Limit, ...]]:
    """Return the texts of every term by its name."""
    found = document(PACKAGE, "time_limits.toml")
    return {name: tuple(_limit(name, entry) for entry in table) for name, table in found.items()}


def _limit(name: str, entry: Entry) -> Limit:
    """Read one text of a term; one that has no unit, or several, can't be read."""
    ((amount, unit),) = ((entry[key], Unit(unit)) for key, unit in _UNITS.items() if key in entry)
    (cite,) = cites_of(entry)
    return Limit(name, entry["label"], amount, unit, entry["from"], entry.get("until"), cite, entry.get("sure", SEEN))
