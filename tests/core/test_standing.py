"""Where an application stands on a day."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.casework.timeline import Channel, Timeline
from gongkai.core.deadlines import Clock, State, stand
from gongkai.core.errors import CalendarEnds, InvalidTimeline
from gongkai.core.law.calendar import Calendar

CALENDAR = Calendar()
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"
NOTICED = "2025-06-10 fee_noticed"  # payable until 2025-07-08


def at(when, *lines):
    return stand(over_counter(*lines), CALENDAR, day(when))


@pytest.mark.parametrize(
    ("when", "lines", "state", "clock"),
    [
        ("2025-06-02", (), "handling", "running"),
        ("2025-06-20", (ASKED,), "awaiting_rectification", "stopped"),
        ("2025-06-21", (ASKED,), "lapsed", "ended"),
        ("2025-06-21", ("2025-06-05 rectification_requested",), "awaiting_rectification", "stopped"),
        ("2025-06-20", (ASKED, "2025-06-12 rectified"), "handling", "running"),
        ("2025-07-02", ("2025-07-02 rectification_requested",), "awaiting_rectification", "running"),
        ("2025-07-08", (NOTICED,), "awaiting_payment", "stopped"),
        ("2025-07-09", (NOTICED,), "lapsed", "ended"),
        ("2025-07-09", (NOTICED, "2025-07-01 fee_paid"), "handling", "running"),
        ("2025-06-03", ("2025-06-03 third_party_consulted",), "consulting", "stopped"),
        ("2025-06-24", ("2025-06-03 third_party_consulted",), "consulting", "stopped"),
        ("2025-06-25", ("2025-06-03 third_party_consulted",), "handling", "running"),
        ("2025-06-09", ("2025-06-03 agency_consulted", "2025-06-09 agency_answered"), "handling", "running"),
        ("2025-06-03", ("2025-06-03 reasons_requested respond_by=2025-06-13",), "awaiting_reasons", "running"),
        ("2025-06-16", ("2025-06-03 reasons_requested respond_by=2025-06-13",), "handling", "running"),
        ("2025-06-16", ("2025-06-03 reasons_requested",), "awaiting_reasons", "running"),
        (
            "2025-06-04",
            ("2025-06-03 reasons_requested", "2025-06-04 reasons_given reasonable=true"),
            "handling",
            "running",
        ),
        ("2025-06-03", ("2025-06-03 replied outcome=O02",), "replied", "ended"),
        ("2025-06-04", ("2025-06-03 replied outcome=O02", "2025-06-04 delivered"), "delivered", "ended"),
        ("2025-06-03", ("2025-06-03 replied outcome=O02", "2025-06-04 delivered"), "replied", "ended"),
        ("2025-06-03", ("2025-06-03 withdrawn",), "withdrawn", "ended"),
    ],
)
def test_state_and_clock(when, lines, state, clock):
    standing = at(when, *lines)
    assert (standing.state, standing.clock) == (state, clock)


def test_before_receipt():
    standing = stand(course("online", "2025-06-02 submitted"), CALENDAR)
    assert (standing.state, standing.clock, standing.received) == (State.SUBMITTED, Clock.NOT_STARTED, None)
    assert (standing.reply_deadline, standing.workdays_left, standing.late, standing.provisional) == (
        None,
        None,
        False,
        False,
    )
    assert standing.open_consultations() == ()


@pytest.mark.parametrize(
    ("when", "lines", "left", "late"),
    [
        ("2025-06-02", (), 20, False),
        ("2025-06-29", (), 1, False),
        ("2025-06-30", (), 0, False),
        ("2025-07-01", (), -1, True),
        ("2025-07-07", (), -5, True),
        ("2025-06-05", (ASKED,), None, False),
        ("2025-06-30", ("2025-06-30 replied outcome=O02",), None, False),
        ("2025-07-01", ("2025-07-01 replied outcome=O02",), None, True),
        ("2025-06-30", ("2025-06-30 replied outcome=O02 posted=2025-07-01",), None, True),
        ("2025-07-01", ("2025-07-01 withdrawn",), None, True),
        ("2025-06-30", ("2025-06-30 withdrawn",), None, False),
        ("2025-09-01", (ASKED,), None, False),
        # 到期以后才告知补正，停不下已经届满的期限
        ("2025-07-20", ("2025-07-01 rectification_requested respond_by=2025-07-15",), None, True),
    ],
)
def test_days_left_and_late(when, lines, left, late):
    standing = at(when, *lines)
    assert (standing.workdays_left, standing.late) == (left, late)


@pytest.mark.parametrize(
    ("when", "lines", "row"),
    [
        ("2025-06-02", (), None),
        ("2025-06-21", (ASKED,), "otherwise_not_rectified"),
        ("2025-07-09", (NOTICED,), "otherwise_fee_unpaid"),
        ("2025-06-03", ("2025-06-03 withdrawn",), "otherwise_other"),
        ("2025-06-03", ("2025-06-03 replied outcome=O13",), "unavailable_not_held"),
        ("2025-06-24", (ASKED, "2025-06-24 replied outcome=O22"), "otherwise_not_rectified"),
    ],
)
def test_the_row_of_table_3(when, lines, row):
    assert at(when, *lines).table3_row == row


@pytest.mark.parametrize(("outcome", "first"), [("O08", True), ("O04", True), ("O13", False), ("O12", None)])
def test_reconsideration_first(outcome, first):
    assert at("2025-06-03", f"2025-06-03 replied outcome={outcome}").reconsideration_first is first


def test_no_reply_no_remedy():
    assert at("2025-06-03").reconsideration_first is None


def test_a_year_without_notice_is_provisional():
    standing = stand(course("counter", "2049-12-20 submitted"), CALENDAR)
    assert standing.provisional
    assert not at("2025-06-03").provisional


def test_a_delay_that_reaches_an_unknown_year_is_provisional():
    assert at("2040-06-03").provisional
    assert not at("2040-06-03", "2025-06-30 replied outcome=O02").provisional


def test_the_law_on_reconsideration_is_that_of_the_day_of_the_reply():
    lines = ("2023-12-11 submitted", "2023-12-29 replied outcome=O05 posted=2024-01-02")
    assert stand(course("counter", *lines), CALENDAR).reconsideration_first is False


def test_what_happened_later_is_left_out():
    lines = ("2025-06-10 extended workdays=20", "2025-06-12 replied outcome=O02")
    assert at("2025-06-09", *lines) == at("2025-06-09")
    assert at("2025-06-12", *lines) == stand(over_counter(*lines), CALENDAR)


def test_what_happened_later_is_checked_all_the_same():
    with pytest.raises(InvalidTimeline):
        at("2025-06-03", "2025-06-10 extended workdays=21")


def test_there_is_nothing_before_the_application():
    with pytest.raises(InvalidTimeline, match="2025年6月1日还没有这件申请"):
        at("2025-06-01")
    with pytest.raises(InvalidTimeline, match="没有任何经过"):
        stand(Timeline(Channel.COUNTER), CALENDAR)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((ASKED, "2025-06-23 extended workdays=3"), "补正期限2025年6月20日届满"),
        ((ASKED, "2025-06-23 third_party_consulted", "2025-06-24 rectified"), "“征求第三方意见”不可能发生"),
        ((ASKED, "2025-06-23 withdrawn"), "“申请人撤回申请”不可能发生"),
        ((ASKED, "2025-06-23 replied outcome=O02"), "其后只能以O22答复结案"),
        ((NOTICED, "2025-07-09 extended workdays=3"), "缴费期限2025年7月8日届满"),
    ],
)
def test_nothing_is_handled_after_a_lapse(lines, words):
    with pytest.raises(InvalidTimeline) as refused:
        at("2025-12-31", *lines)
    assert words in str(refused.value)


def test_a_late_rectification_may_be_accepted():
    standing = at("2025-12-31", ASKED, "2025-06-23 rectified", "2025-06-24 extended workdays=3")
    assert (standing.state, standing.reply_deadline) == (State.HANDLING, day("2025-07-24"))


@pytest.mark.parametrize(
    ("when", "lines"),
    [
        ("2060-01-01", ()),
        ("2025-06-05", ("2025-06-05 rectification_requested respond_by=2060-01-01",)),
        ("2025-06-05", ("2025-06-03 reasons_requested", "2025-06-04 reasons_given reply_by=2060-01-01")),
    ],
)
def test_beyond_the_calendar(when, lines):
    with pytest.raises(CalendarEnds):
        at(when, *lines)


def test_plain_is_the_contract():
    assert stand(course("online", "2025-06-02 submitted", "2025-06-03 confirmed"), CALENDAR).plain() == {
        "received": "2025-06-03",
        "state": "handling",
        "clock": "running",
        "reply_deadline": "2025-07-01",
        "workdays_left": 20,
        "late": False,
        "provisional": False,
        "duties": [
            {"kind": "rectification_notice", "deadline": "2025-06-12", "met": None},
            {"kind": "reply", "deadline": "2025-07-01", "met": None},
        ],
        "table3_row": None,
        "reconsideration_first": None,
    }


def test_a_duty_tells_whose_it_is():
    assert at("2025-06-03", "2025-06-03 third_party_consulted id=甲").plain()["duties"][1]["of"] == "甲"


def test_every_state_and_clock_has_its_word():
    assert len({state.label for state in State}) == len(State)
    assert len({clock.label for clock in Clock}) == len(Clock)


FEE = ("2025-04-10 submitted", "2025-04-25 fee_noticed")  # payable until 2025-05-27


@pytest.mark.parametrize(
    ("lines", "when", "state"),
    [
        (FEE, "2025-05-27", State.AWAITING_PAYMENT),
        (FEE, "2025-05-28", State.LAPSED),
        ((*FEE, "2025-05-27 fee_paid"), "2025-06-01", State.HANDLING),
    ],
)
def test_what_is_not_paid_in_time_is_given_up(lines, when, state):
    assert stand(course("counter", *lines), CALENDAR, day(when)).state is state


def test_a_payment_after_its_last_day_is_refused():
    with pytest.raises(InvalidTimeline, match="缴费期限2025年5月27日已经届满"):
        stand(course("counter", *FEE, "2025-05-28 fee_paid"), CALENDAR)


def test_the_clock_starts_the_day_after_the_payment():
    paid = stand(course("counter", "2025-12-01 submitted", "2025-12-05 fee_noticed", "2025-12-31 fee_paid"), CALENDAR)
    assert paid.reply_deadline == CALENDAR.add(day("2025-12-31"), 20)
