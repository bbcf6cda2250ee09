"""The disclosure attribute of a document: proactive, on application or withheld, with the ground that is told for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.casework.grounds import Duty, ground
from gongkai.core.findings import Finding
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.faults import faults

FILE = "attributes.toml"
STATE_SECRET = "N1"  # noqa: S105 — the code of a ground
_FAULTS = faults(FILE)


class Attribute(StrEnum):
    """What is to become of a document: published, given on application, or withheld."""

    PROACTIVE = "proactive"
    ON_APPLICATION = "on_application"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """The attribute as it stands on the paper.

        >>> [each.label for each in Attribute]
        ['主动公开', '依申请公开', '不予公开']
        """
        return str(_attributes()[self.value]["label"])

    @property
    def cites(self) -> tuple[Cite, ...]:
        """What the attribute rests on.

        >>> str(Attribute.PROACTIVE.cites[0])
        '政府信息公开条例（国务院令第711号）第十九条'
        """
        return cites_of(_attributes()[self.value])


@dataclass(frozen=True, slots=True)
class Assignment:
    """The attribute given to a document, the code of the ground and the reason told for it, and who decided it when.

    `ground` is one of N1 to N7 (`casework.grounds`); N8 answers applications only.
    """

    attribute: Attribute
    ground: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """What has to be done when a document's attribute changes, in order; `sure` as in the data."""

    label: str
    needs: tuple[str, ...]
    cites: tuple[Cite, ...]
    sure: str


def published_mark() -> str:
    """Return the note that a document to be published carries.

    >>> published_mark()
    '（此件公开发布）'
    """
    return str(_attributes()[Attribute.PROACTIVE]["mark"])


def examine_attribute(given: Assignment, text: str | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with an attribute; `text`, the document's, is searched for the note of publication.

    Raise `UnknownGround` for a code that no ground has.

    >>> [found.code for found in examine_attribute(Assignment(Attribute.WITHHELD))]
    ['PA-01', 'PA-02', 'PA-08']
    """
    return (*_ground_faults(given), *_mark_faults(given.attribute, text), *_decision_faults(given))


def attribute_change(old: Attribute, new: Attribute) -> AttributeChange | None:
    """Return what a change of attribute needs, or None where nothing changes.

    >>> attribute_change(Attribute.WITHHELD, Attribute.PROACTIVE).label
    '转为主动公开'
    """
    for row in entries(PACKAGE, FILE, "change"):
        if old.value in row["old"] and row["new"] == new.value:
            return AttributeChange(row["label"], tuple(row["needs"]), cites_of(row), row.get("sure", "seen"))
    return None


def _ground_faults(given: Assignment) -> Iterator[Finding]:
    told = ground(given.ground) if given.ground else None
    wanted = _attributes()[given.attribute]["ground"]
    if told is None and wanted == "ground":
        yield _FAULTS["PA-01"].finding()
    if not given.reason.strip() and wanted != "none":
        yield _FAULTS["PA-02"].finding(attribute=given.attribute.label)
    if told is None:
        return
    named = f"{told.code}“{told.label}”"
    if given.attribute is not Attribute.WITHHELD:
        yield _FAULTS["PA-03"].finding(attribute=given.attribute.label, ground=named)
    if told.duty is Duty.ELSEWHERE:
        yield _FAULTS["PA-04"].finding(ground=named)
    if told.code == STATE_SECRET:
        yield _FAULTS["PA-05"].finding(ground=named)


def _mark_faults(attribute: Attribute, text: str | None) -> Iterator[Finding]:
    if text is None:
        return
    mark = published_mark()
    bare = mark.strip("（）")
    if attribute is Attribute.PROACTIVE and bare not in text:
        yield _FAULTS["PA-06"].finding(mark=mark)
    if attribute is not Attribute.PROACTIVE and bare in text:
        yield _FAULTS["PA-07"].finding(bare, attribute=attribute.label, mark=mark)


def _decision_faults(given: Assignment) -> Iterator[Finding]:
    if not given.decided_by.strip() or given.decided_on is None:
        yield _FAULTS["PA-08"].finding()


@cache
def _attributes() -> dict[str, Entry]:
    return {row["name"]: row for row in entries(PACKAGE, FILE, "attribute")}
