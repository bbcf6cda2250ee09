"""Whatever is sent, the answer is a page or a refusal in Chinese, never a fault: on every address, in every parameter."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from tests.support.routes import matrix, routes

from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import Item, Text

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
BAD = {
    "nothing": "%00",
    "not UTF-8": "%ff%fe%ed%a0%80",
    "a number no database holds": "9" * 20,
    "a number no program reads": "9" * 5000,
    "below zero": "-1",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E%22%27",
    "a mark of SQL": "%27%20OR%201=1--%25_%5C",
}
ASKED = {
    "office_head": {
        "/desk/": (),
        "/desk/items/": ("words", "state", "column", "agency", "kind", "person", "page"),
        "/desk/items.csv": ("words", "state", "person"),
        "/desk/documents/": ("agency", "year"),
        "/desk/documents.csv": ("agency",),
        "/desk/documents/clean-up/": ("agency",),
        "/desk/new/": ("agency", "column"),
        "/desk/batch/": ("agency",),
        "/desk/batch/template.xlsx": ("agency",),
        "/desk/people/": ("words", "role", "agency", "page"),
        "/desk/agencies/": ("words", "level", "closed"),
        "/desk/agencies/of/swj/chain/own/": ("like",),
        "/desk/audit/": ("words", "actor", "agency", "kind", "since", "until", "before", "verify"),
        "/desk/audit/export.csv": ("words", "since"),
        "/corrections/desk/": ("page",),
        "/accounts/login/": ("next",),
    },
    "the public": {
        "/search/": ("q", "agency", "column", "kind", "year", "validity", "order", "page"),
        "/search/suggest/": ("q",),
        "/api/items": ("agency", "column", "kind", "year", "before", "size"),
        "/api/search": ("q", "agency", "column", "kind", "year", "order", "page"),
        "/normative/": ("agency", "year"),
        "/corrections/": ("about",),
        "/accessibility/": ("next",),
        "/accounts/login/": ("next", "login"),
    },
}
ADDRESSES = (
    "/item/%00/", "/item/%ff/", "/item/" + "a" * 5000 + "/", "/a/" + "a" * 5000 + "/", "/a/swj/" + "9" * 5000 + "/",
    "/a/swj/statutory-policies/" + "9" * 30 + "/", "/a/swj/statutory-policies/" + "9" * 5000 + "/", "/a/swj/statutory-policies/0/",
    "/c/statutory-policies/" + "9" * 30 + "/", "/c/statutory-policies/0/", "/c/latest/" + "9" * 30 + "/",
    "/annual-reports/" + "9" * 30 + "/", "/annual-reports/0/", "/normative/expired/999999/", "/normative/expired/9999999/",
    "/open/items-0000-01.csv", "/open/items-9999-12.csv", "/open/items-2025-13.json", "/open/items-0001-01.json", "/sitemap-0000-01.xml", "/sitemap-9999-12.xml",
    "/sitemap-2025-00.xml", "/feeds/agency/nobody.rss", "/feeds/column/nothing.atom", "/api/items/" + "a" * 41, "/api/items/%00", "/api/nothing",
    "/static/../../keys/secret", "/static/%2e%2e/%2e%2e/keys/secret", "/static/%00", "/..%2f..%2fetc/passwd", "/%00", "/%ff%fe",
)  # fmt: skip
STAFF_ADDRESSES = (
    "/desk/items/{key}/versions/" + "9" * 30 + "/", "/desk/items/{key}/compare/1/" + "9" * 30 + "/", "/desk/items/{key}/merge/" + "9" * 30 + "/",
    "/desk/items/{key}/compare/?old=" + "9" * 5000 + "&new=1", "/desk/items/{key}/files/1/1/%00", "/desk/items/{key}/originals/1/1/%00",
    "/desk/items/{key}/files/1/1/..%2f..%2fsecret", "/desk/items/{key}/files/" + "9" * 30 + "/1/x", "/desk/items/{key}/relations/?q=%00",
    "/desk/people/" + "9" * 30 + "/", "/desk/offices/" + "9" * 30 + "/end/", "/desk/acting/" + "9" * 30 + "/end/",
    "/desk/agencies/of/swj/sections/" + "9" * 30 + "/", "/desk/agencies/of/" + "a" * 5000 + "/", "/accounts/second-factor/passkeys/" + "9" * 30 + "/",
)  # fmt: skip


@pytest.mark.parametrize("value", BAD.values(), ids=BAD)
@pytest.mark.parametrize("who", ASKED)
def test_every_parameter_of_every_page_takes_anything(enter, who, value):
    client, wrong = enter(who, raise_request_exception=False), []
    for address, names in ASKED[who].items():
        for name in names:
            answer = client.get(f"{address}?{name}={value}")
            if answer.status_code >= 500:
                wrong.append((address, name, answer.status_code))
            body = b"" if answer.streaming else answer.content
            if b"<script>alert(1)" in body and "json" not in answer.headers.get("Content-Type", ""):
                wrong.append((address, name, "shown as markup"))
    assert not wrong, "\n".join(map(str, wrong))


def test_addresses_of_every_sort_lead_to_a_page_or_nowhere(county, enter):
    client, staff = enter(raise_request_exception=False), enter("office_head", raise_request_exception=False)
    key = county.items["draft"].key
    wrong = [(each[:80], found) for each in ADDRESSES if (found := client.get(each).status_code) not in {400, 404, 422}]
    named = [each.format(key=key) for each in STAFF_ADDRESSES]
    wrong += [(each[:80], found) for each in named if (found := staff.get(each).status_code) not in {200, 400, 404}]
    assert not wrong, "\n".join(map(str, wrong))


def test_files_of_a_public_item_are_found_by_their_own_names_only(county, enter):
    client, key = enter(raise_request_exception=False), county.items["published"].key
    for name in ("%00", "..%2f..%2fkeys%2fsecret", "%2e%2e%2fx", "附表.txt%00.pdf", "a" * 3000, "%ff"):
        assert client.get(f"/item/{key}/files/1/{name}").status_code in {400, 404}
    for number in ("0", "2", "9" * 30, "9" * 5000):
        assert client.get(f"/item/{key}/files/{number}/附表.txt").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"])
def test_other_methods_change_nothing_and_fail_nowhere(county, enter, method):
    client, wrong = enter("office_head", raise_request_exception=False), []
    for route in routes():
        if method == "HEAD" and "GET" not in matrix()[route.pattern].does:
            continue
        before = Record.objects.exclude(
            action__in=("查看人员资料", "导出信息列表", "导出文件清单", "导出审计记录")
        ).count()
        with transaction.atomic():
            answer = client.generic(method, county.address(route))
            after = Record.objects.exclude(
                action__in=("查看人员资料", "导出信息列表", "导出文件清单", "导出审计记录")
            ).count()
            transaction.set_rollback(True)
        body = b"" if answer.streaming else answer.content
        if answer.status_code >= 500 or after != before or (method == "HEAD" and body):
            wrong.append((method, route.pattern, answer.status_code, after - before))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.slow
@pytest.mark.parametrize(
    "junk", ["\0", "\x01\x1b\x0b\ufeff\u202e", "９" * 20, "𠮷" * 5], ids=["nul", "controls", "wide digits", "rare"]
)
def test_every_form_takes_anything_in_every_field(county, enter, junk):
    """Every field that any form of the service has, all at once, to every address that takes a form."""
    client, wrong = enter("office_head", raise_request_exception=False), []
    names = _fields()
    for route in routes():
        if "POST" not in matrix()[route.pattern].does or route.name == "account_logout":
            continue
        with transaction.atomic():
            answer = client.post(county.address(route), dict.fromkeys(names, junk))
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            wrong.append((route.pattern, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def _fields():
    """Return the names of fields as they stand in the forms and in what views read."""
    from pathlib import Path

    import gongkai.apps

    found = set()
    for path in Path(gongkai.apps.__path__[0]).rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r"^    (\w+) = (?:forms\.|line\(|words\(|day\(|choice\()", text, re.MULTILINE))
        found |= set(re.findall(r"POST\.get(?:list)?\(\"(\w+)\"", text))
    assert {"title", "passage", "outcome", "username", "note", "target"} <= found
    return sorted(found | {f"passed-{name}" for name in ("content", "edition", "reason")})


def test_a_character_that_no_database_keeps_is_refused_in_chinese(county, enter):
    client = enter("drafter", raise_request_exception=False)
    key = county.items["draft"].key
    versions = Text.objects.count()
    for answer in (
        client.post(f"/desk/items/{key}/edit/", {"based_on": 1, "title": "题\0目"}),
        client.post(f"/desk/items/{key}/checks/settle/", {"passage": "a\0", "reason": "核实过"}),
        client.get(f"/desk/items/{key}/relations/?q=%00"),
    ):
        assert answer.status_code == 400
        assert "不能保存的字符" in answer.content.decode()
    assert Text.objects.count() == versions


def test_too_many_fields_and_too_much_are_refused_in_chinese(county, enter):
    client = enter("drafter", raise_request_exception=False)
    address = f"/desk/items/{county.items['draft'].key}/edit/"
    many = client.post(address, {f"field-{number}": "1" for number in range(5000)})
    large = client.post(address, {"body": "字" * 3_000_000, "based_on": 1})
    for answer in (many, large):
        assert answer.status_code in {400, 413}
        assert CHINESE.search(answer.content.decode())
    assert Item.objects.get(pk=county.items["draft"].pk).latest.number == 1


def test_a_broken_upload_is_refused_in_chinese(county, enter):
    client = enter("drafter", raise_request_exception=False)
    address = f"/desk/items/{county.items['draft'].key}/edit/"
    for kind, body in (
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\xfe'),
        ("application/x-www-form-urlencoded; charset=nothing", b"title=1"),
        ("application/json", b"{"),
    ):
        answer = client.generic("POST", address, body, content_type=kind)
        assert answer.status_code in {400, 404, 415}, (kind, answer.status_code)
        assert CHINESE.search(answer.content.decode()), kind
