"""Columns that are not updated, and the counts from which an inspection fails."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import NoLawInForce
from gongkai.core.findings import Severity
from gongkai.core.publication.freshness import (
    cycle,
    cycles,
    freshness,
    thresholds,
    thresholds_reached,
    website_report_due,
)

TODAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("kind", "last_in_time"),
    [
        ("news", date(2025, 6, 16)),
        ("notices", date(2025, 1, 1)),
        ("home_page", date(2025, 6, 16)),
        ("new_media", date(2025, 6, 16)),
        ("messages", date(2025, 5, 1)),
        ("message_reply", date(2025, 4, 1)),
        ("affairs_statistics", date(2025, 4, 1)),
    ],
)
def test_the_last_update_that_is_in_time(kind, last_in_time):
    given = cycle(kind, TODAY)
    assert freshness(given, last_in_time, TODAY).stale is False
    assert freshness(given, date.fromordinal(last_in_time.toordinal() - 1), TODAY).stale is True


def test_what_is_said():
    news = cycle("news", TODAY)
    found = freshness(news, date(2025, 6, 1), TODAY)
    assert (found.days, found.due) == (29, date(2025, 6, 15))
    assert found.message == "动态、要闻类栏目应当在14日内更新，2025年6月1日更新后已29日没有更新，请更新。"
    assert freshness(news, TODAY, TODAY).message.endswith("2025年6月30日更新后，最迟2025年7月14日再次更新。")


def test_a_column_without_dated_items_is_stale():
    found = freshness(cycle("notices", TODAY), None, TODAY)
    assert (found.stale, found.days, found.due) == (True, None, None)
    assert "按没有更新处理" in found.message


def test_a_day_that_has_not_come_is_no_update():
    found = freshness(cycle("news", TODAY), date(2026, 6, 30), TODAY)
    assert (found.stale, found.days, found.due) == (True, None, None)
    assert found.message == (
        "动态、要闻类栏目标注的更新日期2026年6月30日晚于2025年6月30日，按没有更新处理，请改为实际日期；"
        "伪造发布日期属于弄虚作假，检查时单项否决。"
    )
    assert (found.finding.code, found.finding.severity) == ("PF-01", Severity.ERROR)
    assert found.finding.cite == "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）安全、泄密事故等严重问题"
    assert freshness(cycle("news", TODAY), TODAY, TODAY).finding is None


def test_kinds_and_days_that_are_not_there():
    with pytest.raises(KeyError):
        cycle("everything", TODAY)
    with pytest.raises(NoLawInForce, match="2019年3月31日还没有“动态、要闻类栏目”的更新要求"):
        cycle("news", date(2019, 3, 31))


def test_thresholds():
    assert {each.key: (each.at_least, each.unit) for each in thresholds()} == {
        "stale_columns": (5, "个"),
        "neglected_columns": (10, "个"),
        "blank_columns": (5, "个"),
        "unopened_visits": (5, "%"),
    }
    assert thresholds_reached((), TODAY) == ()
    assert [each.key for each in thresholds_reached((("stale_columns", 5), ("blank_columns", 4)), TODAY)] == [
        "stale_columns"
    ]
    assert thresholds_reached((("stale_columns", 9),), date(2019, 3, 31)) == ()


def test_what_counts_towards_failure_and_what_takes_points():
    assert {each.key: each.points for each in cycles() if not each.veto} == {"messages": 3, "affairs_statistics": 2}
    assert {each.cite.act for each in cycles()} == {"政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）"}


def test_the_yearly_report_of_a_website():
    assert website_report_due(2024) == date(2025, 1, 31)
