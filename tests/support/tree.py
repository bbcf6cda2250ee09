"""A small tree of agencies made by the services, and people in it."""

from __future__ import annotations

from datetime import date

from tests.support.publishing import code_of, user

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.agencies.services.decision import Decision
from gongkai.apps.agencies.services.profile import Profile
from gongkai.apps.agencies.services.tree import NewAgency, add_agency
from gongkai.apps.agencies.staff import OPERATOR, Staff, staff
from gongkai.core.publication.chains import Role
from gongkai.core.publication.scope import Level

DECISION = Decision(date(2024, 3, 1), "机构改革", "清编发〔2024〕3号")
ROWS = (
    ("qinghe", "清禾县人民政府", Level.COUNTY_GOVERNMENT, ""),
    ("swj", "清禾县商务局", Level.COUNTY_DEPARTMENT, "qinghe"),
    ("gxj", "清禾县工业和信息化局", Level.COUNTY_DEPARTMENT, "qinghe"),
    ("baishi", "白石镇人民政府", Level.TOWN_GOVERNMENT, "qinghe"),
)


def grow() -> dict[str, Agency]:
    """Make the tree; return key → agency."""
    return {
        key: add_agency(
            OPERATOR,
            NewAgency(key, name, level, parent, date(2010, 1, 1), profile=Profile(organization_code=code_of(number))),
        )
        for number, (key, name, level, parent) in enumerate(ROWS, 7000)
    }


def holder(
    username: str, where: Agency, *roles: Role, section: Section | None = None, until: date | None = None
) -> Staff:
    """Return somebody who holds roles in an agency since long ago."""
    who = user(username)
    for role in roles:
        Appointment.objects.create(
            user=who, agency=where, section=section, role=role.value, since=date(2020, 1, 1), until=until
        )
    return seen(username)


def seen(username: str, on: date | None = None) -> Staff:
    """Return somebody with what they hold on a day."""
    who = user(username)
    return staff(who.pk, who.username, who.name, on or clock.today())
