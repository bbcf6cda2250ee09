"""Who reviews an agency's reply (行政复议机关), by where the agency stands and by the day of the act.

Since 2024-01-01 a department's acts are reviewed by the government beside it alone; the older choice of the department
above is gone (行政复议法第二十四条), except under the vertical systems (第二十七条) and for justice bureaus (第二十八条).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.casework.timeline import AgencyKind
from gongkai.core.errors import NoLawInForce
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, in_force
from gongkai.core.law.days import chinese

PACKAGE = "gongkai.core.casework"
FILE = "recourse.toml"


class Rank(StrEnum):
    """Where an agency stands, as far as it decides who reviews its acts."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    PROVINCIAL_GOVERNMENT = "provincial_government"
    STATE_COUNCIL_DEPARTMENT = "state_council_department"
    VERTICAL = "vertical"
    JUSTICE = "justice"

    @property
    def kind(self) -> AgencyKind:
        """The agency as a timeline tells it: a department or a government."""
        governments = {Rank.GOVERNMENT, Rank.PROVINCIAL_GOVERNMENT}
        return AgencyKind.GOVERNMENT if self in governments else AgencyKind.DEPARTMENT


class Reviewer(StrEnum):
    """Who reviews: the government the profile names, the department above, or the agency itself."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class Review:
    """A dated rule: who reviews the acts of an agency of this rank; several are the applicant's choice."""

    rank: Rank
    label: str
    who: tuple[Reviewer, ...]
    cite: Cite
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A dated rule: after the own reconsideration of these ranks, the State Council may be asked for a final ruling."""

    ranks: tuple[Rank, ...]
    label: str
    cite: Cite
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A dated rule: the acts of these ranks are judged at first instance by a `court` of this level."""

    ranks: tuple[Rank, ...]
    label: str
    court: str
    cite: Cite
    since: date
    until: date | None


def _review(entry: Entry) -> Review:
    return Review(
        rank=Rank(entry["rank"]),
        label=entry["label"],
        who=tuple(Reviewer(each) for each in entry["who"]),
        cite=cites_of(entry)[0],
        since=entry["from"],
        until=entry.get("until"),
    )


@cache
def reviews() -> tuple[Review, ...]:
    """Return every rule, of every time."""
    return tuple(_review(entry) for entry in entries(PACKAGE, FILE, "reviewer"))


def review_of(rank: Rank, on: date) -> Review:
    """Return who reviews an act of that day; raise NoLawInForce before there was a law.

    >>> review_of(Rank.DEPARTMENT, date(2024, 1, 1)).who
    (<Reviewer.GOVERNMENT: 'government'>,)
    >>> [who.value for who in review_of(Rank.DEPARTMENT, date(2023, 12, 31)).who]
    ['government', 'department']
    """
    for rule in in_force(reviews(), on):
        if rule.rank is rank:
            return rule
    raise NoLawInForce(f"{chinese(on)}还没有《行政复议法》，无法写明复议机关，请核对日期。")


def ruling_of(rank: Rank, on: date) -> Ruling | None:
    """Return the rule on a final ruling of the State Council for acts of that rank and day; None for all others.

    >>> ruling_of(Rank.PROVINCIAL_GOVERNMENT, date(2025, 6, 20)).cite.article
    '第二十六条'
    >>> ruling_of(Rank.DEPARTMENT, date(2025, 6, 20)) is None
    True
    """
    rules = (
        Ruling(_ranks(entry), entry["label"], cites_of(entry)[0], entry["from"], entry.get("until"))
        for entry in entries(PACKAGE, FILE, "ruling")
    )
    return next((rule for rule in in_force(tuple(rules), on) if rank in rule.ranks), None)


def jurisdiction_of(rank: Rank, on: date) -> Jurisdiction | None:
    """Return the rule that lifts an action against that rank above the basic court; None where none does.

    >>> jurisdiction_of(Rank.GOVERNMENT, date(2025, 6, 20)).court
    '中级人民法院'
    """
    rules = (
        Jurisdiction(
            _ranks(entry), entry["label"], entry["court"], cites_of(entry)[0], entry["from"], entry.get("until")
        )
        for entry in entries(PACKAGE, FILE, "jurisdiction")
    )
    return next((rule for rule in in_force(tuple(rules), on) if rank in rule.ranks), None)


def _ranks(entry: Entry) -> tuple[Rank, ...]:
    return tuple(Rank(each) for each in entry["ranks"])
