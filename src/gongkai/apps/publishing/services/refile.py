"""Put a draft under another column, kind or section: what it is filed under, not what it says."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.models import Item, Kind, PublicItem
from gongkai.apps.publishing.services.review import locked_item
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review import State

__all__ = ["Filing", "may_be_refiled", "refile"]

_OPEN = frozenset({State.NEW, State.SENT_BACK, State.RECALLED, State.WITHHELD, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an item stands: its column, its kind, its section, and whether it takes the steps of important matters."""

    column: str
    kind: Kind = Kind.INFORMATION
    section_id: int | None = None
    important: bool = False


def refile(staff: Staff, key: str, filing: Filing) -> Item:
    """File an item anew; what is already there changes nothing. `StepRefused` while it is reviewed or online."""
    with transaction.atomic():
        item = locked_item(key)
        now = Filing(item.column, Kind(item.kind), item.section_id, item.important)
        if filing == now:
            return item
        for section in {item.section_id, filing.section_id}:
            if not staff.may(Right.DRAFT, item.agency.path, section):
                raise StepRefused("改归类", (f"{staff.name}没有在{item.agency.name}这一股室起草信息的权限",))
        if not may_be_refiled(item):
            raise StepRefused("改归类", ("栏目、类别、股室和是否重大事项只能在送审之前改，请先撤回送审或者撤下",))
        item.column, item.kind = filing.column, filing.kind.value
        item.section_id, item.important = filing.section_id, filing.important
        item.edition += 1
        item.changed_at = clock.now()
        item.save()
        record(
            "改归类", "item", key, agency=item.agency.key, before=now.column, column=item.column, item_kind=item.kind
        )
    return item


def may_be_refiled(item: Item) -> bool:
    """Say whether an item's column, kind, section and importance may be changed where it is now."""
    return State(item.state) in _OPEN and not PublicItem.objects.filter(item=item).exists()
