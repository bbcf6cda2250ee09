"""What programs read: feeds, the interface, open data, maps of the site."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from lxml import etree
from tests.support.publishing import Office, agency

from gongkai.apps.publishing.services.review import Deed, act_on
from gongkai.core.publication.review_events import Act

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def office():
    return Office(agency(telephone="0000-1234567", office="办公室"))


def withdraw(office, item):
    act_on(office.publisher, item.key, Deed(Act.WITHDRAWN, reason="有误", public_reason="数字有误"))


def test_a_feed_has_what_is_online(client, office):
    item = office.published(title="关于甲的通知 <一>", column="statutory.notices")
    office.draft(title="未公开的草稿")

    for address in ("/feeds/latest.atom", "/feeds/agency/swj.atom", "/feeds/column/statutory-notices.atom"):
        answer = client.get(address)
        entries = etree.fromstring(answer.content).findall(f"{ATOM}entry")
        assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["关于甲的通知 <一>"], address
        assert entries[0].find(f"{ATOM}link").get("href").endswith(f"/item/{item.key}/")
    rss = etree.fromstring(client.get("/feeds/latest.rss").content)
    assert rss.findtext("channel/item/title") == "关于甲的通知 <一>"

    withdraw(office, item)
    assert etree.fromstring(client.get("/feeds/latest.atom").content).findall(f"{ATOM}entry") == []


@pytest.mark.parametrize(
    "address",
    ["/feeds/agency/none.atom", "/feeds/column/none.rss", "/open/items-2019-13.json", "/open/items-1999-01.csv",
     "/sitemap-2019-99.xml", "/feeds/latest.json"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_interface_lists_and_pages(client, office):
    titles = [office.published(title=f"第{number}件").latest.title for number in range(1, 6)]

    first = client.get("/api/items?size=3&agency=swj&column=statutory").json()
    second = client.get(first["next"]).json()

    told = [each["title"] for each in first["items"] + second["items"]]
    assert sorted(told) == sorted(titles)
    assert (len(first["items"]), second["next"]) == (3, None)
    assert client.get("/api/items?column=guide").json() == {"items": [], "next": None}
    assert client.get("/api/items?agency=none").status_code == 404


def test_the_interface_shows_an_item_and_why_it_is_gone(client, office):
    item = office.published(title="关于甲的通知", body="<p>正文</p><script>alert(1)</script>")

    told = client.get(f"/api/items/{item.key}").json()
    assert (told["title"], told["body"], told["agency"]) == ("关于甲的通知", "<p>正文</p>", "清禾县商务局")

    withdraw(office, item)
    gone = client.get(f"/api/items/{item.key}")
    assert (gone.status_code, gone.json()["detail"]) == (410, "这条信息已经撤下：数字有误")
    assert client.get(f"/api/items/{office.draft().key}").status_code == 404
    assert client.get("/api/items/..%2f..%2fetc").status_code == 404


def test_the_interface_searches(client, office):
    office.published(title="关于促进消费的通知", body="<p>发放消费券。</p>")
    office.published(title="关于防汛的通知", body="<p>加强巡堤。</p>")

    told = client.get("/api/search?q=消费").json()

    assert (told["total"], [each["title"] for each in told["items"]]) == (1, ["关于促进消费的通知"])
    assert client.get("/api/search?q=消费&agency=jyj").json()["total"] == 0


@pytest.mark.usefixtures("office")
def test_the_interface_is_described(client):
    told = client.get("/api/openapi.json").json()

    assert set(told["paths"]) == {
        "/api/items", "/api/items/{key}", "/api/search", "/api/agencies", "/api/columns",
    }  # fmt: skip
    assert {method for path in told["paths"].values() for method in path} == {"get"}
    assert [each["name"] for each in client.get("/api/agencies").json()] == ["清禾县商务局"]
    assert client.get("/api/columns").json()[0]["label"] == "政府信息公开指南"
    assert client.post("/api/items").status_code == 405


def test_open_data_match_their_schema(client, office):
    item = office.published(title="=1+1", document_number="清商发〔2026〕1号")
    month = f"{item.changed_at:%Y-%m}"

    records = client.get(f"/open/items-{month}.json").json()
    jsonschema.validate(records, client.get("/open/items.schema.json").json())
    assert [each["title"] for each in records] == ["=1+1"]

    lines = list(csv.DictReader(io.StringIO(client.get(f"/open/items-{month}.csv").content.decode("utf-8-sig"))))
    assert (lines[0]["名称"], lines[0]["文号"]) == ("'=1+1", "清商发〔2026〕1号")
    assert month in client.get("/open/").content.decode()
    agencies = json.loads(client.get("/open/agencies.json").content)
    assert (agencies[0]["telephone"], agencies[0]["office"]) == ("0000-1234567", "办公室")


def test_maps_name_every_public_page(client, office):
    item = office.published()
    office.draft()

    index = etree.fromstring(client.get("/sitemap.xml").content)
    named = [each.text for each in index.iter(f"{MAP}loc")]
    found = [
        loc.text for address in named for loc in etree.fromstring(client.get(address[17:]).content).iter(f"{MAP}loc")
    ]

    assert f"http://testserver/item/{item.key}/" in found
    assert sum("/item/" in each for each in found) == 1
    for address in found:
        assert client.get(address.removeprefix("http://testserver"), follow=True).status_code == 200, address
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()
