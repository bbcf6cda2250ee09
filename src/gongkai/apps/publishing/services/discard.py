"""Discard a draft, and take it back: what was never public may go out of sight, nothing is ever erased."""

from __future__ import annotations

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.services.review import locked_item
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review import State
from gongkai.core.publication.review_events import Act

__all__ = ["discard", "reasons_against_discarding", "restore"]

DISCARDABLE = frozenset({State.NEW, State.SENT_BACK, State.RECALLED})


def discard(staff: Staff, key: str) -> Item:
    """Put a draft that was never public out of sight; doing it twice is doing it once."""
    with transaction.atomic():
        item = locked_item(key)
        if item.discarded_at is not None:
            return item
        if reasons := reasons_against_discarding(staff, item):
            raise StepRefused("删除", reasons)
        item.discarded_at = clock.now()
        _save(item)
        record("删除草稿", "item", item.key, agency=item.agency.key)
    return item


def restore(staff: Staff, key: str) -> Item:
    """Take a discarded draft back, as it was."""
    with transaction.atomic():
        item = locked_item(key)
        if reasons := _not_theirs(staff, item):
            raise StepRefused("恢复", reasons)
        if item.discarded_at is not None:
            item.discarded_at = None
            _save(item)
            record("恢复草稿", "item", item.key, agency=item.agency.key)
    return item


def reasons_against_discarding(staff: Staff, item: Item) -> tuple[str, ...]:
    """Return why somebody may not discard an item now; no reason means that they may."""
    reasons = list(_not_theirs(staff, item))
    if State(item.state) not in DISCARDABLE:
        reasons.append(f"现在是“{State(item.state).label}”，只有没有送审、已退回或者已撤回送审的草稿可以删除")
    if item.events.filter(act=Act.PUBLISHED.value).exists():
        reasons.append("这一条曾经公开过，要保留全部记录，不能删除")
    return tuple(reasons)


def _not_theirs(staff: Staff, item: Item) -> tuple[str, ...]:
    if staff.may(Right.DRAFT, item.agency.path, item.section_id):
        return ()
    return (f"{staff.name}没有在{item.agency.name}起草信息的权限",)


def _save(item: Item) -> None:
    item.edition += 1
    item.changed_at = clock.now()
    item.save(update_fields=("discarded_at", "edition", "changed_at"))
