"""A year's arrangement as a value and as TOML."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.holidays import (
    Holiday,
    Notice,
    Source,
    holidays_text,
    notice_text,
    read_holidays,
    read_notice,
    shipped,
)

HOLIDAY = {"label": "元旦", "first": date(2031, 1, 1), "last": date(2031, 1, 3), "made_up": [date(2031, 1, 4)]}
DOCUMENT = {"year": 2031, "label": "通知"}


def test_every_shipped_year_names_its_notice():
    assert [notice.year for notice in shipped()] == list(range(2008, 2027))
    for notice in shipped():
        assert notice.sources[0].title == f"国务院办公厅关于{notice.year}年部分节假日安排的通知"
        assert notice.sources[0].url.startswith("https://www.gov.cn/gongbao/")
    assert [notice.year for notice in shipped() if not notice.sources[0].number] == [2008]
    assert str(shipped()[-1].sources[0]) == "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"
    assert str(shipped()[0].sources[0]) == "国务院办公厅关于2008年部分节假日安排的通知"


def test_a_later_notice_stands_beside_the_first():
    later = {notice.year: str(notice.sources[1]) for notice in shipped() if len(notice.sources) > 1}
    assert later == {
        2015: "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知（国发明电〔2015〕1号）",
        2019: "国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）",
        2020: "国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）",
    }


@pytest.mark.parametrize("notice", shipped(), ids=lambda notice: str(notice.year))
def test_what_is_written_is_read_again(notice):
    assert read_notice(tomllib.loads(notice_text(notice))) == notice


def test_everything_is_written():
    notice = Notice(
        2031,
        (Source("“引号”通知", "国办发明电〔2030〕1号", date(2030, 11, 1), "https://example.org/"), Source("补充")),
        (Holiday("元旦", date(2031, 1, 1), date(2031, 1, 1), (date(2031, 1, 4),), "某文"),),
    )
    assert read_notice(tomllib.loads(notice_text(notice))) == notice
    assert read_holidays(tomllib.loads(holidays_text(notice.holidays))) == notice.holidays


def test_one_day_needs_no_last():
    (holiday,) = read_holidays({"holiday": [{"label": "元旦", "first": date(2031, 1, 1)}]})
    assert holiday.days == (date(2031, 1, 1),)
    assert holiday.made_up == ()


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        ({}, "缺少[[notice]]"),
        ({"notice": "x"}, "缺少[[notice]]"),
        ({"notice": [], "holiday": [HOLIDAY]}, "缺少[[notice]]"),
        ({"notice": [1], "holiday": [HOLIDAY]}, "缺少[[notice]]"),
        ({"notice": [DOCUMENT]}, "缺少[[holiday]]"),
        ({"notice": [DOCUMENT, DOCUMENT | {"year": 2032}], "holiday": [HOLIDAY]}, "一个文件只写一年"),
        ({"notice": [{"year": 2031}], "holiday": [HOLIDAY]}, "第1个[[notice]]缺少label"),
        ({"notice": [{"year": "2031", "label": "通知"}], "holiday": [HOLIDAY]}, "第1个[[notice]]的year应为整数"),
        ({"notice": [DOCUMENT | {"date": "去年"}], "holiday": [HOLIDAY]}, "第1个[[notice]]的date应为日期"),
        ({"notice": [DOCUMENT], "holiday": [{"label": "元旦"}]}, "第1个[[holiday]]（元旦）缺少first"),
        ({"notice": [DOCUMENT], "holiday": [HOLIDAY | {"made_up": 3}]}, "made_up应为列表"),
        ({"notice": [DOCUMENT], "holiday": [HOLIDAY | {"made_up": ["1-4"]}]}, "made_up应为日期的列表"),
        ({"notice": [DOCUMENT], "holiday": [HOLIDAY | {"last": date(2030, 12, 31)}]}, "不像一个假期"),
        ({"notice": [DOCUMENT], "holiday": [HOLIDAY, HOLIDAY | {"last": date(2031, 1, 17)}]}, "第2个[[holiday]]"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(plain, why):
    with pytest.raises(CalendarUnreadable) as raised:
        read_notice(plain)
    assert why in str(raised.value)
