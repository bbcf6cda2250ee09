"""What is owed in an application, by whom, by which day, and whether it was done in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.casework.course import Consultation, Course
from gongkai.core.deadlines.reply import ReplyClock, answer_deadline, payment_deadline
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, named_in_force


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: `met` is True or False once that is settled, None while it is open.

    `deadline` is None while the clock stands still and its end is not known; `received` says which law governs.
    """

    kind: str
    deadline: date | None
    met: bool | None
    of: str = ""
    received: date = date.max

    @property
    def label(self) -> str:
        """Who owes what, in Chinese."""
        row = _row(self.kind, self.received)
        return f"{row['who']}{f'（{self.of}）' if self.of else ''}{row['label']}"

    @property
    def cite(self) -> Cite:
        """The article that the duty rests on, by the law of the day of receipt."""
        return cites_of(_row(self.kind, self.received))[0]


def duties(course: Course, clock: ReplyClock, at: date) -> Iterator[Duty]:
    """Yield the duties that are open or were settled by the end of `at`, in the order in which they arise."""
    yield from _rectification(course, clock, at)
    for consultation in course.consultations:
        yield _answer(consultation, clock, at)
    if course.fee is not None:
        last = payment_deadline(course.fee, clock.calendar)
        met = settled(course.payment.on if course.payment else None, last, _until(course, at))
        yield Duty("payment", last, met, received=clock.received)


def settled(day: date | None, deadline: date | None, at: date) -> bool | None:
    """Say whether what happened on `day`, or has not happened by `at`, met the deadline.

    >>> settled(date(2025, 6, 2), date(2025, 6, 1), date(2025, 6, 3))
    False
    """
    if deadline is None:
        return None if day is None else True
    return _missed(deadline, at) if day is None else day <= deadline


def _missed(deadline: date, at: date) -> bool | None:
    return False if at > deadline else None


def _ended(course: Course) -> bool:
    return course.reply is not None or course.withdrawn is not None


def _until(course: Course, at: date) -> date:
    """Return the day up to which something was still to be done."""
    end = course.reply or course.withdrawn
    return end.on if end else at


def _rectification(course: Course, clock: ReplyClock, at: date) -> Iterator[Duty]:
    notice = rectification_notice_deadline(clock)
    asked = course.rectification
    if notice is not None and (asked is not None or (at <= notice and not _ended(course))):
        met = settled(asked.on if asked else None, notice, at)
        yield Duty("rectification_notice", notice, met, received=clock.received)
    if asked is not None:
        done = course.rectified.on if course.rectified else None
        met = settled(done, asked.respond_by, _until(course, at))
        yield Duty("rectification", asked.respond_by, met, received=clock.received)


def rectification_notice_deadline(clock: ReplyClock) -> date | None:
    """Return the last day for telling what to rectify; None where the law of the day gave no number."""
    allowed = clock.terms.rectification_notice
    return clock.calendar.add(clock.received, allowed.amount) if allowed else None


def _answer(consultation: Consultation, clock: ReplyClock, at: date) -> Duty:
    asked = consultation.asked
    kind = "third_party_answer" if asked.kind == "third_party_consulted" else "agency_answer"
    last = answer_deadline(asked, clock.terms, clock.calendar)
    met = settled(consultation.answer.on if consultation.answer else None, last, at)
    return Duty(kind, last, met, asked.id, clock.received)


@cache
def _row(kind: str, received: date) -> Entry:
    """Return the duty's entry by the law of the day of receipt, or by today's where that law had none."""
    rows = entries("gongkai.core.deadlines", "duties.toml", "duty")
    return named_in_force(rows, kind, received) or next(row for row in rows if row["name"] == kind)
