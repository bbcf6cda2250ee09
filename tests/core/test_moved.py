"""What moves when a calendar changes."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.core.casework.timeline import read_timeline
from gongkai.core.deadlines.moved import (
    TERMS,
    ChangedDay,
    MovedEnd,
    changed_days,
    moved_deadlines,
    moved_terms,
)
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holidays import Holiday
from gongkai.core.law.limits import limit

BEFORE = Calendar()
FESTIVAL = Holiday("火把节", date(2026, 7, 27), date(2026, 7, 28), (date(2026, 8, 1),), "某州办发〔2025〕1号")
AFTER = BEFORE.with_local(FESTIVAL)


def timeline(*events: dict[str, object]):
    return read_timeline({"application": {"channel": "counter"}, "event": list(events)})


def submitted(day: str) -> dict[str, object]:
    return {"kind": "submitted", "on": day}


def test_the_terms_are_those_of_the_law():
    names = ("rectification_notice", "third_party_answer", "reply")
    assert tuple(limit(name, date(2026, 1, 1)).amount for name in names) == TERMS


def test_the_days_that_change():
    assert changed_days(BEFORE, AFTER) == (
        ChangedDay(date(2026, 7, 27), works=False, name="火把节"),
        ChangedDay(date(2026, 7, 28), works=False, name="火把节"),
        ChangedDay(date(2026, 8, 1), works=True, name="调休上班"),
    )


def test_the_terms_that_move():
    later, sooner = moved_terms(BEFORE, AFTER, (7,))
    assert later.workdays == sooner.workdays == 7
    assert later.first == MovedEnd(date(2026, 7, 16), date(2026, 7, 27), date(2026, 7, 29))
    assert later.later
    assert not sooner.later
    assert sooner.last == MovedEnd(date(2026, 7, 31), date(2026, 8, 11), date(2026, 8, 10))


def test_every_day_that_moves_is_in_a_range_and_no_other():
    for workdays in TERMS:
        told = set()
        for term in moved_terms(BEFORE, AFTER, (workdays,)):
            day = term.first.start
            while day <= term.last.start:
                told.add(day)
                day += timedelta(days=1)
        days = (date(2026, 1, 1) + timedelta(days=step) for step in range(365))
        assert told == {day for day in days if BEFORE.add(day, workdays) != AFTER.add(day, workdays)}


def test_terms_near_the_end_of_the_calendar():
    after = BEFORE.with_local(Holiday("节", date(2050, 12, 20), date(2050, 12, 20), (), "某文"))
    (term,) = moved_terms(BEFORE, after, (20,))
    assert term.last.new <= BEFORE.last
    assert term.last.start < date(2050, 12, 20)


def test_terms_near_its_beginning():
    after = BEFORE.with_local(Holiday("节", date(2008, 1, 3), date(2008, 1, 3), (), "某文"))
    (term,) = moved_terms(BEFORE, after, (7,))
    assert term.first.start == date(2008, 1, 1)


def test_an_open_application_moves():
    moved = moved_deadlines("甲", timeline(submitted("2026-07-10")), BEFORE, AFTER)
    assert [(each.name, each.duty.kind, each.old, each.new) for each in moved] == [
        ("甲", "reply", date(2026, 8, 7), date(2026, 8, 10)),
    ]


def test_an_application_that_nothing_touches():
    assert moved_deadlines("乙", timeline(submitted("2026-03-02")), BEFORE, AFTER) == ()


def test_a_reply_in_time_by_both_is_not_told():
    done = {"kind": "replied", "on": "2026-07-20", "outcome": "O01"}
    assert moved_deadlines("丙", timeline(submitted("2026-07-10"), done), BEFORE, AFTER) == ()


def test_a_reply_that_becomes_late_is_told():
    done = {"kind": "replied", "on": "2026-08-10", "outcome": "O01"}
    (moved,) = moved_deadlines("丁", timeline(submitted("2026-07-10"), done), AFTER, BEFORE)
    assert (moved.duty.kind, moved.duty.met, moved.old, moved.new) == (
        "reply", False, date(2026, 8, 10), date(2026, 8, 7),
    )  # fmt: skip


def test_a_duty_that_ends_with_the_old_days_is_told():
    moved = moved_deadlines("戊", timeline(submitted("2026-07-16")), BEFORE, AFTER, at=date(2026, 7, 28))
    assert {(each.duty.kind, each.old, each.new) for each in moved} == {
        ("rectification_notice", None, date(2026, 7, 29)),
        ("reply", date(2026, 8, 13), date(2026, 8, 14)),
    }
