"""What stands around every public page: the site, its tags, the way back, and how its reader wants it shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.agencies import selectors as agencies
from gongkai.apps.portal.columns import PublicColumn, tops
from gongkai.apps.portal.modes import modes_of
from gongkai.apps.publishing.remembered import Remembered
from gongkai.apps.publishing.selectors.public_item import Detail
from gongkai.core.publication.columns import PLATFORM
from gongkai.core.publication.page_tags import PageTag

__all__ = ["Crumb", "Head", "Site", "article_tags", "column_tags", "show", "site"]

DESCRIPTION_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page; the last has no address."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The website and who answers for it, as every page names them."""

    name: str
    domain: str
    identification_code: str
    host: str
    undertaker: str
    contact: str
    icp_number: str
    police_number: str

    @property
    def origin(self) -> str:
        """How absolute addresses begin; "" where no domain is set, so that they stay addresses of this server."""
        if not self.domain:
            return ""
        return f"{'https' if settings.CONFIGURATION.https else 'http'}://{self.domain}"


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself; `current` is the address of the entry of the navigation that it belongs to."""

    title: str
    address: str
    description: str
    crumbs: Sequence[Crumb] = ()
    tags: Sequence[PageTag] = ()
    current: str = ""
    newer: str = ""
    older: str = ""
    indexed: bool = True


def _read_site() -> Site:
    kept = agencies.platform()
    host = kept.host.name if kept.host else ""
    return Site(
        name=kept.name,
        domain=kept.domain,
        identification_code=kept.identification_code,
        host=host,
        undertaker=kept.undertaker,
        contact=kept.contact,
        icp_number=kept.icp_number,
        police_number=kept.police_number,
    )


site = Remembered(_read_site)
"""The website as it stands in the database."""


def show(
    request: HttpRequest, template: str, head: Head, context: Mapping[str, object] | None = None, status: int = 200
) -> HttpResponse:
    """Return a page in its frame.

    One that is shown otherwise than to everybody (large print, high contrast) may be kept by nobody.
    """
    here = site()
    modes = modes_of(request)
    around = {
        "site": here,
        "head": head,
        "tags": (*_site_tags(here), *head.tags),
        "platform": PLATFORM,
        "navigation": tops(),
        "modes": modes,
        "canonical": f"{here.origin}{head.address}",
        "description": head.description[:DESCRIPTION_LENGTH],
    }
    answer = render(request, f"portal/{template}", {**around, **(context or {})}, status=status)
    if not modes.usual:
        answer["Cache-Control"] = "private, no-store"
    return answer


def column_tags(column: PublicColumn, agency_name: str = "") -> tuple[PageTag, ...]:
    """Return the tags of a column's page."""
    return (
        PageTag("ColumnName", f"{agency_name}{column.label}"),
        PageTag("ColumnDescription", f"{agency_name}{column.label}：{column.told}"),
        PageTag("ColumnKeywords", ",".join(filter(None, (PLATFORM, agency_name, column.label)))),
        PageTag("ColumnType", PLATFORM),
    )


def article_tags(detail: Detail, column: PublicColumn, here_address: str) -> tuple[PageTag, ...]:
    """Return the tags of an item's page, those of its column among them."""
    published = timezone.localtime(detail.row.published_at)
    optional = (
        PageTag("Keywords", detail.keywords),
        PageTag("Description", detail.description),
        PageTag("Url", here_address),
    )
    return (
        *column_tags(column),
        PageTag("ArticleTitle", detail.row.title),
        PageTag("PubDate", f"{published:%Y-%m-%d %H:%M}"),
        PageTag("ContentSource", detail.source),
        *(tag for tag in optional if tag.content),
    )


def _site_tags(here: Site) -> tuple[PageTag, ...]:
    return (
        PageTag("SiteName", here.name),
        PageTag("SiteDomain", here.domain),
        PageTag("SiteIDCode", here.identification_code),
    )
