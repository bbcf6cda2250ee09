"""What each role may do, as data, and what somebody may do where, from the appointments that hold on a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.core.publication.chains import Role


class Right(StrEnum):
    """Something that a member of staff may be allowed to do."""

    DRAFT = "draft"
    READ_DRAFTS = "read_drafts"
    REVIEW = "review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MANAGE_VALIDITY = "manage_validity"
    EDIT_PROFILE = "edit_profile"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_AGENCIES = "manage_agencies"
    SET_REVIEW = "set_review"
    SUPERVISE = "supervise"
    READ_AUDIT = "read_audit"
    CONFIGURE = "configure"

    @property
    def label(self) -> str:
        """What is allowed, in words.

        >>> Right.WITHDRAW.label
        '撤下已公开的信息'
        """
        return _right_labels()[self.value]


class Reach(StrEnum):
    """How far a right reaches from where the role is held."""

    SECTION = "section"
    AGENCY = "agency"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Grant:
    """A right and how far it reaches."""

    right: Right
    reach: Reach


@cache
def grants(role: Role) -> tuple[Grant, ...]:
    """Return what a role allows.

    >>> [each.right.value for each in grants(Role.AUDITOR)]
    ['read_audit', 'read_drafts']
    """
    return tuple(
        Grant(Right(right), Reach(row["reach"]))
        for row in _data()["grant"]
        if role.value in row["roles"]
        for right in row["rights"]
    )


@cache
def included(role: Role) -> frozenset[Role]:
    """Return a role with those that it takes in: who heads an office does what the office does.

    >>> sorted(included(Role.OFFICE_HEAD))
    [<Role.DISCLOSURE_OFFICE: 'disclosure_office'>, <Role.OFFICE_HEAD: 'office_head'>]
    """
    return frozenset({role}) | {Role(row["takes_in"]) for row in _data()["head"] if row["role"] == role.value}


@cache
def in_sections() -> frozenset[Role]:
    """Return the roles that may be held in one section; the others are for a whole agency.

    >>> Role.SECRECY_REVIEWER in in_sections()
    False
    """
    return frozenset(map(Role, _data()["sections"]["roles"]))


@cache
def from_above() -> frozenset[Role]:
    """Return the roles that only who manages agencies gives: they reach below, or watch others.

    >>> sorted(each.label for each in from_above())
    ['审计人员（只读）', '督查人员（上级主管部门）', '系统管理员']
    """
    return frozenset(role for role in Role if any(each.reach is Reach.BELOW for each in grants(role)))


@cache
def _right_labels() -> dict[str, str]:
    return {row["name"]: row["label"] for row in _data()["right"]}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.apps.agencies").joinpath("data/rights.toml").read_text("utf-8"))
