"""What goes into the index and what comes out of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Order(StrEnum):
    """In which order hits are shown."""

    NEWEST = "newest"
    RANKED = "ranked"

    @property
    def label(self) -> str:
        """What the page calls it."""
        return "按时间" if self is Order.NEWEST else "按相关度"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found. `sequence` is unique and orders by time, newest highest; `facets` are exact words to filter by.

    `body` is all text that can be found: body, attachments, metadata. Facets are "agency:KEY", "column:KEY", "year:2025",
    "kind:notice" and the like; every column above one is a facet of its own.
    """

    sequence: int
    key: str
    title: str
    body: str
    facets: tuple[str, ...]
    published_at: datetime
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: title and passage with what matched between the two marks of `highlight`."""

    sequence: int
    key: str
    title: str
    passage: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and how many there are; `exact` is false where counting stopped at a bound: there may be more.

    `counts` has, where it was asked for, how many of the hits counted have each facet.
    """

    total: int
    exact: bool
    hits: tuple[Hit, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
