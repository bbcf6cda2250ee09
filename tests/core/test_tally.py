"""The count of an application's days, day by day."""

from __future__ import annotations

from tests.support.courses import course, day, over_counter

from gongkai.core.deadlines import explain
from gongkai.core.deadlines.tally import DayKind
from gongkai.core.law.calendar import Calendar

CALENDAR = Calendar()
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"


def test_every_day_is_accounted_for():
    account = explain(
        over_counter("2025-06-03 third_party_consulted", "2025-06-09 third_party_answered"), CALENDAR
    ).account
    assert (account[0].on, account[-1].on) == (day("2025-06-03"), day("2025-07-04"))
    assert [each.number for each in account if each.kind is DayKind.COUNTED] == list(range(1, 21))
    assert [each.on.day for each in account if each.kind is DayKind.PAUSED] == [4, 5, 6, 9]
    assert [(each.on.day, each.why) for each in account if each.kind is DayKind.REST][:2] == [(7, "周六"), (8, "周日")]


def test_days_after_the_deadline_are_overdue():
    account = explain(over_counter(), CALENDAR, day("2025-07-02")).account
    assert [(each.on, each.number) for each in account if each.kind is DayKind.OVERDUE] == [
        (day("2025-07-01"), 1),
        (day("2025-07-02"), 2),
    ]


def test_without_a_deadline_there_is_nothing_to_account_for():
    assert explain(over_counter(ASKED), CALENDAR).account == ()
    assert explain(course("online", "2025-06-02 submitted"), CALENDAR).account == ()


def test_days_before_a_later_day_that_was_set_are_deferred():
    lines = ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-07-02")
    account = explain(over_counter(*lines), CALENDAR).account
    assert [(each.on.day, each.why) for each in account if each.kind is DayKind.DEFERRED] == [
        (1, "另定的答复日期以内"),
        (2, "另定的答复日期以内"),
    ]
    assert account[-1].on == day("2025-07-02")


def test_a_pause_within_another_is_paused_once():
    lines = (
        "2025-06-03 third_party_consulted id=甲", "2025-06-04 agency_consulted", "2025-06-05 agency_answered",
        "2025-06-09 third_party_answered id=甲",
    )  # fmt: skip
    account = explain(over_counter(*lines), CALENDAR).account
    assert [each.on.day for each in account if each.kind is DayKind.PAUSED] == [4, 5, 6, 9]
    assert account[-1].on == day("2025-07-04")
