"""What is owed in an application, by whom, by which day, and whether it was done in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.casework.course import Consultation, Course
from gongkai.core.deadlines.reply import ReplyClock, answer_deadline, payment_deadline
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: `met` is True or False once that is settled, None while it is open.

    `deadline` is None while the clock stands still and its end is not known.
    """

    kind: str
    deadline: date | None
    met: bool | None
    of: str = ""

    @property
    def label(self) -> str:
        """Who owes what, in Chinese."""
        row = _row(self.kind)
        return f"{row['who']}{f'（{self.of}）' if self.of else ''}{row['label']}"

    @property
    def cite(self) -> Cite:
        """The article that the duty rests on."""
        return cites_of(_row(self.kind))[0]


def duties(course: Course, clock: ReplyClock, at: date) -> Iterator[Duty]:
    """Yield the duties that are open or were settled by the end of `at`, in the order in which they arise."""
    yield from _rectification(course, clock, at)
    for consultation in course.consultations:
        yield _answer(consultation, clock, at)
    if course.fee is not None:
        last = payment_deadline(course.fee, clock.calendar)
        paid = True if course.payment else None
        yield Duty("payment", last, paid if paid or _ended(course) else _missed(last, at))


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


def _rectification(course: Course, clock: ReplyClock, at: date) -> Iterator[Duty]:
    notice = rectification_notice_deadline(clock)
    asked = course.rectification
    if notice is not None and (asked is not None or (at <= notice and not _ended(course))):
        yield Duty("rectification_notice", notice, settled(asked.on if asked else None, notice, at))
    if asked is not None and (course.rectified is not None or not _ended(course)):
        done = course.rectified.on if course.rectified else None
        yield Duty("rectification", asked.respond_by, settled(done, asked.respond_by, at))


def rectification_notice_deadline(clock: ReplyClock) -> date | None:
    """Return the last day for telling what to rectify; None where the law of the day gave no number."""
    allowed = clock.terms.rectification_notice
    return clock.calendar.add(clock.received, allowed.amount) if allowed else None


def _answer(consultation: Consultation, clock: ReplyClock, at: date) -> Duty:
    asked = consultation.asked
    kind = "third_party_answer" if asked.kind == "third_party_consulted" else "agency_answer"
    last = answer_deadline(asked, clock.terms, clock.calendar)
    return Duty(kind, last, settled(consultation.answer.on if consultation.answer else None, last, at), asked.id)


@cache
def _row(kind: str) -> Entry:
    return next(row for row in entries("gongkai.core.deadlines", "duties.toml", "duty") if row["name"] == kind)
