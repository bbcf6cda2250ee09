"""What is public, for whoever writes all of it out: keys, files, and what a new day alone changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from django.db.models import Q

from gongkai.apps.publishing.changes import DOCUMENTS, list_scopes
from gongkai.apps.publishing.models import Attachment, Tombstone
from gongkai.apps.publishing.selectors.public import visible

__all__ = ["files_of", "graves", "keys", "turned_between"]

PORTION = 2_000


def keys() -> Iterator[str]:
    """Return the key of everything that is online, oldest first."""
    yield from visible().order_by("sequence").values_list("key", flat=True).iterator(chunk_size=PORTION)


def graves() -> Iterator[str]:
    """Return the key of everything that was withdrawn."""
    yield from Tombstone.objects.order_by("pk").values_list("key", flat=True).iterator(chunk_size=PORTION)


def files_of(key: str | None) -> Iterator[str]:
    """Return the addresses of the files of an item that is online; of all items where none is named."""
    online = visible() if key is None else visible().filter(key=key)
    found = Attachment.objects.filter(text__in=online.values("text_id")).values_list(
        "text__item__key", "number", "name"
    )
    for owner, number, name in found.order_by("pk").iterator(chunk_size=PORTION):
        yield f"/item/{owner}/files/{number}/{quote(name)}"


def turned_between(day: date, today: date) -> Iterator[tuple[int, set[str]]]:
    """Return the place and scopes of what came into force or went out of it after one day up to another."""
    began = Q(effective_from__gt=day, effective_from__lte=today)
    ended = Q(effective_to__gte=day, effective_to__lt=today)
    altered = Q(item__validity_changes__on__gt=day, item__validity_changes__on__lte=today)
    for each in visible().filter(began | ended | altered).select_related("agency").distinct():
        yield (
            each.sequence,
            {f"item:{each.key}", *list_scopes(each.agency.key, each.column, each.published_at), DOCUMENTS},
        )
