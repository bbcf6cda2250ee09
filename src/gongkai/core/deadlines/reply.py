"""The reply clock: from the events of an application and a calendar to the day by which the agency must reply.

条例第三十三条: 20 workdays from receipt, once up to 20 more; the time for consulting third parties and other agencies
does not count. 条例第三十条 and 国办函〔2020〕109号 start the clock anew after rectification and after payment.
A clock that has run out can't be stopped, extended or started anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.core.casework.course import Consultation, Course, follow
from gongkai.core.casework.events import (
    Consulted,
    Event,
    Extended,
    FeeNoticed,
    FeePaid,
    ReasonsGiven,
    RectificationRequested,
    Rectified,
    label_of,
)
from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.terms import Terms, terms_on
from gongkai.core.errors import InvalidTimeline
from gongkai.core.law import fees
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import chinese

Moving = RectificationRequested | Rectified | ReasonsGiven | Extended | FeeNoticed | FeePaid


class Stop(StrEnum):
    """What the clock waits for when nobody knows how long."""

    RECTIFICATION = "rectification"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Pause:
    """A consultation: days after `after` up to and including `upto` don't count; `upto` None is not known yet."""

    consultation: Consultation
    after: date
    upto: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """An event that concerns the clock; `missed` is the deadline that had already passed, so that it moved nothing."""

    event: Event
    missed: date | None


@dataclass(slots=True)
class ReplyClock:
    """Where the clock stands after the events taken so far.

    `base` is the day not counted: receipt, the last rectification or payment. `fixed` is a later day set under
    条例第三十五条.
    """

    terms: Terms
    calendar: Calendar
    received: date
    base: date
    extension: int = 0
    stops: frozenset[Stop] = frozenset()
    fixed: date | None = None
    pauses: list[Pause] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    paused: int = 0
    paused_upto: date = date.min

    @property
    def counted(self) -> date | None:
        """The day that the workdays come to, whatever later day was set; None while nobody knows how it goes on."""
        if self.stops or self.paused_upto == date.max:
            return None
        return self.calendar.add(self.base, self.terms.reply.amount + self.extension + self.paused)

    @property
    def deadline(self) -> date | None:
        """The day by which the reply must leave; None while nobody knows when the clock goes on."""
        day = self.counted
        return day if day is None or self.fixed is None else max(day, self.fixed)

    def spans(self) -> Iterator[tuple[date, date]]:
        """Yield the united pauses that lie after the base, as pairs of the day before and the last day."""
        cursor = self.base
        for pause in self.pauses:
            after = max(pause.after, cursor)
            if pause.upto is not None and pause.upto > after:
                yield after, pause.upto
                cursor = pause.upto

    def take(self, happened: Moving | Consultation) -> None:
        """Let one event move the clock, unless it has run out; events come in the order of their days."""
        event = happened.asked if isinstance(happened, Consultation) else happened
        deadline = self.deadline
        missed = deadline if deadline is not None and event.on > deadline else None
        self.turns.append(Turn(event, missed))
        if missed is not None:
            return
        if isinstance(happened, Consultation):
            pause = Pause(happened, event.on, pause_end(happened, self.terms, self.calendar))
            self.pauses.append(pause)
            self._pause(pause)
        else:
            self._move(happened)

    def _pause(self, pause: Pause) -> None:
        """Count the workdays of a pause that no earlier one has taken out."""
        upto = pause.upto or date.max
        after = max(pause.after, self.base, self.paused_upto)
        if upto > after:
            self.paused_upto = upto
            self.paused += self.calendar.count(after, upto) if pause.upto else 0

    def _restart(self, day: date) -> None:
        """Count anew from a day; of the pauses only what comes after it."""
        self.base, self.paused, self.paused_upto = day, 0, date.min
        for pause in self.pauses:
            self._pause(pause)

    def _move(self, event: Moving) -> None:
        match event:
            case RectificationRequested():
                self.stops |= {Stop.RECTIFICATION}
            case FeeNoticed():
                self.stops |= {Stop.PAYMENT}
            case Rectified():
                self.stops -= {Stop.RECTIFICATION}
                self._restart(event.on)
            case FeePaid():
                self.stops -= {Stop.PAYMENT}
                self._restart(event.on)
            case Extended():
                self.extension = event.workdays
            case _:
                self.fixed = event.reply_by


def reply_clock(course: Course, calendar: Calendar) -> ReplyClock | None:
    """Run the clock over what happened; None while the application is not received.

    Raises InvalidTimeline for an extension beyond the law and for a payment after its last day.
    """
    if course.received is None:
        return None
    clock = ReplyClock(terms_on(course.received), calendar, course.received, course.received)
    if course.extension:
        _refuse_too_long(course.extension, clock.terms)
    if course.fee and course.payment:
        _refuse_too_late(course.payment, payment_deadline(course.fee, calendar))
    for happened in _in_order(course):
        clock.take(happened)
    return clock


def reply_deadline(timeline: Timeline, calendar: Calendar) -> date | None:
    """Return the day by which the reply must leave; None before receipt and while the clock stands still.

    >>> from gongkai.core.casework.events import Submitted
    >>> from gongkai.core.casework.timeline import Channel
    >>> reply_deadline(Timeline(Channel.COUNTER, events=(Submitted(on=date(2025, 6, 3)),)), Calendar())
    datetime.date(2025, 7, 1)
    """
    clock = reply_clock(follow(timeline), calendar)
    return clock.deadline if clock else None


def pause_end(consultation: Consultation, terms: Terms, calendar: Calendar) -> date | None:
    """Return the last day of a pause: the answer's, or the last day to answer if that comes first."""
    last = answer_deadline(consultation.asked, terms, calendar)
    days = [day for day in (last, consultation.answer.on if consultation.answer else None) if day is not None]
    return min(days, default=None)


def answer_deadline(asked: Consulted, terms: Terms, calendar: Calendar) -> date | None:
    """Return the last day for somebody consulted to answer; None where the law of the day gave no number."""
    allowed = terms.for_answer(asked.kind)
    return calendar.add(asked.got_letter, allowed.amount) if allowed else None


def payment_deadline(notice: FeeNoticed, calendar: Calendar) -> date:
    """Return the last day to pay a processing fee; raise NoLawInForce before 2021."""
    return fees.payment_deadline(notice.got_notice, calendar)


def _in_order(course: Course) -> list[Moving | Consultation]:
    single = (course.rectification, course.rectified, course.reasons, course.extension, course.fee, course.payment)
    found: list[Moving | Consultation] = [event for event in single if event is not None]
    found += course.consultations
    return sorted(found, key=lambda one: one.asked.on if isinstance(one, Consultation) else one.on)


def _refuse_too_long(event: Extended, terms: Terms) -> None:
    if event.workdays > terms.extension.amount:
        raise InvalidTimeline(
            f"{chinese(event.on)}的“{label_of(event.kind)}”不可能发生：延长{event.workdays}个工作日，"
            f"而{terms.extension.cite}规定最长不超过{terms.extension.amount}个工作日。"
        )


def _refuse_too_late(event: FeePaid, last: date) -> None:
    if event.on > last:
        raise InvalidTimeline(
            f"{chinese(event.on)}的“{label_of(event.kind)}”不可能发生：缴费期限{chinese(last)}已经届满，"
            "申请已视为放弃、不再处理，所缴款项应当退还。"
        )
