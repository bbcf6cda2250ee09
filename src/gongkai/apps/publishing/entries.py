"""What of a public item goes into the search index."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from gongkai.apps.publishing.models import Kind, PublicItem, Text, ValidityChange
from gongkai.apps.publishing.terms import lasts_until
from gongkai.apps.search.entry import Entry

_DOCUMENTS = frozenset({Kind.GOVERNMENT_RULE.value, Kind.NORMATIVE_DOCUMENT.value, Kind.OTHER_DOCUMENT.value})


def entry_of(online: PublicItem, text: Text) -> Entry:
    """Return a public item as the index takes it: all its text, its attachments' and its metadata."""
    enclosed = [f"{each.name}\n{each.plain}" for each in text.attachments.all() if not each.picture]
    told = (text.plain, text.description, text.document_number, online.index_number, text.keywords, *enclosed)
    return Entry(
        sequence=online.sequence,
        key=online.key,
        title=online.title,
        body="\n".join(filter(None, told)),
        facets=facets_of(online),
        published_at=online.published_at,
        effective_from=online.effective_from,
        effective_to=_last_day(online, text),
    )


def _last_day(online: PublicItem, text: Text) -> date | None:
    """Return the last day on which a document holds by what happened to it since; others keep their own."""
    if online.kind not in _DOCUMENTS:
        return online.effective_to
    changes = ValidityChange.objects.filter(item_id=online.item_id)
    return lasts_until(text, changes, localdate(online.published_at))


def facets_of(online: PublicItem) -> tuple[str, ...]:
    """Return the words that an item is filtered by; a column counts for every column above it."""
    parts = online.column.split(".")
    columns = [f"column:{'.'.join(parts[:length])}" for length in range(1, len(parts) + 1)]
    return (f"agency:{online.agency.key}", *columns, f"kind:{online.kind}", f"year:{online.year}")
