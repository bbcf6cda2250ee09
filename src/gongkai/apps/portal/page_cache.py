"""Whole public pages, kept in the memory of each process until something they show changes.

The log of public changes is asked on every request (one row), so what is published or withdrawn by any process is seen by
all with the next request. A page is kept only where its view says what it shows, by `shows`.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control

from gongkai.apps import clock
from gongkai.apps.portal.modes import COOKIE
from gongkai.apps.publishing.changes import ALL, Moment, changes_after, latest_change

CAPACITY = 64 * 1024 * 1024
"""Bytes of pages that a process keeps; the longest unused goes first."""
BEFORE_THE_FIRST = Moment("", -1)
Answer = TypeVar("Answer", bound=HttpResponseBase)


def shows(response: Answer, *scopes: str) -> Answer:
    """Say what a page shows, in the scopes of `publishing.changes`; without it a page is not kept.

    What is the same for everybody only: no form with a token, nothing of the person who asks.
    """
    response.scopes = frozenset({ALL, *scopes})  # type: ignore[attr-defined]
    return response


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent, what it shows, and the day on which it was made: what is in force changes at midnight."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    scopes: frozenset[str]
    day: date

    @property
    def tag(self) -> str:
        """Return its ETag."""
        return dict(self.headers)["ETag"]


class Pages:
    """Pages by address, as of one moment of the log."""

    def __init__(self) -> None:
        self.moment = BEFORE_THE_FIRST
        self.size = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._by_scope: dict[str, set[str]] = {}

    def catch_up(self, moment: Moment) -> None:
        """Drop what has changed up to a moment; everything where the log is another database's or has gone back."""
        if moment == self.moment:
            return
        if moment.epoch != self.moment.epoch or moment.change < self.moment.change:
            self.clear()
        else:
            for scopes in changes_after(self.moment.change, moment.change):
                for scope in scopes:
                    for address in tuple(self._by_scope.get(scope, ())):
                        self.drop(address)
        self.moment = moment

    def get(self, address: str, day: date) -> Page | None:
        """Return the page of an address made on a day."""
        page = self._pages.get(address)
        if page is None or page.day != day:
            return None
        self._pages.move_to_end(address)
        return page

    def put(self, address: str, page: Page, moment: Moment) -> None:
        """Keep a page that was made as of a moment; one older than what was dropped meanwhile is not kept."""
        if moment != self.moment:
            return
        self.drop(address)
        self._pages[address] = page
        self.size += len(page.body)
        for scope in page.scopes:
            self._by_scope.setdefault(scope, set()).add(address)
        while self.size > CAPACITY:
            self.drop(next(iter(self._pages)))

    def drop(self, address: str) -> None:
        """Forget the page of an address."""
        page = self._pages.pop(address, None)
        if page is None:
            return
        self.size -= len(page.body)
        for scope in page.scopes:
            addresses = self._by_scope[scope]
            addresses.discard(address)
            if not addresses:
                del self._by_scope[scope]

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
        self._by_scope.clear()
        self.size = 0


class PageCacheMiddleware:
    """Answer reading from memory; outermost, so that a kept page costs one look at the log and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages = Pages()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        if not _for_everybody(request):
            return self.get_response(request)
        address = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.path}"
        moment, day = latest_change(), clock.today()
        self.pages.catch_up(moment)
        page = self.pages.get(address, day)
        if page is not None:
            return _answer(request, page)
        response = self.get_response(request)
        return self._kept(request, response, address, moment, day)

    def _kept(
        self, request: HttpRequest, response: HttpResponseBase, address: str, moment: Moment, day: date
    ) -> HttpResponseBase:
        scopes: frozenset[str] | None = getattr(response, "scopes", None)
        if scopes is None or response.status_code != 200 or not isinstance(response, HttpResponse) or response.cookies:
            return response
        patch_cache_control(response, no_cache=True, public=True)
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers.pop("Vary", None)
        page = Page(response.content, tuple(response.headers.items()), scopes, day)
        if request.method == "GET":
            self.pages.put(address, page, moment)
        return _answer(request, page)


def _for_everybody(request: HttpRequest) -> bool:
    """Say whether a request may be answered with what everybody gets: reading, nothing asked, shown in the usual way."""
    return request.method in {"GET", "HEAD"} and not request.META.get("QUERY_STRING") and COOKIE not in request.COOKIES


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    if request.META.get("HTTP_IF_NONE_MATCH") == page.tag:
        answer: HttpResponse = HttpResponseNotModified()
        answer.headers["ETag"] = page.tag
        return answer
    return HttpResponse(b"" if request.method == "HEAD" else page.body, headers=dict(page.headers))
