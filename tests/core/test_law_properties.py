"""What must hold for every application: the oracle's days, a calendar that only delays, pauses that only help."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.support.oracle import walk
from tests.support.timelines import IMPOSSIBLE, Plain, last_day, timelines, with_event

from gongkai.core.casework.timeline import read_timeline
from gongkai.core.deadlines import explain
from gongkai.core.errors import GongkaiError
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holidays import Holiday

CALENDAR = Calendar()
LOOKS = st.none() | st.integers(0, 80)  # days after the submission, or the last event's day
ACTS: dict[str, dict[str, Any]] = {
    "request_rectification": {"kind": "rectification_requested", "respond_by": date(2027, 6, 30)},
    "consult_third_party": {"kind": "third_party_consulted", "id": "另一方"},
    "extend": {"kind": "extended", "workdays": 1, "approved_by": "张某"},
    "reply": {"kind": "replied", "outcome": "O02"},
}
FITTING = {"otherwise_not_rectified": "O22", "otherwise_fee_unpaid": "O23"}  # all that may be replied after a lapse


def answer(plain: Plain, at: date | None = None, calendar: Calendar = CALENDAR) -> dict[str, Any]:
    """Return what the program says."""
    return explain(read_timeline(plain), calendar, at).plain()


def look(plain: Plain, days: int | None) -> date | None:
    """Return the day on which the application is looked at."""
    return None if days is None else min(event["on"] for event in plain["event"]) + timedelta(days=days)


def day(text: str | None) -> date | None:
    """Return a day of the answer."""
    return None if text is None else date.fromisoformat(text)


def told(plain: Plain) -> str:
    """Return an application for the eyes of who has to judge a failure."""
    return "\n".join(str(event) for event in plain["event"])


@given(timelines(), LOOKS)
def test_the_oracle_lives_through_the_same_days(plain: Plain, days: int | None) -> None:
    at = look(plain, days)
    lived, got = walk(plain, at), answer(plain, at)
    assert got["received"] == (lived.received and lived.received.isoformat())
    assert day(got["reply_deadline"]) == lived.reply_deadline, told(plain)
    assert got["late"] is lived.late, told(plain)
    if not lived.in_vain:
        assert got["state"] == lived.state, told(plain)


@given(timelines(), LOOKS)
def test_workdays_left_can_be_walked(plain: Plain, days: int | None) -> None:
    at = look(plain, days) or last_day(plain)
    got = answer(plain, at)
    deadline = day(got["reply_deadline"])
    if got["clock"] in {"ended", "not_started"} or deadline is None:
        assert got["workdays_left"] is None
        return
    near, far = sorted((at, deadline))
    steps = sum(chinese_calendar.is_workday(near + timedelta(days=step + 1)) for step in range((far - near).days))
    assert got["workdays_left"] == (steps if deadline >= at else -steps)


@given(timelines(lapses=False), st.sets(st.integers(0, 120), min_size=1, max_size=12))
def test_a_holiday_more_never_makes_a_deadline_earlier(plain: Plain, offsets: set[int]) -> None:
    start = min(event["on"] for event in plain["event"])
    off = [start + timedelta(days=offset) for offset in sorted(offsets)]
    calendar = CALENDAR.with_local(*(Holiday("地方节日", each, each) for each in off))
    before, after = answer(plain), answer(plain, calendar=calendar)
    if before["reply_deadline"] and after["reply_deadline"]:
        assert before["reply_deadline"] <= after["reply_deadline"], told(plain)
    assert after["late"] <= before["late"], told(plain)


@given(timelines(lapses=False))
def test_a_consultation_never_shortens_the_time(plain: Plain) -> None:
    names = {event["id"] for event in plain["event"] if "id" in event}
    assume(names)
    bare = deepcopy(plain)
    bare["event"] = [event for event in plain["event"] if event.get("id") != min(names)]
    at = last_day(plain)
    with_pause, without_pause = answer(plain, at), answer(bare, at)
    if with_pause["reply_deadline"] and without_pause["reply_deadline"]:
        assert without_pause["reply_deadline"] <= with_pause["reply_deadline"], told(plain)


@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_says_nothing(plain: Plain, random: Any) -> None:
    shuffled = deepcopy(plain)
    random.shuffle(shuffled["event"])
    assert _as_sets(answer(shuffled)) == _as_sets(answer(plain))


def _as_sets(got: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with its lists sorted: two letters of one day may be told in either order."""
    return {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in got.items()}


@given(timelines(), LOOKS)
def test_recomputing_says_the_same_and_leaves_the_events_alone(plain: Plain, days: int | None) -> None:
    at = look(plain, days)
    untouched = deepcopy(plain)
    timeline = read_timeline(plain)
    first = explain(timeline, CALENDAR, at).plain()
    assert explain(timeline, CALENDAR, at).plain() == first
    assert plain == untouched
    assert json.loads(json.dumps(first, ensure_ascii=False)) == first


@given(timelines(), st.lists(st.integers(0, 90), min_size=2, max_size=4))
def test_looking_later_never_moves_the_deadline_while_nothing_happens(plain: Plain, days: list[int]) -> None:
    last = last_day(plain)
    seen = [answer(plain, last + timedelta(days=each))["reply_deadline"] for each in sorted(days)]
    assert all(earlier == later for earlier, later in pairwise(seen)), told(plain)


@given(timelines(), LOOKS)
def test_what_is_allowed_can_be_done(plain: Plain, days: int | None) -> None:
    at = look(plain, days) or last_day(plain)
    known = {**plain, "event": [event for event in plain["event"] if event["on"] <= at]}
    got = answer(known, at)
    for act in set(got["allowed"]) & set(ACTS):
        fitting = {"outcome": FITTING[got["table3_row"]]} if act == "reply" and got["state"] == "lapsed" else {}
        answer(with_event(known, **{"on": at, **ACTS[act], **fitting}))


@given(timelines(), LOOKS)
def test_an_act_is_either_allowed_or_refused_with_reasons(plain: Plain, days: int | None) -> None:
    got = answer(plain, look(plain, days))
    refused = {each["action"] for each in got["refused"]}
    assert not refused & set(got["allowed"])
    assert refused | set(got["allowed"]) >= set(ACTS)
    assert all(each["reasons"] and all(each["reasons"]) for each in got["refused"])


@pytest.mark.parametrize("name", IMPOSSIBLE)
@given(plain=timelines(lapses=False))
def test_the_impossible_is_refused(name: str, plain: Plain) -> None:
    with pytest.raises(GongkaiError):
        answer(IMPOSSIBLE[name](plain))
