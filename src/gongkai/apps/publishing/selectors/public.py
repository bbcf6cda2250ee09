"""The one visibility policy: what the public may see is what has a row in `PublicItem`, and it is read here only.

Pages, lists, search, feeds, interfaces and files all begin at `visible`. Lists are numbered from their oldest page, so
that an archived page never changes because something new came; the newest page has no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet, Sum

from gongkai.apps.publishing.models import Kind, PublicCount, PublicItem, ValidityChange
from gongkai.apps.publishing.selectors.public_validity import has_validity, standing_in_list
from gongkai.core.publication.validity import ValidityStanding

__all__ = [
    "KINDS", "PAGE", "Count", "Listing", "Row", "Shelf", "agency_totals", "archived_pages", "counts", "everything_in",
    "in_order_of_keys", "listed", "newest", "newest_of_kinds", "page_holding", "rows_of", "total", "visible", "walk",
]  # fmt: skip

PAGE = 20
"""Rows of an archived page; the newest holds at least as many and fewer than twice."""
SMALL = 5000
"""Rows of a list that is read as a whole."""
KINDS: dict[str, str] = {each.value: each.label for each in Kind}
"""The kinds of items and what they are called."""
_NARROW = (
    "item_id", "sequence", "key", "agency_id", "agency_name", "column", "kind", "index_number", "title",
    "document_number", "formed_on", "published_at", "corrected_at", "year", "effective_from", "effective_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of what is public: of an agency, of a column, of both, or of everything."""

    agency_id: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. `standing` is the validity on the day that was asked for; None for what has none."""

    sequence: int
    key: str
    agency_id: int
    agency_name: str
    column: str
    kind: str
    index_number: str
    title: str
    document_number: str
    formed_on: date | None
    published_at: datetime
    corrected_at: datetime | None
    year: int
    standing: ValidityStanding | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list. `number` is None on the newest page; `newer` and `older` are None where there is no page.

    `newer` is 0 where the newer page is the newest one. `archived` is how many numbered pages there are.
    """

    rows: tuple[Row, ...]
    total: int
    archived: int
    number: int | None
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How much is online somewhere, and when something was last published there."""

    total: int
    latest_at: datetime


def visible() -> QuerySet[PublicItem]:
    """Return what the public may see; every other reading begins here."""
    return PublicItem.objects.all()


def total(shelf: Shelf) -> int:
    """Return how many items a list has, from the kept counts."""
    return int(_counted(shelf).aggregate(total=Sum("total"))["total"] or 0)


def archived_pages(count: int) -> int:
    """Return how many numbered pages a list of that many items has.

    >>> [archived_pages(count) for count in (0, 39, 40, 59, 60)]
    [0, 0, 1, 1, 2]
    """
    return max(count // PAGE - 1, 0)


def listed(shelf: Shelf, number: int | None, on: date) -> Listing | None:
    """Return a page of a list with the validity of a day, newest first; None where there is no such page.

    What a page costs grows with its distance from the nearer end of the list, by steps through an index only.
    """
    count = total(shelf)
    archived = archived_pages(count)
    if number is not None and not 1 <= number <= archived:
        return None
    found = _page(_on(shelf), count, archived, number)
    if number is None:
        newer, older = None, archived or None
    else:
        newer, older = (number + 1 if number < archived else 0), number - 1 or None
    return Listing(rows_of(found, on), count, archived, number, newer, older)


def page_holding(shelf: Shelf, sequence: int) -> int | None:
    """Return the number of the archived page that holds an item; None where it is on the newest page."""
    number = _on(shelf).filter(sequence__lt=sequence).count() // PAGE + 1
    return number if number <= archived_pages(total(shelf)) else None


def newest(shelf: Shelf, count: int, on: date) -> tuple[Row, ...]:
    """Return the newest items of a list."""
    return rows_of(_narrow(_on(shelf))[:count], on)


def newest_of_kinds(kinds: Iterable[str], count: int, on: date, agency_id: int | None = None) -> tuple[Row, ...]:
    """Return the newest items of some kinds, everywhere or in one agency."""
    found = visible().filter(kind__in=tuple(kinds))
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    return rows_of(_narrow(found)[:count], on)


def everything_in(column: str, on: date) -> tuple[Row, ...]:
    """Return all of a column that stays small by its nature (annual reports: one for each agency and year)."""
    return rows_of(_narrow(visible().filter(column=column))[:SMALL], on)


def counts(agency_id: int | None = None) -> dict[str, Count]:
    """Return how much there is in each column, everywhere or in one agency."""
    found = PublicCount.objects.filter(agency_id=agency_id) if agency_id is not None else PublicCount.objects.all()
    summed = found.values_list("column").annotate(Sum("total"), Max("latest_at"))
    return {column: Count(count, latest) for column, count, latest in summed}


def agency_totals(column: str = "") -> dict[int, Count]:
    """Return how much each agency has, in all columns or in one, by the agencies' ids."""
    found = PublicCount.objects.filter(column=column) if column else PublicCount.objects.all()
    summed = found.values_list("agency_id").annotate(Sum("total"), Max("latest_at"))
    return {agency: Count(count, latest) for agency, count, latest in summed}


def in_order_of_keys(keys: Sequence[str], on: date) -> tuple[Row, ...]:
    """Return the rows of some keys in their order; what isn't public is left out."""
    found = {row.key: row for row in rows_of(_narrow(visible().filter(key__in=keys)), on)}
    return tuple(found[key] for key in keys if key in found)


def walk(after: int = 0, size: int = 1000) -> Iterator[Row]:
    """Return everything that is public, oldest first, without its validity; read in portions."""
    while portion := list(visible().filter(sequence__gt=after).only(*_NARROW).order_by("sequence")[:size]):
        yield from (_row(each, None) for each in portion)
        after = portion[-1].sequence


def rows_of(found: Iterable[PublicItem], on: date) -> tuple[Row, ...]:
    """Return public items as rows with their validity on a day."""
    items = list(found)
    documents = [each.item_id for each in items if has_validity(each)]
    changes: dict[int, list[ValidityChange]] = {}
    if documents:
        for change in ValidityChange.objects.filter(item_id__in=documents).order_by("on", "id"):
            changes.setdefault(change.item_id, []).append(change)
    asked = set(documents)
    return tuple(
        _row(each, standing_in_list(each, changes.get(each.item_id, ()), on) if each.item_id in asked else None)
        for each in items
    )


def _row(online: PublicItem, standing: ValidityStanding | None) -> Row:
    return Row(
        sequence=online.sequence,
        key=online.key,
        agency_id=online.agency_id,
        agency_name=online.agency_name,
        column=online.column,
        kind=online.kind,
        index_number=online.index_number,
        title=online.title,
        document_number=online.document_number,
        formed_on=online.formed_on,
        published_at=online.published_at,
        corrected_at=online.corrected_at,
        year=online.year,
        standing=standing,
    )


def _on(shelf: Shelf) -> QuerySet[PublicItem]:
    found = visible()
    if shelf.agency_id is not None:
        found = found.filter(agency_id=shelf.agency_id)
    return found.filter(column=shelf.column) if shelf.column else found


def _counted(shelf: Shelf) -> QuerySet[PublicCount]:
    found = PublicCount.objects.all()
    if shelf.agency_id is not None:
        found = found.filter(agency_id=shelf.agency_id)
    return found.filter(column=shelf.column) if shelf.column else found


def _narrow(found: QuerySet[PublicItem]) -> QuerySet[PublicItem]:
    return found.only(*_NARROW).order_by("-sequence")


def _page(found: QuerySet[PublicItem], count: int, archived: int, number: int | None) -> list[PublicItem]:
    """Return the rows of a page: its oldest row is stepped to from the nearer end, the page follows by the index."""
    if number is None:
        return list(_narrow(found)[: count - archived * PAGE])
    before = (number - 1) * PAGE
    sequences = found.values_list("sequence", flat=True)
    if before <= count // 2:
        first = list(sequences.order_by("sequence")[before : before + 1])
    else:
        first = list(sequences.order_by("-sequence")[count - before - 1 : count - before])
    portion = found.filter(sequence__gte=first[0] if first else 0).only(*_NARROW).order_by("sequence")[:PAGE]
    return list(portion)[::-1]
