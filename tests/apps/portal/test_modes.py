"""Large print and high contrast: for who asked for them, and for nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support.portal import website

from gongkai.apps.portal.modes import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    website()


def root(client, address="/"):
    page = client.get(address).content.decode()
    return page[page.index("<html") : page.index(">", page.index("<html")) + 1]


def test_a_page_is_shown_as_its_reader_asked(client):
    assert root(client) == '<html lang="zh-CN">'

    answer = client.post("/accessibility/", {"size": "large", "contrast": "high", "next": "/statutory/"})

    assert answer.headers["Location"] == "/statutory/"
    assert root(client) == '<html lang="zh-CN" data-size="large" data-contrast="high">'


def test_others_see_it_as_before(client):
    client.post("/accessibility/", {"size": "large"})
    root(client)

    assert root(Client()) == '<html lang="zh-CN">'


def test_a_page_shown_otherwise_is_kept_by_nobody(client):
    client.post("/accessibility/", {"contrast": "high"})

    assert client.get("/").headers["Cache-Control"] == "private, no-store"


def test_the_usual_way_takes_the_cookie_away(client):
    client.post("/accessibility/", {"size": "large"})
    client.post("/accessibility/", {"size": "", "contrast": ""})

    assert not client.cookies[COOKIE].value
    assert root(client) == '<html lang="zh-CN">'


@pytest.mark.parametrize("told", ["enormous", '"><script>', "large high", ""])
def test_a_cookie_that_says_something_else_says_nothing(client, told):
    client.cookies[COOKIE] = told

    assert root(client) == '<html lang="zh-CN">'


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_nobody_is_led_elsewhere(client, elsewhere):
    answer = client.post("/accessibility/", {"size": "large", "next": elsewhere})

    assert answer.headers["Location"] == "/accessibility/"
