"""Where an application stands, with what may be done next, what may not and why, and how the days were counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.account import sentences
from gongkai.core.deadlines.actions import Action, actions, reasons_against
from gongkai.core.deadlines.cautions import cautions
from gongkai.core.deadlines.remedy_terms import (
    RemedyTerm,
    direct_litigation_deadline,
    reconsideration_deadline,
)
from gongkai.core.deadlines.standing import Standing, stand
from gongkai.core.deadlines.tally import Day, days
from gongkai.core.law.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that may not be taken, with every reason."""

    action: Action
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation(Standing):
    """A standing that can tell its reasons."""

    timeline: Timeline
    calendar: Calendar

    @property
    def allowed(self) -> tuple[Action, ...]:
        """What may be done on the day."""
        return tuple(action for action in actions() if not reasons_against(action.name, self))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What may not, with the reasons."""
        found = ((action, reasons_against(action.name, self)) for action in actions())
        return tuple(Refused(action, reasons) for action, reasons in found if reasons)

    @property
    def steps(self) -> tuple[str, ...]:
        """How the deadline was counted, one sentence a step, and what has to be looked at again."""
        return (*sentences(self), *cautions(self.timeline, self.calendar, self.at))

    @property
    def account(self) -> tuple[Day, ...]:
        """Every day of the count."""
        return tuple(days(self))

    @property
    def remedies(self) -> tuple[RemedyTerm, ...]:
        """By when the applicant may seek which remedy, once the reply is delivered (行政复议法第二十条、行政诉讼法第四十六条)."""
        if self.course.delivered is None:
            return ()
        start = self.course.delivered.on
        terms = [reconsideration_deadline(start, self.calendar)]
        if self.reconsideration_first is not True:
            terms.append(direct_litigation_deadline(start, self.calendar))
        return tuple(terms)

    def plain(self) -> dict[str, Any]:
        """Return the contract's JSON."""
        return (
            Standing.plain(self)
            | {
                "allowed": [action.name for action in self.allowed],
                "refused": [{"action": one.action.name, "reasons": list(one.reasons)} for one in self.refused],
                "steps": list(self.steps),
            }
            | self._plain_remedies()
        )

    def _plain_remedies(self) -> dict[str, Any]:
        """Return the terms of remedies under a key of their own; before delivery there is no such key."""
        terms = [{"kind": term.name, "deadline": term.day.isoformat()} for term in self.remedies]
        return {"remedies": terms} if terms else {}


def explain(timeline: Timeline, calendar: Calendar, at: date | None = None) -> Explanation:
    """Say where an application stands at the end of `at`, by default the day of its last event, and why.

    Errors are those of `standing.stand`.

    >>> from gongkai.core.casework.events import Submitted
    >>> from gongkai.core.casework.timeline import Channel
    >>> timeline = Timeline(Channel.COUNTER, events=(Submitted(on=date(2025, 6, 3)),))
    >>> explain(timeline, Calendar()).steps[-2]
    '到期日：2025年7月1日（周二）。'
    """
    found = stand(timeline, calendar, at)
    return Explanation(found.course, found.reply_clock, found.lapse, found.at, timeline, calendar)
