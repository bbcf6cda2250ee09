"""Agencies, people and items for tests, made by the same services as in an installation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.agencies.staff import Staff, staff
from gongkai.apps.publishing.models import Item, Kind
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.text import Words, start_item
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.scope import Level

_serial = count(1)


def code_of(number: int) -> str:
    """Return an organization code with the right check digit."""
    from gongkai.core.publication.organization_code import is_organization_code

    stem = f"{10_000_000 + number:08}"
    return next(stem + last for last in "0123456789X" if is_organization_code(stem + last))


def agency(key: str = "swj", name: str = "清禾县商务局", parent: Agency | None = None, **more: object) -> Agency:
    """Return an agency, made where it isn't there."""
    path = f"{parent.path if parent else '/'}{key}/"
    level = more.pop("level", Level.COUNTY_DEPARTMENT)
    made, _ = Agency.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "level": level,
            "parent": parent,
            "path": path,
            "organization_code": code_of(next(_serial)),
            **more,
        },
    )
    return made


def user(username: str, name: str = "") -> User:
    """Return an account, made where it isn't there."""
    made, _ = User.objects.get_or_create(
        username=username, defaults={"name": name or f"{username}某", "joined_at": clock.now(), "password": "!"}
    )
    return made


def person(username: str, where: Agency, *roles: Role, section: Section | None = None) -> Staff:
    """Return a member of staff who holds roles in an agency."""
    who = user(username)
    for role in roles:
        Appointment.objects.get_or_create(
            user=who, agency=where, section=section, role=role.value, defaults={"since": date(2000, 1, 1)}
        )
    return staff(who.pk, who.username, who.name, clock.today())


@dataclass
class Office:
    """An agency with somebody in every role that the shortest chain asks for."""

    agency: Agency
    drafter: Staff = field(init=False)
    head: Staff = field(init=False)
    reviewer: Staff = field(init=False)
    leader: Staff = field(init=False)
    publisher: Staff = field(init=False)

    def __post_init__(self) -> None:
        key = self.agency.key
        self.drafter = person(f"{key}-drafter", self.agency, Role.DRAFTER)
        self.head = person(f"{key}-head", self.agency, Role.SECTION_HEAD)
        self.reviewer = person(f"{key}-secrecy", self.agency, Role.SECRECY_REVIEWER)
        self.leader = person(f"{key}-leader", self.agency, Role.PRINCIPAL_LEADER)
        self.publisher = person(f"{key}-office", self.agency, Role.DISCLOSURE_OFFICE)

    def draft(
        self, title: str = "关于某项工作的通知", body: str = "<p>各单位：</p><p>请遵照执行。</p>", **more: object
    ) -> Item:
        """Return a draft; words of `Words` and settings of an item may be given by name."""
        column = more.pop("column", "statutory.notices")
        kind = more.pop("kind", Kind.NOTICE)
        important = more.pop("important", False)
        more.setdefault("formed_on", clock.today())
        words = Words(title=title, body=body, **more)
        return start_item(self.drafter, self.agency.pk, column=column, words=words, kind=kind, important=important)

    def reviewed(self, item: Item) -> Item:
        """Take an item through its chain up to where it may be published."""
        content = item.latest.digest
        submit(self.drafter, item.key, content=content, reason="更正")
        act_on(self.head, item.key, Deed(Act.PASSED, content=content))
        item = act_on(self.reviewer, item.key, Deed(Act.PASSED, content=content))
        if item.important:
            item = act_on(self.leader, item.key, Deed(Act.PASSED, content=content))
        return item

    def published(self, title: str = "关于某项工作的通知", body: str = "<p>请遵照执行。</p>", **more: object) -> Item:
        """Return an item that is online."""
        item = self.reviewed(self.draft(title, body, **more))
        return act_on(self.publisher, item.key, Deed(Act.PUBLISHED, content=item.latest.digest))


def published_item(where: Agency | None = None, title: str = "关于某项工作的通知", **more: object) -> Item:
    """Return an item that is online, of an agency or of the usual one."""
    return Office(where or agency()).published(title, **more)
