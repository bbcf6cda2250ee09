"""Entries for the index of the search."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gongkai.apps.search.entry import Entry

FIRST = datetime(2025, 1, 1, tzinfo=UTC)


def entry(sequence, title="标题", body="", *facets, **dates):
    """Return an entry whose key tells its sequence, published a day after the one before."""
    at = dates.pop("published_at", FIRST + timedelta(days=min(sequence, 100_000)))
    return Entry(sequence, f"k{sequence}", title, body, facets, at, **dates)
