"""The days off that the law gives, by the text in force, and lunar days against two other tables."""

from __future__ import annotations

from datetime import date

import holidays as other_table
import pytest
from chinese_calendar import get_solar_terms

from gongkai.core.errors import CalendarEnds
from gongkai.core.law.cite import Cite
from gongkai.core.law.holidays import shipped
from gongkai.core.law.statutory import days_off, last_year, statutory_days

YEARS = range(2008, 2051)


def told(year: int) -> list[str]:
    return [f"{each.day:%m-%d}{each.label}" for each in statutory_days(year)]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2008, "01-01元旦 02-06春节 02-07春节 02-08春节 04-04清明节 05-01劳动节 06-08端午节 09-14中秋节"),
        (2014, "01-01元旦 01-31春节 02-01春节 02-02春节 04-05清明节 05-01劳动节 06-02端午节 09-08中秋节"),
        (
            2025,
            "01-01元旦 01-28春节 01-29春节 01-30春节 01-31春节 04-04清明节 05-01劳动节 05-02劳动节 05-31端午节",
        ),
    ],
)
def test_the_text_in_force(year, expected):
    assert told(year)[: len(expected.split())] == expected.split()


def test_how_many_days_the_law_gives():
    assert {year: len(statutory_days(year)) for year in (2013, 2014, 2024, 2025)} == {
        2013: 11,
        2014: 11,
        2024: 11,
        2025: 13,
    }


@pytest.mark.parametrize("year", YEARS)
def test_lunar_days_as_holidays_has_them(year):
    table = other_table.country_holidays("CN", years=year, observed=False, language="zh_CN")
    theirs = {day for day, name in table.items() if day.year == year and "补" not in name}
    assert {each.day for each in statutory_days(year)} - theirs == set()


@pytest.mark.parametrize("year", YEARS)
def test_the_clear_and_bright_day_as_chinesecalendar_computes_it(year):
    (mine,) = (each.day for each in statutory_days(year) if each.label == "清明节")
    assert get_solar_terms(mine, mine)[0][1] == "清明"


def test_every_notice_gave_every_day_that_the_law_gives():
    for notice in shipped():
        assert [each.label for each in statutory_days(notice.year) if each.day not in notice.days_off] == []


def test_days_on_a_weekend_are_made_good():
    made_good = [each for each in days_off(2028) if each.made_good]
    assert [(str(each.day), each.label) for each in made_good] == [
        ("2028-01-03", "元旦"),
        ("2028-05-29", "端午节"),
        ("2028-10-04", "国庆节"),
    ]
    assert made_good[0].cite == Cite("全国年节及纪念日放假办法", "第六条")


def test_two_holidays_on_one_day_are_one_day_off():
    labels = {each.day: each.label for each in days_off(2028)}
    assert labels[date(2028, 10, 3)] in {"国庆节、中秋节", "中秋节、国庆节"}
    assert len([each for each in days_off(2028) if each.day.month == 10]) == 4


def test_where_the_lunar_days_end():
    assert last_year() == 2050
    with pytest.raises(CalendarEnds, match="不知道2051年农历节日是哪天"):
        statutory_days(2051)
