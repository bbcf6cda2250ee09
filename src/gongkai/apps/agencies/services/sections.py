"""The sections of an agency (股、科、处室): add, change, end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.appointments import end_running
from gongkai.apps.agencies.services.decision import held_agency, refuse
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.publication.visible import is_blank

__all__ = ["add_section", "change_section", "end_section", "may_keep_sections"]

LONGEST = 60


def may_keep_sections(staff: Staff, path: str) -> bool:
    """Say whether somebody may change the sections of an agency: who manages its people, or agencies."""
    return staff.may(Right.MANAGE_PEOPLE, path) or staff.may(Right.MANAGE_AGENCIES, path)


def add_section(staff: Staff, key: str, name: str, *, handles_disclosure: bool = False) -> Section:
    """Add a section; one of that name that had ended goes on."""
    with transaction.atomic():
        agency = held_agency(key)
        plain = name.strip()
        same = agency.sections.filter(name=plain).first()
        reasons = _against_keeping(staff, agency) + _against_name(plain)
        if same is not None and same.ended_on is None:
            reasons.append(f"{agency.name}已经有“{plain}”")
        refuse("增加内设机构", reasons)
        section = same or Section(agency=agency, name=plain)
        section.ended_on, section.handles_disclosure = None, handles_disclosure
        section.save()
        _one_office(section)
        record("增加内设机构", "agency", key, agency=key, section=plain, handles_disclosure=handles_disclosure)
    return section


def change_section(staff: Staff, section_id: int, name: str, *, handles_disclosure: bool) -> Section:
    """Change a section's name, and whether it is the office of 条例第四条."""
    with transaction.atomic():
        section = Section.objects.select_related("agency").get(pk=section_id)
        agency, plain, before = section.agency, name.strip(), section.name
        reasons = _against_keeping(staff, agency) + _against_name(plain) + _ended(section)
        if agency.sections.filter(name=plain).exclude(pk=section.pk).exists():
            reasons.append(f"{agency.name}已经有过“{plain}”，请换一个名称")
        refuse("修改内设机构", reasons)
        section.name, section.handles_disclosure = plain, handles_disclosure
        section.save(update_fields=("name", "handles_disclosure"))
        _one_office(section)
        told = {"before": before, "after": plain, "handles_disclosure": handles_disclosure}
        record("修改内设机构", "agency", agency.key, agency=agency.key, **told)
    return section


def end_section(staff: Staff, section_id: int, on: date) -> Section:
    """End a section from a day on; offices held in it end with it, its information stays with the agency."""
    with transaction.atomic():
        section = Section.objects.select_related("agency").get(pk=section_id)
        reasons = _against_keeping(staff, section.agency) + _ended(section)
        if on > clock.today():
            reasons.append("撤销日期还没有到，请到那一天再办理")
        refuse("撤销内设机构", reasons)
        section.ended_on = on - timedelta(days=1)
        section.save(update_fields=("ended_on",))
        ended = end_running(Appointment.objects.filter(section=section), section.ended_on)
        key = section.agency.key
        record("撤销内设机构", "agency", key, agency=key, section=section.name, on=on, appointments=ended)
    return section


def _one_office(section: Section) -> None:
    """Let no second section be the office of 条例第四条."""
    if section.handles_disclosure:
        Section.objects.filter(agency_id=section.agency_id).exclude(pk=section.pk).update(handles_disclosure=False)


def _against_keeping(staff: Staff, agency: Agency) -> list[str]:
    may = may_keep_sections(staff, agency.path)
    reasons = [] if may else [f"{staff.name}没有管理{agency.name}内设机构的权限"]
    return reasons if agency.open else [*reasons, f"{agency.name}已经撤并"]


def _against_name(name: str) -> list[str]:
    if is_blank(name):
        return ["没有写名称，请填写"]
    return [f"名称最多{LONGEST}个字，请缩短"] if len(name) > LONGEST else []


def _ended(section: Section) -> list[str]:
    return [f"{section.name}已经撤销"] if section.ended_on is not None else []
