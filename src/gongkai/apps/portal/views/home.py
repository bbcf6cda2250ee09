"""The home page and the list of agencies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.portal.agency_groups import agency_groups
from gongkai.apps.portal.page import Crumb, Head, show, site
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.changes import SITE
from gongkai.apps.publishing.selectors.public import Shelf, agency_totals, newest, newest_of_kinds
from gongkai.apps.publishing.selectors.public_validity import DOCUMENTS
from gongkai.core.publication.columns import PLATFORM

SHOWN = 8


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the unified columns, what is new, and the agencies."""
    today = clock.today()
    name = f"{site().host}{PLATFORM}平台" if site().host else site().name
    head = Head(
        name,
        "/",
        f"{name}：政府信息公开指南、制度、法定主动公开内容、年报和依申请公开。",
        current="/",
    )
    context = {
        "documents": newest_of_kinds(DOCUMENTS, SHOWN, today),
        "interpretations": newest(Shelf(column="statutory.interpretation"), SHOWN, today),
        "latest": newest(Shelf(), SHOWN, today),
        "notices": newest(Shelf(column="statutory.notices"), SHOWN, today),
        "groups": agency_groups(),
    }
    return shows(show(request, "home.html", head, context), SITE)


@public
@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """Show every agency with how much it has published and when it last did."""
    head = Head("机关一览", "/agencies/", f"各行政机关的{PLATFORM}栏目。", (Crumb("机关一览"),))
    totals = agency_totals()
    groups = [(group.label, [(each, totals.get(each.pk)) for each in group.agencies]) for group in agency_groups()]
    return shows(show(request, "agencies.html", head, {"groups": groups}), SITE)
