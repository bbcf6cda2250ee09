"""The numbers of days that govern one application: those in force on the day it was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.limits import Limit, limit


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of the Regulation for an application; None where the law of that day gave no number."""

    reply: Limit
    extension: Limit
    rectification_notice: Limit | None
    third_party_answer: Limit | None
    agency_answer: Limit | None

    def for_answer(self, kind: str) -> Limit | None:
        """Return the time to answer of somebody consulted, by the kind of event that asked."""
        return self.third_party_answer if kind == "third_party_consulted" else self.agency_answer


@lru_cache(maxsize=4096)
def terms_on(received: date) -> Terms:
    """Return the limits in force on the day of receipt; raise NoLawInForce before the first Regulation.

    >>> terms_on(date(2025, 6, 3)).reply.amount
    20
    >>> terms_on(date(2018, 6, 3)).extension.amount
    15
    """
    return Terms(
        reply=limit("reply", received),
        extension=limit("extension", received),
        rectification_notice=_limit_or_none("rectification_notice", received),
        third_party_answer=_limit_or_none("third_party_answer", received),
        agency_answer=_limit_or_none("agency_answer", received),
    )


def _limit_or_none(name: str, on: date) -> Limit | None:
    try:
        return limit(name, on)
    except NoLawInForce:
        return None
