"""Applications as hypothesis strategies: lawful ones with any channel and any turn, and ways to make them impossible.

An application is the plain shape of a timeline file. Days are walked with the oracle's own feet; nothing of the product
is used here.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.support.oracle import ARRIVAL, nth_workday

FIRST, LAST = date(2019, 6, 1), date(2025, 3, 31)
FEES_SINCE = date(2021, 1, 1)
APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")
OUTCOMES = tuple(f"O{number:02}" for number in range(1, 22))
Plain = dict[str, Any]


@dataclass
class Course:
    """An application while it is made up: the day reached, what happened, and what can't happen a second time."""

    draw: Any
    day: date
    lapses: bool
    events: list[Plain] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    open: dict[str, str] = field(default_factory=dict)
    promised: bool = False
    given_up: str = ""  # the outcome that alone fits after a lapse

    def wait(self, most: int) -> None:
        """Let some days go by."""
        self.day += timedelta(days=self.draw(st.integers(0, most)))

    def happens(self, kind: str, **details: Any) -> None:
        """Write an event down on the day reached."""
        self.events.append({"kind": kind, "on": self.day, **details})
        self.done.add(kind)


@st.composite
def timelines(draw: Any, *, lapses: bool = True) -> Plain:
    """Make up a lawful application; without `lapses` none is given up by not rectifying or not paying."""
    channel = draw(st.sampled_from(sorted(ARRIVAL)))
    course = Course(draw, draw(st.dates(FIRST, LAST)), lapses)
    course.happens("submitted")
    if ARRIVAL[channel] != "submitted":
        course.wait(6)
        course.happens(ARRIVAL[channel])
    for _ in range(draw(st.integers(0, 6))):
        if turns := _turns(course):
            course.wait(draw(st.sampled_from((0, 3, 12, 12, 60))))
            draw(st.sampled_from(turns))(course)
    _finish(course)
    application = {
        "channel": channel,
        "applicant": draw(st.sampled_from(APPLICANTS)),
        "agency_kind": draw(st.sampled_from(("department", "government"))),
    }
    return {"application": application, "event": course.events}


def _turns(course: Course) -> list[Callable[[Course], None]]:
    """List what may happen next; what stops the clock after a day was promised under Art. 35 is told in the cases."""
    if course.given_up:
        return []
    if course.promised:
        return [_answer] if course.open else []
    turns: list[Callable[[Course], None]] = [_consult, _consult]
    if course.open:
        turns += [_answer, _answer, _answer]
    if "extended" not in course.done:
        turns.append(_extend)
    if "rectification_requested" not in course.done:
        turns.append(_rectify)
    if "reasons_requested" not in course.done:
        turns.append(_reason)
    if "fee_noticed" not in course.done and course.events[0]["on"] >= FEES_SINCE:
        turns.append(_charge)
    return turns


def _consult(course: Course) -> None:
    whom = course.draw(st.sampled_from(("third_party", "agency")))
    name = f"{len(course.events)}号"
    course.open[name] = whom
    arrives = course.day + timedelta(days=course.draw(st.integers(0, 5)))
    details = {"received": arrives} if arrives > course.day else {}
    course.happens(f"{whom}_consulted", id=name, **details)


def _answer(course: Course) -> None:
    name = course.draw(st.sampled_from(sorted(course.open)))
    received = next(event.get("received", event["on"]) for event in course.events if event.get("id") == name)
    course.day = max(course.day, received)
    whom = course.open.pop(name)
    details = {"consents": course.draw(st.booleans())} if whom == "third_party" else {}
    course.happens(f"{whom}_answered", id=name, **details)


def _extend(course: Course) -> None:
    course.happens("extended", workdays=course.draw(st.integers(1, 20)), approved_by="张某")


def _rectify(course: Course) -> None:
    asked = course.day
    course.happens("rectification_requested", respond_by=asked + timedelta(days=course.draw(st.integers(0, 21))))
    if not course.lapses or course.draw(st.integers(0, 3)):
        course.wait(25)
        course.happens("rectified")
    else:
        course.given_up = "O22"
        course.day = course.events[-1]["respond_by"] + timedelta(days=1)


def _reason(course: Course) -> None:
    course.happens("reasons_requested", respond_by=course.day + timedelta(days=10))
    course.wait(10)
    course.promised = reasonable = course.draw(st.booleans())
    later = course.day + timedelta(days=course.draw(st.integers(1, 60)))
    course.happens("reasons_given", reasonable=reasonable, **({"reply_by": later} if reasonable else {}))


def _charge(course: Course) -> None:
    received = course.day + timedelta(days=course.draw(st.integers(0, 4)))
    deadline = nth_workday(received, 20)
    course.happens("fee_noticed", received=received, amount="1700")
    if not course.lapses or course.draw(st.integers(0, 3)):
        course.day = course.draw(st.dates(received, deadline))
        course.happens("fee_paid")
    else:
        course.given_up = "O23"
        course.day = deadline + timedelta(days=1)


def _finish(course: Course) -> None:
    """Let the application go on, or end it."""
    end = course.draw(st.sampled_from(("", "replied", "delivered", "withdrawn")))
    course.wait(45)
    if end == "withdrawn" and not course.given_up:
        course.happens("withdrawn")
    elif end in {"replied", "delivered"}:
        course.happens("replied", outcome=course.given_up or course.draw(st.sampled_from(OUTCOMES)))
        if end == "delivered":
            course.wait(5)
            course.happens("delivered", how="邮寄")


def last_day(plain: Plain) -> date:
    """Return the day of the last event."""
    return max(event["on"] for event in plain["event"])


def with_event(plain: Plain, kind: str, on: date, **details: Any) -> Plain:
    """Return a copy with one event more."""
    copy = deepcopy(plain)
    copy["event"].append({"kind": kind, "on": on, **details})
    return copy


def without(plain: Plain, *keys: str) -> Plain:
    """Return a copy whose first event lacks some keys."""
    copy = deepcopy(plain)
    for key in keys:
        copy["event"][0].pop(key)
    return copy


def _ended(plain: Plain) -> Plain:
    return with_event(plain, "withdrawn", last_day(plain)) if not _has_ended(plain) else plain


def _has_ended(plain: Plain) -> bool:
    return any(event["kind"] in {"replied", "withdrawn"} for event in plain["event"])


def _extended(plain: Plain, workdays: int) -> Plain:
    return with_event(plain, "extended", last_day(plain), workdays=workdays, approved_by="张某")


# Each makes any lawful application without lapse an impossible one.
IMPOSSIBLE: dict[str, Callable[[Plain], Plain]] = {
    "提交之前答复": lambda plain: with_event(
        plain, "replied", plain["event"][0]["on"] - timedelta(days=1), outcome="O02"
    ),
    "提交两次": lambda plain: with_event(plain, "submitted", last_day(plain)),
    "延长两次": lambda plain: _extended(_extended(plain, 1), 1),
    "延长零日": lambda plain: _extended(plain, 0),
    "延长二十一日": lambda plain: _extended(plain, 21),
    "没有征求却有答复": lambda plain: with_event(plain, "agency_answered", last_day(plain), id="没有"),
    "没有通知却缴费": lambda plain: with_event(plain, "fee_paid", plain["event"][0]["on"]),
    "先补正后告知": lambda plain: with_event(plain, "rectified", plain["event"][0]["on"] - timedelta(days=1)),
    "结束以后又延长": lambda plain: with_event(
        _ended(plain), "extended", last_day(plain) + timedelta(days=1), workdays=5, approved_by="张某"
    ),
    "结束以后又答复": lambda plain: with_event(
        _ended(plain), "replied", last_day(plain) + timedelta(days=1), outcome="O02"
    ),
    "结束以后又撤回": lambda plain: with_event(_ended(plain), "withdrawn", last_day(plain) + timedelta(days=1)),
    "没有答复就送达": lambda plain: with_event(
        plain, "delivered", plain["event"][0]["on"] - timedelta(days=1), how="当面"
    ),
    "不认识的事件": lambda plain: with_event(plain, "approved", last_day(plain)),
    "事件没有日期": lambda plain: without(plain, "on"),
    "事件没有种类": lambda plain: without(plain, "kind"),
    "太早": lambda plain: with_event(plain, "submitted", date(1989, 4, 4)),
}
