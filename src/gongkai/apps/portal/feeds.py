"""Feeds: what was published lately, as RSS and Atom; everywhere, in an agency, in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors import agency as agency_of_key
from gongkai.apps.portal.columns import all_columns, column_of_slug, tops
from gongkai.apps.portal.page import Crumb, Head, show, site
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.changes import SITE
from gongkai.apps.publishing.selectors.public import Row, Shelf, newest

SIZE = 50
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KINDS: dict[str, type[Rss201rev2Feed | Atom1Feed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@public
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Show which feeds there are and what they are for."""
    head = Head("订阅", "/feeds/", "用阅读器订阅新公开的政府信息。", (Crumb("订阅"),))
    columns = [each for each in all_columns().values() if each not in tops()]
    return shows(show(request, "feeds.html", head, {"columns": columns}), SITE)


@public
@require_safe
def all_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Send what was published lately."""
    return shows(_feed(request, kind, "最新公开的政府信息", "/", Shelf()), SITE)


@public
@require_safe
def agency_feed(request: HttpRequest, agency: str, kind: str) -> HttpResponse:
    """Send what an agency published lately."""
    try:
        found = agency_of_key(agency)
    except Agency.DoesNotExist:
        raise Http404 from None
    shelf = Shelf(agency_id=found.pk)
    return shows(_feed(request, kind, f"{found.name}最新公开的政府信息", f"/a/{agency}/", shelf), f"agency:{agency}")


@public
@require_safe
def column_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Send what was published lately in a column of all agencies."""
    found = column_of_slug(slug)
    if found is None:
        raise Http404
    return shows(_feed(request, kind, found.label, found.address, Shelf(column=found.key)), f"column:{found.key}")


def _feed(request: HttpRequest, kind: str, title: str, address: str, shelf: Shelf) -> HttpResponse:
    if kind not in _KINDS:
        raise Http404
    here = site()
    origin = here.origin or f"{request.scheme}://{request.get_host()}"
    rows = newest(shelf, SIZE, clock.today())
    feed = _KINDS[kind](
        title=f"{title}-{here.name}",
        link=f"{origin}{address}",
        description=f"{here.name}：{title}",
        language="zh-cn",
        feed_url=f"{origin}{request.path}",
    )
    _fill(feed, rows, origin)
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer


def _fill(feed: Rss201rev2Feed | Atom1Feed, rows: Sequence[Row], origin: str) -> None:
    labels = all_columns()
    for row in rows:
        told = [row.agency_name, row.document_number, row.standing.validity.label if row.standing else ""]
        feed.add_item(
            title=_NOT_IN_XML.sub("", row.title),
            link=f"{origin}/item/{row.key}/",
            description=_NOT_IN_XML.sub("", "　".join(filter(None, told))),
            author_name=row.agency_name,
            pubdate=row.published_at,
            updateddate=row.corrected_at or row.published_at,
            unique_id=f"{origin}/item/{row.key}/",
            categories=[labels[row.column].label] if row.column in labels else [],
        )
