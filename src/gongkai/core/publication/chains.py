"""Review chains as data: which steps a text takes before it is published, who may take them, and how long they may last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.law.calendar import Calendar
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries
from gongkai.core.publication import PACKAGE

FILE = "review_chains.toml"


class Role(StrEnum):
    """What a person is in an agency, as far as reviews ask."""

    INFORMATION_OFFICER = "information_officer"
    DRAFTER = "drafter"
    SECTION_HEAD = "section_head"
    SECRECY_REVIEWER = "secrecy_reviewer"
    SECRECY_COMMITTEE = "secrecy_committee"
    DISCLOSURE_OFFICE = "disclosure_office"
    OFFICE_HEAD = "office_head"
    PROOFREADER = "proofreader"
    DEPUTY_LEADER = "deputy_leader"
    PRINCIPAL_LEADER = "principal_leader"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """The role as agencies call it.

        >>> Role.SECRECY_REVIEWER.label
        '保密审查员'
        """
        return _labels("role", "name")[self.value]


class Review(StrEnum):
    """What a step is: the review of disclosure, the review of secrecy, a leader's signature, or proofreading."""

    DISCLOSURE_REVIEW = "disclosure_review"
    SECRECY_REVIEW = "secrecy_review"
    SIGNATURE = "signature"
    PROOFREADING = "proofreading"


class Body(StrEnum):
    """Who decides whether something may be published where the agency can't (条例第十七条第三款)."""

    SUPERVISOR = "supervisor"
    SECRECY_AUTHORITY = "secrecy_authority"

    @property
    def label(self) -> str:
        """The body in the words of the article.

        >>> Body.SECRECY_AUTHORITY.label
        '保密行政管理部门'
        """
        return _labels("body", "key")[self.value]


READ_ONLY = frozenset({Role.AUDITOR})
"""Roles that look on: who holds one does nothing with a text."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain: any one of `roles` may take it; an important one is asked of important information only."""

    key: str
    label: str
    roles: frozenset[Role]
    reviews: frozenset[Review]
    important: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps in order between drafting and publishing; where `distinct`, nobody takes two of them.

    `sure` is "local" for a practice of one agency; every agency chooses or writes its own.
    """

    key: str
    label: str
    drafters: frozenset[Role]
    publishers: frozenset[Role]
    steps: tuple[Step, ...]
    distinct: bool = False
    cites: tuple[Cite, ...] = ()
    sure: str = "local"

    def asked(self, *, important: bool) -> tuple[Step, ...]:
        """Return the steps that information has to take.

        >>> [step.label for step in chain("three_levels").asked(important=False)]
        ['初审', '复审（保密审查）']
        """
        return tuple(step for step in self.steps if important or not step.important)


@dataclass(frozen=True, slots=True)
class ReviewTerm:
    """How many workdays a review takes at most; a local rule, to be set by the agency."""

    key: str
    label: str
    workdays: int
    cite: Cite
    sure: str


def chain(key: str) -> Chain:
    """Return the shipped chain of that name; `KeyError` where there is none.

    >>> chain("four_levels").label
    '承办人、处室负责人、保密审核人、主要领导四级审查'
    """
    return {each.key: each for each in chains()}[key]


@cache
def chains() -> tuple[Chain, ...]:
    """Return the shipped chains."""
    return tuple(_chain(row) for row in entries(PACKAGE, FILE, "chain"))


def reasons_against_chain(given: Chain) -> tuple[str, ...]:
    """Return why an agency may not use a chain; no reason means that it may.

    Secrecy review is asked item by item of everything (保守国家秘密法实施条例第四十二条), so no chain goes without it.

    >>> [reasons_against_chain(each) for each in chains()] == [()] * len(chains())
    True
    """
    reasons = []
    if not any(Review.SECRECY_REVIEW in step.reviews for step in given.asked(important=False)):
        reasons.append("没有每件信息都必经的保密审查，请加上这一步")
    keys = [step.key for step in given.steps]
    reasons += [f"步骤“{key}”重复，请改名" for key in sorted(set(keys)) if keys.count(key) > 1]
    reasons += [f"“{step.label}”没有写明由谁办理，请补上" for step in given.steps if not step.roles]
    reasons += [
        f"“{step.label}”由{role.label}办理，只读的人不能审查，请改由他人办理"
        for step in given.steps
        for role in sorted(READ_ONLY & step.roles)
    ]
    reasons += [
        f"{role.label}不能{what}，请改由他人办理"
        for what, roles in (("起草", given.drafters), ("发布", given.publishers))
        for role in sorted(READ_ONLY & roles)
    ]
    if not given.drafters:
        reasons.append("没有写明由谁起草，请补上")
    if not given.publishers:
        reasons.append("没有写明由谁发布，请补上")
    return tuple(reasons)


@cache
def review_terms() -> tuple[ReviewTerm, ...]:
    """Return how long reviews may last where an agency has set nothing else.

    >>> [(each.label, each.workdays) for each in review_terms()][0]
    ('保密审查', 7)
    """
    return tuple(
        ReviewTerm(row["key"], row["label"], row["workdays"], cites_of(row)[0], row["sure"])
        for row in entries(PACKAGE, FILE, "term")
    )


def review_due(key: str, asked_on: date, calendar: Calendar, own: tuple[ReviewTerm, ...] = ()) -> date:
    """Return the last day for a review asked for on a day, which isn't counted; an agency's `own` terms go first.

    >>> review_due("referral", date(2025, 9, 15), Calendar())
    datetime.date(2025, 10, 11)
    """
    terms = {each.key: each for each in (*review_terms(), *own)}
    return calendar.add(asked_on, terms[key].workdays)


@cache
def record_elements() -> tuple[str, ...]:
    """Return what the record of a review holds, in the order of its form.

    >>> record_elements()[-2:]
    ('各级审查意见、签名和日期', '结论')
    """
    return tuple(row["label"] for row in entries(PACKAGE, FILE, "record"))


@cache
def _labels(table: str, name: str) -> dict[str, str]:
    return {row[name]: row["label"] for row in entries(PACKAGE, FILE, table)}


def _chain(row: Entry) -> Chain:
    steps = tuple(
        Step(
            key=step["key"],
            label=step["label"],
            roles=frozenset(map(Role, step["roles"])),
            reviews=frozenset(map(Review, step["reviews"])),
            important=step.get("important", False),
        )
        for step in row["step"]
    )
    return Chain(
        key=row["key"],
        label=row["label"],
        drafters=frozenset(map(Role, row["drafters"])),
        publishers=frozenset(map(Role, row["publishers"])),
        steps=steps,
        distinct=row["distinct"],
        cites=cites_of(row),
        sure=row["sure"],
    )
