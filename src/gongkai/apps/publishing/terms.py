"""How long a document holds: its text's own term, and what happened to it since, as the core reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gongkai.apps.publishing.models import PublicItem, Text, ValidityChange
from gongkai.core.publication.validity import Alteration, Altered, Term

__all__ = ["altered", "last_day", "lasts_until", "term_of"]

_ENDS = frozenset({Alteration.REPEALED, Alteration.EXPIRED})


def term_of(
    text: Text | PublicItem, changes: Iterable[ValidityChange], published_on: date | None = None
) -> Term | None:
    """Return the term of a document; None where no day is known from which it could hold.

    Without a day of its own it holds from the day that it was formed or, failing that, published.
    """
    since = text.effective_from or text.formed_on or published_on
    if since is None:
        return None
    until = text.effective_to if text.effective_to is None or text.effective_to >= since else since
    return Term(since, until, tuple(map(altered, changes)))


def lasts_until(text: Text, changes: Iterable[ValidityChange], published_on: date) -> date | None:
    """Return the last day that lists and the search index keep beside a document."""
    term = term_of(text, changes, published_on)
    return last_day(term) if term is not None else text.effective_to


def altered(change: ValidityChange) -> Altered:
    """Return a stored change of validity as the core reads it."""
    return Altered(change.on, Alteration(change.how), change.by, change.until)


def last_day(term: Term) -> date | None:
    """Return the last day on which a document holds by all that is known now; None where it has no end.

    Lists and the search index keep it beside the document. What is repealed from a day held until the day before.
    """
    until = term.effective_to
    for each in sorted(term.altered, key=lambda each: each.on):
        if until is not None and each.on > until:
            break
        if each.how in _ENDS:
            return each.on - timedelta(days=1)
        if each.how is Alteration.EXTENDED:
            until = each.until
    return until
