"""Writing the index: what is put in is found, what is taken out is not, and both go with the transaction."""

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction
from tests.support.entries import entry

from gongkai.apps.search import services
from gongkai.apps.search.bigrams import LONGEST_TEXT
from gongkai.apps.search.models import IndexedEntry
from gongkai.apps.search.selectors import find

pytestmark = pytest.mark.django_db


def found(words, *facets):
    return [hit.sequence for hit in find(words, facets).hits]


def test_what_is_put_in_is_found_and_what_is_taken_out_is_not():
    services.index([entry(1, "预算公开"), entry(2, "决算公开")])
    assert found("预算") == [1]
    assert found("公开") == [2, 1]
    services.remove([1])
    assert found("预算") == []
    assert found("公开") == [2]
    assert list(IndexedEntry.objects.values_list("sequence", flat=True)) == [2]


def test_one_of_the_same_sequence_is_replaced():
    services.index([entry(1, "预算公开", "旧的正文", "kind:notice", "agency:a"), entry(2, "别的")])
    services.index([entry(1, "决算公开", "新的正文", "kind:notice", "agency:b")])
    assert (found("预算"), found("旧的"), found("", "agency:a")) == ([], [], [])
    assert (found("决算"), found("新的"), found("", "agency:b")) == ([1], [1], [1])
    assert found("", "kind:notice") == [1]


def test_doing_it_twice_is_doing_it_once():
    for _ in range(2):
        services.index([entry(1, "预算公开"), entry(1, "预算公开")])
    assert found("预算") == [1]
    for _ in range(2):
        services.remove([1, 1, 99])
    assert found("预算") == []
    services.index([entry(1, "预算公开")])
    assert found("预算") == [1]


def test_of_two_with_the_same_sequence_the_later_stays():
    services.index([entry(1, "预算"), entry(1, "决算")])
    assert (found("预算"), found("决算")) == ([], [1])


def test_the_order_of_writing_makes_no_difference():
    services.index([entry(5, "公开"), entry(3, "公开")])
    services.index([entry(4, "公开")])
    services.index([entry(1 << 54, "公开")])
    assert found("公开") == [1 << 54, 5, 4, 3]


def test_many_at_once():
    services.index(entry(number, f"第{number}号公开", "正文") for number in range(1, 1203))
    assert find("公开").total == 1202
    assert found("第777号") == [777]
    services.remove(range(1, 1202))
    assert found("公开") == [1202]


def test_the_index_is_made_anew():
    services.index([entry(1, "预算公开"), entry(2, "决算公开")])
    services.rebuild([entry(3, "预算通知"), entry(2, "预算公告")])
    assert found("预算") == [3, 2]
    assert found("公开") == []
    services.rebuild([])
    assert found("预算") == []
    services.index([entry(1, "预算公开")])
    assert found("预算") == [1]


def test_nothing_stays_of_a_transaction_that_fails():
    services.index([entry(1, "预算公开")])

    def fail():
        with transaction.atomic():
            services.index([entry(1, "决算公开"), entry(2, "预算公告")])
            assert found("预算") == [2]
            services.remove([2])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert found("预算") == [1]
    assert found("决算") == []
    assert IndexedEntry.objects.count() == 1


def test_what_no_database_takes_is_no_error():
    services.index([entry(1, "预\x00算\ud800公开\ue010", "正\x00文\ufffe", "odd:\x00 '\"\\\n\ue001*", "kind:a")])
    assert found("公开") == [1]
    assert found("", "odd:\x00 '\"\\\n\ue001*") == [1]
    services.remove([1])
    assert found("公开") == []


def test_an_entry_may_be_empty_or_very_long():
    services.index([entry(1, "", "")])
    services.index([entry(2, "长文", "".join(map(chr, range(0x20000, 0x2A000))) * 20 + "甲乙")])
    assert found(chr(0x20001) + chr(0x20002)) == [2]
    assert found("甲乙") == []
    assert IndexedEntry.objects.get(sequence=2).told.count("\U00020000") == -(-LONGEST_TEXT // 0xA000)
    services.remove([1, 2])
    assert IndexedEntry.objects.count() == 0


def test_more_different_words_than_postgresql_takes_are_found_by_the_first():
    body = "".join(f"{chr(0x4E00 + first)}{chr(0x4E00 + second)}" for first in range(450) for second in range(400, 850))
    services.index([entry(1, "长文", body, "kind:a")])
    assert found("长文", "kind:a") == [1]
    assert found(body[:2]) == [1]
    services.remove([1])
    assert found("长文") == []


def test_the_words_go_with_the_last_entry():
    services.index([entry(1, "预算公开"), entry(2, "决算公开")])
    with connection.cursor() as cursor:  # what Django's flush does to tables it knows
        for statement in connection.ops.sql_flush(no_style(), [IndexedEntry._meta.db_table]):
            cursor.execute(statement)
    services.index([entry(1, "通知"), entry(2, "公告")])
    assert found("公开") == []
    assert found("通知") == [1]
