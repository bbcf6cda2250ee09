"""The interpretation of policy documents: there, in time, linked both ways, in several styles, and not a copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.law.calendar import Calendar
from gongkai.core.publication.interpretation import (
    Interpretation,
    choices,
    examine_interpretation,
    interpretation_due,
)

CALENDAR = Calendar()
PUBLISHED = date(2025, 9, 29)
GOOD = Interpretation(
    published_on=(date(2025, 10, 20), date(2025, 10, 10)),
    styles=("text", "picture"),
    elements=tuple(each.key for each in choices("element")),
    copied_percent=59,
)


def found(given, at=date(2025, 12, 1)):
    return [(each.code, each.message) for each in examine_interpretation("某办法", PUBLISHED, given, CALENDAR, at)]


def test_three_workdays():
    assert interpretation_due(PUBLISHED, CALENDAR) == date(2025, 10, 10)
    assert interpretation_due(PUBLISHED, CALENDAR, 0) == PUBLISHED


def test_a_good_one():
    assert found(GOOD) == []
    assert found(replace(GOOD, styles=(), elements=(), copied_percent=None)) == []


@pytest.mark.parametrize("given", [None, Interpretation()])
def test_none_is_told_once_the_time_is_over(given):
    assert found(given, date(2025, 10, 10)) == []
    assert found(given, date(2025, 10, 11)) == [
        ("PI-01", "“某办法”没有解读材料，应当在2025年10月10日前发布，请由起草部门尽快解读。")
    ]


def test_late_by_its_first_part():
    assert found(replace(GOOD, published_on=(date(2025, 10, 11),))) == [
        ("PI-02", "“某办法”的解读材料2025年10月11日发布，晚于2025年10月10日，请说明原因。")
    ]


def test_what_is_dated_after_the_day_has_not_appeared():
    later = replace(GOOD, published_on=(date(2025, 12, 2),))
    assert [code for code, _ in found(later)] == ["PI-01"]
    assert found(later, date(2025, 10, 10)) == []


def test_before_the_document():
    early = (
        "PI-08",
        (
            "“某办法”的解读材料标为2025年9月28日发布，早于文件发布的2025年9月29日，"
            "请核对日期，或者核对是不是这份文件的解读。"
        ),
    )
    before = date(2025, 9, 28)
    assert found(replace(GOOD, published_on=(before,))) == [early]
    assert found(replace(GOOD, published_on=(PUBLISHED, before))) == [early]
    assert [code for code, _ in found(replace(GOOD, published_on=(date(2025, 10, 11), before)))] == ["PI-08", "PI-02"]
    assert found(replace(GOOD, published_on=(PUBLISHED,))) == []


def test_styles_and_elements_that_are_not_in_the_lists():
    assert found(replace(GOOD, styles=("bogus", "bogus"))) == [
        ("PI-07", "“某办法”的解读形式“bogus”不在列表里，请从列表中选。")
    ]
    assert found(replace(GOOD, elements=(*GOOD.elements, "别的"))) == [
        ("PI-07", "“某办法”的解读要素“别的”不在列表里，请从列表中选。")
    ]


@pytest.mark.parametrize(
    ("links", "why"),
    [
        ({"document_links": False}, "的文件页没有链接解读"),
        ({"interpretation_links": False}, "的解读页没有链接文件"),
        (
            {"document_links": False, "interpretation_links": False},
            "的文件页没有链接解读，的解读页没有链接文件",
        ),
    ],
)
def test_linked_both_ways(links, why):
    assert found(replace(GOOD, **links)) == [("PI-03", f"“某办法”{why}，请在两个页面上互相链接。")]


def test_more_than_one_style():
    assert found(replace(GOOD, styles=("text", "text"))) == [
        ("PI-04", "“某办法”只有一种解读形式（文字解读），可增加图解、问答、音视频等。")
    ]


def test_elements_that_are_missing():
    assert found(replace(GOOD, elements=GOOD.elements[:-2])) == [
        ("PI-05", "“某办法”的解读没有说明惠民利民举措、新旧政策差异，请补充。")
    ]


def test_a_copy_explains_nothing():
    assert found(replace(GOOD, copied_percent=60)) == [
        ("PI-06", "“某办法”的解读有60%与文件原文相同，请用通俗的话说明，不要摘抄。")
    ]


@pytest.mark.parametrize("percent", [-1, 101, 600])
def test_a_share_is_between_nothing_and_all(percent):
    assert found(replace(GOOD, copied_percent=percent)) == [
        ("PI-09", f"“某办法”的解读与原文相同的比例是{percent}%，不在0%到100%之间，请重新计算。")
    ]
    assert [code for code, _ in found(replace(GOOD, copied_percent=100))] == ["PI-06"]
    assert found(replace(GOOD, copied_percent=0)) == []


def test_the_lists():
    assert [len(choices(table)) for table in ("subject", "principle", "element", "style")] == [4, 3, 9, 9]
    assert [each.label for each in choices("principle")] == ["同步组织", "同步审签", "同步部署"]
    assert {each.sure for each in choices("subject")} == {"local"}
