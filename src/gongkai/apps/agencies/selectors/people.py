"""Read who holds which role where, and who acts for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from gongkai.apps.accounts.selectors import accounts
from gongkai.apps.agencies.models import Agency, Appointment, Deputation
from gongkai.apps.agencies.rights import Right, from_above, included
from gongkai.apps.agencies.separation import remarks
from gongkai.apps.agencies.staff import Staff
from gongkai.core.publication.chains import Chain, Role


@dataclass(frozen=True, slots=True)
class SectionRemarks:
    """What is weak in how the roles of an agency are shared out, for one section ("" for what concerns no section)."""

    section: str
    sentences: tuple[str, ...]


def running(on: date, prefix: str = "") -> Q:
    """Return the condition on appointments (behind `prefix`) that hold on a day."""
    open_ended = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on})
    return Q(**{f"{prefix}since__lte": on}) & open_ended


def lasting(on: date) -> Q:
    """Return the condition on appointments that hold on a day or begin later."""
    return Q(until__isnull=True) | Q(until__gte=on)


def appointments_of(user_id: int) -> QuerySet[Appointment]:
    """Return what somebody holds and has held, the running first."""
    found = Appointment.objects.filter(user_id=user_id).select_related("agency", "section")
    return found.prefetch_related("deputations__deputy").order_by("-since", "-id")


def appointment(appointment_id: int) -> Appointment | None:
    """Return an appointment, None where there is none."""
    return Appointment.objects.select_related("agency", "section", "user").filter(pk=appointment_id).first()


def deputation(deputation_id: int) -> Deputation | None:
    """Return a deputation, None where there is none."""
    found = Deputation.objects.select_related("appointment__agency", "appointment__user", "deputy")
    return found.filter(pk=deputation_id).first()


def holders_at(agency_id: int, on: date) -> QuerySet[Appointment]:
    """Return the appointments of an agency that hold on a day or begin later, with who acts for whom."""
    found = Appointment.objects.filter(lasting(on), agency_id=agency_id).select_related("user", "section")
    return found.prefetch_related("deputations__deputy")


def deputations_for(user_id: int, on: date) -> QuerySet[Deputation]:
    """Return for whom somebody acts on a day or later."""
    found = Deputation.objects.filter(deputy_id=user_id, until__gte=on)
    return found.select_related("appointment__agency", "appointment__section", "appointment__user")


def colleagues(agency_id: int, on: date, but: int) -> QuerySet[Any]:
    """Return who else holds an office in an agency on a day, and may so act for somebody there."""
    held = Appointment.objects.filter(running(on), agency_id=agency_id).exclude(role=Role.AUDITOR.value)
    return accounts().filter(pk__in=held.values("user"), is_active=True).exclude(pk=but)


def people(staff: Staff, on: date, words: str = "", role: str = "", agency: str = "") -> QuerySet[Any]:
    """Return whom somebody may manage or see: who holds an office within their reach, and, for who manages all, the rest."""
    reach = staff.reach(Right.MANAGE_PEOPLE)
    within = Agency.objects.filter(reach)
    held = Appointment.objects.filter(agency__in=within)
    if agency:
        held = held.filter(agency__key=agency)
    if role:
        held = held.filter(running(on), role=role)
    found = accounts().filter(pk__in=held.values("user"))
    if not agency and not role and staff.may_anywhere(Right.MANAGE_AGENCIES):
        found |= accounts().exclude(pk__in=Appointment.objects.values("user"))
    if words.strip():
        found = found.filter(pk__in=accounts(words).values("pk"))
    now = Appointment.objects.filter(running(on), agency__in=within).select_related("agency", "section")
    return found.prefetch_related(Prefetch("appointments", now, to_attr="held")).order_by("username")


def reasons_against_managing(staff: Staff, user_id: int, on: date) -> tuple[str, ...]:
    """Return why somebody may not touch another's account; no reason means that they may.

    Setting a password is taking an account over, so it needs the right over everything that its owner may do.
    """
    if user_id == staff.id:
        return ("自己的账号请在“我的账号”里办理",)
    held = Appointment.objects.filter(user_id=user_id).select_related("agency")
    lasts = list(held.filter(lasting(on), agency__ended_on__isnull=True)) or list(held)
    if not lasts and not staff.may_anywhere(Right.MANAGE_AGENCIES):
        return ("这个账号还没有任职，请系统管理员办理",)
    return tuple(
        f"这个人担任{each.agency.name}{Role(each.role).label}，不归您管理，请{each.agency.name}的管理员办理"
        for each in lasts
        if not may_appoint(staff, Role(each.role), each.agency)
    )


def may_appoint(staff: Staff, role: Role, at: Agency) -> bool:
    """Say whether somebody may give a role in an agency: what reaches below, only who manages agencies there."""
    right = Right.MANAGE_AGENCIES if role in from_above() else Right.MANAGE_PEOPLE
    return staff.may(right, at.path)


def separation_remarks(agency_id: int, chain: Chain, on: date) -> tuple[SectionRemarks, ...]:
    """Return what is weak in how the roles of an agency are shared out on a day, section by section.

    Who is absent doesn't count, who acts for them does. Sections in which nobody drafts have nothing to go wrong.
    """
    held = list(Appointment.objects.filter(running(on), agency_id=agency_id).select_related("user", "section"))
    acting = Deputation.objects.filter(since__lte=on, until__gte=on, appointment__in=held).select_related("deputy")
    deputies = {each.appointment_id: each.deputy for each in acting}
    offices = [(each, deputies.get(each.pk, each.user)) for each in held]
    sections: dict[int | None, str] = {
        each.section.pk: each.section.name for each in held if each.section and Role(each.role) in chain.drafters
    }
    told: list[SectionRemarks] = []
    for section, name in (sections or {None: ""}).items():
        holders: dict[Role, frozenset[str]] = {}
        for each, person in offices:
            if each.section_id is None or each.section_id == section:
                for role in included(Role(each.role)):
                    holders[role] = holders.get(role, frozenset()) | {f"{person.name}（{person.username}）"}
        if found := remarks(chain, holders):
            told.append(SectionRemarks(name, found))
    return tuple(told)
