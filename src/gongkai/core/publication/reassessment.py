"""When information that isn't disclosed is looked at again, what asks for it at once, and what came of it (条例第十八条)."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.errors import InvalidTimeline
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.law.days import chinese
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.attribute import Attribute

FILE = "reassessments.toml"
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """How many months go by between two looks; a convention (`sure` is "conv"), for a ground or, without one, for all."""

    ground: str
    label: str
    months: int
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that asks for a new look at once; `grounds` are those it concerns, none of them means all."""

    key: str
    label: str
    grounds: tuple[str, ...]
    cites: tuple[Cite, ...]

    def concerns(self, ground: str) -> bool:
        """Say whether information withheld on that ground is to be looked at again."""
        return not self.grounds or ground in self.grounds


class Conclusion(StrEnum):
    """What came of a look: kept as it is, or which attribute the information has now."""

    KEPT = "kept"
    PARTLY = "partly"
    PROACTIVE = "proactive"
    ON_APPLICATION = "on_application"

    @property
    def label(self) -> str:
        """The conclusion in words.

        >>> Conclusion.PARTLY.label
        '区分处理后公开部分内容'
        """
        words = {
            "kept": "理由仍然成立，继续不公开",
            "partly": "区分处理后公开部分内容",
            "proactive": "转为主动公开",
            "on_application": "转为依申请公开",
        }
        return words[self.value]

    @property
    def publishes(self) -> bool:
        """Whether something has to be published now, after its reviews.

        >>> [each.publishes for each in Conclusion]
        [False, True, True, False]
        """
        return self in {Conclusion.PARTLY, Conclusion.PROACTIVE}


@dataclass(frozen=True, slots=True)
class Reassessment:
    """One look at information that isn't disclosed: when, what came of it, why, and who looked."""

    on: date
    conclusion: Conclusion
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ReassessmentStanding:
    """When the next look is due, why on that day, and whether that day has come; None when there is nothing to look at."""

    due: date | None
    is_due: bool
    message: str
    sure: str


def interval(ground: str = "", own: tuple[Interval, ...] = ()) -> Interval:
    """Return the interval for a ground; an agency's `own` go before those of the program.

    >>> interval("N6").months, interval("N3").months
    (6, 12)
    """
    known = {each.ground: each for each in (*_intervals(), *own)}
    return known.get(ground, known[""])


def reassessment_standing(
    attribute: Attribute,
    ground: str,
    decided_on: date,
    at: date,
    looks: tuple[Reassessment, ...] = (),
    own: tuple[Interval, ...] = (),
) -> ReassessmentStanding:
    """Say when information is to be looked at again: an interval after the decision, or after the last look.

    Looks are in the order of their days; `InvalidTimeline` where one is before the decision or before the one ahead of it.

    >>> reassessment_standing(Attribute.WITHHELD, "N3", date(2024, 2, 29), date(2025, 2, 28)).is_due
    True
    """
    last = decided_on
    for look in looks:
        if look.on < last:
            raise InvalidTimeline(
                f"{chinese(look.on)}的评估早于它之前的决定或者评估（{chinese(last)}）：请核对日期和先后。"
            )
        last = look.on
    if attribute is Attribute.PROACTIVE or (looks and looks[-1].conclusion is Conclusion.PROACTIVE):
        return ReassessmentStanding(None, is_due=False, message="已经主动公开，不需要定期评估。", sure="seen")
    rule = interval(ground, own)
    due = _months_later(last, rule.months)
    kind = "上次评估" if looks else "决定"
    told = (
        f"{chinese(last)}{kind}，每{rule.months}个月评估一次，{chinese(due)}前应当评估（{rule.cite}；间隔由本机关规定）"
    )
    told += "，现在应当评估。" if at >= due else "。"
    return ReassessmentStanding(due, is_due=at >= due, message=told, sure=rule.sure)


@cache
def occasions() -> tuple[Occasion, ...]:
    """Return what asks for a new look at once, in the order of the data.

    >>> [each.key for each in occasions() if each.concerns("N7")]
    ['law_changed', 'case_closed', 'rule_demands', 'several_applicants', 'overturned', 'superior_order']
    """
    return tuple(
        Occasion(row["key"], row["label"], tuple(row["grounds"]), cites_of(row))
        for row in entries(PACKAGE, FILE, "occasion")
    )


def asks_for_publication(applicants: int) -> bool:
    """Say whether so many applicants for one piece of information suggest that it be published (条例第四十四条).

    >>> asks_for_publication(1), asks_for_publication(2)
    (False, True)
    """
    (row,) = entries(PACKAGE, FILE, "threshold")
    return bool(applicants >= row["applicants"])


@cache
def _intervals() -> tuple[Interval, ...]:
    return tuple(
        Interval(row["ground"], row["label"], row["months"], cites_of(row)[0], row["sure"])
        for row in entries(PACKAGE, FILE, "interval")
    )


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 + count, _MONTHS_OF_YEAR)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
