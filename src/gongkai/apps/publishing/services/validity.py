"""Record what happened to a document in force: repealed, amended, extended …, one by one or in a periodic clean-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.apps import clock
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.publishing.changes import announce
from gongkai.apps.publishing.entries import entry_of
from gongkai.apps.publishing.models import Item, Kind, PublicItem, ValidityChange
from gongkai.apps.publishing.services.online import scopes_of
from gongkai.apps.publishing.services.review import locked_item
from gongkai.apps.publishing.terms import term_of
from gongkai.apps.search import services as search
from gongkai.core.errors import StepRefused
from gongkai.core.publication.validity import Alteration, Term, Validity, validity

__all__ = ["DOCUMENTS", "Change", "Result", "alter", "clean_up", "undo_alteration"]

DOCUMENTS = (Kind.GOVERNMENT_RULE, Kind.NORMATIVE_DOCUMENT, Kind.OTHER_DOCUMENT)
"""The kinds whose validity is kept."""
_ENDED = frozenset({Validity.REPEALED, Validity.EXPIRED})


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a document from a day on; `by` is the number or title of what did it, `by_item` its key here."""

    on: date
    how: Alteration
    by: str = ""
    by_item: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a clean-up found of one document; None where it stays in force as it is."""

    key: str
    change: Change | None


def alter(staff: Staff, key: str, change: Change) -> ValidityChange:
    """Record one change of a document's validity; the same change sent twice is recorded once."""
    with transaction.atomic():
        item = locked_item(key)
        made = _alter(staff, item, change)
        record(
            "登记效力变化",
            "item",
            key,
            agency=item.agency.key,
            how=change.how.value,
            on=str(change.on),
            basis=change.by,
        )
    return made


def undo_alteration(staff: Staff, key: str, change: int, reason: str) -> None:
    """Take back a change of validity that was recorded by mistake; the audit keeps that it was there and why it went."""
    with transaction.atomic():
        item = locked_item(key)
        _check(staff, item)
        if not reason.strip():
            raise StepRefused("取消登记", ("没有写明理由",))
        found = item.validity_changes.filter(pk=change).first()
        if found is None:
            return
        told = {"how": found.how, "on": str(found.on), "basis": found.by}
        found.delete()
        _publish(item)
        record("取消登记效力变化", "item", key, agency=item.agency.key, reason=reason, **told)


def clean_up(staff: Staff, agency_id: int, results: Sequence[Result], basis: str) -> int:
    """Apply the results of a periodic clean-up of an agency's documents, all or none; return how many changed.

    `basis` is the number or title of the decision; it is recorded with every document that it touched or confirmed.
    """
    if not basis.strip():
        raise StepRefused("办理清理", ("没有写明清理依据（清理决定的文号或者标题）",))
    changed = 0
    with transaction.atomic():
        wanted = Item.objects.filter(key__in=[each.key for each in results])
        list(wanted.select_for_update().order_by("id").values_list("pk"))  # held first, read then: see `locked_item`
        items = {each.key: each for each in wanted.select_related("agency", "latest")}
        for result in results:
            item = items.get(result.key)
            if item is None or item.agency_id != agency_id:
                raise StepRefused("办理清理", ("有的文件不属于这个机构，请刷新后重新办理",))
            _check(staff, item)
            if result.change is not None:
                _alter(staff, item, result.change)
                changed += 1
            how = result.change.how.value if result.change else "continued"
            record("文件清理", "item", item.key, agency=item.agency.key, how=how, basis=basis)
    return changed


def _alter(staff: Staff, item: Item, change: Change) -> ValidityChange:
    _check(staff, item)
    online = _online(item)
    term = term_of(online.text, item.validity_changes.all(), localdate(online.published_at))
    by_item = _repealer(item, change)
    known = item.validity_changes.filter(
        on=change.on, how=change.how.value, until=change.until, by=change.by, by_item=by_item
    ).first()
    if known is not None:
        return known
    if reasons := _reasons_against(change, term):
        raise StepRefused("登记效力变化", reasons)
    made = ValidityChange.objects.create(
        item=item,
        on=change.on,
        how=change.how.value,
        by_item=by_item,
        by=change.by,
        until=change.until,
        recorded_by_id=staff.id,
        recorded_at=clock.now(),
    )
    _publish(item)
    return made


def _reasons_against(change: Change, term: Term | None) -> tuple[str, ...]:
    reasons = []
    if not (change.by.strip() or change.by_item):
        reasons.append("没有写明依据（作出决定的文件文号或者标题）")
    if term is None:
        return (*reasons, "这份文件没有施行日期，也没有成文日期，请先在元数据里补上")
    if change.on < term.effective_from:
        reasons.append("变化日期早于文件的施行日期，请核对")
    before = validity(term, change.on)
    if before.validity in _ENDED and change.how is not Alteration.EXTENDED:
        reasons.append(f"文件到那一天已经{before.validity.label}，不能再登记变化")
    if any(each.how is Alteration.REPEALED for each in term.altered) and change.how is Alteration.EXTENDED:
        reasons.append("文件已经废止，不能延长有效期")
    if change.how is Alteration.EXTENDED and change.until is not None and change.until <= change.on:
        reasons.append("延长后的截止日期要晚于变化日期")
    return tuple(reasons)


def _repealer(item: Item, change: Change) -> Item | None:
    if not change.by_item:
        return None
    found = Item.objects.filter(key=change.by_item, public__isnull=False).exclude(pk=item.pk).first()
    if found is None:
        raise StepRefused("登记效力变化", ("没有找到作出决定的文件，请重新查找，或者直接填写文号",))
    return found


def _check(staff: Staff, item: Item) -> None:
    reasons = []
    if not staff.may(Right.MANAGE_VALIDITY, item.agency.path, item.section_id):
        reasons.append(f"{staff.name}没有登记{item.agency.name}文件效力的权限")
    if Kind(item.kind) not in DOCUMENTS:
        reasons.append(f"“{Kind(item.kind).label}”不登记效力，只有规章、行政规范性文件和其他文件登记")
    if reasons:
        raise StepRefused("登记效力变化", tuple(reasons))


def _online(item: Item) -> PublicItem:
    online = PublicItem.objects.select_related("text").filter(item=item).first()
    if online is None:
        raise StepRefused("登记效力变化", ("这份文件没有公开，请先发布再登记",))
    return online


def _publish(item: Item) -> None:
    """Bring the index and the pages to what holds now; the public row keeps the term that the text itself gives."""
    online = _online(item)
    search.index((entry_of(online, online.text),))
    announce(scopes_of(online))
