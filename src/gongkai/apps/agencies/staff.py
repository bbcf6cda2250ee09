"""A member of staff as the program sees them: who they are, which offices they hold today, what they may do where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.apps.agencies.models import Appointment, Deputation
from gongkai.apps.agencies.rights import Reach, Right, grants, included
from gongkai.core.publication.chains import Role


@dataclass(frozen=True, slots=True)
class Office:
    """A role held in an agency (by its path), or in one section of it; `acting_for` is the absent colleague's user id."""

    role: Role
    agency: int
    path: str
    section: int | None = None
    acting_for: int | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The role with those that it takes in."""
        return included(self.role)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody signed in, with the offices that they hold on a day."""

    id: int
    username: str
    name: str
    offices: tuple[Office, ...]

    def may(self, right: Right, path: str, section: int | None = None) -> bool:
        """Say whether somebody may do something in the agency of a path, and in a section of it where one is named.

        A right that reaches a section reaches what belongs to no section only from an office of the whole agency.
        """
        return any(self._reaches(office, right, path, section) for office in self.offices)

    def may_anywhere(self, right: Right) -> bool:
        """Say whether somebody may do something in any agency."""
        return any(grant.right is right for office in self.offices for grant in grants(office.role))

    def roles_at(self, path: str, section: int | None = None) -> frozenset[Role]:
        """Return the roles held in an agency, as far as they concern a section of it."""
        return frozenset(
            role
            for office in self.offices
            if office.path == path and (office.section is None or office.section == section)
            for role in office.roles
        )

    def acting_for(self, roles: frozenset[Role], path: str, section: int | None = None) -> int | None:
        """Return for whom somebody acts who holds one of `roles` only as a deputy; None where it is their own office.

        Where a section is named, offices of other sections don't count.
        """
        held = [
            office
            for office in self.offices
            if office.path == path
            and office.roles & roles
            and (section is None or office.section is None or office.section == section)
        ]
        if not held or any(office.acting_for is None for office in held):
            return None
        return held[0].acting_for

    def reach(self, right: Right) -> Q:
        """Return the condition on `agencies.Agency` rows where somebody may do something anywhere inside them."""
        condition = Q(pk__in=[])
        for office in self.offices:
            for grant in grants(office.role):
                if grant.right is right:
                    condition |= Q(path__startswith=office.path) if grant.reach is Reach.BELOW else Q(pk=office.agency)
        return condition

    def items(self, right: Right, agency: str = "agency", section: str = "section") -> Q:
        """Return the condition on rows that belong to an agency and a section: the same policy as `may`, for lists."""
        condition = Q(pk__in=[])
        for office in self.offices:
            for grant in grants(office.role):
                if grant.right is right:
                    condition |= _rows(office, grant.reach, agency, section)
        return condition

    @staticmethod
    def _reaches(office: Office, right: Right, path: str, section: int | None) -> bool:
        for grant in grants(office.role):
            if grant.right is not right:
                continue
            if grant.reach is Reach.BELOW and path.startswith(office.path):
                return True
            if office.path != path:
                continue
            if grant.reach is Reach.AGENCY or office.section is None or office.section == section:
                return True
        return False


OPERATOR = Staff(0, "system", "系统", (Office(Role.ADMINISTRATOR, 0, ""),))
"""Whoever runs commands on the server itself: an administrator above all agencies, who can't sign in."""


def _rows(office: Office, reach: Reach, agency: str, section: str) -> Q:
    if reach is Reach.BELOW:
        return Q(**{f"{agency}__path__startswith": office.path})
    here = Q(**{f"{agency}_id": office.agency})
    if reach is Reach.AGENCY or office.section is None:
        return here
    return here & Q(**{f"{section}_id": office.section})


def staff(user_id: int, username: str, name: str, on: date) -> Staff:
    """Return somebody with what they hold on a day: their own offices and those of absent colleagues they act for."""
    running = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    own = Appointment.objects.filter(running, user_id=user_id, agency__ended_on__isnull=True).select_related("agency")
    acting = Deputation.objects.filter(
        deputy_id=user_id, since__lte=on, until__gte=on, appointment__agency__ended_on__isnull=True
    ).filter(
        Q(appointment__until__isnull=True) | Q(appointment__until__gte=on), appointment__since__lte=on
    ).select_related("appointment__agency")  # fmt: skip
    offices = [_office(each, None) for each in own]
    offices += [_office(each.appointment, each.appointment.user_id) for each in acting]
    return Staff(user_id, username, name, tuple(offices))


def _office(held: Appointment, acting_for: int | None) -> Office:
    return Office(Role(held.role), held.agency_id, held.agency.path, held.section_id, acting_for)
