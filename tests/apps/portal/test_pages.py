"""Every page the public reads: what it must carry, whom it answers, and what it costs."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.support.portal import corrected, county, department, enclosure, published, website, withdrawn
from tests.support.publishing import Office

from gongkai.apps.publishing.models import Kind, RelationKind
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.relate import relate
from gongkai.core.publication.page_tags import PageTag, Place, examine_tags, tag_rules

pytestmark = pytest.mark.django_db
ITEM = "/item/"
WEBSITE = [Place.WEBSITE]
COLUMN = [Place.WEBSITE, Place.COLUMN]
PAGES = {
    "/": WEBSITE,
    "/guide/": COLUMN,
    "/disclosure-rules/": COLUMN,
    "/statutory/": COLUMN,
    "/annual-reports/": COLUMN,
    "/annual-reports/2024/": COLUMN,
    "/apply/": COLUMN,
    "/apply/form/": COLUMN,
    "/agencies/": WEBSITE,
    "/a/county/": WEBSITE,
    "/a/county/guide/": COLUMN,
    "/a/county/latest/": COLUMN,
    "/a/county/statutory-policies/": COLUMN,
    "/c/statutory-policies/": COLUMN,
    "/c/latest/": COLUMN,
    "/c/statutory/": COLUMN,
    "/normative/": COLUMN,
    "/normative/repealed/": COLUMN,
    "/search/": WEBSITE,
    "/search/?q=宅基地": WEBSITE,
    "/corrections/": WEBSITE,
    "/corrections/received/": WEBSITE,
    "/accessibility/": WEBSITE,
    "/sitemap/": WEBSITE,
    ITEM: [Place.WEBSITE, Place.COLUMN, Place.ARTICLE],
}


@pytest.fixture
def document():
    website()
    online = published(
        "清禾县农村宅基地管理办法",
        kind=Kind.NORMATIVE_DOCUMENT,
        column="statutory.policies",
        document_number="清政规〔2025〕2号",
        effective_from=date(2025, 4, 1),
        enclosures=(enclosure("办法.docx", b"word", "application/octet-stream"),),
    )
    told = published("政策解读", kind=Kind.INTERPRETATION, column="statutory.interpretation")
    relate(Office(county()).drafter, told.key, online.key, RelationKind.INTERPRETS)
    published("清禾县人民政府2024年政府信息公开工作年度报告", kind=Kind.ANNUAL_REPORT, column="annual_report")
    return online


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return LexborHTMLParser(answer.content.decode())


def tags_of(page):
    return [PageTag(node.attributes["name"], node.attributes["content"]) for node in page.css("meta[name]")]


def test_every_page_carries_what_the_rules_for_government_websites_ask(client, document):
    for address, places in PAGES.items():
        page = read(client, f"/item/{document.key}/" if address == ITEM else address)

        assert examine_tags(places, tags_of(page)) == (), address
        footer = page.css_first("footer").text()
        labels = [rule.label for rule in tag_rules(Place.FOOTER) if rule.required and "公安" not in rule.label]
        assert [label for label in labels if label.strip("”“").removesuffix("”入口") not in footer] == [], address


def test_every_page_is_built_so_that_everybody_can_read_it(client, document):
    for address in PAGES:
        page = read(client, f"/item/{document.key}/" if address == ITEM else address)
        levels = [int(node.tag[1]) for node in page.css("h1,h2,h3,h4")]

        assert page.css_first("html").attributes["lang"] == "zh-CN", address
        assert (levels.count(1), levels[0]) == (1, 1), address
        assert all(lower <= upper + 1 for upper, lower in pairwise(levels)), (address, levels)
        assert len(page.css("main")) == 1, address
        assert page.css_first(".skip").attributes["href"] == "#content", address
        assert all(node.css("th[scope]") for node in page.css("table")), address


def test_no_page_brings_scripts_or_styles_of_its_own(client, document):
    for address in PAGES:
        page = read(client, f"/item/{document.key}/" if address == ITEM else address)

        assert page.css("style, [style], [onclick], [onload], iframe") == [], address
        assert all(node.attributes.get("src", "").startswith("/static/") for node in page.css("script")), address


def test_titles_and_canonical_addresses_tell_pages_apart(client, document):
    pages = {address: read(client, f"/item/{document.key}/" if address == ITEM else address) for address in PAGES}
    del pages["/search/?q=宅基地"]
    titles = [page.css_first("title").text() for page in pages.values()]
    canonical = {address: page.css_first('link[rel="canonical"]').attributes["href"] for address, page in pages.items()}

    assert len(set(titles)) == len(titles)
    assert canonical["/c/latest/"] == "http://www.qinghe.gov.cn/c/latest/"
    assert len(set(canonical.values())) == len(canonical)


def test_the_item_tells_its_metadata_and_leads_on(client, document):
    text = read(client, f"/item/{document.key}/").css_first("main").text()

    told = [
        "索引号",
        document.index_number,
        "清政规〔2025〕2号",
        "2025年3月3日",
        "主动公开",
        "春耕 备耕",
        "农业、林业、水利",
    ]
    assert [
        each for each in [*told, "有效", "自2025年4月1日起有效。", "办法.docx", "政策解读"] if each not in text
    ] == []


def test_what_was_never_public_is_not_found_whatever_its_key(client):
    website()
    draft = Office(county()).draft("草稿")
    unknown, unpublished = client.get("/item/abcdefgh2345/"), client.get(f"/item/{draft.key}/")

    assert (unknown.status_code, unpublished.status_code) == (404, 404)
    assert unknown.content == unpublished.content


def test_what_was_withdrawn_is_gone_everywhere_at_once(client, document):
    lists = ("/", "/c/statutory-policies/", "/a/county/statutory-policies/", "/normative/", "/search/?q=宅基地")
    assert all("宅基地" in client.get(address).content.decode() for address in lists)

    withdrawn(document, "内容有误，正在核实")
    answer = client.get(f"/item/{document.key}/")

    assert answer.status_code == 410
    assert "内容有误，正在核实" in answer.content.decode()
    assert "清禾县农村宅基地管理办法" not in "".join(client.get(address).content.decode() for address in lists)


def test_a_correction_is_told_with_what_was_changed(client, document):
    corrected(document, "正文有误", body="<p>改过的正文。</p>")
    text = read(client, f"/item/{document.key}/").css_first('section[aria-labelledby="corrections"]').text()

    assert "正文有误" in text
    assert "现将有关事项通知如下，请认真贯彻执行。" in text
    assert "改过的正文。" in text


@pytest.mark.parametrize(
    "address",
    ["/a/nobody/", "/a/county/no-such-column/", "/c/no-such-column/", "/c/latest/1/", "/c/latest/0/",
     "/a/county/application/", "/normative/in-force/2/", "/annual-reports/1999/"],
)  # fmt: skip
def test_addresses_that_lead_nowhere(client, address):
    website()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/c/guide/", "/guide/"), ("/c/annual-report/", "/annual-reports/"), ("/normative/in-force/", "/normative/")],
)
def test_every_page_has_one_address(client, address, leads_to):
    website()

    assert client.get(address).headers["Location"] == leads_to


def test_further_pages_stand_in_the_path_and_lead_to_one_another(client, monkeypatch):
    monkeypatch.setattr(public, "PAGE", 2)
    website()
    for number in range(5):
        published(f"第{number}号通知")
    newest, first = read(client, "/c/statutory-notices/"), read(client, "/c/statutory-notices/1/")

    assert newest.css_first('link[rel="next"]').attributes["href"] == "/c/statutory-notices/1/"
    assert first.css_first('link[rel="prev"]').attributes["href"] == "/c/statutory-notices/"
    assert [node.text() for node in first.css(".dated-title > a")] == ["第1号通知", "第0号通知"]


def test_a_merged_agency_leads_to_who_took_over(client):
    website()
    old, new = department("old", "清禾县商务局"), department("new", "清禾县商务和工业信息化局")
    old.ended_on, old.successor = date(2025, 1, 1), new
    old.save()

    assert client.get("/a/old/").headers["Location"] == "/a/new/"
    assert client.get("/a/old/guide/").headers["Location"] == "/a/new/guide/"


@pytest.mark.usefixtures("document")
def test_reports_are_listed_by_the_year_they_tell_of_and_who_is_missing(client):
    department()
    text = read(client, "/annual-reports/2024/").css_first("main").text()

    assert "清禾县人民政府2024年政府信息公开工作年度报告" in text
    assert "尚未在本平台公布的机关（1家）：清禾县农业农村局" in text


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    "address", ["/", "/c/statutory-policies/", "/statutory/", "/a/county/", "/normative/", "/agencies/"]
)
def test_pages_cost_the_same_with_few_items_and_with_many(client, address, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(14) as counted:
            read(client, f"{address}?uncached")
        return len(counted)

    few = queries()
    for number in range(8):
        published(f"第{number}号办法", kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies")

    assert queries() == few


def test_the_page_of_an_item_costs_few_queries(client, document, django_assert_max_num_queries):
    read(client, f"/item/{document.key}/?uncached")
    with django_assert_max_num_queries(10):
        read(client, f"/item/{document.key}/?uncached")


def test_pages_hold_only_plain_text_of_what_was_typed(client):
    website()
    published("<script>alert(1)</script>关于某事的通知", body="<p onclick='x()'>正文</p><script>alert(2)</script>")
    for address in ("/", "/c/latest/", "/search/?q=<script>alert(3)</script>"):
        assert not re.search(r"<script>|onclick", client.get(address).content.decode())


def test_the_service_tells_whether_it_is_well(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True, "files": True, "search": True})
