"""The last day to publish, counted day by day against the calendar, and told step by step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidTimeline, NoLawInForce
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.limits import Unit
from gongkai.core.publication.duty import (
    DutyState,
    duty_standing,
    publication_due,
    publication_limit,
    publication_limits,
)

CALENDAR = Calendar()
DAYS = st.dates(date(2009, 1, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("formed", "last"),
    [
        (date(2024, 1, 31), date(2024, 3, 4)),
        (date(2024, 12, 2), date(2024, 12, 30)),
        (date(2025, 1, 20), date(2025, 2, 21)),
        (date(2025, 1, 26), date(2025, 2, 28)),
        (date(2025, 4, 25), date(2025, 5, 27)),
        (date(2025, 9, 15), date(2025, 10, 17)),
        (date(2026, 2, 10), date(2026, 3, 16)),
        (date(2026, 9, 10), date(2026, 10, 14)),
    ],
)
def test_twenty_workdays(formed, last):
    due = publication_due(formed, CALENDAR)
    assert due.day == last
    assert str(due.cites[0]) == "政府信息公开条例（国务院令第711号）第二十六条"
    assert due.provisional is False


def test_the_count_is_told():
    assert publication_due(date(2025, 1, 20), CALENDAR).steps == (
        "2025年1月20日（周一）形成，当日不计，从2025年1月21日（周二）起数20个工作日（政府信息公开条例（国务院令第711号）第二十六条）。",
        "2025年1月26日（周日）调休上班，计入。",
        "2025年1月28日（周二）至2025年2月4日（周二）春节放假，8日不计。",
        "2025年2月8日（周六）调休上班，计入。",
        "周末4日不计。",
        "最迟应当在2025年2月21日（周五）公开。",
    )


def test_a_holiday_of_one_day_is_told_as_one():
    assert "2026年1月1日" not in "".join(publication_due(date(2025, 11, 3), CALENDAR).steps)
    steps = publication_due(date(2026, 12, 10), CALENDAR).steps
    assert "2027年1月1日（周五）元旦放假，1日不计。" in steps
    assert steps[-1] == "期间有的年份放假安排还没有公布，暂按周末和法定节日推算，公布后导入通知重新计算。"
    assert publication_due(date(2026, 12, 10), CALENDAR).provisional


def test_the_old_regulation_gave_the_same_time():
    assert str(publication_due(date(2018, 3, 1), CALENDAR).cites[0]).endswith("（国务院令第492号）第十八条")


def test_a_change_starts_the_time_anew():
    due = publication_due(date(2024, 11, 1), CALENDAR, changed_on=date(2025, 1, 20))
    assert (due.counted_from, due.day) == (date(2025, 1, 20), date(2025, 2, 21))
    assert due.steps[0].startswith("2025年1月20日（周一）变更，")
    with pytest.raises(InvalidTimeline, match="变更日期2024年10月31日早于形成日期2024年11月1日"):
        publication_due(date(2024, 11, 1), CALENDAR, changed_on=date(2024, 10, 31))


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("government_budget", date(2025, 10, 5)),
        ("department_budget", date(2025, 10, 5)),
        ("procurement_contract", date(2025, 9, 17)),
        ("license_decision", date(2025, 9, 24)),
        ("penalty_decision", date(2025, 9, 24)),
        ("enforcement_decision", date(2025, 10, 17)),
    ],
)
def test_terms_of_other_acts(rule, last):
    assert publication_due(date(2025, 9, 15), CALENDAR, rule=rule).day == last


def test_terms_by_the_calendar_say_so():
    due = publication_due(date(2025, 9, 15), CALENDAR, rule="department_budget")
    assert due.limit.unit is Unit.DAY
    assert due.steps[1] == "这一期限按自然日计算，节假日不扣除，最后一日是2025年10月5日（周日）。"
    assert len(due.steps) == 3


def test_a_term_below_the_law_and_one_not_verified_say_so():
    steps = publication_due(date(2025, 9, 15), CALENDAR, rule="license_decision").steps
    assert steps[-2] == "“行政许可决定”的7个工作日是国家有关规定的要求；法律、法规另有规定的，从其规定。"
    assert steps[-1] == "这一期限没有与原文核对，请查原文后使用。"
    assert {each.key for each in publication_limits() if not each.binding} == {
        "license_decision",
        "penalty_decision",
        "enforcement_decision",
    }


def test_a_term_that_is_not_there():
    with pytest.raises(NoLawInForce, match="2025年1月1日没有名为“预算”的公开期限：收录的有department_budget"):
        publication_limit("预算", date(2025, 1, 1))
    with pytest.raises(NoLawInForce, match="2014年12月31日"):
        publication_limit("department_budget", date(2014, 12, 31))
    with pytest.raises(NoLawInForce):
        publication_due(date(2008, 4, 30), CALENDAR)


@pytest.mark.parametrize(
    ("at", "published", "state", "left", "message"),
    [
        (date(2025, 2, 1), None, DutyState.OPEN, 14, "离最后一日2025年2月21日（周五）还有14个工作日。"),
        (date(2025, 2, 21), None, DutyState.OPEN, 0, "2025年2月21日（周五）是最后一日，请当日公开。"),
        (
            date(2025, 2, 22),
            None,
            DutyState.OVERDUE,
            0,
            "最后一日是2025年2月21日（周五），已逾期（其后还没有工作日），请立即公开并说明原因。",
        ),
        (
            date(2025, 2, 25),
            None,
            DutyState.OVERDUE,
            -2,
            "最后一日是2025年2月21日（周五），已逾期2个工作日，请立即公开并说明原因。",
        ),
        (date(2025, 3, 3), date(2025, 2, 20), DutyState.MET, 1, "2025年2月20日（周四）公开，没有逾期。"),
        (date(2025, 3, 3), date(2025, 2, 21), DutyState.MET, 0, "2025年2月21日（周五）公开，没有逾期。"),
        (date(2025, 3, 3), date(2025, 2, 25), DutyState.MET_LATE, -2, "2025年2月25日（周二）公开，已逾期2个工作日。"),
        (
            date(2025, 2, 19),
            date(2025, 2, 20),
            DutyState.OPEN,
            2,
            "离最后一日2025年2月21日（周五）还有2个工作日。",
        ),
    ],
)
def test_where_a_duty_stands(at, published, state, left, message):
    standing = duty_standing(publication_due(date(2025, 1, 20), CALENDAR), CALENDAR, at, published)
    assert (standing.state, standing.workdays_left, standing.message) == (state, left, message)


def test_nothing_is_published_before_it_is_formed():
    with pytest.raises(InvalidTimeline, match="公开日期2025年1月19日早于形成或者变更日期2025年1月20日"):
        duty_standing(publication_due(date(2025, 1, 20), CALENDAR), CALENDAR, date(2025, 3, 1), date(2025, 1, 19))


def test_states_have_words():
    assert [state.label for state in DutyState] == ["在期限内", "逾期未公开", "按期公开", "逾期公开"]


def walked(formed):
    """Count twenty workdays one by one."""
    day, left = formed, 20
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_workday(day)
    return day


@given(DAYS)
def test_the_last_day_is_what_walking_finds(formed):
    assert publication_due(formed, CALENDAR).day == walked(formed)


@given(DAYS, st.integers(0, 30))
def test_later_formation_never_ends_earlier(formed, days):
    later = publication_due(formed + timedelta(days=days), CALENDAR)
    assert later.day >= publication_due(formed, CALENDAR).day
