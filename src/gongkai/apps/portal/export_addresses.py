"""Which pages an exported portal has, and which of them a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from gongkai.apps.agencies.selectors import columns_of, open_agencies
from gongkai.apps.portal.columns import all_columns, slug_of, tops
from gongkai.apps.portal.export_lists import Lists, PublicList
from gongkai.apps.portal.export_state import ExportState
from gongkai.apps.portal.views.columns import report_addresses
from gongkai.apps.portal.views.documents import document_addresses
from gongkai.apps.publishing.changes import AT, DOCUMENTS, changes_after
from gongkai.apps.publishing.selectors.public_export import files_of, graves, keys, turned_between
from gongkai.apps.publishing.selectors.public_months import months

__all__ = ["Touched", "all_addresses", "touched_addresses", "touched_since"]

ITEM = "item:"
MONTH = "month:"
FEEDS = ("atom", "rss")
FIXED = (
    "/", "/statutory/", "/agencies/", "/apply/", "/apply/form/", "/sitemap/", "/feeds/", "/open/",
    "/feeds/latest.atom", "/feeds/latest.rss", "/open/items.schema.json", "/open/agencies.csv", "/open/agencies.json",
    "/sitemap.xml", "/sitemap-pages.xml", "/robots.txt",
)  # fmt: skip
"""Pages that are there whatever has been published."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed: the scopes, and the lowest place in the lists, 0 where none is told."""

    scopes: set[str] = field(default_factory=set)
    sequence: int = 0


def all_addresses() -> Iterator[str]:
    """Return the address of every page and file of the portal."""
    yield from FIXED
    yield from document_addresses()
    yield from report_addresses()
    for column in tops():
        yield column.address
    for each in Lists():
        yield each.base
        yield from (f"{each.base}{number}/" for number in each.pages())
    for column in all_columns().values():
        yield from (f"/feeds/column/{column.slug}.{kind}" for kind in FEEDS)
    for agency in open_agencies():
        yield f"/a/{agency.key}/"
        yield from (f"/feeds/agency/{agency.key}.{kind}" for kind in FEEDS)
        yield from (f"/a/{agency.key}/{slug_of(column.key)}/" for column in columns_of(agency.level))
    for month in months():
        yield from _of_month(month.slug)
    for key in keys():
        yield f"/item/{key}/"
    for key in graves():
        yield f"/item/{key}/"
    yield from files_of(None)


def touched_since(change: int, upto: int, day: date | None, today: date) -> Touched:
    """Return what has changed after one number of the log up to another, and what a new day alone has changed."""
    scopes: set[str] = set()
    places: list[int] = []
    for told in changes_after(change, upto):
        at = [int(scope.removeprefix(AT)) for scope in told if scope.startswith(AT)]
        places.append(min(at, default=0))
        scopes |= {scope for scope in told if not scope.startswith(AT)}
    if day is not None and day != today:
        for sequence, turned in turned_between(day, today):
            places.append(sequence)
            scopes |= turned
    return Touched(scopes, min(places, default=0))


def touched_addresses(state: ExportState, touched: Touched) -> set[str]:
    """Return the pages that a change touches: those that show it, and those that it brings."""
    lists = Lists().of(touched.scopes)
    numbered = {address for each in lists for address in _written(state, each)}
    found = {address for scope in touched.scopes for address in state.showing(scope)} - numbered
    for each in lists:
        found.add(each.base)
        written = sum(1 for _ in _written(state, each))
        found |= {f"{each.base}{number}/" for number in each.touched(touched.sequence, written)}
    if DOCUMENTS in touched.scopes:
        found |= set(document_addresses())
    if "column:annual_report" in touched.scopes:
        found |= set(report_addresses())
    for scope in touched.scopes:
        if scope.startswith(MONTH):
            found |= set(_of_month(scope.removeprefix(MONTH)))
    touched_keys = [scope.removeprefix(ITEM) for scope in touched.scopes if scope.startswith(ITEM)]
    found |= {f"/item/{key}/" for key in touched_keys}
    for key in touched_keys:
        found |= set(state.below(f"/item/{key}/files/"))
        found |= set(files_of(key))
    return found


def _of_month(slug: str) -> Iterable[str]:
    return (f"/open/items-{slug}.csv", f"/open/items-{slug}.json", f"/sitemap-{slug}.xml")


def _written(state: ExportState, listed: PublicList) -> Iterable[str]:
    """Return the archived pages of a list that were written."""
    number = 1
    while state.digest(address := f"{listed.base}{number}/"):
        yield address
        number += 1
