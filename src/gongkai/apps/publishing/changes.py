"""What the public sees has changed: a numbered log that caches and the exported portal follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from gongkai.apps import clock
from gongkai.apps.publishing.models import Latest, PublicChange

ALL = "all"
"""What every page shows: the platform's own name and footer."""
AT = "at:"
"""Begins the word that says where in the lists a change stands; it names no page."""
DOCUMENTS = "documents"
"""What lists of rules and normative documents show."""
SITE = "site"
"""What pages over everything show: the home page, feeds, the map."""


def place(sequence: int) -> str:
    """Return the word of a change that says where in the lists it stands.

    >>> place(12)
    'at:12'
    """
    return f"{AT}{sequence}"


def month_scope(published_at: datetime) -> str:
    """Return the scope of what lists everything published in a month."""
    return f"month:{timezone.localtime(published_at):%Y-%m}"


def list_scopes(agency: str, column: str, published_at: datetime) -> set[str]:
    """Return the scopes of the lists that an item of an agency and a column stands in, those of the columns above too.

    >>> from datetime import UTC
    >>> sorted(list_scopes("swj", "guide", datetime(2025, 3, 3, tzinfo=UTC)))
    ['agency:swj', 'column:guide', 'list:swj/guide', 'month:2025-03', 'site']
    """
    parts = column.split(".")
    columns = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return {
        SITE,
        month_scope(published_at),
        f"agency:{agency}",
        *(f"column:{each}" for each in columns),
        *(f"list:{agency}/{each}" for each in columns),
    }


def announce(scopes: Iterable[str]) -> int:
    """Append a change in the transaction that makes it; return its number.

    The row of the latest number is held until the transaction ends, so numbers rise in the order of commits and a reader
    that has seen one has seen all before it.
    """
    latest = Latest.objects.select_for_update().filter(id=1).first()
    if latest is None:
        Latest.objects.get_or_create(id=1)
        latest = Latest.objects.select_for_update().get(id=1)
    latest.change += 1
    latest.save(update_fields=("change",))
    PublicChange.objects.create(number=latest.change, scopes=" ".join(sorted(set(scopes))), at=clock.now())
    return latest.change


class Moment(NamedTuple):
    """How far the log is, and of which database it is the log; "" before the first change."""

    epoch: str
    change: int


NOTHING = Moment("", 0)
"""Before the first change."""


def latest_change() -> Moment:
    """Return how far the log is; one look at one row, cheap enough for every request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT epoch, change FROM publishing_latest WHERE id = 1")
        row = cursor.fetchone()
    return Moment(row[0], int(row[1])) if row else NOTHING


def changes_after(number: int, upto: int) -> list[frozenset[str]]:
    """Return the scopes of the changes after one number up to another, in order."""
    found = PublicChange.objects.filter(number__gt=number, number__lte=upto).order_by("number")
    return [frozenset(scopes.split(" ")) for scopes in found.values_list("scopes", flat=True)]
