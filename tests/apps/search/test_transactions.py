"""Readers and a writer at once: what is not committed is not found, and nobody waits for a reader."""

import threading

import pytest
from django.db import connection, transaction
from tests.support.entries import entry

from gongkai.apps.search import services
from gongkai.apps.search.selectors import find

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(work):
    """Do something on a connection of its own and return what it answers."""
    answers = []

    def run():
        try:
            answers.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    (answer,) = answers
    return answer


def totals():
    return find("预算").total, find("部门预算").total, find("决算").total


def test_a_reader_sees_what_was_committed_and_no_more():
    services.index([entry(1, "部门预算")])
    with transaction.atomic():
        services.index([entry(1, "部门决算"), entry(2, "部门预算草案"), entry(3, "预算")])
        assert totals() == (2, 1, 1)
        assert elsewhere(totals) == (1, 1, 0)
        services.remove([2])
        assert totals() == (1, 0, 1)
        assert elsewhere(totals) == (1, 1, 0)
    assert elsewhere(totals) == (1, 0, 1)


def test_readers_never_see_half_of_a_change():
    services.index([entry(1, "甲乙", "丙丁"), entry(2, "戊己")])
    stop, odd = threading.Event(), []

    def read():
        try:
            while not stop.is_set():
                both = find("甲乙 丙丁").total, find("戊己").total
                if both != (1, 1):
                    odd.append(both)
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(25):
        services.index([entry(1, "甲乙", f"丙丁第{turn}次"), entry(2, f"戊己{turn}")])
    stop.set()
    for reader in readers:
        reader.join(30)
    assert odd == []
    assert find("第24次").total == 1
    assert find("第23次").total == 0


def test_the_next_test_starts_with_nothing():
    assert totals() == (0, 0, 0)
    services.index([entry(1, "公开")])
    assert find("甲乙").total == 0
