"""The portal as files: whole the first time, then only what has changed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.support.publishing import Office, agency

from gongkai.apps import clock
from gongkai.apps.portal.export import export
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.services.review import Deed, act_on
from gongkai.apps.publishing.services.text import Words, save_text
from gongkai.core.errors import OutputRefused
from gongkai.core.publication.review_events import Act

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINK = re.compile(r'(?:href|src|action)="(/[^"#?]*)')
DYNAMIC = ("/search/", "/corrections/", "/accessibility/", "/api/", "/desk/", "/static/")


@pytest.fixture
def office():
    return Office(agency())


@pytest.fixture
def items(office):
    return [office.published(title=f"第{number}件通知") for number in range(1, 46)]


def page(folder, address):
    path = folder / address.strip("/")
    return (path / "index.html" if address.endswith("/") else path).read_text(encoding="utf-8")


def withdraw(office, item):
    act_on(office.publisher, item.key, Deed(Act.WITHDRAWN, reason="有误", public_reason="数字有误，更正后重新发布"))


def test_every_link_of_every_page_leads_to_a_file(tmp_path, office, items):
    office.published(title="管理办法", kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies")

    done = export(tmp_path)

    pages = list(tmp_path.rglob("*.html"))
    assert done.written >= len(pages) > 100
    broken = {
        link
        for each in pages
        for link in LINK.findall(each.read_text(encoding="utf-8"))
        if not link.startswith(DYNAMIC)
        if not (tmp_path / link.strip("/") / ("index.html" if link.endswith("/") else "")).exists()
    }
    assert broken == set()
    assert items[0].latest.title in page(tmp_path, "/a/swj/statutory-notices/1/")


@pytest.mark.usefixtures("items")
def test_nothing_is_written_where_nothing_has_changed(tmp_path):
    first = export(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}

    again = export(tmp_path)

    assert first.written > 0
    assert (again.written, again.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before


@pytest.mark.usefixtures("items")
def test_a_publication_writes_its_pages_and_no_others(tmp_path, office):
    export(tmp_path)
    archived = tmp_path / "a/swj/statutory-notices/1/index.html"
    before = archived.stat().st_mtime_ns

    item = office.published(title="新的一件")
    done = export(tmp_path)

    assert done.removed == 0
    assert done.written < 40
    assert "新的一件" in page(tmp_path, f"/item/{item.key}/")
    for address in ("/c/latest/", "/a/swj/", "/a/swj/statutory-notices/", "/feeds/latest.atom"):
        assert item.key in page(tmp_path, address), address
    assert archived.stat().st_mtime_ns == before
    assert export(tmp_path).written == 0


def test_a_withdrawal_leaves_a_tombstone_and_nothing_else(tmp_path, office, items):
    export(tmp_path)
    gone = items[3]

    withdraw(office, gone)
    export(tmp_path)

    assert "数字有误，更正后重新发布" in page(tmp_path, f"/item/{gone.key}/")
    told = [
        path for path in tmp_path.rglob("*") if path.is_file() and path.suffix in {".html", ".xml", ".json", ".atom"}
    ]
    holders = [path for path in told if f"/item/{gone.key}/" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(tmp_path).as_posix() for path in holders] == [f"item/{gone.key}/index.html"]


def test_a_correction_is_seen_where_it_stands(tmp_path, office, items):
    export(tmp_path)
    old = items[0]
    save_text(office.drafter, old.key, Words("更正后的标题", "<p>更正。</p>", formed_on=clock.today()), based_on=1)
    old.refresh_from_db()
    office.reviewed(old)
    act_on(office.publisher, old.key, Deed(Act.PUBLISHED, content=old.latest.digest))

    export(tmp_path)

    assert "更正后的标题" in page(tmp_path, "/a/swj/statutory-notices/1/")
    assert "更正后的标题" in page(tmp_path, f"/item/{old.key}/")


def test_the_end_of_a_document_is_seen_on_its_day(tmp_path, office, monkeypatch):
    today = clock.today()
    item = office.published(
        title="试行办法",
        kind=Kind.NORMATIVE_DOCUMENT,
        column="statutory.policies",
        effective_from=today,
        effective_to=today,
    )
    export(tmp_path)
    assert item.key in page(tmp_path, "/normative/")

    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    export(tmp_path)

    assert item.key not in page(tmp_path, "/normative/")
    assert item.key in page(tmp_path, "/normative/expired/")
    assert "失效" in page(tmp_path, f"/item/{item.key}/")


@pytest.mark.usefixtures("items")
def test_links_to_what_must_be_live_lead_there(tmp_path):
    export(tmp_path, live="https://zwgk.example.gov.cn/")

    assert 'action="https://zwgk.example.gov.cn/search/' in page(tmp_path, "/")


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OutputRefused, match="已经有别的文件"):
        export(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
