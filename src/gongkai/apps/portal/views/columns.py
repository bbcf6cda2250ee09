"""Lists of what is public: by column, by agency, by both; and the pages of the unified columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.portal.agency_groups import agency_groups
from gongkai.apps.portal.columns import LATEST, STATUTORY, PublicColumn, column, column_of_slug, statutory_groups
from gongkai.apps.portal.page import Crumb, Head, column_tags, show
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.changes import SITE
from gongkai.apps.publishing.selectors.public import Listing, Row, Shelf, counts, everything_in, listed, newest

EVERYTHING = PublicColumn(LATEST, LATEST, "最新公开", "按发布时间排列的全部政府信息", "")
UNSORTED = "未归入其他栏目的法定主动公开内容"
_REPORT_YEAR = re.compile(r"(20\d\d)\s*年")


@public
@require_safe
def county_column(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show a page of a column for the whole county."""
    shown = EVERYTHING if slug == LATEST else column_of_slug(slug)
    if shown is None:
        raise Http404
    if shown.key == STATUTORY:
        shown = replace(shown, label=UNSORTED)
    elif number is None and shown.address != f"/c/{slug}/":
        return redirect(shown.address, permanent=True)
    return county_listing(request, shown, f"/c/{slug}/", number)


@public
@require_safe
def disclosure_rules(request: HttpRequest) -> HttpResponse:
    """Show the newest page of the rules of disclosure at its own address."""
    return county_listing(request, column("disclosure_rules"), "/c/disclosure-rules/", None)


def county_listing(request: HttpRequest, shown: PublicColumn, base: str, number: int | None) -> HttpResponse:
    """Show a page of a list for the whole county."""
    listing = listing_or_404(Shelf(column="" if shown is EVERYTHING else shown.key), number)
    front = base if shown is EVERYTHING or shown.key == STATUTORY else shown.address
    crumbs = [Crumb(column(STATUTORY).label, "/statutory/")] if shown.key.startswith("statutory.") else []
    current = column(STATUTORY).address if crumbs or shown.key == STATUTORY else front
    head = list_head(shown, listing, base, front, crumbs, current)
    context = {"column": shown, "listing": listing, "base": base, "newer_address": head.newer, "with_agency": True}
    scope = SITE if shown is EVERYTHING else f"column:{shown.key}"
    return shows(show(request, "list.html", head, context), scope)


@public
@require_safe
def statutory(request: HttpRequest) -> HttpResponse:
    """Show the statutory content: every column with how much there is and when it was last updated."""
    shown = column(STATUTORY)
    head = Head(
        shown.label, shown.address, f"{shown.told}。", (Crumb(shown.label),), column_tags(shown), shown.address
    )  # fmt: skip
    found = counts()
    groups = [(label, [(each, found.get(each.key)) for each in columns]) for label, columns in statutory_groups()]
    context = {"column": shown, "groups": groups, "own": found.get(STATUTORY)}
    return shows(show(request, "statutory.html", head, context), SITE)


@public
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Show the guides: one for every agency, made from its profile, and those that were published."""
    shown = column("guide")
    head = Head(
        shown.label, shown.address, f"{shown.told}。", (Crumb(shown.label),), column_tags(shown), shown.address
    )  # fmt: skip
    context = {
        "column": shown,
        "groups": agency_groups(),
        "rows": newest(Shelf(column=shown.key), 20, clock.today()),
    }
    return shows(show(request, "guides.html", head, context), SITE)


@public
@require_safe
def annual_reports(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show the annual reports of a year by agency, the latest where none is named; the year is that of the title."""
    shown = column("annual_report")
    years = _reports_by_year()
    if year is not None and year not in years:
        raise Http404
    chosen = year if year is not None else max(years, default=None)
    crumbs = [Crumb(shown.label, shown.address), Crumb(f"{year}年度")] if year else [Crumb(shown.label)]
    title = f"{year}年度{shown.label}" if year else shown.label
    address = f"{shown.address}{year}/" if year else shown.address
    head = Head(title, address, f"{shown.told}。", crumbs, column_tags(shown), shown.address)
    rows = years.get(chosen or 0, [])
    there = {row.agency_id for row in rows}
    missing = [each for group in agency_groups() for each in group.agencies if each.pk not in there] if rows else []
    context = {
        "column": shown,
        "years": sorted(years, reverse=True),
        "chosen": chosen,
        "rows": rows,
        "missing": missing,
    }
    return shows(show(request, "annual_reports.html", head, context), f"column:{shown.key}")


def report_addresses() -> Iterator[str]:
    """Return the addresses of the annual reports' years, for who writes all of them out."""
    for year in _reports_by_year():
        yield f"/annual-reports/{year}/"


def _reports_by_year() -> dict[int, list[Row]]:
    years: dict[int, list[Row]] = {}
    for row in everything_in("annual_report", clock.today()):
        told = _REPORT_YEAR.search(row.title)
        years.setdefault(int(told[1]) if told else row.year, []).append(row)
    return years


def listing_or_404(shelf: Shelf, number: int | None) -> Listing:
    """Return a page of a list; 404 where there is no such page."""
    listing = listed(shelf, number, clock.today())
    if listing is None:
        raise Http404
    return listing


def list_head(
    shown: PublicColumn, listing: Listing, base: str, front: str, crumbs: list[Crumb], current: str, owner: str = ""
) -> Head:
    """Return what a page of a list says of itself; `front` is where its newest page is."""
    number = listing.number
    title = f"{owner}{shown.label}"
    newer = "" if listing.newer is None else f"{base}{listing.newer}/" if listing.newer else front
    return Head(
        title=f"{title}（第{number}页）" if number else title,
        address=f"{base}{number}/" if number else front,
        description=f"{title}：{shown.told}。",
        crumbs=[*crumbs, Crumb(shown.label)],
        tags=column_tags(shown, owner),
        current=current,
        newer=newer,
        older=f"{base}{listing.older}/" if listing.older else "",
    )
