"""The table of words comes and goes with its migration."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.support.entries import entry

from gongkai.apps.search import services
from gongkai.apps.search.selectors import find

NEWEST = [("search", "0002_bigram_postings")]


@pytest.mark.django_db(transaction=True)
def test_there_and_back():
    try:
        MigrationExecutor(connection).migrate([("search", "0001_start")])
        assert "search_posting" not in connection.introspection.table_names()
        assert "search_indexedentry" in connection.introspection.table_names()
        MigrationExecutor(connection).migrate([("search", None)])
        assert "search_indexedentry" not in connection.introspection.table_names()
    finally:
        MigrationExecutor(connection).migrate(NEWEST)
    services.index([entry(1, "预算")])
    assert find("预算").total == 1
