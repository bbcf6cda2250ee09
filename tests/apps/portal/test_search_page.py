"""The page of search: what was asked for, what was found, and what to do where nothing was."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.support.portal import department, published, website

from gongkai.apps.portal.views import search
from gongkai.apps.publishing.models import Kind

pytestmark = pytest.mark.django_db


def asked(client, **told):
    answer = client.get("/search/", told)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def found(client, **told):
    return [node.text() for node in asked(client, **told).css(".results h3 > a")]


@pytest.fixture(autouse=True)
def _items():
    website()
    published("关于做好春耕备耕工作的通知")
    published("春耕补贴发放公告", by=department(), column="statutory.budget", formed_on=date(2024, 3, 3))
    published(
        "春耕管理办法", kind=Kind.NORMATIVE_DOCUMENT, effective_from=date(2020, 1, 1), effective_to=date(2022, 1, 1)
    )


def test_words_are_found_and_marked(client):
    page = asked(client, q="补贴")

    assert [node.text() for node in page.css(".results h3 > a")] == ["春耕补贴发放公告"]
    assert page.css_first(".results h3 mark").text() == "补贴"


@pytest.mark.parametrize(
    ("told", "titles"),
    [
        ({}, ["春耕管理办法", "春耕补贴发放公告", "关于做好春耕备耕工作的通知"]),
        ({"agency": "nyncj"}, ["春耕补贴发放公告"]),
        ({"column": "statutory.budget"}, ["春耕补贴发放公告"]),
        ({"year": "2024"}, ["春耕补贴发放公告"]),
        ({"kind": "normative_document"}, ["春耕管理办法"]),
        ({"validity": "expired"}, ["春耕管理办法"]),
        ({"validity": "in_force"}, ["春耕补贴发放公告", "关于做好春耕备耕工作的通知"]),
    ],
)
def test_filters_narrow_what_is_found(client, told, titles):
    assert found(client, q="春耕", **told) == titles


@pytest.mark.parametrize(
    "told",
    [{"year": "abc"}, {"year": "٢٠٢٤"}, {"agency": "nobody"}, {"column": "x'--"}, {"page": "-1"}, {"page": "0"},
     {"order": "upside-down"}, {"validity": "perhaps"}, {"year": "99999999999999999999"}],
)  # fmt: skip
def test_what_makes_no_sense_is_left_open(client, told):
    assert len(found(client, q="春耕", **told)) == 3


def test_results_go_on_further_pages_with_the_same_search(client, monkeypatch):
    monkeypatch.setattr(search, "SIZE", 1)
    page = asked(client, q="春耕", agency="", year="2025", page="1")

    assert page.css_first("a[rel=next]").attributes["href"] == "/search/?q=%E6%98%A5%E8%80%95&year=2025&page=2"
    assert found(client, q="春耕", page="2") == ["春耕补贴发放公告"]
    assert len(found(client, q="春耕", page="99999")) <= 1


def test_where_nothing_is_found_there_is_advice(client):
    text = asked(client, q="没有这样的词").css_first("main").text()

    assert "没有找到" in text
    assert "申请公开" in text


def test_the_empty_form_finds_nothing_and_says_nothing(client):
    text = asked(client).css_first("main").text()

    assert "没有找到" not in text
    assert "找到" not in text


def test_what_was_typed_comes_back_as_text(client):
    page = asked(client, q='"><script>alert(1)</script>')

    assert page.css_first("#words").attributes["value"] == '"><script>alert(1)</script>'


def test_suggestions_are_options(client):
    answer = client.get("/search/suggest/", {"q": "补贴"})

    assert answer.content.decode().strip() == '<option value="春耕补贴发放公告"></option>'
