"""Where an application stands on a day: the answer to `gongkai deadline explain` and to every case page.

Everything here is computed from the timeline and the calendar, nothing is stored; `Standing.plain` is the contract's
shape (contracts of the command line, timeline).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.core.casework.course import Consultation, Course, follow
from gongkai.core.casework.events import Delivered, Event, Rectified, Replied, label_of
from gongkai.core.casework.outcomes import outcome, reconsideration_first
from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.duties import Duty, duties, settled
from gongkai.core.deadlines.reply import ReplyClock, pause_end, payment_deadline, reply_clock
from gongkai.core.errors import InvalidTimeline
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import chinese

NOT_RECTIFIED = "O22"
FEE_UNPAID = "O23"
OTHERWISE = "O24"


class State(StrEnum):
    """The states of the contract; never picked from a list, always computed."""

    SUBMITTED = "submitted"
    HANDLING = "handling"
    AWAITING_RECTIFICATION = "awaiting_rectification"
    AWAITING_REASONS = "awaiting_reasons"
    CONSULTING = "consulting"
    AWAITING_PAYMENT = "awaiting_payment"
    REPLIED = "replied"
    DELIVERED = "delivered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in Chinese."""
        return _STATES[self]

    @property
    def ended(self) -> bool:
        """Whether nothing is left to handle."""
        return self in _ENDED


_STATES = {
    State.SUBMITTED: "已提交，尚未收到",
    State.HANDLING: "办理中",
    State.AWAITING_RECTIFICATION: "等待补正",
    State.AWAITING_REASONS: "等待说明理由",
    State.CONSULTING: "征求意见中",
    State.AWAITING_PAYMENT: "等待缴费",
    State.REPLIED: "已答复",
    State.DELIVERED: "已送达",
    State.LAPSED: "视为放弃，不再处理",
    State.WITHDRAWN: "已撤回",
}
_ENDED = frozenset({State.REPLIED, State.DELIVERED, State.LAPSED, State.WITHDRAWN})


class Clock(StrEnum):
    """Whether the reply clock runs."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    STOPPED = "stopped"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The state of the clock in Chinese."""
        return _CLOCKS[self]


_CLOCKS = {
    Clock.NOT_STARTED: "尚未起算",
    Clock.RUNNING: "正在计算",
    Clock.STOPPED: "暂停计算",
    Clock.ENDED: "已经结束",
}


@dataclass(frozen=True, slots=True)
class Lapse:
    """The day after which an application counts as abandoned, and the outcome it is then counted under."""

    last: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands at the end of the day `at`."""

    course: Course
    reply_clock: ReplyClock | None
    lapse: Lapse | None
    at: date

    @property
    def received(self) -> date | None:
        """The day of receipt (条例第三十一条), None while it is not confirmed or signed for."""
        return self.course.received

    @property
    def state(self) -> State:
        """The state on the day."""
        return self._end() or self._open()

    def _end(self) -> State | None:
        course = self.course
        if course.withdrawn:
            return State.WITHDRAWN
        if course.reply:
            return State.DELIVERED if course.delivered else State.REPLIED
        return State.LAPSED if self.lapse else None

    def _open(self) -> State:
        course = self.course
        if course.received is None:
            return State.SUBMITTED
        if course.rectification and not course.rectified:
            return State.AWAITING_RECTIFICATION
        if course.fee and not course.payment:
            return State.AWAITING_PAYMENT
        if self.open_consultations():
            return State.CONSULTING
        return State.AWAITING_REASONS if self.awaits_reasons else State.HANDLING

    def open_consultations(self) -> tuple[Consultation, ...]:
        """Return the consultations that may still be answered."""
        clock = self.reply_clock
        if clock is None:
            return ()
        ends = [(one, pause_end(one, clock.terms, clock.calendar)) for one in self.course.consultations]
        return tuple(one for one, end in ends if one.answer is None and (end is None or self.at <= end))

    @property
    def awaits_reasons(self) -> bool:
        """Whether the applicant may still give reasons that were asked for."""
        asked = self.course.reasons_asked
        if asked is None or self.course.reasons is not None:
            return False
        return asked.respond_by is None or self.at <= asked.respond_by

    @property
    def clock(self) -> Clock:
        """Whether the reply clock runs on the day."""
        if self.state.ended:
            return Clock.ENDED
        if self.reply_clock is None:
            return Clock.NOT_STARTED
        paused = any(self._pauses(pause.upto, pause.consultation) for pause in self.reply_clock.pauses)
        return Clock.STOPPED if paused or self.reply_clock.stops else Clock.RUNNING

    def _pauses(self, upto: date | None, consultation: Consultation) -> bool:
        return consultation.answer is None and (upto is None or self.at <= upto)

    @property
    def reply_deadline(self) -> date | None:
        """The day by which the reply must leave; None while nobody knows when the clock goes on."""
        return self.reply_clock.deadline if self.reply_clock else None

    @property
    def workdays_left(self) -> int | None:
        """Workdays after the day up to and including the deadline, negative when late; None once it is over."""
        deadline = self.reply_deadline
        if self.reply_clock is None or deadline is None or self.clock is Clock.ENDED:
            return None
        calendar = self.reply_clock.calendar
        return calendar.count(self.at, deadline) or -calendar.count(deadline, self.at)

    @property
    def late(self) -> bool:
        """Whether the reply left after the deadline, or has not left by the day."""
        deadline = self.reply_deadline
        return deadline is not None and self.decisive_day > deadline

    @property
    def decisive_day(self) -> date:
        """The day held against the deadline: of the reply, of the end without one, or the day asked about."""
        course = self.course
        if course.withdrawn:
            return course.withdrawn.on
        if course.reply:
            return course.reply.left
        return self.lapse.last if self.lapse else self.at

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What is owed, by when, and whether it was done in time."""
        if self.reply_clock is None:
            return ()
        found = list(duties(self.course, self.reply_clock, self.at))
        deadline = self.reply_deadline
        if self.course.reply or not self.state.ended or self.late:
            done = self.course.reply.left if self.course.reply else None
            met = settled(done, deadline, self.at)
            found.append(Duty("reply", deadline, met, received=self.reply_clock.received))
        return tuple(found)

    @property
    def provisional(self) -> bool:
        """Whether a day was counted in a year whose holiday notice is not known yet."""
        if self.reply_clock is None:
            return False
        return self.reply_clock.calendar.is_provisional(self.reply_clock.received, self.last_day_counted)

    @property
    def last_day_counted(self) -> date:
        """The latest day that any term of the application runs to, or that is counted as delay."""
        late = [self.at] if self.late and not self.state.ended else []
        received = self.course.received or self.at
        return max((received, *late, *(duty.deadline for duty in self.duties if duty.deadline is not None)))

    @property
    def outcome(self) -> str | None:
        """The code of the outcome that the application is counted under, None while it is open."""
        if self.course.withdrawn:
            return OTHERWISE
        if self.course.reply:
            return self.course.reply.outcome
        return self.lapse.outcome if self.lapse else None

    @property
    def table3_row(self) -> str | None:
        """The row of table 3 that the application is counted in, None while it is open."""
        return outcome(self.outcome).row if self.outcome else None

    @property
    def reconsideration_first(self) -> bool | None:
        """Whether reconsideration must come before litigation (行政复议法第二十三条); None if unclear or no reply."""
        reply = self.course.reply
        return reconsideration_first(outcome(reply.outcome), reply.on) if reply else None

    def plain(self) -> dict[str, Any]:
        """Return the contract's JSON: days as ISO strings; what may be done and the account are added by `explain`."""
        return {
            "received": _iso(self.received),
            "state": self.state.value,
            "clock": self.clock.value,
            "reply_deadline": _iso(self.reply_deadline),
            "workdays_left": self.workdays_left,
            "late": self.late,
            "provisional": self.provisional,
            "duties": [
                {"kind": duty.kind, "deadline": _iso(duty.deadline), "met": duty.met}
                | ({"of": duty.of} if duty.of else {})
                for duty in self.duties
            ],
            "table3_row": self.table3_row,
            "reconsideration_first": self.reconsideration_first,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def stand(timeline: Timeline, calendar: Calendar, at: date | None = None) -> Standing:
    """Say where an application stands at the end of `at`, by default the day of its last event.

    What is told of later days is checked too, and left out of the answer. Raises InvalidTimeline where the events tell
    the impossible, NoLawInForce before the first Regulation, CalendarEnds where the calendar ends.
    """
    if not timeline.events:
        raise InvalidTimeline("申请还没有任何经过，至少要写明哪一天提交的申请。")
    whole = follow(timeline)
    _refuse_after_lapse(timeline, whole, calendar)
    day = timeline.events[-1].on if at is None else at
    if day < timeline.events[0].on:
        raise InvalidTimeline(f"{chinese(day)}还没有这件申请，它是{chinese(timeline.events[0].on)}提交的。")
    clock = reply_clock(whole, calendar)
    if day < timeline.events[-1].on:
        whole = follow(timeline.until(day))
        clock = reply_clock(whole, calendar)
    standing = Standing(whole, clock, _lapse(whole, calendar, day), day)
    # Whatever is asked of the standing later, the calendar knows the days of.
    calendar.is_provisional(timeline.events[0].on, max(day, standing.last_day_counted))
    return standing


def _lapse(course: Course, calendar: Calendar, at: date) -> Lapse | None:
    asked = course.rectification
    if asked and not course.rectified and asked.respond_by and at > asked.respond_by:
        return Lapse(asked.respond_by, NOT_RECTIFIED)
    if course.fee and not course.payment:
        last = payment_deadline(course.fee, calendar)
        if at > last:
            return Lapse(last, FEE_UNPAID)
    return None


def _refuse_after_lapse(timeline: Timeline, course: Course, calendar: Calendar) -> None:
    """Between a lapse and the rectification that was accepted all the same, only the end of the case may be told."""
    asked = course.rectification
    if asked and asked.respond_by:
        until = course.rectified.on if course.rectified else None
        _refuse_between(timeline, Lapse(asked.respond_by, NOT_RECTIFIED), until, "补正期限")
    if course.fee and not course.payment:
        _refuse_between(timeline, Lapse(payment_deadline(course.fee, calendar), FEE_UNPAID), None, "缴费期限")


def _refuse_between(timeline: Timeline, lapse: Lapse, until: date | None, term: str) -> None:
    for event in timeline.events:
        if lapse.last < event.on and (until is None or event.on < until) and not _may_follow(event, lapse):
            raise InvalidTimeline(
                f"{chinese(event.on)}的“{label_of(event.kind)}”不可能发生：{term}{chinese(lapse.last)}届满，"
                f"申请已视为放弃、不再处理，其后只能以{lapse.outcome}答复结案。"
            )


def _may_follow(event: Event, lapse: Lapse) -> bool:
    """Say whether an event may follow a lapse: its own reply and delivery, or a late rectification that is accepted."""
    return isinstance(event, Rectified | Delivered) or (isinstance(event, Replied) and event.outcome == lapse.outcome)
