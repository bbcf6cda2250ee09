"""What belongs to an agency when agencies are reorganised: items move to whoever takes over (`agencies.followers`).

Published information keeps its index number, its address, its column and the name of its agency at the time; it stands
under the successor from now on. Drafts and reviews go on where they were, by the chain that they began with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q, QuerySet

from gongkai.apps import clock
from gongkai.apps.agencies.selectors import agency_of
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.changes import ALL, SITE, announce
from gongkai.apps.publishing.entries import entry_of
from gongkai.apps.publishing.models import Item, OwnChain, PublicItem, Tombstone
from gongkai.apps.search import services as search
from gongkai.apps.search.entry import Entry
from gongkai.core.publication.chains import chains

__all__ = ["changed", "hand_over", "reasons_against_closing"]

BATCH = 200
LONGEST_KEY = 40
LONGEST_LABEL = 60


def reasons_against_closing(agency_id: int) -> tuple[str, ...]:
    """Return what of an agency's information somebody must take over."""
    told = Item.objects.filter(agency_id=agency_id).aggregate(
        online=Count("pk", filter=Q(public__isnull=False)),
        open=Count("pk", filter=Q(public__isnull=True, tombstone__isnull=True, discarded_at__isnull=True)),
        gone=Count("pk", filter=Q(tombstone__isnull=False)),
    )
    named = (("条已公开的信息", told["online"]), ("条在办的信息", told["open"]), ("条已撤下的信息", told["gone"]))
    return tuple(f"还有{number}{what}" for what, number in named if number)


def hand_over(
    from_agency_id: int, to_agency_id: int, staff: Staff, *, sections: Mapping[int, int], whole: bool = True
) -> None:
    """Move an agency's items to another, in the caller's transaction; `sections` tells which section each one becomes.

    Where it isn't the `whole` agency that moves, only the items of those sections do.
    """
    items = Item.objects.select_for_update(of=("self",)).filter(agency_id=from_agency_id)
    if not whole:
        items = items.filter(section__in=sections)
    keys = list(items.order_by("pk").values_list("pk", flat=True))
    _take_chains_along(from_agency_id, to_agency_id, keys)
    for start in range(0, len(keys), BATCH):
        _move(keys[start : start + BATCH], to_agency_id, sections)
    if keys:
        successor = agency_of(to_agency_id)
        told = {"from": agency_of(from_agency_id).key, "items": len(keys), "by": staff.username}
        record("承接信息", "agency", successor.key, agency=successor.key, **told)
        announce((ALL,))


def changed(agencies: Iterable[str]) -> None:
    """Tell caches and the exported portal that agencies look different now; none named: that all may."""
    scopes = {f"agency:{key}" for key in agencies}
    announce({SITE, *scopes} if scopes else (ALL,))


def _move(keys: list[int], to: int, sections: Mapping[int, int]) -> None:
    items = Item.objects.filter(pk__in=keys)
    for old, new in sections.items():
        if old != new:
            items.filter(section_id=old).update(section_id=new)
    items.update(agency_id=to, edition=F("edition") + 1, changed_at=clock.now())
    Tombstone.objects.filter(item__in=keys).update(agency_id=to)
    online = PublicItem.objects.filter(item__in=keys)
    online.update(agency_id=to)
    search.index(_entries(online))


def _entries(online: QuerySet[PublicItem]) -> list[Entry]:
    found = online.select_related("agency", "text").prefetch_related("text__attachments")
    return [entry_of(each, each.text) for each in found]


def _take_chains_along(from_agency_id: int, to_agency_id: int, items: list[int]) -> None:
    """Give the successor the chains by which moving items are reviewed: their events mean nothing without them."""
    shipped = {each.key for each in chains()}
    for own in OwnChain.objects.filter(agency_id=from_agency_id):
        moving = Item.objects.filter(agency_id=from_agency_id, chain=own.key, pk__in=items)
        if moving.exists():
            key = _key_at(own, to_agency_id, shipped)
            if key != own.key:
                moving.update(chain=key)


def _key_at(own: OwnChain, to_agency_id: int, shipped: set[str]) -> str:
    """Return the key of a chain at the successor, where it is put if it isn't there yet."""
    key, number = own.key, 1
    while True:
        there = OwnChain.objects.filter(agency_id=to_agency_id, key=key).first()
        if there is not None and there.definition == own.definition:
            return key
        if there is None and key not in shipped - {own.key}:
            label = f"{own.label}（{own.agency.name}）"[:LONGEST_LABEL]
            OwnChain.objects.create(agency_id=to_agency_id, key=key, label=label, definition=own.definition)
            return key
        number += 1
        key = f"{own.key[: LONGEST_KEY - len(str(number)) - 1]}-{number}"
