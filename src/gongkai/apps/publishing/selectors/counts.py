"""Count government rules and normative documents of an agency for a year, as table 2 of the annual report asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongkai.apps.publishing.models import Kind, PublicItem
from gongkai.apps.publishing.terms import term_of
from gongkai.core.publication.validity import Validity, ValidityStanding, validity

__all__ = ["Counts", "Document", "counts", "documents", "standing_on"]

_ENDED = frozenset({Validity.REPEALED, Validity.EXPIRED})


@dataclass(frozen=True, slots=True)
class Counts:
    """The three numbers of a row of table 2: made in the year, repealed in it, in force on its last day."""

    issued: int
    repealed: int
    in_force: int


@dataclass(frozen=True, slots=True)
class Document:
    """A public document with its validity on a day, and on which day it was made."""

    online: PublicItem
    made_on: date
    standing: ValidityStanding | None


def documents(agency_id: int, kinds: Iterable[Kind], at: date) -> list[Document]:
    """Return an agency's public documents of some kinds that were made up to a day, the newest first."""
    found = _online(agency_id, kinds)
    told = (_document(each, at) for each in found)
    return sorted((each for each in told if each.made_on <= at), key=lambda each: each.made_on, reverse=True)


def counts(agency_id: int, kind: Kind, year: int) -> Counts:
    """Return the numbers of a kind of documents for a year.

    A document is made on the day that it was formed, repealed when its validity ended by a decision or by time within the
    year; what was amended or partly repealed is in force.
    """
    last = date(year, 12, 31)
    before = {each.online.pk for each in documents(agency_id, (kind,), date(year - 1, 12, 31)) if not _ended(each)}
    all_made = documents(agency_id, (kind,), last)
    issued = {each.online.pk for each in all_made if each.made_on.year == year}
    ended = {each.online.pk for each in all_made if _ended(each)}
    return Counts(len(issued), len(ended & (before | issued)), len(all_made) - len(ended))


def standing_on(online: PublicItem, at: date) -> ValidityStanding | None:
    """Return the validity of a public document on a day; None where no day is known from which it could hold."""
    term = term_of(online.text, online.item.validity_changes.all(), localdate(online.published_at))
    return validity(term, at) if term is not None else None


def _ended(document: Document) -> bool:
    return document.standing is not None and document.standing.validity in _ENDED


def _online(agency_id: int, kinds: Iterable[Kind]) -> QuerySet[PublicItem]:
    found = PublicItem.objects.filter(agency_id=agency_id, kind__in=[each.value for each in kinds])
    return found.select_related("text", "item").prefetch_related("item__validity_changes")


def _document(online: PublicItem, at: date) -> Document:
    made_on = online.formed_on or localdate(online.published_at)
    return Document(online, made_on, standing_on(online, at))
