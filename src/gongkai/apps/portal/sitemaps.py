"""The map of the site for search engines: an index, one file of fixed pages, one for each month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.agencies.selectors import open_agencies
from gongkai.apps.portal.columns import all_columns
from gongkai.apps.portal.page import site
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.changes import ALL, SITE
from gongkai.apps.publishing.selectors.public_months import months, published_in

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FIXED = ("/", "/statutory/", "/agencies/", "/normative/", "/sitemap/", "/accessibility/")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Send the index of the maps."""
    origin = _origin(request)
    names = ["pages", *(each.slug for each in months())]
    entries = (f"<sitemap><loc>{escape(f'{origin}/sitemap-{name}.xml')}</loc></sitemap>" for name in names)
    return shows(_xml("sitemapindex", entries), SITE)


@public
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """Send the map of the pages that are there whatever has been published."""
    origin = _origin(request)
    addresses = [*FIXED, *(each.address for each in all_columns().values())]
    addresses += [f"/a/{each.key}/" for each in open_agencies()]
    return shows(_xml("urlset", (_url(f"{origin}{address}") for address in dict.fromkeys(addresses))), ALL)


@public
@require_safe
def month(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the map of what was published in a month."""
    told = _MONTH.fullmatch(slug)
    rows = published_in(int(told[1]), int(told[2]), clock.today()) if told else ()
    if not rows:
        raise Http404
    origin = _origin(request)
    entries = (
        _url(f"{origin}/item/{row.key}/", f"{timezone.localtime(row.corrected_at or row.published_at):%Y-%m-%d}")
        for row in rows
    )
    return shows(_xml("urlset", entries), f"month:{slug}")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Send what programs may read: everything public, nothing of the staff's side."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /accounts/",
        "Disallow: /search/",
        "Disallow: /corrections/",
    ]
    lines += ["", f"Sitemap: {_origin(request)}/sitemap.xml", ""]
    return shows(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), ALL)


def _origin(request: HttpRequest) -> str:
    return site().origin or f"{request.scheme}://{request.get_host()}"


def _url(address: str, changed: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"


def _xml(root: str, entries: Iterable[str]) -> HttpResponse:
    told = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">{"".join(entries)}</{root}>'
    return HttpResponse(told, content_type="application/xml; charset=utf-8")
