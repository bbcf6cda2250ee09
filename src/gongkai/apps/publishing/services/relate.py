"""Link two items: an interpretation with its document, what amends or repeals with what is amended or repealed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.changes import announce
from gongkai.apps.publishing.models import Item, PublicItem, Relation, RelationKind
from gongkai.core.errors import StepRefused

__all__ = ["relate", "unrelate"]


def relate(staff: Staff, source: str, target: str, kind: RelationKind) -> Relation:
    """Link an item to another; what is linked already stays as it is.

    Somebody needs the right to draft where the first item belongs, and may link it to whatever is public or theirs to read.
    """
    with transaction.atomic():
        first, second = _pair(staff, source, target)
        if first.pk == second.pk:
            raise StepRefused("关联", ("不能和自己关联，请选另一条信息",))
        if kind is RelationKind.INTERPRETS and Relation.objects.filter(source=second, target=first, kind=kind).exists():
            raise StepRefused("关联", ("对方已经登记为解读这一条，不能互相解读，请先取消那一条关联",))
        last = first.relations.aggregate(last=Max("order"))["last"] or 0
        made, new = Relation.objects.get_or_create(source=first, target=second, kind=kind, defaults={"order": last + 1})
        if new:
            _changed(first, second)
            record("关联信息", "item", first.key, agency=first.agency.key, how=kind.label, other=second.key)
    return made


def unrelate(staff: Staff, source: str, relation: int) -> None:
    """Take a link of an item away; one that is gone already stays gone."""
    with transaction.atomic():
        found = Relation.objects.select_related("source__agency", "target__agency").filter(
            pk=relation, source__key=source
        ).first()  # fmt: skip
        if found is None:
            return
        _check(staff, found.source)
        found.delete()
        _changed(found.source, found.target)
        label = RelationKind(found.kind).label
        record("取消关联", "item", source, agency=found.source.agency.key, how=label, other=found.target.key)


def _pair(staff: Staff, source: str, target: str) -> tuple[Item, Item]:
    items = {each.key: each for each in Item.objects.select_related("agency").filter(key__in=(source, target))}
    first, second = items.get(source), items.get(target)
    if first is None:
        raise StepRefused("关联", ("这一条信息已经不在",))
    _check(staff, first)
    if second is None or not _visible(staff, second):
        raise StepRefused("关联", ("没有找到要关联的信息，请重新查找",))
    return first, second


def _check(staff: Staff, item: Item) -> None:
    if not staff.may(Right.DRAFT, item.agency.path, item.section_id):
        raise StepRefused("关联", (f"{staff.name}没有在{item.agency.name}起草信息的权限",))


def _visible(staff: Staff, item: Item) -> bool:
    if PublicItem.objects.filter(item=item).exists():
        return True
    return item.discarded_at is None and staff.may(Right.READ_DRAFTS, item.agency.path, item.section_id)


def _changed(*items: Item) -> None:
    """Tell the public pages of what is online among some items."""
    online = set(PublicItem.objects.filter(item__in=items).values_list("item_id", flat=True))
    if scopes := {f"item:{each.key}" for each in items if each.pk in online}:
        announce(scopes)
