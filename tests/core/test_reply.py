"""The reply clock: what moves it, and what comes too late to move it."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.casework.course import follow
from gongkai.core.deadlines.reply import Stop, reply_clock, reply_deadline
from gongkai.core.errors import InvalidTimeline, NoLawInForce
from gongkai.core.law.calendar import Calendar

CALENDAR = Calendar()


def due(*lines):
    return reply_deadline(over_counter(*lines), CALENDAR)


@pytest.mark.parametrize(
    ("lines", "deadline"),
    [
        ((), "2025-06-30"),
        (("2025-06-20 extended workdays=20",), "2025-07-28"),
        # 6月4日至9日共4个工作日不计入
        (("2025-06-03 third_party_consulted", "2025-06-09 third_party_answered"), "2025-07-04"),
        # 对方不答复：15个工作日到6月24日
        (("2025-06-03 third_party_consulted",), "2025-07-21"),
        # 答复晚于对方的期限：暂停到期限为止
        (("2025-06-03 third_party_consulted", "2025-06-27 third_party_answered"), "2025-07-21"),
        # 两方同时：合并计算
        (
            (
                "2025-06-03 third_party_consulted id=甲",
                "2025-06-04 third_party_consulted id=乙",
                "2025-06-06 third_party_answered id=甲",
                "2025-06-09 third_party_answered id=乙",
            ),
            "2025-07-04",
        ),
        # 一方在另一方之内
        (
            (
                "2025-06-03 third_party_consulted id=甲",
                "2025-06-04 agency_consulted",
                "2025-06-05 agency_answered",
                "2025-06-09 third_party_answered id=甲",
            ),
            "2025-07-04",
        ),
        (("2025-06-05 rectification_requested respond_by=2025-06-20", "2025-06-12 rectified"), "2025-07-10"),
        # 补正以前的暂停不再计算
        (
            (
                "2025-06-03 third_party_consulted",
                "2025-06-04 third_party_answered",
                "2025-06-05 rectification_requested respond_by=2025-06-20",
                "2025-06-12 rectified",
            ),
            "2025-07-10",
        ),
        (("2025-06-10 fee_noticed", "2025-06-16 fee_paid"), "2025-07-14"),
        (("2025-06-03 extended workdays=5", "2025-06-10 fee_noticed", "2025-06-16 fee_paid"), "2025-07-21"),
        (("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-08-29"), "2025-08-29"),
        (("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-06-06"), "2025-06-30"),
        (("2025-06-03 reasons_requested", "2025-06-05 reasons_given"), "2025-06-30"),
        # 届满之后的事改变不了到期日
        (("2025-07-01 third_party_consulted",), "2025-06-30"),
        (("2025-07-01 extended workdays=20",), "2025-06-30"),
        (("2025-07-01 fee_noticed", "2025-07-02 fee_paid"), "2025-06-30"),
        (("2025-07-01 rectification_requested", "2025-07-02 rectified"), "2025-06-30"),
        # 届满当天还来得及
        (("2025-06-30 extended workdays=1",), "2025-07-01"),
    ],
)
def test_the_day(lines, deadline):
    assert due(*lines) == day(deadline)


@pytest.mark.parametrize(
    "lines", [("2025-06-05 rectification_requested respond_by=2025-06-20",), ("2025-06-10 fee_noticed",)]
)
def test_nobody_knows_yet(lines):
    assert due(*lines) is None


def test_before_receipt_nothing_runs():
    assert reply_deadline(course("online", "2025-06-02 submitted"), CALENDAR) is None


def test_both_stops_must_end():
    lines = ("2025-06-05 rectification_requested", "2025-06-06 fee_noticed")
    assert reply_clock(follow(over_counter(*lines)), CALENDAR).stops == {Stop.RECTIFICATION, Stop.PAYMENT}
    assert due(*lines, "2025-06-10 rectified") is None
    assert due(*lines, "2025-06-10 rectified", "2025-06-16 fee_paid") == day("2025-07-14")


def test_the_old_law_gave_fifteen_days_and_no_day_to_the_third_party():
    old = ("2018-06-04 submitted", "2018-06-11 extended workdays=15")
    assert reply_deadline(course("counter", old[0]), CALENDAR) == day("2018-06-26")
    assert reply_deadline(course("counter", *old), CALENDAR) == day("2018-07-17")
    asked = (old[0], "2018-06-05 third_party_consulted")
    assert reply_deadline(course("counter", *asked), CALENDAR) is None
    assert reply_deadline(course("counter", *asked, "2018-06-29 third_party_answered"), CALENDAR) == day("2018-07-19")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("2025-06-03 extended workdays=21",), "最长不超过20个工作日"),
        # 6月10日收到通知，20个工作日到7月8日
        (("2025-06-10 fee_noticed", "2025-07-09 fee_paid"), "缴费期限2025年7月8日已经届满"),
    ],
)
def test_beyond_the_law(lines, words):
    with pytest.raises(InvalidTimeline) as refused:
        due(*lines)
    assert words in str(refused.value)


def test_payment_on_the_last_day_counts():
    assert due("2025-06-10 fee_noticed", "2025-07-08 fee_paid") == day("2025-08-05")


def test_no_fee_before_the_measures():
    with pytest.raises(NoLawInForce):
        reply_deadline(
            course("counter", "2020-06-01 submitted", "2020-06-02 fee_noticed", "2020-06-03 fee_paid"), CALENDAR
        )
