"""Add, rename, move and reopen agencies. How they end is in `endings`.

The key of an agency never changes; its path follows it to a new parent, and so do the paths of all below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Substr

from gongkai.apps.agencies.followers import tell
from gongkai.apps.agencies.levels import reasons_against_place
from gongkai.apps.agencies.models import KEY, Agency, FormerName
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.decision import (
    Decision,
    held_agency,
    reasons_against_decision,
    reasons_against_manager,
    refuse,
)
from gongkai.apps.agencies.services.profile import Profile, faults_in_profile, fill
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.law.days import chinese
from gongkai.core.publication.scope import Level
from gongkai.core.publication.visible import is_blank

__all__ = ["Decision", "NewAgency", "add_agency", "move", "place", "reasons_against_adding", "rename", "reopen"]

LONGEST_PATH = 400
LONGEST_NAME = 100
STEP = 10
"""Siblings stand that far apart in their order, so that one fits between."""


@dataclass(frozen=True, slots=True)
class NewAgency:
    """An agency to be added; `parent` is the key of who stands above it, "" for the first of all."""

    key: str
    name: str
    level: Level
    parent: str = ""
    began_on: date | None = None
    order: int | None = None
    review_chain: str = "three_levels"
    profile: Profile = field(default_factory=Profile)


def add_agency(staff: Staff, new: NewAgency) -> Agency:
    """Add an agency below another; `StepRefused` with every reason against it."""
    with transaction.atomic():
        parent = held_agency(new.parent) if new.parent else None
        told = [sentence.rstrip("。") for sentence in faults_in_profile(new.profile).values()]
        refuse("增加机构", [*reasons_against_adding(staff, new, parent), *told])
        agency = Agency(
            key=new.key,
            name=new.name.strip(),
            level=new.level.value,
            parent=parent,
            path=f"{parent.path if parent else ''}{new.key}/",
            order=new.order if new.order is not None else _last_order(parent),
            began_on=new.began_on,
            review_chain=new.review_chain,
        )
        fill(agency, new.profile)
        agency.save(force_insert=True)
        record("增加机构", "agency", agency.key, agency=agency.key, name=agency.name, parent=new.parent)
        tell()
    return agency


def reasons_against_adding(staff: Staff, new: NewAgency, parent: Agency | None) -> list[str]:
    """Return why an agency can't be added below another by somebody."""
    if parent is None:
        above = [] if staff.may(Right.MANAGE_AGENCIES, "") else ["没有选上级机构，请选一个"]
    else:
        above = [*reasons_against_manager(staff, parent), *reasons_against_place(new.level, Level(parent.level))]
        above += [] if parent.open else [f"{parent.name}已经撤并，下面不能再增加机构"]
    reasons = [*above, *reasons_against_name(new.name), *reasons_against_key(new.key)]
    if len(f"{parent.path if parent else ''}{new.key}/") > LONGEST_PATH:
        reasons.append("机构层级太深，请放在高一些的位置")
    return reasons


def reasons_against_key(key: str) -> list[str]:
    """Return why a key can't be given to an agency."""
    if not re.fullmatch(KEY.regex, key):
        return [f"机构编码“{key}”不对，{str(KEY.message).rstrip('。')}"]
    other = Agency.objects.filter(key=key).first()
    return [f"机构编码“{key}”已经给了{other.name}，请换一个"] if other else []


def reasons_against_name(name: str, but: int | None = None) -> list[str]:
    """Return why a name can't be given to an agency; `but` is the agency itself."""
    if is_blank(name):
        return ["没有写机构名称，请填写全称"]
    if len(name.strip()) > LONGEST_NAME:
        return [f"机构名称最多{LONGEST_NAME}个字，请核对"]
    same = Agency.objects.filter(name=name.strip(), ended_on__isnull=True).exclude(pk=but or 0)
    return [f"已经有一个机构叫“{name.strip()}”（编码{same[0].key}），请核对"] if same else []


def rename(staff: Staff, key: str, name: str, decision: Decision, short_name: str = "") -> Agency:
    """Give an agency a new name from a day on; what it published before keeps the name of its time."""
    with transaction.atomic():
        agency = held_agency(key)
        reasons = reasons_against_manager(staff, agency) + _closed(agency)
        reasons += reasons_against_name(name, agency.pk) + reasons_against_decision(decision, agency)
        if name.strip() == agency.name:
            reasons.append(f"现在就叫{agency.name}，没有变化")
        last = agency.former_names.order_by("-until").first()
        if last is not None and decision.last_day <= last.until:
            reasons.append(f"{chinese(last.until)}以前叫{last.name}，生效日期要更晚，请核对")
        refuse("更名", reasons)
        FormerName.objects.create(agency=agency, name=agency.name, until=decision.last_day)
        before, agency.name, agency.short_name = agency.name, name.strip(), short_name.strip()
        agency.save(update_fields=("name", "short_name"))
        record("机构更名", "agency", key, agency=key, before=before, after=agency.name, **decision.told())
        tell()
    return agency


def move(staff: Staff, key: str, parent_key: str, decision: Decision) -> Agency:
    """Put an agency, with all below it, under another one."""
    with transaction.atomic():
        agency = held_agency(key)
        parent = Agency.objects.get(key=parent_key)
        refuse("划转", _against_moving(staff, agency, parent) + reasons_against_decision(decision, agency))
        before, old_path = agency.parent, agency.path
        new_path = f"{parent.path}{key}/"
        tail = Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
        Agency.objects.filter(path__startswith=old_path).update(path=tail)
        Agency.objects.filter(pk=agency.pk).update(parent=parent, order=_last_order(parent))
        agency.refresh_from_db()
        told = {"before": before.key if before else "", "after": parent.key}
        record("机构划转", "agency", key, agency=key, **told, **decision.told())
        tell()
    return agency


def place(staff: Staff, key: str, order: int) -> Agency:
    """Set where an agency stands among its siblings: smaller numbers first."""
    with transaction.atomic():
        agency = held_agency(key)
        refuse("调整顺序", reasons_against_manager(staff, agency))
        if agency.order != order:
            agency.order = order
            agency.save(update_fields=("order",))
            record("调整机构顺序", "agency", key, agency=key, order=order)
            tell()
    return agency


def reopen(staff: Staff, key: str, decision: Decision) -> Agency:
    """Take back the closing of an agency that nobody took over; who worked there is appointed anew."""
    with transaction.atomic():
        agency = held_agency(key)
        reasons = reasons_against_manager(staff, agency) + reasons_against_decision(decision, agency)
        if agency.open:
            reasons.append(f"{agency.name}没有撤销")
        if agency.successor_id is not None:
            reasons.append("信息和人员已经由承接的机构接手，不能恢复，请另外增加机构")
        if agency.parent is not None and not agency.parent.open:
            reasons.append(f"上级机构{agency.parent.name}已经撤并，请先恢复上级机构")
        reasons += reasons_against_name(agency.name, agency.pk)
        refuse("恢复机构", reasons)
        agency.ended_on = None
        agency.save(update_fields=("ended_on",))
        record("恢复机构", "agency", key, agency=key, **decision.told())
        tell()
    return agency


def _against_moving(staff: Staff, agency: Agency, parent: Agency) -> list[str]:
    reasons = reasons_against_manager(staff, agency, parent) + _closed(agency)
    if agency.parent_id is None:
        reasons.append("最上级机构没有上级，不能划转")
    if agency.parent_id == parent.pk:
        reasons.append(f"现在的上级就是{parent.name}，没有变化")
    if parent.path.startswith(agency.path):
        reasons.append(f"{parent.name}就是{agency.name}或者在它下面，请选别的上级")
    else:
        reasons += reasons_against_place(Level(agency.level), Level(parent.level))
    if not parent.open:
        reasons.append(f"{parent.name}已经撤并，请选别的上级")
    deepest = Agency.objects.filter(path__startswith=agency.path).order_by("-path").values_list("path", flat=True)
    room = LONGEST_PATH - len(parent.path) - len(agency.key) - 1
    if any(len(path) - len(agency.path) > room for path in deepest):
        reasons.append("机构层级太深，请放在高一些的位置")
    return reasons


def _closed(agency: Agency) -> list[str]:
    return [] if agency.open else [f"{agency.name}已经撤并"]


def _last_order(parent: Agency | None) -> int:
    last = Agency.objects.filter(parent=parent).aggregate(last=Max("order"))["last"]
    return (last or 0) + STEP
