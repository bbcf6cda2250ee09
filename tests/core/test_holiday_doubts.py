"""What speaks against an arrangement of holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.law.holiday_doubts import doubts, holiday_doubts, surplus, surplus_of, surplus_told
from gongkai.core.law.holidays import Holiday, shipped

Y2026 = shipped()[-1]


def changed(label: str, **values: object) -> object:
    holidays = tuple(replace(each, **values) if each.label == label else each for each in Y2026.holidays)
    return replace(Y2026, holidays=holidays)


@pytest.mark.parametrize("notice", shipped(), ids=lambda notice: str(notice.year))
def test_nothing_speaks_against_what_is_shipped(notice):
    assert doubts(notice) == ()


def test_only_later_notices_took_workdays_away():
    assert {notice.year: surplus(notice) for notice in shipped() if surplus(notice)} == {2015: 1, 2020: 2}


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        (replace(Y2026, year=2007), ("2007年不在工作日历的年份（2008年至2050年）里",)),
        (replace(Y2026, year=2051), ("2051年不在工作日历的年份（2008年至2050年）里",)),
        (changed("中秋节", made_up=(date(2026, 9, 28),)), ("中秋节的调休上班日2026年9月28日（周一）不是周末",)),
        (changed("中秋节", made_up=(date(2026, 9, 26),)), ("2026年9月26日（周六）又放假又上班",)),
        (changed("中秋节", last=date(2026, 10, 1)), ("中秋节和国庆节的假期有重叠",)),
        (
            changed("中秋节", first=date(2026, 9, 26)),
            ("没有安排中秋节（2026年9月25日（周五）依法应当放假）",),
        ),
        (
            replace(Y2026, holidays=Y2026.holidays[:-1]),
            ("没有安排国庆节（2026年10月1日（周四）等3天依法应当放假）",),
        ),
        (
            changed("元旦", made_up=(date(2027, 1, 3), date(2025, 11, 30))),
            ("元旦的2027年1月3日（周日）不在2026年",),
        ),
    ],
)
def test_what_speaks_against_a_year(notice, expected):
    assert doubts(notice) == expected


def test_the_december_before_belongs_to_a_year():
    assert doubts(changed("元旦", first=date(2025, 12, 31), made_up=(date(2025, 12, 28),))) == ()


def test_a_day_worked_for_nothing_leaves_a_workday_too_many():
    assert surplus(changed("中秋节", made_up=(date(2026, 9, 19),))) == -1


def test_local_days_need_no_law():
    festival = Holiday("火把节", date(2026, 7, 27), date(2026, 7, 28), (date(2026, 8, 3),))
    assert holiday_doubts((festival,)) == ("火把节的调休上班日2026年8月3日（周一）不是周末",)


def test_what_is_left_over_is_told_with_its_holidays():
    assert surplus_told(shipped()[-1]) == ""
    assert surplus_told(changed("中秋节", made_up=(date(2026, 9, 19),))) == (
        "比法定放假天数少放了1个工作日（中秋节少放了1个工作日）"
    )
    told = {notice.year: surplus_told(notice) for notice in shipped() if surplus(notice)}
    assert told[2020] == "比法定放假天数多放了2个工作日（春节多放了2个工作日，国庆节、中秋节多放了1个工作日）"


def test_an_ordinary_holiday_leaves_nothing_over():
    assert {surplus_of(holiday) for holiday in shipped()[-1].holidays} == {0}
