"""The terms of an application in the words of the guide, from the law in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.law.limits import Limit, limit

__all__ = ["ReplyTerms", "reply_terms"]


@dataclass(frozen=True, slots=True)
class ReplyTerms:
    """How long things take after an application has come in, and what may be done against a reply; with the articles."""

    reply: Limit
    extension: Limit
    rectification: Limit
    consultation: Limit
    reconsideration: Limit
    litigation: Limit


def reply_terms(on: date) -> ReplyTerms:
    """Return the terms that hold on a day.

    >>> str(reply_terms(date(2025, 6, 3)).reply)
    '20个工作日'
    """
    return ReplyTerms(
        reply=limit("reply", on),
        extension=limit("extension", on),
        rectification=limit("rectification_notice", on),
        consultation=limit("third_party_answer", on),
        reconsideration=limit("reconsideration_application", on),
        litigation=limit("direct_litigation", on),
    )
