"""Which event fixes the day of receipt, by channel (条例第三十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries


@dataclass(frozen=True, slots=True)
class Receipt:
    """A channel's rule: the kind of event whose day counts as receipt, in the words of the article."""

    label: str
    event: str
    rule: str
    cite: Cite


@cache
def receipt_of(channel: str) -> Receipt:
    """Return the rule of a channel.

    >>> receipt_of("online").event
    'confirmed'
    """
    row = next(row for row in entries("gongkai.core.casework", "events.toml", "channel") if row["name"] == channel)
    return Receipt(row["label"], row["receipt"], row["rule"], cites_of(row)[0])
