"""Government rules and normative documents, by what is in force (规章和行政规范性文件集中公开)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.portal.agency_groups import agency_groups
from gongkai.apps.portal.columns import column
from gongkai.apps.portal.page import Crumb, Head, column_tags, show
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.changes import DOCUMENTS
from gongkai.apps.publishing.selectors.public_documents import document_page, document_years
from gongkai.core.publication.validity import Validity

ADDRESS = "/normative/"
IN_FORCE = "in-force"
TITLE = "规章和行政规范性文件"


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of documents by validity."""

    key: str
    label: str
    validities: tuple[Validity, ...]

    @property
    def address(self) -> str:
        """Where the list begins."""
        return ADDRESS if self.key == IN_FORCE else f"{ADDRESS}{self.key}/"


_CHANGED = (Validity.AMENDED, Validity.PARTLY_EXPIRED, Validity.PARTLY_REPEALED)
TABS = (
    Tab(IN_FORCE, "现行有效", (Validity.IN_FORCE, *_CHANGED)),
    Tab("amended", "已修改", _CHANGED),
    Tab("expired", "失效", (Validity.EXPIRED,)),
    Tab("repealed", "废止", (Validity.REPEALED,)),
    Tab("not-yet", "尚未生效", (Validity.NOT_YET,)),
)


@public
@require_safe
def documents(request: HttpRequest, tab: str = IN_FORCE, number: str = "") -> HttpResponse:
    """Show the documents of one validity, of one agency and year where they are asked for."""
    shown = next(each for each in TABS if each.key == tab)
    if not number and request.path != shown.address:
        return redirect(shown.address, permanent=True)
    place = int(number or 1)
    entries = {each.key: each for group in agency_groups() for each in group.agencies}
    years = document_years()
    agency, year = request.GET.get("agency", ""), request.GET.get("year", "")
    chosen = entries.get(agency)
    page = document_page(
        shown.validities,
        clock.today(),
        agency_id=chosen.pk if chosen else None,
        year=int(year) if year in map(str, years) else None,
        number=place,
    )
    if page is None:
        raise Http404
    title = f"{TITLE}：{shown.label}"
    filtered = urlencode({"agency": agency if chosen else "", "year": year}) if chosen or year else ""
    tail = f"?{filtered}" if filtered else ""
    own = _page_address(shown, place, "")
    head = Head(
        title,
        own,
        f"{TITLE}（{shown.label}）：文号、成文日期、有效性、全文和Word、PDF下载。",
        (Crumb(column("statutory").label, "/statutory/"), Crumb(TITLE, ADDRESS), Crumb(shown.label)),
        column_tags(column("statutory.policies")),
        "/statutory/",
        newer=_page_address(shown, place - 1, tail) if place > 1 else "",
        older=_page_address(shown, place + 1, tail) if place < page.pages else "",
        indexed=not filtered,
    )
    context = {
        "tabs": TABS,
        "tab": shown,
        "page": page,
        "agencies": entries.values(),
        "years": years,
        "agency": agency,
        "year": year,
        "title": TITLE,
        "tail": tail,
    }
    return shows(show(request, "documents.html", head, context), DOCUMENTS)


def document_addresses() -> Iterator[str]:
    """Return the address of every page of every list, for who writes all of them out."""
    for tab in TABS:
        page = document_page(tab.validities, clock.today())
        for number in range(1, (page.pages if page else 1) + 1):
            yield _page_address(tab, number, "")


def _page_address(shown: Tab, number: int, tail: str) -> str:
    return (shown.address if number == 1 else f"{ADDRESS}{shown.key}/{number}/") + tail
