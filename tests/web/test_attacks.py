"""Attacks on browsers and on addresses: forged forms, framing, scripts, redirects, hosts, file names, what isn't one's own."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from tests.support.routes import matrix, routes
from tests.support.small_county import FILE, ORIGINAL, PUBLIC, STRIPPED

from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.audit.models import Record
from gongkai.apps.files.services import keep
from gongkai.apps.publishing.models import Item, Text
from gongkai.apps.publishing.services.text import Enclosure

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src" / "gongkai"
TEMPLATES = sorted(SOURCE.rglob("*.html"))
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
DATA = re.compile(r"type=\"(?:application/json|importmap)\"")
INLINE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:src|action)=\"(?:https?:)?//(?!localhost|127\.0\.0\.1|testserver)", re.IGNORECASE)
HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'&{{ 7*7 }}"
FORMULA = '=HYPERLINK("http://evil.example.com","点我")'
AWAY = (
    "https://evil.example.com/", "//evil.example.com/", "///evil.example.com", "/\\evil.example.com", "\\\\evil.example.com",
    "http:evil.example.com", "javascript:alert(1)", "https://testserver@evil.example.com/", "/\t/evil.example.com", "\t//evil.example.com",
)  # fmt: skip


def pages(county, client):
    """Yield every page of html that somebody gets by reading, with its address."""
    for route in routes():
        if "GET" in matrix()[route.pattern].does and route.name != "account_logout":
            address = county.address(route)
            answer = client.get(address)
            if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
                yield address, answer


# --- Forged forms ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["office_head", "administrator above", PUBLIC])
def test_no_form_is_taken_without_the_token_of_a_page_of_ours(county, enter, who):
    client, wrong = enter(who, enforce_csrf_checks=True), []
    before = Record.objects.count()
    for route in routes():
        if "POST" not in matrix()[route.pattern].does:
            continue
        address = county.address(route)
        answer = client.post(address, {"agency": "swj"}, headers={"origin": "https://evil.example.com"})
        if answer.status_code != 403 or "请返回刷新后再提交一次" not in answer.content.decode():
            wrong.append((address, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))
    assert Record.objects.count() == before


# --- What a browser is told ------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("who", ["office_head", "administrator above", PUBLIC])
def test_every_page_runs_no_script_of_anybody_elses_and_stands_in_no_frame(county, enter, who):
    seen = 0
    for address, answer in pages(county, enter(who)):
        policy = dict(each.strip().partition(" ")[::2] for each in answer["Content-Security-Policy"].split(";"))
        html = answer.content.decode()
        assert "unsafe" not in answer["Content-Security-Policy"], address
        assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'", "'none'")
        assert (policy["object-src"], policy["form-action"]) == ("'none'", "'self'"), address
        assert answer["X-Frame-Options"] == "DENY", address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address
        for attributes in SCRIPT.findall(html):
            assert " src=" in attributes or DATA.search(attributes), (address, attributes)
        assert not INLINE.search(html), (address, INLINE.search(html))
        assert not ELSEWHERE.search(html), (address, ELSEWHERE.search(html))
        assert "javascript:" not in html, address
        seen += 1
    assert seen > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_holds_a_script_a_style_or_a_handler(path):
    text = path.read_text("utf-8")
    for attributes in SCRIPT.findall(text):
        assert "src=" in attributes or DATA.search(attributes), attributes
    assert not INLINE.search(text)
    assert "<style" not in text.lower()
    # Bodies were cleaned when they were saved; nothing else is html by itself.
    assert set(re.findall(r"([\w.]+)\|safe\b", text)) <= {"body", "detail.body", "latest_body", "mine_body"}
    assert "autoescape off" not in text


def test_answers_that_are_no_pages_are_confined_too(county, enter):
    key, client = county.items["published"].key, enter()
    for address in (
        f"/item/{key}/files/1/{FILE}",
        "/api/items",
        "/feeds/latest.rss",
        "/open/agencies.csv",
        "/robots.txt",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address


def test_what_staff_see_is_kept_by_no_cache(county, enter):
    client = enter("office_head")
    key = county.items["draft"].key
    for address in (
        "/desk/",
        "/desk/items/",
        f"/desk/items/{key}/",
        f"/desk/items/{key}/originals/1/1/{FILE}",
        "/desk/people/",
    ):
        assert "no-store" in client.get(address)["Cache-Control"], address
    for address in ("/accounts/", "/accounts/sessions/", "/corrections/desk/"):
        assert re.search("no-store|private", client.get(address)["Cache-Control"]), address


def test_cookies_travel_over_https_only_where_the_service_does(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY,"
        " s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 30_000_000)"
    )
    import os

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gongkai.web.settings",
        "GONGKAI_HOME": str(tmp_path / "home"),
    }
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env={**environment, **more}, capture_output=True, text=True, check=True
        )
        for more in ({"GONGKAI_HTTPS": "1"}, {"GONGKAI_HTTPS": "0"})
    ]
    assert told[0].stdout.split() == ["True", "True", "True", "True", "Lax", "True", "True"]
    assert told[1].stdout.split() == ["False", "False", "True", "True", "Lax", "False", "False"]


# --- Leading elsewhere -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("away", AWAY)
def test_nobody_is_led_to_another_site(enter, away):
    client = enter()
    answers = [client.post("/accessibility/", {"next": away}), client.get("/accounts/login/", {"next": away})]
    answers.append(enter("drafter").get("/accounts/login/", {"next": away}))
    answers.append(enter("drafter").post("/accounts/logout/", {"next": away}))
    for answer in answers:
        told = answer.headers.get("Location", "")
        assert "evil.example.com" not in told.partition("next=")[0], told
        assert "javascript" not in told.partition("next=")[0]
    assert f'href="{away}' not in client.get("/corrections/", {"about": away}).content.decode()
    assert (
        'value=""' in client.get("/corrections/", {"about": away}).content.decode()
        or away not in client.get("/corrections/", {"about": away}).content.decode()
    )


def test_a_host_that_is_not_ours_is_answered_nothing(enter):
    client = enter(raise_request_exception=False)
    assert client.get("/").status_code == 200
    for host in (
        "evil.example.com",
        "localhost:80@evil.example.com",
        "localhost.evil.example.com",
        "x\ty",
        "localhost:99999x",
    ):
        for address in ("/", "/feeds/latest.rss", "/api/items", "/accounts/login/", "/sitemap.xml"):
            answer = client.get(address, headers={"host": host})
            assert answer.status_code == 400, (host, address)
            assert b"evil" not in answer.content


def test_a_forwarded_host_is_not_believed(enter):
    told = enter().get(
        "/feeds/latest.rss", headers={"x-forwarded-host": "evil.example.com", "x-forwarded-proto": "https"}
    )
    assert b"evil.example.com" not in told.content
    assert b"https://testserver" not in told.content


# --- Files -----------------------------------------------------------------------------------------------------------


def test_the_original_of_a_file_stays_inside(county, enter):
    key, client = county.items["published"].key, enter()
    given = client.get(f"/item/{key}/files/1/{FILE}")
    assert given.content == STRIPPED
    original = county.items["published"].latest.attachments.get().original_id
    for address in (
        f"/item/{key}/originals/1/{FILE}", f"/files/{original[:2]}/{original}", f"/static/{original}", f"/desk/items/{key}/originals/1/1/{FILE}",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code in {302, 404}
        assert ORIGINAL not in answer.content
    assert enter("drafter").get(f"/desk/items/{key}/originals/1/1/{FILE}").content == ORIGINAL
    assert enter("elsewhere").get(f"/desk/items/{key}/originals/1/1/{FILE}").status_code == 404


@pytest.mark.parametrize(
    "name", ['a"; filename="b.exe', "a\r\nSet-Cookie: x=1.txt", "报告\r\nX: y.txt", "a;b\\c.txt", "\u202etxt.exe"]
)
def test_names_of_files_put_nothing_into_headers(county, enter, name):
    with transaction.atomic():
        kept = keep(b"x", "text/plain").digest
        item = county.office.published("带附件的通知", enclosures=(Enclosure(name, kept, kept),))
        stored = item.latest.attachments.get().name
        from urllib.parse import quote

        for client, address in (
            (enter(), f"/item/{item.key}/files/1/{quote(stored)}"),
            (enter("drafter"), f"/desk/items/{item.key}/files/1/1/{quote(stored)}"),
        ):
            answer = client.get(address)
            told = answer.headers.get("Content-Disposition", "")
            assert "\r" not in told
            assert "\n" not in told
            assert "Set-Cookie" not in answer.headers
            assert told.count('filename="') <= 1
        transaction.set_rollback(True)


# --- Hostile words in what is shown and given out --------------------------------------------------------------------


@pytest.fixture
def hostile(county):
    with transaction.atomic():
        Agency.objects.filter(pk=county.other.pk).update(
            name=HOSTILE[:100], telephone=FORMULA[:40], address=HOSTILE, office=FORMULA[:60]
        )
        kept = keep(HOSTILE.encode(), "text/plain").digest
        words = {
            "title": f"{HOSTILE}办法", "description": HOSTILE, "document_number": FORMULA[:60], "keywords": HOSTILE, "source": HOSTILE,
            "enclosures": (Enclosure(f"{HOSTILE}.txt".replace("/", "_")[:200], kept, kept, plain=HOSTILE),),
        }  # fmt: skip
        yield county.office.published(
            body=f"<p>{HOSTILE}</p><svg onload=alert(1)><a href='javascript:alert(1)'>点</a>", **words
        )
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["office_head", PUBLIC])
def test_hostile_words_are_shown_as_words(county, enter, hostile, who):
    client = enter(who)
    more = [
        f"/item/{hostile.key}/",
        "/search/?q=办法",
        "/search/?q=%3Cscript%3Ealert(2)",
        "/search/suggest/?q=img",
        "/a/jyj/",
        "/a/jyj/guide/",
    ]
    more += [
        f"/desk/items/{hostile.key}/{part}"
        for part in ("", "edit/", "checks/", "history/", "relations/", "record/", "versions/1/")
    ]
    found = 0
    for address, answer in [*pages(county, client), *((each, client.get(each)) for each in more)]:
        html = answer.content.decode()
        assert "<script>alert" not in html, address
        assert "<img src=x" not in html, address
        assert "<svg onload" not in html, address
        assert "javascript:alert" not in html, address
        assert "49" not in html or "{{ 7*7 }}" in html or "&{" not in html, address
        found += "onerror=alert(1)&gt;" in html
    assert found > 3


def test_hostile_words_break_nothing_that_programs_read(enter, hostile):
    client = enter()
    for address in (
        "/feeds/latest.rss",
        "/feeds/latest.atom",
        "/feeds/agency/swj.rss",
        "/sitemap.xml",
        "/sitemap-pages.xml",
    ):
        ET.fromstring(client.get(address).content)  # noqa: S314 — our own answer
    told = json.loads(client.get("/api/items").content)["items"][0]
    assert (told["key"], told["title"]) == (hostile.key, f"{HOSTILE}办法")
    month = hostile.created_at.astimezone().strftime("%Y-%m")
    json.loads(client.get(f"/open/items-{month}.json").content)
    for address in (f"/open/items-{month}.csv", "/open/agencies.csv"):
        cells = [
            cell for row in csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))) for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], address


def test_no_list_of_the_desk_gives_out_a_formula(enter, hostile):
    assert hostile
    client = enter("office_head")
    for address in ("/desk/items.csv", "/desk/audit/export.csv", "/desk/documents.csv?agency=swj"):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], address


def test_characters_that_xml_has_not_break_no_feed(county, enter):
    with transaction.atomic():
        county.office.published("带控制\x08字符\x0c的\x1b通知", description="概\x01述")
        for address in (
            "/feeds/latest.rss",
            "/feeds/latest.atom",
            "/feeds/agency/swj.atom",
            "/feeds/column/statutory-notices.rss",
        ):
            told = ET.fromstring(enter().get(address).content)  # noqa: S314 — our own answer
            assert "字符" in "".join(told.itertext())
        transaction.set_rollback(True)


# --- What isn't one's own, and what no form names --------------------------------------------------------------------


def test_keys_of_another_agency_open_nothing(county, enter):
    client = enter("elsewhere")
    for state, item in county.items.items():
        for part in (
            "", "edit/", "history/", "checks/", "record/", "relations/", "validity/", "versions/1/", "compare/1/1/", f"files/1/1/{FILE}",
        ):  # fmt: skip
            assert client.get(f"/desk/items/{item.key}/{part}").status_code == 404, (state, part)
        sent = {"based_on": 1, "title": "别人的", "content": item.latest.digest, "edition": item.edition}
        for part in (
            "edit/",
            "fill/",
            "acts/published/",
            "acts/withdrawn/",
            "acts/discard/",
            "acts/schedule/",
            "checks/settle/",
            "relations/add/",
        ):
            assert client.post(f"/desk/items/{item.key}/{part}", sent).status_code == 404, (state, part)
        assert item.key not in client.get("/desk/items/").content.decode()
        assert item.key not in client.get("/desk/items.csv").content.decode()
    assert Text.objects.filter(title="别人的").count() == 0


def test_people_and_offices_of_another_agency_are_out_of_reach(county, enter):
    client = enter("elsewhere")
    user, held, deputation = county.people["drafter"].id, county.appointment.pk, county.deputation.pk
    for address in (
        f"/desk/people/{user}/",
        f"/desk/people/{user}/edit/",
        f"/desk/offices/{held}/end/",
        f"/desk/acting/{deputation}/end/",
    ):
        assert client.get(address).status_code == 404, address
    for step in ("password", "second-factor", "close", "open", "unlock"):
        assert client.post(f"/desk/people/{user}/{step}/").status_code == 404, step
    # a section of another agency under the address of one's own
    assert client.get(f"/desk/agencies/of/jyj/sections/{county.section.pk}/").status_code == 404
    assert (
        client.post(f"/desk/agencies/of/jyj/sections/{county.section.pk}/end/", {"on": "2030-01-01"}).status_code == 404
    )


def test_an_item_reaches_no_versions_or_links_of_another(county, enter):
    client = enter("drafter")
    draft, other = county.items["draft"], county.items["published"]
    with transaction.atomic():
        before = county.relation.pk
        client.post(f"/desk/items/{other.key}/relations/{before}/remove/")
        assert draft.relations.filter(pk=before).exists()
        transaction.set_rollback(True)
    assert client.get(f"/desk/items/{draft.key}/versions/{other.latest.pk + 1000}/").status_code == 404


def test_what_no_form_names_is_not_changed(county, enter):
    """Every column of the models is sent along with every form of a draft, a profile, a section and a person."""
    extra = {
        "state": "published", "agency": county.other.pk, "agency_id": county.other.pk, "author": 1, "created_by": 1, "created_by_id": 1,
        "index_number": "X", "key": "aaaaaaaaaaaa", "edition": 99, "publish_by": "2099-01-01", "chain": "x", "latest": 1, "scheduled_for": "2020-01-01",
        "path": "/", "parent": "", "parent_id": "", "organization_code": "00000000X", "ended_on": "2020-01-01", "review_chain": "x", "order": 77, "level": "state",
        "is_active": "", "is_superuser": "on", "username": "root", "password": "x", "must_change_password": "", "user": 1, "user_id": 1, "role": "administrator",
        "successor": 1, "id": 1, "pk": 1, "digest": "0" * 64, "number": 9, "aside": "on",
    }  # fmt: skip
    item, who = county.items["draft"], county.people["drafter"].id
    words = {
        "title": "改过",
        "column": "statutory.policies",
        "kind": "normative_document",
        "attribute": "proactive",
        "body": "<p>改。</p>",
    }
    profile = {"office": "办公室", "address": "某街1号", "office_hours": "工作日", "telephone": "0450-5550001"}
    with transaction.atomic():
        before = _rows(item, county, who)
        enter("drafter").post(f"/desk/items/{item.key}/edit/", {**extra, **words, "based_on": 1})
        enter("office_head").post("/desk/agencies/of/swj/profile/", {**extra, **profile})
        enter("office_head").post(f"/desk/agencies/of/swj/sections/{county.section.pk}/", {**extra, "name": "市场二股"})
        enter("office_head").post(f"/desk/people/{who}/edit/", {**extra, "name": "新名"})
        assert Item.objects.get(pk=item.pk).latest.title == "改过"
        assert Section.objects.get(pk=county.section.pk).name == "市场二股"
        assert _rows(item, county, who) == before
        assert Appointment.objects.filter(role="administrator").count() == 2
        transaction.set_rollback(True)


def _rows(item, county, who):
    from gongkai.apps.accounts.models import User

    item_row = ("state", "agency", "created_by", "index_number", "key", "chain", "scheduled_for")
    agency_row = (
        "key",
        "path",
        "parent",
        "organization_code",
        "ended_on",
        "review_chain",
        "order",
        "level",
        "name",
        "successor",
    )
    user_row = ("username", "password", "is_active", "must_change_password")
    return (
        Item.objects.values_list(*item_row).get(pk=item.pk),
        Agency.objects.values_list(*agency_row).get(pk=county.here.pk),
        Section.objects.values_list("agency", "ended_on").get(pk=county.section.pk),
        User.objects.values_list(*user_row).get(pk=who),
    )


@override_settings(DEBUG=False)
def test_a_fault_tells_nothing_of_the_inside(enter, monkeypatch):
    def broken(*_arguments, **_named):
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr("gongkai.apps.portal.views.search.find", broken)
    answer = enter(raise_request_exception=False).get("/search/?q=办法")
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "a secret" not in answer.content.decode()
