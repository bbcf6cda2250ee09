"""The validity of public documents on a day: the core's answer, and the same as a condition for long lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from gongkai.apps.publishing.models import Kind, PublicItem, ValidityChange
from gongkai.apps.publishing.terms import altered, term_of
from gongkai.core.publication.validity import Altered, Validity, ValidityStanding, validity

__all__ = ["DOCUMENTS", "has_validity", "standing_in_list", "standing_of", "with_validity"]

DOCUMENTS = (Kind.GOVERNMENT_RULE.value, Kind.NORMATIVE_DOCUMENT.value)
"""Kinds that always have a validity, and that are listed by it."""


def has_validity(online: PublicItem) -> bool:
    """Say whether a public item can have a validity: other documents only where it is written when they hold."""
    if online.kind == Kind.OTHER_DOCUMENT.value:
        return online.effective_from is not None or online.effective_to is not None
    return online.kind in DOCUMENTS


def standing_of(online: PublicItem, changes: Iterable[Altered], on: date) -> ValidityStanding:
    """Return the validity of a public document on a day (see `publishing.terms`), by what happened to it since."""
    term = term_of(online, (), localdate(online.published_at))
    if term is None:  # the day of publication is always known
        raise ValueError(online.key)
    return validity(replace(term, altered=tuple(changes)), on)


def standing_in_list(online: PublicItem, changes: Iterable[ValidityChange], on: date) -> ValidityStanding:
    """Return the validity as a list shows it; documents that changed it are told by what was written of them."""
    return standing_of(online, map(altered, changes), on)


def with_validity(wanted: Iterable[Validity], on: date) -> Q:
    """Return the condition on public documents that have one of some validities on a day.

    Most documents were never changed: for those the days decide in the database. The core decides the others, and their
    ids stand in the condition.
    """
    asked = frozenset(wanted)
    condition = Q(item_id__in=_changed(asked, on))
    unchanged = ~Q(Exists(ValidityChange.objects.filter(item_id=OuterRef("item_id"))))
    later = Q(effective_from__gt=on) | Q(effective_from__isnull=True, formed_on__gt=on)
    over = Q(effective_to__lt=on)
    if Validity.NOT_YET in asked:
        condition |= unchanged & later & ~over
    if Validity.EXPIRED in asked:
        condition |= unchanged & over
    if Validity.IN_FORCE in asked:
        condition |= unchanged & ~later & ~over
    return condition


def _changed(asked: frozenset[Validity], on: date) -> list[int]:
    changes: dict[int, list[ValidityChange]] = {}
    for change in ValidityChange.objects.filter(item__public__kind__in=DOCUMENTS).order_by("on", "id"):
        changes.setdefault(change.item_id, []).append(change)
    days = PublicItem.objects.filter(
        kind__in=DOCUMENTS, item_id__in=ValidityChange.objects.values("item_id")
    ).only("item_id", "effective_from", "effective_to", "formed_on", "published_at")  # fmt: skip
    return [each.item_id for each in days if standing_in_list(each, changes[each.item_id], on).validity in asked]
