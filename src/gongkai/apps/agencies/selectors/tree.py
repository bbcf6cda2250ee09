"""Read the tree of agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.agencies.models import Agency, FormerName, Platform, Section
from gongkai.core.publication.columns import Column, column_tree
from gongkai.core.publication.scope import Level

GUIDE_FIELDS = {
    "disclosure_office": ("office",),
    "office_address": ("address",),
    "office_hours": ("office_hours",),
    "telephone": ("telephone",),
    "fax": ("fax",),
    "internet_contact": ("email", "website"),
}
"""What the guide must hold (`core.publication.guide`) → the fields of the profile of which one gives it."""
MADE_BY_PLATFORM = ("classification", "arrangement", "access")
"""What the guide must hold and the platform tells by itself, from the columns and the rule of index numbers."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency in the tree as a list shows it: how deep it stands, and whether anything stands below it."""

    agency: Agency
    depth: int
    leaf: bool


def agency(key: str) -> Agency:
    """Return the agency of a key; `Agency.DoesNotExist` where there is none."""
    return Agency.objects.select_related("parent", "successor").get(key=key)


def agency_of(agency_id: int) -> Agency:
    """Return an agency by its id."""
    return Agency.objects.get(pk=agency_id)


def find_agency(key: str) -> Agency | None:
    """Return the agency of a key, None where there is none."""
    return Agency.objects.select_related("parent", "successor").filter(key=key).first()


def current_agency(key: str) -> Agency:
    """Return who answers for a key now: the agency itself, or whoever took over from it, and from them in turn.

    Where nobody took over, the last one, closed as it is. `Agency.DoesNotExist` where there never was one.
    """
    found = agency(key)
    seen = {found.pk}
    while found.successor is not None and found.successor.pk not in seen:
        found = agency(found.successor.key)
        seen.add(found.pk)
    return found


def root() -> Agency | None:
    """Return the agency at the top, None before the first set-up."""
    return Agency.objects.filter(parent__isnull=True).order_by("order", "id").first()


def open_agencies() -> QuerySet[Agency]:
    """Return the agencies that still exist, those of one level in their order."""
    return Agency.objects.filter(ended_on__isnull=True)


def below(of: Agency) -> QuerySet[Agency]:
    """Return an agency and all below it."""
    return Agency.objects.filter(path__startswith=of.path)


def agencies_within(reach: Q) -> QuerySet[Agency]:
    """Return the agencies that a reach (`Staff.reach`) covers."""
    return Agency.objects.filter(reach)


def search(reach: Q, words: str = "", level: str = "", *, closed: bool = False) -> QuerySet[Agency]:
    """Return agencies of a reach by a word in their name, former name or key; closed ones only where asked."""
    found = Agency.objects.filter(reach)
    if not closed:
        found = found.filter(ended_on__isnull=True)
    if level:
        found = found.filter(level=level)
    for word in words.split():
        former = FormerName.objects.filter(name__contains=word).values("agency")
        found = found.filter(Q(name__contains=word) | Q(short_name__contains=word) | Q(key=word) | Q(pk__in=former))
    return found


def branches(agencies: Iterable[Agency]) -> tuple[Branch, ...]:
    """Return agencies as a tree is read: each before what stands below it, siblings in their order.

    Whose parent is not among them stands at the left.
    """
    rows = list(agencies)
    there = {each.pk for each in rows}
    children: dict[int | None, list[Agency]] = {}
    for each in rows:
        children.setdefault(each.parent_id if each.parent_id in there else None, []).append(each)
    told: list[Branch] = []
    waiting = [(each, 0) for each in _in_order(children.get(None, []))]
    while waiting:
        each, depth = waiting.pop()
        below_it = children.get(each.pk, [])
        told.append(Branch(each, depth, not below_it))
        waiting += [(child, depth + 1) for child in _in_order(below_it)]
    return tuple(told)


def _in_order(agencies: list[Agency]) -> list[Agency]:
    """Return siblings last first, as a stack takes them."""
    return sorted(agencies, key=lambda each: (each.order, each.pk), reverse=True)


def ancestors(of: Agency) -> tuple[Agency, ...]:
    """Return who stands above an agency, the topmost first."""
    keys = of.path.strip("/").split("/")[:-1]
    found = {each.key: each for each in Agency.objects.filter(key__in=keys)}
    return tuple(found[key] for key in keys if key in found)


def sections_of(agency_id: int, *, ended: bool = False) -> QuerySet[Section]:
    """Return the sections of an agency that still exist, or all."""
    found = Section.objects.filter(agency_id=agency_id)
    return found if ended else found.filter(ended_on__isnull=True)


def name_on(of: Agency, day: date) -> str:
    """Return what an agency was called on a day."""
    former = of.former_names.filter(until__gte=day).order_by("until").first()
    return former.name if former else of.name


def columns_of(level: str) -> tuple[Column, ...]:
    """Return the columns of an agency of a level (国办公开办函〔2019〕61号)."""
    return column_tree(Level(level))


def keys_of_agencies() -> dict[int, str]:
    """Return the key of every agency there is or was, by its id."""
    return dict(Agency.objects.order_by().values_list("pk", "key"))


def platform() -> Platform:
    """Return what the website as a whole is called and who answers for it."""
    return Platform.objects.select_related("host").filter(id=1).first() or Platform(id=1)


def guide_filled(of: Agency) -> frozenset[str]:
    """Return which parts of the guide (条例第十二条) are there: from the profile, and what the platform tells by itself."""
    given = {key for key, fields in GUIDE_FIELDS.items() if any(getattr(of, field).strip() for field in fields)}
    return frozenset(given) | frozenset(MADE_BY_PLATFORM)
