"""Workdays: against two other tables on every day, the reference's examples, and what must hold of any count."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays as other_table
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import CalendarEnds
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holidays import Holiday, Notice, Source

CALENDAR = Calendar()
FIRST, KNOWN, LAST = date(2008, 1, 1), date(2026, 12, 31), date(2050, 12, 31)
NOTICE = Notice(
    2027,
    (Source("通知"),),
    (
        Holiday("春节", date(2027, 2, 5), date(2027, 2, 12), (date(2027, 1, 31), date(2027, 2, 14))),
        Holiday("国庆节", date(2027, 10, 1), date(2027, 10, 7)),
    ),
)


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def test_every_day_as_chinesecalendar_has_it():
    days = each_day(FIRST, KNOWN)
    assert [day for day in days if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_as_holidays_has_it():
    table = other_table.country_holidays("CN")
    wrong = [day for day in each_day(FIRST, LAST) if CALENDAR.is_workday(day) != table.is_working_day(day)]
    # In 2039 中秋节 falls on Sunday 2 October: two holidays on one day, which we make good once.
    assert wrong == [date(2039, 10, 6)]


@pytest.mark.parametrize(
    ("received", "workdays", "deadline"),
    [
        ("2024-01-31", 7, "2024-02-08"),
        ("2024-01-31", 15, "2024-02-26"),
        ("2024-01-31", 20, "2024-03-04"),
        ("2024-01-31", 40, "2024-04-01"),
        ("2024-12-02", 7, "2024-12-11"),
        ("2024-12-02", 15, "2024-12-23"),
        ("2024-12-02", 20, "2024-12-30"),
        ("2024-12-02", 40, "2025-01-27"),
        ("2025-01-20", 7, "2025-02-05"),
        ("2025-01-20", 15, "2025-02-14"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2025-01-20", 40, "2025-03-21"),
        ("2025-01-26", 7, "2025-02-11"),
        ("2025-01-26", 15, "2025-02-21"),
        ("2025-01-26", 20, "2025-02-28"),
        ("2025-01-26", 40, "2025-03-28"),
        ("2025-04-25", 7, "2025-05-08"),
        ("2025-04-25", 15, "2025-05-20"),
        ("2025-04-25", 20, "2025-05-27"),
        ("2025-04-25", 40, "2025-06-25"),
        ("2025-09-15", 7, "2025-09-24"),
        ("2025-09-15", 15, "2025-10-11"),
        ("2025-09-15", 20, "2025-10-17"),
        ("2025-09-15", 40, "2025-11-14"),
        ("2026-02-10", 7, "2026-02-26"),
        ("2026-02-10", 15, "2026-03-09"),
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-02-10", 40, "2026-04-14"),
        ("2026-09-10", 7, "2026-09-20"),
        ("2026-09-10", 15, "2026-10-08"),
        ("2026-09-10", 20, "2026-10-14"),
        ("2026-09-10", 40, "2026-11-11"),
    ],
)
def test_the_examples_of_the_reference(received, workdays, deadline):
    assert CALENDAR.add(date.fromisoformat(received), workdays) == date.fromisoformat(deadline)


@pytest.mark.parametrize(
    ("year", "workdays"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_workdays_of_a_year(year, workdays):
    assert CALENDAR.count(date(year - 1, 12, 31), date(year, 12, 31)) == workdays


days = st.dates(FIRST, date(2049, 12, 31))


@given(days, st.integers(0, 60))
def test_counting_to_the_nth_workday_gives_n(day, workdays):
    end = CALENDAR.add(day, workdays)
    assert CALENDAR.count(day, end) == workdays
    assert workdays == 0 or CALENDAR.is_workday(end)


@given(days, days, st.integers(0, 60))
def test_a_later_start_never_ends_sooner(one, other, workdays):
    earlier, later = sorted((one, other))
    assert CALENDAR.add(earlier, workdays) <= CALENDAR.add(later, workdays)


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_terms_add_up(day, first, second):
    assert CALENDAR.add(CALENDAR.add(day, first), second) == CALENDAR.add(day, first + second)


@given(days, st.integers(0, 120))
def test_the_count_is_that_of_a_walk_day_by_day(day, length):
    end = day + timedelta(days=length)
    walked = sum(CALENDAR.is_workday(each) for each in each_day(day + timedelta(days=1), end))
    assert CALENDAR.count(day, end) == walked


@given(days)
def test_the_next_workday_is_the_first_from_the_day_on(day):
    found = CALENDAR.next_workday(day)
    assert CALENDAR.is_workday(found)
    assert not any(CALENDAR.is_workday(each) for each in each_day(day, found)[:-1])


def test_nothing_is_counted_backwards():
    assert CALENDAR.count(date(2025, 2, 21), date(2025, 1, 20)) == 0
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add(date(2025, 1, 20), -1)


def test_the_first_day():
    assert CALENDAR.first == FIRST
    assert not CALENDAR.is_workday(FIRST)
    assert CALENDAR.next_workday(FIRST) == date(2008, 1, 2)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-01-26", "调休上班"),
        ("2025-01-27", ""),
        ("2025-01-28", "春节"),
        ("2025-02-01", "春节"),
        ("2025-02-09", "周日"),
        ("2025-10-06", "国庆节、中秋节"),
        ("2015-09-04", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        ("2027-05-01", "劳动节"),
        ("2027-05-04", "劳动节补假"),
        ("2018-12-31", "元旦"),
        ("2018-12-29", "调休上班"),
    ],
)
def test_why_a_day_is_off_or_worked(day, name):
    assert CALENDAR.name(date.fromisoformat(day)) == name


@pytest.mark.parametrize("day", [date(2007, 12, 31), date(2051, 1, 1)])
@pytest.mark.parametrize("ask", [CALENDAR.is_workday, CALENDAR.name, CALENDAR.next_workday])
def test_outside_its_years_a_calendar_answers_nothing(ask, day):
    with pytest.raises(CalendarEnds, match=f"{day}不在工作日历的范围内，工作日历从2008-01-01到2050-12-31"):
        ask(day)


def test_a_term_beyond_the_last_year_has_no_end():
    assert CALENDAR.add(date(2050, 12, 29), 1) == date(2050, 12, 30)
    assert CALENDAR.last == date(2050, 12, 31)
    with pytest.raises(CalendarEnds, match="2050-12-29之后第2个工作日超出了工作日历，工作日历只到2050-12-31"):
        CALENDAR.add(date(2050, 12, 29), 2)
    with pytest.raises(CalendarEnds):
        CALENDAR.count(date(2050, 12, 30), date(2051, 1, 1))


def test_a_year_without_notice_is_provisional():
    assert not CALENDAR.is_provisional(FIRST, KNOWN)
    assert CALENDAR.is_provisional(KNOWN, KNOWN + timedelta(days=1))
    assert CALENDAR.notice(2026) is not None
    with pytest.raises(CalendarEnds):
        CALENDAR.is_provisional(KNOWN, date(2051, 1, 1))


def test_a_notice_takes_the_place_of_what_was_assumed():
    fresh = CALENDAR.with_notice(NOTICE)
    assert not fresh.is_provisional(KNOWN, date(2027, 12, 31))
    assert fresh.is_workday(date(2027, 1, 31))
    assert fresh.name(date(2027, 2, 11)) == "春节"
    assert fresh.is_workday(date(2027, 9, 15)), "the notice tells everything; nothing is assumed beside it"
    assert not CALENDAR.is_workday(date(2027, 9, 15)), "the old calendar is as it was"
    assert CALENDAR.notice(2027) is None


def test_a_second_notice_takes_the_place_of_the_first():
    other = Notice(2027, (Source("调整"),), (Holiday("国庆节", date(2027, 10, 1), date(2027, 10, 3)),))
    fresh = CALENDAR.with_notice(NOTICE).with_notice(other)
    assert fresh.imported == (other,)
    assert fresh == CALENDAR.with_notice(other)


def test_an_imported_notice_goes_before_the_shipped_one():
    bare = Notice(2026, (Source("通知"),), (Holiday("元旦", date(2026, 1, 1), date(2026, 1, 1)),))
    assert CALENDAR.with_notice(bare).is_workday(date(2026, 10, 1))


def test_local_days_go_before_all_others():
    festival = Holiday("火把节", date(2026, 7, 27), date(2026, 7, 28), (date(2026, 8, 1),), "某州办发〔2025〕1号")
    local = CALENDAR.with_local(festival)
    assert [local.is_workday(date(2026, 7, day)) for day in (26, 27, 28, 29)] == [False, False, False, True]
    assert local.name(date(2026, 7, 27)) == "火把节"
    assert local.name(date(2026, 8, 1)) == "调休上班"
    assert not CALENDAR.is_workday(date(2026, 8, 1))
    assert local.with_local().local == (festival,)


def test_a_local_day_off_on_a_weekend_worked_elsewhere_is_off():
    local = CALENDAR.with_local(Holiday("州庆", date(2026, 10, 10), date(2026, 10, 10), (), "自治条例"))
    assert CALENDAR.is_workday(date(2026, 10, 10))
    assert not local.is_workday(date(2026, 10, 10))


def test_equal_calendars_share_one_count():
    assert CALENDAR.with_notice(NOTICE)._count is Calendar((NOTICE,))._count
