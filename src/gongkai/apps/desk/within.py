"""Find agencies and people that an address names, for whoever may do something with them there.

That an agency exists everybody may know, so what is out of reach is refused; of people outside the reach nothing is told.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import accounts
from gongkai.apps.agencies.models import Agency, Appointment, Deputation, Section
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import agencies_within, find_agency
from gongkai.apps.agencies.selectors import people as reading
from gongkai.apps.agencies.services.appointments import may_deputise
from gongkai.apps.agencies.staff import Staff


def reach_of(staff: Staff, *rights: Right) -> Q:
    """Return the condition on agencies where somebody has one of some rights."""
    condition = Q(pk__in=[])
    for right in rights:
        condition |= staff.reach(right)
    return condition


def agency_for(staff: Staff, key: str, *rights: Right) -> Agency:
    """Return the agency of an address for who has one of some rights there."""
    agency = find_agency(key)
    if agency is None:
        raise Http404
    if not any(staff.may(right, agency.path) for right in rights):
        raise PermissionDenied
    return agency


def section_for(staff: Staff, key: str, section_id: int, *rights: Right) -> Section:
    """Return a section of an agency for who has one of some rights there."""
    agency = agency_for(staff, key, *rights)
    section = Section.objects.select_related("agency").filter(pk=section_id, agency=agency).first()
    if section is None:
        raise Http404
    return section


def open_within(staff: Staff, *rights: Right) -> list[Agency]:
    """Return the open agencies where somebody has one of some rights, as the tree is read."""
    return list(agencies_within(reach_of(staff, *rights)).filter(ended_on__isnull=True).order_by("path"))


def person_for(staff: Staff, user_id: int) -> Any:
    """Return somebody whom another one may see in the list of people; else there is nobody."""
    if not reading.people(staff, clock.today()).filter(pk=user_id).exists():
        raise Http404
    return accounts().get(pk=user_id)


def appointment_for(staff: Staff, appointment_id: int) -> Appointment:
    """Return an office that somebody may give and take, or whose holder they are; else there is none."""
    held = reading.appointment(appointment_id)
    if held is None or not (may_deputise(staff, held) or staff.may(Right.MANAGE_PEOPLE, held.agency.path)):
        raise Http404
    return held


def deputation_for(staff: Staff, deputation_id: int) -> Deputation:
    """Return a deputation that somebody may end; else there is none."""
    found = reading.deputation(deputation_id)
    if found is None or not may_deputise(staff, found.appointment):
        raise Http404
    return found
