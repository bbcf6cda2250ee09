"""Files of items as they are sent: the stripped ones, with headers that let a browser do no harm with them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from tests.support.portal import enclosure, published, website, withdrawn

pytestmark = pytest.mark.django_db


def sent(client, name, data, media_type, **headers):
    website()
    online = published("通知", enclosures=(enclosure(name, data, media_type, original=b"with tracked changes"),))
    return online, client.get(f"/item/{online.key}/files/1/{quote(name)}", headers=headers)


def test_a_document_is_kept_under_its_chinese_name(client):
    _, answer = sent(client, "春耕物资 表.docx", b"stripped", "application/msword")

    assert answer.content == b"stripped"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"file-1.docx\"; filename*=UTF-8''%E6%98%A5%E8%80%95%E7%89%A9%E8%B5%84%20%E8%A1%A8.docx"
    )
    assert answer.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(("name", "media_type"), [("办法.pdf", "application/pdf"), ("图.png", "image/png")])
def test_what_a_browser_shows_itself(client, name, media_type):
    _, answer = sent(client, name, b"bytes", media_type)

    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"].startswith("inline; ")


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"])
def test_nothing_that_could_run_is_shown(client, media_type):
    _, answer = sent(client, "页面.html", b"<script>alert(1)</script>", media_type)

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


def test_a_name_cannot_break_out_of_the_header(client):
    name = 'a"; x=y\u2028\u00e9.pdf'
    _, answer = sent(client, name, b"bytes", "application/pdf")

    assert answer.headers["Content-Disposition"] == (
        "inline; filename=\"file-1.pdf\"; filename*=UTF-8''a%22%3B%20x%3Dy%E2%80%A8%C3%A9.pdf"
    )


def test_what_has_not_changed_is_not_sent_again(client):
    online, first = sent(client, "表.pdf", b"bytes", "application/pdf")
    again = client.get(f"/item/{online.key}/files/1/表.pdf", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_a_file_is_gone_with_its_item_even_for_who_has_it(client):
    online, first = sent(client, "表.pdf", b"bytes", "application/pdf")
    withdrawn(online)

    answer = client.get(f"/item/{online.key}/files/1/表.pdf", headers={"If-None-Match": first.headers["ETag"]})

    assert answer.status_code == 404


@pytest.mark.parametrize("tail", ["1/别的.pdf", "2/表.pdf", "0/表.pdf", "1/..%2f..%2fkeys%2fsecret", "1/%2e%2e"])
def test_only_the_right_number_with_the_right_name(client, tail):
    online, _ = sent(client, "表.pdf", b"bytes", "application/pdf")

    assert client.get(f"/item/{online.key}/files/{tail}").status_code == 404
