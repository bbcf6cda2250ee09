"""The prose of every notice since 2008, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.holiday_doubts import surplus_told
from gongkai.core.law.holiday_notice import read_prose
from gongkai.core.law.holidays import Holiday, shipped

NOTICES = Path(__file__).parent / "holiday_notices"
BY_YEAR = {notice.year: notice for notice in shipped()}
AMENDED = {2015: "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日", 2019: "劳动节", 2020: "春节"}


def prose(year: int) -> str:
    return (NOTICES / f"{year}.txt").read_text(encoding="utf-8")


def altered(year: int, old: str, new: str) -> str:
    text = prose(year)
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize("year", BY_YEAR)
def test_the_notice_of_each_year_says_what_is_shipped(year):
    read, ours = read_prose(prose(year)), BY_YEAR[year]
    ordinary = [holiday for holiday in ours.holidays if holiday.label != AMENDED.get(year)]
    assert [holiday for holiday in read.holidays if holiday.label != AMENDED.get(year)] == ordinary
    assert read.sources[0].title == ours.sources[0].title
    assert read.sources[0].number == ours.sources[0].number
    assert read.sources[0].issued == ours.sources[0].issued


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2019, Holiday("劳动节", date(2019, 5, 1), date(2019, 5, 1))),
        (2020, Holiday("春节", date(2020, 1, 24), date(2020, 1, 30), (date(2020, 1, 19), date(2020, 2, 1)))),
    ],
)
def test_what_a_later_notice_changed_was_otherwise(year, expected):
    assert expected in read_prose(prose(year)).holidays


def test_nothing_but_the_holidays_of_the_year_is_read():
    around = (
        "相关链接：国务院办公厅关于2019年部分节假日安排的通知（国办发明电〔2018〕15号）。\n"
        + prose(2026)
        + "编辑：9月1日。"
    )
    assert read_prose(around) == read_prose(prose(2026))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1月1日（周四）至3日（周六）", "１月１日(星期四)  至 ３日（周六）"),
        ("1月4日（周日）上班", "1月4日（星期天）照常上班"),
        ("2月14日（周六）、2月28日（周六）上班", "2月14日（周六）和28日（周六）上班"),
        ("9月25日（周五）至27日（周日）放假，共3天", "9月25日（周五）放假，与周末连休"),
        ("放假调休，共7天", "放假7天"),
        ("一、元旦：1月", "一、元旦1月"),
        ("五、端午节", "五、“五月五”端午节"),
        ("国办发明电〔2025〕7号", "国办发明电[2025]7号"),
        ("1月1日（周四）至3日", "2026年1月1日（周四）至2026年1月3日"),
    ],
)
def test_other_ways_of_writing_the_same(old, new):
    read, ours = read_prose(altered(2026, old, new)), BY_YEAR[2026]
    taken = {day for day in ours.days_off if day.weekday() < 5}
    assert {day for day in read.days_off if day.weekday() < 5} == taken
    assert read.made_up == ours.made_up
    assert read.sources[0].number == "国办发明电〔2025〕7号"
    assert [holiday.label for holiday in read.holidays] == [holiday.label for holiday in ours.holidays]


@pytest.mark.parametrize(
    ("signed", "issued"),
    [
        ("2025年11月4日", date(2025, 11, 4)),
        ("二〇二五年十一月四日", date(2025, 11, 4)),
        ("二○二五年十月二十五日", date(2025, 10, 25)),
        ("2025年11月31日", None),
        ("日期不详", None),
    ],
)
def test_the_day_of_issue(signed, issued):
    assert read_prose(altered(2026, "2025年11月4日", signed)).sources[0].issued == issued


def test_the_number_may_be_missing():
    assert read_prose(altered(2026, "国办发明电〔2025〕7号", "")).sources[0].number == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("4月4日（周六）", "4月4日（周五）", "“清明节”这一条里“4月4日(周五)”与日历不符，2026年4月4日是周六"),
        ("放假调休，共9天", "放假调休，共8天", "写共8天，数出来是9天"),
        ("6月19日（周五）至21日", "6月31日（周五）至21日", "有不存在的日期“6月31日(周五)”"),
        ("6月19日（周五）至21日", "19日（周五）至21日", "有不存在的日期“19日(周五)”"),
        ("6月19日（周五）至21日（周日）", "6月19日（周五）至6月17日（周三）", "首尾两天不像一个假期"),
        ("6月19日（周五）至21日（周日）放假", "6月19日（周五）至21日（周日）庆祝", "看不懂"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月14日（周日）上班，放假", "“端午节”这一条没有说哪天放假"),
        (
            "6月19日（周五）至21日（周日）放假，共3天",
            "6月19日（周五）放假，6月23日（周二）补休",
            "“端午节”这一条的假期在2026年6月22日（周一）断开了",
        ),
        ("1月4日（周日）上班", "1月5日（周一）上班", "元旦的调休上班日2026年1月5日（周一）不是周末"),
        ("　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n", "", "没有安排端午节（2026年6月19日（周五）"),
        ("部分节假日安排", "部分节假日调整", "没有找到“国务院办公厅关于某年部分节假日安排的通知”"),
        ("放假", "休息", "没有找到“一、元旦：……放假”这样的条目"),
        ("五、端午节：6月19日", "五、6月19日", "这一条没有节日名称"),
    ],
)
def test_a_doubtful_notice_is_refused(old, new, why):
    with pytest.raises(CalendarUnreadable) as raised:
        read_prose(altered(2026, old, new))
    assert why in str(raised.value)


def test_a_sentence_with_days_after_one_without_is_not_passed_over():
    text = altered(
        2026,
        "4月4日（周六）至6日（周一）放假，共3天。",
        "4月4日（周六）至6日（周一）放假，共3天。特此说明。4月8日（周三）庆祝。",
    )
    with pytest.raises(CalendarUnreadable, match="“清明节”这一条里“4月8日\\(周三\\)庆祝”看不懂"):
        read_prose(text)


def test_more_days_off_than_the_law_gives_are_taken_as_announced():
    notice = read_prose(altered(2026, "1月4日（周日）上班。", ""))
    assert notice.holidays[0].made_up == ()
    assert surplus_told(notice) == "比法定放假天数多放了1个工作日（元旦多放了1个工作日）"


def test_the_signature_may_follow_the_last_holiday_at_once():
    whole = altered(2026, "2025年11月4日", "2025年11月4日")
    closing = whole.index("节假日期间")
    signature = whole.index("国务院办公厅", closing)
    assert read_prose(whole[:closing] + whole[signature:]).holidays == read_prose(whole).holidays
