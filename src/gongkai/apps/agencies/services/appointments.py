"""Appoint people to offices, end that, and name who acts for somebody absent (代行职责).

Whoever acts stays the person that they are: nobody reviews what they wrote, in whoever's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import user
from gongkai.apps.agencies.models import Agency, Appointment, Deputation, Section
from gongkai.apps.agencies.rights import Right, from_above, in_sections
from gongkai.apps.agencies.selectors import people
from gongkai.apps.agencies.services.decision import refuse
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.publication.chains import READ_ONLY, Role

__all__ = [
    "NewAppointment",
    "appoint",
    "deputise",
    "end_appointment",
    "end_deputation",
    "end_running",
    "in_section",
    "may_deputise",
]

ACCOUNT = "account"
"""The kind of record under which the audit keeps what happens to somebody's offices: that of their account."""


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """An office to be given: to whom, which role where, from when until when (None: until further notice)."""

    user_id: int
    role: Role
    agency: str
    since: date
    section_id: int | None = None
    until: date | None = None


def appoint(staff: Staff, new: NewAppointment) -> Appointment:
    """Give somebody an office; `StepRefused` with every reason against it."""
    with transaction.atomic():
        agency = Agency.objects.select_for_update(of=("self",)).get(key=new.agency)
        refuse("任命", _against_appointing(staff, new, agency))
        made = Appointment.objects.create(
            user_id=new.user_id,
            agency=agency,
            section_id=new.section_id,
            role=new.role.value,
            since=new.since,
            until=new.until,
        )
        who = user(new.user_id)
        told = {
            "role": new.role.value,
            "section": _section_name(new.section_id),
            "since": new.since,
            "until": new.until,
        }
        record("任命", ACCOUNT, who.username, agency=agency.key, **told)
    return made


def end_appointment(staff: Staff, appointment_id: int, last_day: date) -> None:
    """End an office after a day; one that has not begun by then is called off."""
    with transaction.atomic():
        held = (
            Appointment.objects.select_for_update(of=("self",)).select_related("agency", "user").get(pk=appointment_id)
        )
        role = Role(held.role)
        may = people.may_appoint(staff, role, held.agency)
        reasons = [] if may else [f"{staff.name}没有免去{held.agency.name}{role.label}的权限"]
        if held.until is not None and held.until < clock.today():
            reasons.append("任期已经结束")
        if last_day < clock.today() and held.since <= clock.today():
            reasons.append("最后一天已经过去，请选今天或者以后")
        refuse("免职", reasons)
        end_running(Appointment.objects.filter(pk=held.pk), last_day)
        told = {"role": held.role, "last_day": last_day}
        record("免职", ACCOUNT, held.user.username, agency=held.agency.key, **told)


def deputise(
    staff: Staff, appointment_id: int, deputy_id: int, since: date, until: date, reason: str = ""
) -> Deputation:
    """Let somebody act for the absent holder of an office, on days within their term."""
    with transaction.atomic():
        held = (
            Appointment.objects.select_for_update(of=("self",)).select_related("agency", "user").get(pk=appointment_id)
        )
        refuse("指定代行人", _against_deputising(staff, held, deputy_id, since, until))
        made = Deputation.objects.create(
            appointment=held, deputy_id=deputy_id, since=since, until=until, reason=reason.strip()
        )
        told = {"role": held.role, "deputy": user(deputy_id).username, "since": since, "until": until}
        record("指定代行人", ACCOUNT, held.user.username, agency=held.agency.key, **told)
    return made


def end_deputation(staff: Staff, deputation_id: int, last_day: date) -> None:
    """Let somebody act no longer after a day; who was absent is back early."""
    with transaction.atomic():
        found = Deputation.objects.select_for_update(of=("self",)).select_related(
            "appointment__agency", "appointment__user", "deputy"
        ).get(pk=deputation_id)  # fmt: skip
        held = found.appointment
        reasons = [] if may_deputise(staff, held) else [f"{staff.name}没有结束这一代行的权限"]
        if found.until < clock.today():
            reasons.append("代行已经结束")
        if last_day < clock.today() and found.since <= clock.today():
            reasons.append("最后一天已经过去，请选今天或者以后")
        if last_day > found.until:
            reasons.append("结束的日期比原定的晚，延长请另外指定")
        refuse("结束代行", reasons)
        _cut(Deputation.objects.filter(pk=found.pk), last_day)
        told = {"role": held.role, "deputy": found.deputy.username, "last_day": last_day}
        record("结束代行", ACCOUNT, held.user.username, agency=held.agency.key, **told)


def may_deputise(staff: Staff, held: Appointment) -> bool:
    """Say whether somebody may name who acts in an office: its holder, or who may give it.

    What reaches below or watches others isn't passed on by its holder.
    """
    role = Role(held.role)
    if held.user_id == staff.id and role not in from_above():
        return True
    return held.user_id != staff.id and people.may_appoint(staff, role, held.agency)


def end_running(appointments: QuerySet[Appointment], last_day: date) -> int:
    """End appointments after a day, with whoever acts in them; what begins later never does. Return how many ended."""
    lasts = appointments.filter(people.lasting(last_day))
    later = list(lasts.filter(since__gt=last_day).values_list("pk", flat=True))
    Appointment.objects.filter(pk__in=later).delete()
    ends = list(lasts.filter(Q(until__isnull=True) | Q(until__gt=last_day)).values_list("pk", flat=True))
    Appointment.objects.filter(pk__in=ends).update(until=last_day)
    _cut(Deputation.objects.filter(appointment__in=ends), last_day)
    return len(later) + len(ends)


def _cut(deputations: QuerySet[Deputation], last_day: date) -> None:
    deputations.filter(since__gt=last_day).delete()
    deputations.filter(until__gt=last_day).update(until=last_day)


def _against_appointing(staff: Staff, new: NewAppointment, agency: Agency) -> list[str]:
    reasons = []
    if not people.may_appoint(staff, new.role, agency):
        above = Right.MANAGE_AGENCIES if new.role in from_above() else Right.MANAGE_PEOPLE
        reasons.append(f"任命{new.role.label}要有“{above.label}”的权限，请{agency.name}的上级管理员办理")
    if new.user_id == staff.id:
        reasons.append("自己不能任命自己，请由另一名管理员办理")
    if not agency.open:
        reasons.append(f"{agency.name}已经撤并")
    if not user(new.user_id).is_active:
        reasons.append("账号已经停用，请先启用")
    if new.until is not None and new.until < new.since:
        reasons.append("结束日期早于开始日期，请核对")
    return reasons + _against_section(new, agency) + _against_other_offices(new)


def _against_section(new: NewAppointment, agency: Agency) -> list[str]:
    if new.section_id is None:
        return []
    if new.role not in in_sections():
        return [f"{new.role.label}面向整个机构，请不要选内设机构"]
    there = Section.objects.filter(pk=new.section_id, agency=agency, ended_on__isnull=True).exists()
    return [] if there else [f"{agency.name}没有这个内设机构，请重新选择"]


def _against_other_offices(new: NewAppointment) -> list[str]:
    """Return what in somebody's other offices of these days forbids a new one."""
    held = Appointment.objects.filter(_overlapping(new.since, new.until), user_id=new.user_id)
    same = held.filter(in_section(new.section_id), agency__key=new.agency, role=new.role.value)
    reasons = ["这段时间已经担任这一角色，请核对"] if same.exists() else []
    watching = [role.value for role in READ_ONLY]
    acts = Deputation.objects.filter(deputy_id=new.user_id, until__gte=new.since)
    if new.role in READ_ONLY and (held.exclude(role__in=watching).exists() or acts.exists()):
        reasons.append(f"{new.role.label}不能同时担任或者代行别的角色，请任命别人或者先免去别的角色")
    if new.role not in READ_ONLY and held.filter(role__in=watching).exists():
        reasons.append(f"这个人是{Role.AUDITOR.label}，不能同时担任别的角色，请任命别人")
    return reasons


def _against_deputising(staff: Staff, held: Appointment, deputy_id: int, since: date, until: date) -> list[str]:
    role = Role(held.role)
    may = may_deputise(staff, held)
    reasons = [] if may else [f"{staff.name}没有指定{held.agency.name}{role.label}代行人的权限"]
    if not held.agency.open:
        reasons.append(f"{held.agency.name}已经撤并")
    return reasons + _against_deputy(held, deputy_id, since) + _against_days(held, since, until)


def _against_deputy(held: Appointment, deputy_id: int, since: date) -> list[str]:
    if deputy_id == held.user_id:
        return ["代行人不能是本人，请选别人"]
    deputy = user(deputy_id)
    reasons = [] if deputy.is_active else [f"{deputy.name}的账号已经停用，请选别人"]
    theirs = Appointment.objects.filter(people.running(since), user_id=deputy_id)
    if Role(held.role) in READ_ONLY:
        if theirs.exclude(role=held.role).exists():
            reasons.append(f"{deputy.name}担任别的角色，不能代行{Role(held.role).label}，请选别人")
    elif theirs.filter(role__in=[role.value for role in READ_ONLY]).exists():
        reasons.append(f"{deputy.name}是{Role.AUDITOR.label}，只查看、不办理，不能代行，请选别人")
    if Role(held.role) not in READ_ONLY and not theirs.filter(agency_id=held.agency_id).exists():
        reasons.append(f"{deputy.name}那时不在{held.agency.name}任职，请选本机构的同事")
    return reasons


def _against_days(held: Appointment, since: date, until: date) -> list[str]:
    reasons = []
    if until < since:
        reasons.append("结束日期早于开始日期，请核对")
    if since < clock.today():
        reasons.append("开始日期已经过去，代行不能补登记，请从今天起")
    if since < held.since or (held.until is not None and until > held.until):
        reasons.append("代行的日期超出任期，请在任期以内选")
    other = held.deputations.filter(since__lte=until, until__gte=since).select_related("deputy").first()
    if other is not None:
        reasons.append(f"{other.since}至{other.until}已经由{other.deputy.name}代行，请先结束或者换日期")
    return reasons


def in_section(section_id: int | None) -> Q:
    """Return the condition on appointments in a section, or for a whole agency."""
    return Q(section__isnull=True) if section_id is None else Q(section_id=section_id)


def _overlapping(since: date, until: date | None) -> Q:
    ends_after = Q(until__isnull=True) | Q(until__gte=since)
    return ends_after & Q(since__lte=until) if until is not None else ends_after


def _section_name(section_id: int | None) -> str:
    return Section.objects.get(pk=section_id).name if section_id is not None else ""
