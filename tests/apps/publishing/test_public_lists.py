"""Lists of what is public: their pages stay where they are, their counts are kept by the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Count
from tests.support.portal import county, department, published, withdrawn
from tests.support.publishing import Office

from gongkai.apps.publishing.models import PublicCount, PublicItem
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Shelf, counts, listed, newest, page_holding, total

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
NOTICES = Shelf(column="statutory.notices")


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(public, "PAGE", 2)


def fill(count, **particulars):
    return [published(f"第{number}号通知", **particulars) for number in range(1, count + 1)]


def titles(shelf, number):
    page = listed(shelf, number, DAY)
    return None if page is None else [row.title[1:-3] for row in page.rows]


def stored_counts():
    return {(each.agency.key, each.column): each.total for each in PublicCount.objects.select_related("agency")}


def test_what_is_only_drafted_is_in_no_list():
    Office(county()).draft("没有审查的草稿")
    Office(county()).reviewed(Office(county()).draft("审查过还没有发布"))

    assert listed(Shelf(), None, DAY).rows == ()
    assert (total(Shelf()), counts()) == (0, {})


@pytest.mark.usefixtures("small_pages")
def test_pages_are_numbered_from_the_oldest_and_hold_everything_once():
    fill(7)

    assert [titles(NOTICES, number) for number in (None, 2, 1)] == [["7", "6", "5"], ["4", "3"], ["2", "1"]]
    assert [titles(NOTICES, number) for number in (0, 3)] == [None, None]


@pytest.mark.usefixtures("small_pages")
def test_what_comes_later_leaves_archived_pages_as_they_are():
    fill(6)
    before = [titles(NOTICES, number) for number in (2, 1)]
    published("第7号通知")
    published("第8号通知")

    assert [titles(NOTICES, number) for number in (2, 1)] == before
    assert titles(NOTICES, 3) == ["6", "5"]
    assert titles(NOTICES, None) == ["8", "7"]


@pytest.mark.usefixtures("small_pages")
def test_the_neighbours_of_a_page():
    fill(7)
    pages = [listed(NOTICES, number, DAY) for number in (None, 2, 1)]

    assert [(page.newer, page.older) for page in pages] == [(None, 2), (0, 1), (2, None)]
    assert [(page.total, page.archived) for page in pages] == [(7, 2)] * 3


@pytest.mark.usefixtures("small_pages")
def test_the_page_that_holds_an_item():
    items = fill(7)

    assert [page_holding(NOTICES, each.sequence) for each in items] == [1, 1, 2, 2, None, None, None]


@pytest.mark.usefixtures("small_pages")
def test_lists_of_one_agency_and_of_one_column():
    other = department()
    published("县里的通知")
    published("县里的动态", column="statutory.news")
    published("局里的通知", by=other)

    def told(shelf):
        return {row.title for row in newest(shelf, 10, DAY)}

    assert told(Shelf(other.pk)) == {"局里的通知"}
    assert told(NOTICES) == {"县里的通知", "局里的通知"}
    assert told(Shelf(county().pk, "statutory.news")) == {"县里的动态"}


def test_counts_follow_what_comes_and_goes():
    first, _, other = published("甲"), published("乙"), published("丙", by=department())
    assert stored_counts() == {("county", "statutory.notices"): 2, ("nyncj", "statutory.notices"): 1}

    withdrawn(first)
    withdrawn(other)

    assert stored_counts() == {("county", "statutory.notices"): 1}


def test_counts_follow_what_moves_whoever_moves_it():
    online = published()
    published(column="statutory.news")

    PublicItem.objects.filter(pk=online.pk).update(agency=department(), column="statutory.budget")

    assert stored_counts() == {("county", "statutory.news"): 1, ("nyncj", "statutory.budget"): 1}


def test_counts_are_what_a_count_would_give():
    for number in range(4):
        published(f"第{number}号", column=("statutory.news", "statutory.budget")[number % 2])
    withdrawn(PublicItem.objects.filter(column="statutory.news").first())
    counted = PublicItem.objects.values_list("agency__key", "column").annotate(Count("pk"))

    assert stored_counts() == {(agency, column): count for agency, column, count in counted.order_by()}


def test_the_last_day_of_a_column_goes_back_with_a_withdrawal():
    first, second = published("甲"), published("乙")
    PublicItem.objects.filter(pk=first.pk).update(published_at=second.published_at - timedelta(days=9))

    withdrawn(second)

    first.refresh_from_db()
    assert counts(county().pk)["statutory.notices"].latest_at == first.published_at


@pytest.mark.usefixtures("small_pages")
def test_a_list_costs_the_same_with_few_and_with_many(django_assert_num_queries):
    fill(4)
    with django_assert_num_queries(3):
        listed(NOTICES, 1, DAY)
    fill(9)
    with django_assert_num_queries(3):
        listed(NOTICES, 1, DAY)
    with django_assert_num_queries(2):
        listed(NOTICES, None, DAY)
