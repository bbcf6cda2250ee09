"""Find what an address names, for whoever may know of it; for everybody else it isn't there."""

from __future__ import annotations

from django.http import Http404

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import open_agencies
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.publishing.models import Item, Text
from gongkai.apps.publishing.selectors.desk import item_of

__all__ = ["agencies_for", "agency_for", "item_for", "may_draft", "version_of"]


def item_for(staff: Staff, key: str, right: Right | None = None) -> Item:
    """Return an item that somebody may read and, where a right is named, do that with; else it isn't there."""
    item = item_of(staff, key)
    if item is None or (right is not None and not staff.may(right, item.agency.path, item.section_id)):
        raise Http404
    return item


def may_draft(staff: Staff, item: Item) -> bool:
    """Say whether somebody may write on an item."""
    open_to = item.discarded_at is None and item.agency.open
    return open_to and staff.may(Right.DRAFT, item.agency.path, item.section_id)


def version_of(item: Item, number: int) -> Text:
    """Return one version of an item's text."""
    found = item.texts.select_related("author").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def agencies_for(staff: Staff, right: Right) -> list[Agency]:
    """Return the open agencies in which somebody may do something, in their order."""
    return list(open_agencies().filter(staff.reach(right)))


def agency_for(staff: Staff, right: Right, key: str) -> Agency:
    """Return an agency by its key, where somebody may do something there."""
    found = open_agencies().filter(staff.reach(right), key=key).first()
    if found is None:
        raise Http404
    return found
