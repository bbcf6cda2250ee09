"""The chain of records."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai.apps.audit.actor import Actor, acting
from gongkai.apps.audit.models import Head, Record
from gongkai.apps.audit.selectors import records, verify
from gongkai.apps.audit.services import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    with acting(Actor("zhang", "张某", "192.0.2.1")):
        for number in range(1, 6):
            record("保存", "item", f"key{number}", agency="swj", version=number)


def behind_the_back(statement):
    """Change the table as somebody with the database in hand would: without the trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_record_unchanged")
        else:
            cursor.execute("ALTER TABLE audit_record DISABLE TRIGGER audit_record_unchanged")
        cursor.execute(statement)


@pytest.mark.usefixtures("five")
def test_an_untouched_chain_holds():
    found = verify()

    assert (found.ok, found.records) == (True, 5)
    first = Record.objects.get(number=1)
    assert (first.actor, first.address, first.detail) == ("zhang", "192.0.2.1", '{"version":1}')


def test_an_empty_chain_holds():
    assert (verify().ok, verify().records) == (True, 0)


@pytest.mark.parametrize(
    ("statement", "broken", "why"),
    [
        ("UPDATE audit_record SET actor = 'li' WHERE number = 3", 3, "内容被改动过"),
        ("UPDATE audit_record SET detail = '{}' WHERE number = 1", 1, "内容被改动过"),
        ("UPDATE audit_record SET address = '' WHERE number = 2", 2, "内容被改动过"),
        ("DELETE FROM audit_record WHERE number = 4", 4, "不见了"),
        ("DELETE FROM audit_record WHERE number = 5", 5, "不见了"),
        ("DELETE FROM audit_record WHERE number = 1", 1, "不见了"),
        ("UPDATE audit_record SET previous = digest WHERE number = 2", 2, "接不上"),
    ],
)
@pytest.mark.usefixtures("five")
def test_the_first_broken_record_is_named(statement, broken, why):
    behind_the_back(statement)

    found = verify()

    assert (found.ok, found.broken) == (False, broken)
    assert why in found.why


@pytest.mark.usefixtures("five")
def test_a_record_appended_by_hand_is_found():
    last = Record.objects.get(number=5)
    Record.objects.create(number=6, at=last.at, actor="li", action="伪造", previous=last.digest, digest="0" * 64)

    assert verify().broken == 6


@pytest.mark.usefixtures("five")
def test_a_record_that_the_head_does_not_know_is_found():
    Head.objects.update(number=4)

    assert not verify().ok


@pytest.mark.usefixtures("five")
def test_records_are_searched_within_reach():
    with acting(Actor("li", "李某")):
        record("发布", "item", "other", agency="jyj")

    assert [each.subject_key for each in records("张某", agencies=frozenset({"swj"}))][:2] == ["key5", "key4"]
    assert records(agencies=frozenset({"swj"})).count() == 5
    assert records("发布").get().actor == "li"
    assert records(kind="item", key="key2").get().number == 2
