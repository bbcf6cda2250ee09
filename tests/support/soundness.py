"""Hold what is online against the events of its review, the index, the numbers and the audit: nothing half done."""

from __future__ import annotations

from gongkai.apps.audit.models import Record
from gongkai.apps.audit.selectors import verify
from gongkai.apps.publishing.models import Event, Item, PublicItem, Text, Tombstone
from gongkai.apps.search.models import IndexedEntry
from gongkai.core.publication.index_number import read_index_number


def faults() -> list[str]:
    """Return what doesn't fit together, in words; nothing where all is whole."""
    found = []
    online = {each.key: each for each in PublicItem.objects.select_related("text")}
    published = set(Item.objects.filter(state="published").values_list("key", flat=True))
    indexed = sorted(IndexedEntry.objects.values_list("key", flat=True))
    if set(online) != published:
        found.append(f"online and said to be published differ: {set(online) ^ published}")
    if sorted(online) != indexed:
        found.append(f"online and in the index differ: {set(online) ^ set(indexed)}")
    for key, each in online.items():
        if str(read_index_number(each.index_number)) != each.index_number:
            found.append(f"{key} has the index number {each.index_number}")
        if not Event.objects.filter(item__key=key, act="published", content=each.text.digest).exists():
            found.append(f"{key} is online without the event of its publication")
        if Tombstone.objects.filter(key=key).exists():
            found.append(f"{key} is online and has a tombstone")
    found += _records()
    for item in Item.objects.all():
        for rows in (Event.objects.filter(item=item), Text.objects.filter(item=item)):
            numbers = sorted(rows.values_list("number", flat=True))
            if numbers != list(range(1, len(numbers) + 1)):
                found.append(f"{item.key} has the numbers {numbers}")
    chain = verify()
    return found if chain.ok else [*found, chain.why]


def _records() -> list[str]:
    """Return for which items events and records of publication are not as many."""
    keys = Item.objects.values_list("key", flat=True)
    return [
        f"{key} has other events of publication than records"
        for key in keys
        if Event.objects.filter(item__key=key, act="published").count()
        != Record.objects.filter(subject_key=key, action="发布").count()
    ]
