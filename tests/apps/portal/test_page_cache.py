"""Whole pages in memory: quick, and never older than what the public may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai.apps import clock
from gongkai.apps.portal import page_cache
from gongkai.apps.portal.page_cache import PageCacheMiddleware, shows
from gongkai.apps.publishing.changes import ALL, announce
from gongkai.apps.publishing.models import Latest

pytestmark = pytest.mark.django_db


class Site:
    """A site whose pages show agencies; it counts how often each page is made."""

    def __init__(self):
        self.made = []
        self.during = None
        self.answer = PageCacheMiddleware(self.make)

    def make(self, request):
        self.made.append(request.path)
        response = HttpResponse(f"{request.path} {len(self.made)}")
        during, self.during = self.during, None
        if during:
            during()
        if request.path.startswith("/a/"):
            shows(response, f"agency:{request.path[3:-1]}")
        return response

    def get(self, path, **headers):
        return self.answer(RequestFactory().get(path, headers=headers))


@pytest.fixture
def site():
    announce(["agency:before"])
    return Site()


def test_a_page_is_made_once(site):
    first, second = site.get("/a/swj/"), site.get("/a/swj/")

    assert (first.content, second.content) == (b"/a/swj/ 1", b"/a/swj/ 1")
    assert site.made == ["/a/swj/"]
    assert second.headers["Cache-Control"] == "no-cache, public"


def test_a_change_is_seen_with_the_next_request(site):
    site.get("/a/swj/")
    site.get("/a/jyj/")
    announce(["agency:swj"])

    assert site.get("/a/swj/").content == b"/a/swj/ 3"
    assert site.get("/a/jyj/").content == b"/a/jyj/ 2"


def test_another_process_sees_it_too(site):
    other = Site()
    for each in (site, other):
        each.get("/a/swj/")
    announce(["agency:swj"])

    assert [len(each.made) for each in (site, other) if each.get("/a/swj/")] == [2, 2]


def test_what_touches_everything_drops_everything(site):
    site.get("/a/swj/")
    announce([ALL])

    assert site.get("/a/swj/").content == b"/a/swj/ 2"


def test_a_page_overtaken_while_it_was_made_is_not_kept(site):
    site.get("/a/swj/")
    announce(["agency:swj"])
    site.during = lambda: (announce(["agency:swj"]), site.get("/a/jyj/"))
    site.get("/a/swj/")

    assert site.get("/a/swj/").content == b"/a/swj/ 4"


def test_what_was_rolled_back_changes_nothing(site):
    site.get("/a/swj/")
    with transaction.atomic():
        announce(["agency:swj"])
        transaction.set_rollback(True)

    assert site.get("/a/swj/").content == b"/a/swj/ 1"


def test_another_database_is_another_memory(site):
    announce(["agency:jyj"])
    site.get("/a/swj/")
    Latest.objects.update(epoch="other")

    assert site.get("/a/swj/").content == b"/a/swj/ 2"


def test_a_new_day_makes_pages_anew(site, monkeypatch):
    site.get("/a/swj/")
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)

    assert site.get("/a/swj/").content == b"/a/swj/ 2"


@pytest.mark.parametrize("path", ["/desk/", "/a/swj/?page=2"])
def test_what_says_nothing_of_itself_and_what_asks_something_is_not_kept(site, path):
    site.get(path)
    site.get(path)

    assert len(site.made) == 2


def test_a_browser_that_has_the_page_is_told_so(site):
    tag = site.get("/a/swj/").headers["ETag"]

    again = site.get("/a/swj/", if_none_match=tag)

    assert (again.status_code, again.content) == (304, b"")


def test_hosts_have_pages_of_their_own(site):
    site.get("/a/swj/", host="a.example")
    assert site.get("/a/swj/", host="b.example").content == b"/a/swj/ 2"


def test_the_longest_unused_goes_first(site, monkeypatch):
    monkeypatch.setattr(page_cache, "CAPACITY", 30)
    for key in ("aaa", "bbb", "ccc", "ddd"):
        site.get(f"/a/{key}/")
    site.get("/a/ddd/")
    site.get("/a/aaa/")

    assert [path[3:6] for path in site.made] == ["aaa", "bbb", "ccc", "ddd", "aaa"]
    assert site.answer.pages.size <= 30


def test_a_head_has_no_body(site):
    answer = site.answer(RequestFactory().head("/a/swj/"))
    assert (answer.status_code, answer.content) == (200, b"")


def test_who_wants_large_print_gets_a_page_of_their_own(site):
    site.get("/a/swj/")

    asked = RequestFactory().get("/a/swj/")
    asked.COOKIES["gongkai_modes"] = "large"

    assert site.answer(asked).content == b"/a/swj/ 2"
    assert site.get("/a/swj/").content == b"/a/swj/ 1"
