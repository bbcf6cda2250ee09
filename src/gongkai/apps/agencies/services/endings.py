"""Merge and close agencies, and hand a section with its work to another one.

Nothing is lost: sections go on under the successor with the people of the section, information and open cases move with
them, the old key leads on to the successor. Offices of the whole agency end; the successor appoints its own.
"""

from __future__ import annotations

from django.db import transaction

from gongkai.apps.agencies.followers import followers, tell
from gongkai.apps.agencies.models import Agency, Appointment, Deputation, Section
from gongkai.apps.agencies.services.appointments import end_running
from gongkai.apps.agencies.services.decision import (
    Decision,
    held_agency,
    reasons_against_decision,
    reasons_against_manager,
    refuse,
)
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record

__all__ = ["close", "merge", "transfer_section"]

NAMED = 3
"""How many agencies below are named in a refusal."""


def merge(staff: Staff, key: str, into: str, decision: Decision) -> Agency:
    """End an agency and let another one take over everything; `StepRefused` with every reason against it."""
    with transaction.atomic():
        agency = held_agency(key)
        successor = Agency.objects.get(key=into)
        reasons = _against_ending(staff, agency, decision) + _against_successor(staff, agency, successor)
        refuse("合并", reasons)
        _end(staff, agency, successor, decision, "机构合并")
    return agency


def close(staff: Staff, key: str, decision: Decision, successor: str = "") -> Agency:
    """End an agency; where it still has something, somebody has to take that over."""
    with transaction.atomic():
        agency = held_agency(key)
        heir = Agency.objects.get(key=successor) if successor else None
        reasons = _against_ending(staff, agency, decision)
        if heir is not None:
            reasons += _against_successor(staff, agency, heir)
        else:
            left = [told for each in followers() for told in each.reasons_against_closing(agency.pk)]
            reasons += [f"{told}，请选承接的机构" for told in left]
        refuse("撤销", reasons)
        _end(staff, agency, heir, decision, "机构撤销")
    return agency


def transfer_section(staff: Staff, section_id: int, to: str, decision: Decision) -> Section:
    """Hand a section with its people and its work to another agency (职能划转)."""
    with transaction.atomic():
        section = Section.objects.select_related("agency").get(pk=section_id)
        agency = held_agency(section.agency.key)
        successor = Agency.objects.get(key=to)
        reasons = reasons_against_manager(staff, agency) + reasons_against_decision(decision, agency)
        reasons += _against_successor(staff, agency, successor)
        if section.ended_on is not None:
            reasons.append(f"{section.name}已经撤销")
        refuse("划转内设机构", reasons)
        moved = _move_sections([section], successor, decision)
        _move_people(agency, successor, moved, decision)
        for each in followers():
            each.hand_over(agency.pk, successor.pk, staff, sections=moved, whole=False)
        told = {"section": section.name, "from": agency.key, "to": successor.key}
        record("划转内设机构", "agency", agency.key, agency=agency.key, **told, **decision.told())
        record("承接内设机构", "agency", successor.key, agency=successor.key, **told, **decision.told())
        tell()
    return Section.objects.get(pk=moved[section.pk])


def _against_ending(staff: Staff, agency: Agency, decision: Decision) -> list[str]:
    reasons = reasons_against_manager(staff, agency) + reasons_against_decision(decision, agency)
    if not agency.open:
        reasons.append(f"{agency.name}已经撤并")
    if agency.parent_id is None:
        reasons.append("最上级机构不能撤并")
    below = list(Agency.objects.filter(parent=agency, ended_on__isnull=True).values_list("name", flat=True))
    if below:
        named = "、".join(below[:NAMED]) + ("等" if len(below) > NAMED else "")
        reasons.append(f"下面还有{len(below)}个机构（{named}），请先划转或者撤并")
    return reasons


def _against_successor(staff: Staff, agency: Agency, successor: Agency) -> list[str]:
    reasons = reasons_against_manager(staff, successor)
    if successor.pk == agency.pk:
        reasons.append("承接的机构不能是它自己，请选别的机构")
    if not successor.open:
        reasons.append(f"{successor.name}已经撤并，不能承接，请选别的机构")
    return reasons


def _end(staff: Staff, agency: Agency, successor: Agency | None, decision: Decision, what: str) -> None:
    if successor is not None:
        moved = _move_sections(list(agency.sections.filter(ended_on__isnull=True)), successor, decision)
        _move_people(agency, successor, moved, decision)
        for each in followers():
            each.hand_over(agency.pk, successor.pk, staff, sections=moved)
        told = {"from": agency.key, "name": agency.name}
        record("承接机构", "agency", successor.key, agency=successor.key, **told, **decision.told())
    end_running(Appointment.objects.filter(agency=agency), decision.last_day)
    agency.sections.filter(ended_on__isnull=True).update(ended_on=decision.last_day)
    agency.ended_on, agency.successor = decision.last_day, successor
    agency.save(update_fields=("ended_on", "successor"))
    heir = successor.key if successor else ""
    record(what, "agency", agency.key, agency=agency.key, successor=heir, **decision.told())
    tell()


def _move_sections(sections: list[Section], successor: Agency, decision: Decision) -> dict[int, int]:
    """Put sections under the successor; one whose name is there already goes on in that one. Return old id → new id."""
    there = {each.name: each for each in successor.sections.all()}
    has_office = any(each.handles_disclosure and each.ended_on is None for each in there.values())
    moved = {}
    for section in sections:
        same = there.get(section.name)
        if same is None:
            section.agency = successor
            section.handles_disclosure = section.handles_disclosure and not has_office
            section.save(update_fields=("agency", "handles_disclosure"))
        else:
            Section.objects.filter(pk=section.pk).update(ended_on=decision.last_day)
            Section.objects.filter(pk=same.pk).update(ended_on=None)
        moved[section.pk] = same.pk if same else section.pk
    return moved


def _move_people(agency: Agency, successor: Agency, moved: dict[int, int], decision: Decision) -> None:
    """Let who worked in a section go on there under the successor: the old appointment ends, a new one begins."""
    held = Appointment.objects.filter(agency=agency, section__in=moved).exclude(until__lt=decision.on)
    for old in held.prefetch_related("deputations"):
        new = Appointment.objects.create(
            user_id=old.user_id,
            agency=successor,
            section_id=moved[old.section_id or 0],
            role=old.role,
            since=max(old.since, decision.on),
            until=old.until,
        )
        Deputation.objects.bulk_create(
            Deputation(
                appointment=new,
                deputy_id=each.deputy_id,
                since=max(each.since, decision.on),
                until=each.until,
                reason=each.reason,
            )
            for each in old.deputations.all()
            if each.until >= decision.on
        )
    end_running(Appointment.objects.filter(agency=agency, section__in=moved), decision.last_day)
