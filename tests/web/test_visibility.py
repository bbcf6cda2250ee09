"""One policy of what the public sees: an item is on every outlet or on none, always the reviewed text, in every state."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.support.publishing import Office, agency
from tests.support.small_county import FILE, ORIGINAL, STRIPPED, enclosure

from gongkai.apps import clock
from gongkai.apps.portal.export import export
from gongkai.apps.publishing.models import Item, Kind
from gongkai.apps.publishing.services.discard import discard, restore
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.apps.publishing.services.schedule import publish_due, schedule
from gongkai.apps.publishing.services.text import Words, save_text
from gongkai.core.publication.chains import Body
from gongkai.core.publication.review_events import Act

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLE, BODY = "枫桥办法", "<p>甲乙丙丁。</p>"
NEW_TITLE, NEW_BODY = "柳岸办法", "<p>戊己庚辛。</p>"
ATTACHED = STRIPPED.decode()


class Outlets:
    """Everything that tells the public something, asked like the public would."""

    def __init__(self, folder):
        self.client, self.folder = Client(), folder

    def telling(self, key, words):
        """Return the outlets that name an item by its key or hold some words of it."""
        month = f"{clock.today():%Y-%m}"
        asked = {
            "page": f"/item/{key}/",
            "home": "/",
            "everything": "/c/latest/",
            "column": "/c/statutory-policies/",
            "documents": "/normative/",
            "agency": "/a/swj/",
            "agency, everything": "/a/swj/latest/",
            "agency, column": "/a/swj/statutory-policies/",
            "search": f"/search/?q={words}",
            "suggestions": f"/search/suggest/?q={words[:2]}",
            "rss": "/feeds/latest.rss",
            "atom": "/feeds/latest.atom",
            "agency's feed": "/feeds/agency/swj.rss",
            "column's feed": "/feeds/column/statutory-policies.atom",
            "list of the interface": "/api/items",
            "detail of the interface": f"/api/items/{key}",
            "search of the interface": f"/api/search?q={words}",
            "open data": f"/open/items-{month}.json",
            "open data as csv": f"/open/items-{month}.csv",
        }
        answers = {name: self.client.get(address) for name, address in asked.items()}
        found = {name for name, answer in answers.items() if answer.status_code == 200 and _tells(answer, words)}
        return found | self._exported(words), set(asked) | {"export"}

    def addresses(self, key):
        """Return what names the address of an item without its words: the map, and the exported page and file."""
        month = f"{clock.today():%Y-%m}"
        told = self.client.get(f"/sitemap-{month}.xml")
        found = {"map"} if told.status_code == 200 and key in told.content.decode() else set()
        file = self.client.get(f"/item/{key}/files/1/{FILE}")
        if file.status_code == 200:
            assert file.content == STRIPPED
            found.add("file")
        kept = self.folder / "item" / key / "files" / "1" / FILE
        if kept.exists():
            assert kept.read_bytes() == STRIPPED
            found.add("exported file")
        return found

    def nowhere(self, key, state, sought=(TITLE, "甲乙丙丁", NEW_TITLE, "戊己庚辛", ATTACHED)):
        """Hold that no outlet tells of an item."""
        for words in sought:
            told, _ = self.telling(key, words)
            assert told == set(), (state, words)
        assert self.addresses(key) == set(), state

    def everywhere(self, key, state, title, body, hidden=()):
        """Hold that every outlet tells of an item, those that show its text hold that, and none holds what is hidden."""
        told, asked = self.telling(key, title)
        assert told == asked, (state, asked - told)
        told, _ = self.telling(key, body)
        assert told >= {"page", "search", "detail of the interface", "export"}, state
        assert self.addresses(key) == {"map", "file", "exported file"}, state
        for words in hidden:
            told, _ = self.telling(key, words)
            assert told == set(), (state, words)

    def _exported(self, words):
        export(self.folder)
        pages = [path for path in self.folder.rglob("*") if path.is_file() and ".sqlite" not in path.name]
        assert not [path for path in pages if ORIGINAL in path.read_bytes()]
        return {"export"} if any(words.encode() in path.read_bytes() for path in pages) else set()


def _tells(answer, words):
    """Say whether an answer tells words of an item; what somebody typed into the search is theirs."""
    if answer.headers["Content-Type"].startswith("application/json"):
        return words in json.dumps(answer.json(), ensure_ascii=False)
    told = answer.content.decode()
    if answer.wsgi_request.path == "/search/":
        told = told.replace(f'value="{words}"', "").replace(f"检索：{words}", "").replace(f"“{words}”", "")
    return words in told


@pytest.fixture
def outlets(tmp_path):
    return Outlets(tmp_path / "portal")


@pytest.fixture
def office(db):
    del db
    return Office(agency())


def test_an_item_is_told_of_everywhere_or_nowhere(office, outlets):
    """From the first draft on, every outlet looked at in each state."""
    item = office.draft(TITLE, BODY, kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies", formed_on=date(2025, 3, 3), enclosures=(enclosure(),))  # fmt: skip
    key, content = item.key, item.latest.digest

    def act(who, name, **more):
        return act_on(who, key, Deed(name, content=content, **more))

    outlets.nowhere(key, "draft")
    discard(office.drafter, key)
    outlets.nowhere(key, "discarded")
    restore(office.drafter, key)
    submit(office.drafter, key, content=content)
    outlets.nowhere(key, "in review")
    act(office.head, Act.SENT_BACK, reason="请补充")
    outlets.nowhere(key, "sent back")
    submit(office.drafter, key, content=content)
    act(office.head, Act.PASSED)
    outlets.nowhere(key, "secrecy review")
    act(office.reviewer, Act.REFERRED, reason="请确定", body=Body.SECRECY_AUTHORITY)
    outlets.nowhere(key, "referred")
    act(office.publisher, Act.DETERMINED, publishable=True, reference="保密函〔2025〕1号")
    outlets.nowhere(key, "determined")
    if Item.objects.get(key=key).state != "ready":
        act(office.reviewer, Act.PASSED)
    outlets.nowhere(key, "ready")
    schedule(office.publisher, key, clock.now() + timedelta(hours=1))
    assert publish_due() == 0
    outlets.nowhere(key, "scheduled")
    act(office.publisher, Act.PUBLISHED)
    outlets.everywhere(key, "published", TITLE, "甲乙丙丁", (NEW_TITLE, "戊己庚辛"))


def test_a_correction_is_told_of_once_it_is_published_and_a_withdrawal_at_once(office, outlets):
    item = office.published(
        TITLE, BODY, kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies", enclosures=(enclosure(),)
    )
    key = item.key

    def act(who, name, **more):
        return act_on(who, key, Deed(name, content=content, **more))

    content = save_text(office.drafter, key, Words(NEW_TITLE, NEW_BODY, formed_on=date(2025, 3, 3), enclosures=(enclosure(),)), based_on=1).digest  # fmt: skip
    outlets.everywhere(key, "a correction is written", TITLE, "甲乙丙丁", (NEW_TITLE, "戊己庚辛"))
    submit(office.drafter, key, content=content, reason="更正名称")
    outlets.everywhere(key, "a correction is reviewed", TITLE, "甲乙丙丁", (NEW_TITLE, "戊己庚辛"))
    act(office.head, Act.PASSED)
    act(office.reviewer, Act.PASSED)
    outlets.everywhere(key, "a correction is ready", TITLE, "甲乙丙丁", (NEW_TITLE, "戊己庚辛"))
    act(office.publisher, Act.PUBLISHED)
    outlets.everywhere(key, "corrected", NEW_TITLE, "戊己庚辛")
    told, _ = outlets.telling(key, TITLE)
    assert told <= {"page", "export"}, "only the item's own page tells what it said before"

    act(office.publisher, Act.WITHDRAWN, reason="核对", public_reason="内容正在核对")
    outlets.nowhere(key, "withdrawn")
    assert outlets.client.get(f"/item/{key}/").status_code == 410
    assert outlets.client.get(f"/api/items/{key}").status_code == 410


def test_what_is_settled_as_not_to_be_published_is_told_of_nowhere(office, outlets):
    item = office.draft(TITLE, BODY, enclosures=(enclosure(),))
    submit(office.drafter, item.key, content=item.latest.digest)
    act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest))
    act_on(office.reviewer, item.key, Deed(Act.WITHHELD, content=item.latest.digest, reason="涉及商业秘密"))
    assert Item.objects.get(pk=item.pk).state == "withheld"
    for words in (TITLE, "甲乙丙丁", ATTACHED):
        assert outlets.telling(item.key, words)[0] == set()
    assert outlets.addresses(item.key) == set()


def test_a_plan_publishes_at_its_hour_and_not_before(office, outlets, monkeypatch):
    item = office.reviewed(office.draft(TITLE, BODY, kind=Kind.NORMATIVE_DOCUMENT, column="statutory.policies"))
    at = clock.now() + timedelta(minutes=5)
    schedule(office.publisher, item.key, at)
    publish_due()
    assert outlets.telling(item.key, TITLE)[0] == set()
    later = at + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert publish_due() == 1
    told, asked = outlets.telling(item.key, TITLE)
    assert told == asked
