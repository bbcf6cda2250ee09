"""Which event fixes the day of receipt, by channel (条例第三十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries, named_in_force


@dataclass(frozen=True, slots=True)
class Receipt:
    """A channel's rule: the kind of event whose day counts as receipt, in the words of the article.

    A `cite` without article is an act that says nothing of it: then the rule is our reading, and says so.
    """

    label: str
    event: str
    rule: str
    cite: Cite


@cache
def receipt_of(channel: str, on: date | None = None) -> Receipt:
    """Return the rule of a channel by the law of a day; of no day, or of one before there was a law, of today's.

    >>> receipt_of("online").event
    'confirmed'
    """
    rows = entries("gongkai.core.casework", "events.toml", "channel")
    row = named_in_force(rows, channel, on or date.max) or next(row for row in rows if row["name"] == channel)
    return Receipt(row["label"], row["receipt"], row["rule"], cites_of(row)[0])
