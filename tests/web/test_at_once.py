"""Several people, or one person twice, in the same moment: one of them does it, the others are told, nothing is half done."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client
from tests.support.publishing import Office, agency, person
from tests.support.soundness import faults

from gongkai.apps.accounts.models import User
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import Event, IndexSerial, Item, PublicItem, Text, Tombstone
from gongkai.apps.publishing.services.review import submit
from gongkai.apps.search.models import IndexedEntry
from gongkai.core.publication.chains import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STALE = "这一条在您打开之后有变动，请看过最新情况再办理"


@pytest.fixture
def office(transactional_db):
    del transactional_db
    return Office(agency())


def enter(who):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=who.id), backend=BACKEND)
    return client


def at_once(*requests):
    """Send requests in threads that all start together; return the answers in their order."""
    start, answers = threading.Barrier(len(requests)), [None] * len(requests)

    def send(number, client, address, data):
        start.wait()
        try:
            answers[number] = client.post(address, data)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number, *told)) for number, told in enumerate(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert None not in answers
    return answers


def act(item, name, **more):
    item.refresh_from_db()
    given = {"content": item.latest.digest, "edition": item.edition, **more}
    return f"/desk/items/{item.key}/acts/{name}/", {f"{name}-{field}": value for field, value in given.items()}


def statuses(answers):
    return sorted(answer.status_code for answer in answers)


def test_a_double_click_publishes_once(office):
    item = office.reviewed(office.draft())
    client = enter(office.publisher)
    told = (client, *act(item, "published"))
    answers = at_once(told, told, told)
    # the same click seen twice is told as done, not as a fault
    assert set(statuses(answers)) <= {302, 409}
    assert 302 in statuses(answers)
    assert Event.objects.filter(item=item, act="published").count() == 1
    assert Record.objects.filter(subject_key=item.key, action="发布").count() == 1
    assert faults() == []


def test_of_two_people_one_publishes_and_the_other_is_told(office):
    item = office.reviewed(office.draft())
    other = person("swj-second", office.agency, Role.DISCLOSURE_OFFICE)
    answers = at_once((enter(office.publisher), *act(item, "published")), (enter(other), *act(item, "published")))
    assert statuses(answers) == [302, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert STALE in refused.content.decode()
    assert Event.objects.filter(item=item, act="published").count() == 1
    assert faults() == []


def test_what_is_passed_and_sent_back_at_once_is_one_of_both(office):
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    other = person("swj-head2", office.agency, Role.SECTION_HEAD)
    answers = at_once(
        (enter(office.head), *act(item, "passed")), (enter(other), *act(item, "sent_back", reason="请补充"))
    )
    assert statuses(answers) == [302, 409]
    item.refresh_from_db()
    assert item.events.count() == 2
    assert item.state in {"in_review", "sent_back"}
    assert faults() == []


def test_what_is_withdrawn_twice_at_once_is_withdrawn_once(office):
    item = office.published()
    other = person("swj-second", office.agency, Role.DISCLOSURE_OFFICE)
    more = {"reason": "核对", "public_reason": "内容正在核对"}
    answers = at_once(
        (enter(office.publisher), *act(item, "withdrawn", **more)), (enter(other), *act(item, "withdrawn", **more))
    )
    assert statuses(answers) == [302, 409]
    assert Tombstone.objects.filter(item=item).count() == 1
    assert not IndexedEntry.objects.filter(key=item.key).exists()
    assert faults() == []


def test_what_is_recalled_while_it_is_published_is_one_of_both(office):
    item = office.reviewed(office.draft())
    answers = at_once(
        (enter(office.publisher), *act(item, "published")),
        (enter(office.drafter), *act(item, "recalled", reason="有误")),
    )
    assert statuses(answers) == [302, 409]
    assert faults() == []


def test_two_who_save_at_once_lose_nothing(office):
    item = office.draft()
    other = person("swj-drafter2", office.agency, Role.DRAFTER)
    words = {"column": "statutory.notices", "kind": "notice", "attribute": "proactive", "title": "题目", "based_on": 1}
    answers = at_once(
        *(
            (enter(who), f"/desk/items/{item.key}/edit/", {**words, "body": f"<p>{who.username}写的。</p>"})
            for who in (office.drafter, other)
        )
    )
    assert statuses(answers) == [302, 302]
    assert sorted(Text.objects.filter(item=item).values_list("aside", flat=True)) == [False, False, True]
    assert {f"{who.username}写的。" for who in (office.drafter, other)} <= set(
        Text.objects.values_list("plain", flat=True)
    )
    assert sum("/merge/" in answer["Location"] for answer in answers) == 1
    assert faults() == []


def test_a_form_of_a_new_draft_sent_several_times_at_once_makes_one(office):
    import re

    client = enter(office.drafter)
    token = re.search(r'name="token" value="([^"]+)"', client.get("/desk/new/").content.decode())[1]
    words = {
        "column": "statutory.notices",
        "kind": "notice",
        "attribute": "proactive",
        "title": "题目",
        "body": "<p>一。</p>",
    }
    answers = at_once(*[(client, "/desk/new/", {**words, "token": token})] * 4)
    assert statuses(answers) == [302] * 4
    assert len({answer["Location"] for answer in answers}) == 1
    assert Item.objects.count() == 1
    assert faults() == []


def test_many_published_at_once_have_numbers_of_their_own(office):
    """Four items of one agency and two of another: no number twice, none left out, the record one chain."""
    second = Office(agency("jyj", "清禾县教育局"))
    items = [each.reviewed(each.draft(f"第{number}号通知")) for number in range(3) for each in (office, second)]
    publishers = {office.agency.pk: office.publisher, second.agency.pk: second.publisher}
    answers = at_once(*((enter(publishers[item.agency_id]), *act(item, "published")) for item in items))
    assert statuses(answers) == [302] * 6
    numbers = list(PublicItem.objects.values_list("index_number", flat=True))
    assert len(set(numbers)) == 6
    assert sorted(IndexSerial.objects.values_list("last", flat=True)) == [3, 3]
    assert len(set(PublicItem.objects.values_list("sequence", flat=True))) == 6
    assert faults() == []
