"""Put a text online and take it down: the only hands on what the public sees. Called with the item held."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps import clock
from gongkai.apps.publishing.changes import DOCUMENTS, announce, list_scopes, place
from gongkai.apps.publishing.entries import entry_of
from gongkai.apps.publishing.models import Correction, Event, IndexSerial, Item, Kind, PublicItem, Text, Tombstone
from gongkai.apps.search import services as search
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Review
from gongkai.core.publication.index_number import make_index_number
from gongkai.core.publication.review_events import Act

DOCUMENT_KINDS = frozenset({Kind.GOVERNMENT_RULE.value, Kind.NORMATIVE_DOCUMENT.value})
SEQUENCE_BITS = 24
"""Items of one second are told apart by the lowest bits of their id."""


def put_online(item: Item, text: Text, event: Event, note: str) -> PublicItem:
    """Show a text to the public, as new or in place of the one that is online; everything follows in the transaction.

    `event` is the publication. A correction keeps the day, the place in lists and the address of what it corrects.
    """
    now = event.at
    verdict = secrecy_review_of(item, text)
    online = PublicItem.objects.filter(item=item).select_related("text").first()
    if item.index_number is None:
        item.index_number = next_index_number(item.agency.organization_code, now.year)
    if online is None:
        online = PublicItem(item=item, published_at=now, sequence=sequence_of(now, item.pk), key=item.key)
    elif online.text_id != text.pk:
        Correction.objects.create(item=item, old_id=online.text_id, new=text, at=now, note=note)
        online.corrected_at = now
    online.text, online.secrecy_review = text, verdict
    fill(online, item, text)
    Tombstone.objects.filter(item=item).delete()
    online.save()
    search.index((entry_of(online, text),))
    announce(scopes_of(online))
    return online


def take_down(item: Item, reason: str) -> None:
    """Take what is online of an item down; a tombstone with the reason stands in its place."""
    online = PublicItem.objects.get(item=item)
    Tombstone.objects.update_or_create(
        item=item,
        defaults={
            "key": item.key,
            "agency": item.agency,
            "column": online.column,
            "index_number": online.index_number,
            "withdrawn_at": clock.now(),
            "reason": reason,
        },
    )
    search.remove((online.sequence,))
    scopes = scopes_of(online)
    online.delete()
    announce(scopes)


def fill(online: PublicItem, item: Item, text: Text) -> None:
    """Copy into the public row what lists show of an item and its text."""
    online.agency_id, online.agency_name = item.agency_id, online.agency_name or item.agency.name
    online.column, online.kind, online.index_number = item.column, item.kind, item.index_number or ""
    online.title, online.document_number, online.formed_on = text.title, text.document_number, text.formed_on
    online.year = (text.formed_on or online.published_at).year
    online.effective_from, online.effective_to = text.effective_from, text.effective_to


def secrecy_review_of(item: Item, text: Text) -> Event:
    """Return the event by which somebody else passed the secrecy review of this very text."""
    passed = item.events.filter(
        act=Act.PASSED.value, content=text.digest, reviews__contains=Review.SECRECY_REVIEW.value
    ).order_by("-number")
    verdict = passed.first()
    if verdict is None:
        raise StepRefused(Act.PUBLISHED.label, ("保密审查还没有由起草人以外的人通过",))
    return verdict


def sequence_of(published_at: datetime, item_id: int) -> int:
    """Return where something published at a moment stands among all: later is higher."""
    return (int(published_at.timestamp()) << SEQUENCE_BITS) | (item_id & ((1 << SEQUENCE_BITS) - 1))


def next_index_number(code: str, year: int) -> str:
    """Return the next index number under an organization code; it is never given again (see core.publication)."""
    serial, _ = IndexSerial.objects.select_for_update().get_or_create(organization_code=code, year=year)
    serial.last += 1
    serial.save(update_fields=("last",))
    return str(make_index_number(code, year, serial.last))


def scopes_of(online: PublicItem) -> set[str]:
    """Return what a change of something online touches: its own page, those that link to it, the lists it stands in."""
    item = online.item
    linked = set(item.relations.values_list("target__key", flat=True))
    linked |= set(item.related_from.values_list("source__key", flat=True))
    scopes = list_scopes(item.agency.key, online.column, online.published_at)
    if online.kind in DOCUMENT_KINDS:
        scopes.add(DOCUMENTS)
    return {place(online.sequence), *scopes, *(f"item:{key}" for key in {item.key, *linked})}
