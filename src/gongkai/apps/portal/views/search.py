"""Search: the form, what was found, and what to do where nothing was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.portal.agency_groups import agency_groups
from gongkai.apps.portal.columns import all_columns
from gongkai.apps.portal.page import Crumb, Head, show
from gongkai.apps.publishing.selectors.public import KINDS, Row, in_order_of_keys
from gongkai.apps.search import highlight
from gongkai.apps.search.entry import Found, Order
from gongkai.apps.search.selectors import find, suggest

SIZE = 20
DEEPEST = 50
"""Pages of results that may be turned; whoever needs more narrows the search."""
LONGEST = 100
YEARS = 15
VALIDITIES = (("in_force", "现行有效"), ("expired", "已经失效或者废止"))
ORDERS = ((Order.NEWEST.value, "最新的在前"), (Order.RANKED.value, "最相关的在前"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as somebody asked for it; "" and 0 are what they left open. Whatever makes no sense is left open, too."""

    words: str
    agency: str
    column: str
    kind: str
    year: int
    validity: str
    order: Order
    page: int

    @property
    def facets(self) -> tuple[str, ...]:
        """The words that the index filters by."""
        told = {"agency": self.agency, "column": self.column, "kind": self.kind, "year": str(self.year or "")}
        return tuple(f"{name}:{value}" for name, value in told.items() if value)

    def address(self, page: int) -> str:
        """Return where another page of the same search is."""
        told = {
            "q": self.words,
            "agency": self.agency,
            "column": self.column,
            "kind": self.kind,
            "year": self.year or "",
            "validity": self.validity,
            "order": "" if self.order is Order.NEWEST else self.order.value,
            "page": page if page > 1 else "",
        }
        return "/search/?" + urlencode({name: value for name, value in told.items() if value})


@dataclass(frozen=True, slots=True)
class Result:
    """Something found: the row of the list, title and passage as html with what matched marked."""

    row: Row
    title: SafeString
    passage: SafeString


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the form and what was found."""
    today = clock.today()
    groups = agency_groups()
    asked = _asked(request, {each.key for group in groups for each in group.agencies}, today)
    found = _found(asked, today)
    pages = min(-(-found.total // SIZE), DEEPEST)
    title = f"检索：{asked.words}" if asked.words else "检索"
    head = Head(
        title,
        "/search/",
        "按关键词、机关、栏目、年份、类别和有效性检索政府信息。",
        (Crumb("检索"),),
        newer=asked.address(asked.page - 1) if asked.page > 1 else "",
        older=asked.address(asked.page + 1) if asked.page < pages else "",
        indexed=False,
    )
    context = {
        "asked": asked,
        "found": found,
        "results": _results(found, today),
        "pages": pages,
        "groups": groups,
        "columns": [each for each in all_columns().values() if each.key != "application"],
        "kinds": KINDS.items(),
        "years": range(today.year, today.year - YEARS, -1),
        "validities": VALIDITIES,
        "orders": ORDERS,
        "deepest": pages == DEEPEST,
    }
    return show(request, "search.html", head, context)


@public
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return what may be meant, as options of the list behind the search field."""
    words = request.GET.get("q", "")[:LONGEST]
    return render(request, "portal/parts/suggestions.html", {"suggestions": suggest(words)})


def _asked(request: HttpRequest, agencies: set[str], today: date) -> Asked:
    given = request.GET
    order = given.get("order", "")
    year = given.get("year", "")
    page = given.get("page", "")
    return Asked(
        words=given.get("q", "").strip()[:LONGEST],
        agency=_one_of(given.get("agency", ""), agencies),
        column=_one_of(given.get("column", ""), all_columns()),
        kind=_one_of(given.get("kind", ""), KINDS),
        year=int(year)
        if len(year) == 4 and year.isascii() and year.isdigit() and 1949 <= int(year) <= today.year
        else 0,
        validity=_one_of(given.get("validity", ""), dict(VALIDITIES)),
        order=Order(order) if order in dict(ORDERS) else Order.NEWEST,
        page=min(int(page[:4]), DEEPEST) if page.isascii() and page.isdigit() and int(page[:4]) else 1,
    )


def _one_of(told: str, known: Collection[str]) -> str:
    return told if told in known else ""


def _found(asked: Asked, today: date) -> Found:
    if not (asked.words or asked.facets):
        return Found(0, exact=True, hits=())
    return find(
        asked.words,
        asked.facets,
        order=asked.order,
        page=asked.page,
        size=SIZE,
        in_force_on=today if asked.validity == "in_force" else None,
        expired_on=today if asked.validity == "expired" else None,
    )


def _results(found: Found, today: date) -> tuple[Result, ...]:
    """Return hits with their rows; one that was withdrawn a moment ago is left out."""
    hits = {hit.key: hit for hit in found.hits}
    return tuple(
        Result(row, highlight.html(hits[row.key].title), highlight.html(hits[row.key].passage))
        for row in in_order_of_keys(tuple(hits), today)
    )
