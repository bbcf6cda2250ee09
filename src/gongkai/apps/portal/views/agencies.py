"""The pages of one agency: its platform with the tree of its columns, their lists, and its guide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies import selectors as agencies
from gongkai.apps.agencies.access import public
from gongkai.apps.agencies.models import Agency
from gongkai.apps.portal.columns import LATEST, STATUTORY, column, column_of_slug
from gongkai.apps.portal.guide import guide_of
from gongkai.apps.portal.page import Crumb, Head, column_tags, show
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.portal.tree import tree_of
from gongkai.apps.portal.views.columns import EVERYTHING, list_head, listing_or_404
from gongkai.apps.publishing.selectors.public import Shelf, newest
from gongkai.core.publication.columns import PLATFORM

SHOWN = 10


@public
@require_safe
def agency_home(request: HttpRequest, key: str) -> HttpResponse:
    """Show an agency's platform: its columns with what is in them, what is new, how to reach it."""
    agency = _agency_or_404(key)
    if _moved(agency):
        return redirect(f"/a/{agencies.current_agency(key).key}/", permanent=False)
    head = Head(
        f"{agency.name}{PLATFORM}",
        f"/a/{key}/",
        f"{agency.name}{PLATFORM}：指南、制度、法定主动公开内容、年报和依申请公开。",
        (Crumb("机关一览", "/agencies/"), Crumb(agency.name)),
    )
    today = clock.today()
    context = {
        "agency": agency,
        "tree": tree_of(agency),
        "latest": newest(Shelf(agency.pk), SHOWN, today),
        "former": list(agency.former_names.all()),
    }
    return shows(show(request, "agency.html", head, context), f"agency:{key}")


@public
@require_safe
def agency_column(request: HttpRequest, key: str, slug: str, number: int | None = None) -> HttpResponse:
    """Show a page of a column of an agency; also of one that was closed, whose information stays where it was."""
    agency = _agency_or_404(key)
    shown = EVERYTHING if slug == LATEST else column_of_slug(slug)
    if shown is None or shown.key == "application":
        raise Http404
    base = f"/a/{key}/{slug}/"
    listing = listing_or_404(Shelf(agency.pk, "" if shown is EVERYTHING else shown.key), number)
    if not listing.total and _moved(agency):
        return redirect(f"/a/{agencies.current_agency(key).key}/{slug}/", permanent=False)
    crumbs = [Crumb("机关一览", "/agencies/"), Crumb(agency.name, f"/a/{key}/")]
    if shown.key.startswith("statutory."):
        crumbs.append(Crumb(column(STATUTORY).label, f"/a/{key}/"))
    head = list_head(shown, listing, base, base, crumbs, "", agency.name)
    context = {
        "agency": agency,
        "column": shown,
        "listing": listing,
        "base": base,
        "newer_address": head.newer,
        "tree": tree_of(agency),
    }
    return shows(show(request, "list.html", head, context), f"agency:{key}", f"list:{key}/{shown.key}")


@public
@require_safe
def agency_guide(request: HttpRequest, key: str) -> HttpResponse:
    """Show an agency's guide, made from its profile, and what it published as its guide."""
    agency = _agency_or_404(key)
    if _moved(agency):
        return redirect(f"/a/{agencies.current_agency(key).key}/guide/", permanent=False)
    shown = column("guide")
    crumbs = (Crumb("机关一览", "/agencies/"), Crumb(agency.name, f"/a/{key}/"), Crumb(shown.label))
    head = Head(
        f"{agency.name}{shown.label}",
        f"/a/{key}/guide/",
        f"{agency.name}{shown.label}：{shown.told}。",
        crumbs,
        column_tags(shown, agency.name),
        shown.address,
    )
    today = clock.today()
    context = {
        "agency": agency,
        "guide": guide_of(agency, today),
        "rows": newest(Shelf(agency.pk, shown.key), SHOWN, today),
    }
    return shows(show(request, "guide.html", head, context), f"agency:{key}")


def _agency_or_404(key: str) -> Agency:
    found = agencies.find_agency(key)
    if found is None:
        raise Http404
    return found


def _moved(agency: Agency) -> bool:
    """Say whether an agency was closed and another took over."""
    return not agency.open and agency.successor_id is not None
