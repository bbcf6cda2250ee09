"""A slow second opinion on the reply clock: it lives through an application's days, one after the other.

Nothing is added up and no term is looked up in advance. Every morning asks whether the clock runs today; if it does, one
workday of the agency's time is gone. Pauses need no uniting, a reset needs no subtraction: they are what the days were
like. It reads the plain shape of an application (the parsed TOML) and knows nothing of the product's code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import chinese_calendar

Workdays = Callable[[date], bool]

PRESENT_LAW = date(2019, 5, 15)
ARRIVAL = {
    "counter": "submitted",
    "registered_post": "signed_for",
    "ordinary_post": "confirmed",
    "online": "confirmed",
    "fax": "confirmed",
}
CONSULTED = {"third_party_consulted", "agency_consulted"}
ANSWERED = {"third_party_answered", "agency_answered"}
# Whatever the order in the file: these answer something that may have happened in the morning.
LATER_THAT_DAY = {"rectified", "fee_paid", "reasons_given", "third_party_answered", "agency_answered", "delivered"}
PATIENCE = 1500  # days after which a walk that finds no end is a mistake of the oracle


@dataclass
class Answer:
    """What one has seen when the days are over."""

    received: date | None = None
    reply_deadline: date | None = None
    late: bool = False
    state: str = "submitted"
    paused: int = 0
    in_vain: bool = False  # something was to stop, extend or restart a clock that had run out


@dataclass
class Diary:
    """What is known on the evening of a day."""

    workdays: Workdays
    base: date | None = None
    left: int = 0
    extension: int = 0
    full: int = 20
    last_good: date | None = None
    run_out: bool = False
    waits_for: str = ""  # what the stopped clock waits for: "rectified" or "fee_paid"
    waits_until: date | None = None
    promised: date | None = None  # Art. 35: the later day told to the applicant
    open_until: dict[str, date] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    reasons_open: bool = False
    ended: date | None = None
    paused: int = 0
    in_vain: bool = False
    state: str = "submitted"


def walk(plain: dict[str, Any], at: date | None = None, workdays: Workdays = chinese_calendar.is_workday) -> Answer:
    """Live through the days of an application until it is clear when the reply is due."""
    at = at or max(event["on"] for event in plain["event"])
    events = [event for event in plain["event"] if event["on"] <= at]
    arrival = ARRIVAL[plain["application"]["channel"]]
    diary, answer = Diary(workdays), Answer()
    day = min(event["on"] for event in plain["event"])
    for _ in range(PATIENCE):
        _morning(diary, day)
        _live(diary, [event for event in events if event["on"] == day], events, arrival)
        if day == at:
            answer.state = _state(diary, day)
        if day >= at and (diary.run_out or diary.base is None or diary.waits_for):
            break
        day += timedelta(days=1)
    else:
        raise AssertionError("the days never end")
    answer.received = next((event["on"] for event in events if event["kind"] == arrival), None)
    answer.reply_deadline = None if diary.waits_for or diary.last_good is None else _due(diary, diary.last_good)
    answer.paused, answer.in_vain = diary.paused, diary.in_vain
    decisive = _last_look(events, at)
    answer.late = answer.reply_deadline is not None and decisive > answer.reply_deadline
    return answer


def _due(diary: Diary, last_good: date) -> date:
    """Return the last good day, or the day told under Art. 35: Art. 33 leaves time out of its own term only."""
    return max(last_good, diary.promised or last_good)


def _last_look(events: list[dict[str, Any]], at: date) -> date:
    """Return the day on which one looks whether the reply is late: the day it left, the day it ended, or today."""
    for event in events:
        if event["kind"] == "replied":
            return max(event.get("posted", event["on"]), event["on"])
        if event["kind"] == "withdrawn":
            return event["on"]
    return at


def _morning(diary: Diary, day: date) -> None:
    """Ask whether the clock runs today, and let one workday go if it does."""
    if diary.base is None or day <= diary.base or diary.run_out or diary.waits_for:
        return
    if any(day <= until for until in diary.open_until.values()):
        if diary.workdays(day):
            diary.paused += 1
            diary.last_good = day
    elif diary.left == 0:
        diary.run_out = True
    elif diary.workdays(day):
        diary.left -= 1
        diary.last_good = day


def _live(diary: Diary, today: list[dict[str, Any]], known: list[dict[str, Any]], arrival: str) -> None:
    """Take in what happens in the course of the day."""
    for event in sorted(today, key=lambda event: event["kind"] in LATER_THAT_DAY):
        kind = event["kind"]
        if kind == arrival:
            diary.full = 20 if event["on"] >= PRESENT_LAW else 15
            _start(diary, event["on"])
            diary.state = "handling"
        elif kind in CONSULTED:
            diary.open_until[event["id"]] = _until(event, known, diary.workdays)
        elif kind in ANSWERED:
            diary.answered.add(event["id"])
        elif kind in {"replied", "delivered", "withdrawn"}:
            diary.state, diary.ended = kind, event["on"]
        elif kind == "reasons_requested":
            diary.reasons_open = True
        elif kind == "reasons_given":
            diary.reasons_open = False
            diary.promised = None if diary.run_out else event.get("reply_by")
        elif diary.run_out:
            diary.in_vain = True
        else:
            _move_the_clock(diary, event)


def _move_the_clock(diary: Diary, event: dict[str, Any]) -> None:
    """Extend, stop or restart the clock; called only while there is time left on it."""
    kind, day = event["kind"], event["on"]
    if kind == "extended":
        diary.extension = event["workdays"]
        diary.left += diary.extension
    elif kind == "rectification_requested":
        diary.waits_for, diary.waits_until = "rectified", event["respond_by"]
    elif kind == "fee_noticed":
        diary.waits_for = "fee_paid"
        diary.waits_until = nth_workday(event.get("received", day), 20, diary.workdays)
    elif kind == diary.waits_for:
        diary.waits_for, diary.waits_until = "", None
        _start(diary, day)


def _start(diary: Diary, day: date) -> None:
    diary.base, diary.left, diary.last_good, diary.paused = day, diary.full + diary.extension, day, 0


def _until(event: dict[str, Any], known: list[dict[str, Any]], workdays: Workdays) -> date:
    """Return the day on which a consultation is over: its own deadline, or the day of the answer if that is known."""
    deadline = nth_workday(event.get("received", event["on"]), 15, workdays)
    answers = [each["on"] for each in known if each["kind"] in ANSWERED and each["id"] == event["id"]]
    return min([deadline, *answers])


def nth_workday(day: date, count: int, workdays: Workdays = chinese_calendar.is_workday) -> date:
    """Walk from the day after `day` until `count` workdays have been seen."""
    while count:
        day += timedelta(days=1)
        count -= workdays(day)
    return day


def _state(diary: Diary, day: date) -> str:
    """Name what an onlooker would see in the evening of `day`."""
    if diary.ended or diary.base is None:
        return diary.state
    if diary.waits_for and diary.waits_until is not None:
        if day > diary.waits_until:
            return "lapsed"
        return "awaiting_rectification" if diary.waits_for == "rectified" else "awaiting_payment"
    if any(day <= until for id_, until in diary.open_until.items() if id_ not in diary.answered):
        return "consulting"
    return "awaiting_reasons" if diary.reasons_open else "handling"
