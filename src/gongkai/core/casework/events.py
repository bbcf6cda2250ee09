"""What can happen to an application: one small class a kind, its keys those of a timeline file.

Events of one day are taken in the order of `EVENTS`; labels and articles lie in `data/events.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import ClassVar, overload

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, named_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day; `note` is for people and counts for nothing."""

    kind: ClassVar[str] = ""

    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(Event):
    """The applicant hands the application in, posts it or sends it (条例第二十九条)."""

    kind: ClassVar[str] = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFor(Event):
    """The agency signs for a registered letter (条例第三十一条第二项)."""

    kind: ClassVar[str] = "signed_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Event):
    """Both sides confirm an application that came by ordinary letter, internet or fax (条例第三十一条)."""

    kind: ClassVar[str] = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationRequested(Event):
    """The agency tells once what is to be rectified, and by which day (条例第三十条)."""

    kind: ClassVar[str] = "rectification_requested"

    respond_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectified(Event):
    """The agency receives the rectified application (条例第三十条)."""

    kind: ClassVar[str] = "rectified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsRequested(Event):
    """The agency asks for the reasons of many or frequent applications (条例第三十五条)."""

    kind: ClassVar[str] = "reasons_requested"

    respond_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsGiven(Event):
    """The applicant gives reasons; if they hold, the agency may set a later day for its reply (条例第三十五条)."""

    kind: ClassVar[str] = "reasons_given"

    reasonable: bool | None = None
    reply_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(Event):
    """Somebody is consulted in writing on `on`, has the letter on `received`, and is told apart by `id`."""

    id: str = ""
    received: date | None = None

    @property
    def got_letter(self) -> date:
        """The day from which the time to answer runs."""
        return self.received or self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyConsulted(Consulted):
    """A third party whose rights the disclosure may harm is consulted (条例第三十二条)."""

    kind: ClassVar[str] = "third_party_consulted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyConsulted(Consulted):
    """An agency that made the information together with this one is consulted (条例第三十四条)."""

    kind: ClassVar[str] = "agency_consulted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """The one consulted under `id` answers; `consents` where it is known."""

    id: str = ""
    consents: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAnswered(Answered):
    """A third party answers; an objection holds only where its reasons are `reasonable` (条例第三十二条)."""

    kind: ClassVar[str] = "third_party_answered"

    reasonable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAnswered(Answered):
    """Another agency answers (条例第三十四条)."""

    kind: ClassVar[str] = "agency_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """The head of the disclosure office agrees to a longer time for the reply, in workdays (条例第三十三条第二款)."""

    kind: ClassVar[str] = "extended"

    workdays: int
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoticed(Event):
    """The applicant is told to pay a processing fee of `amount` 元 and has the notice on `received`."""

    kind: ClassVar[str] = "fee_noticed"

    received: date | None = None
    amount: Decimal | None = None

    @property
    def got_notice(self) -> date:
        """The day after which the time to pay runs."""
        return self.received or self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(Event):
    """The applicant has paid the processing fee."""

    kind: ClassVar[str] = "fee_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Event):
    """The reply leaves; by post the day of posting decides whether it was in time (国办公开办函〔2016〕235号)."""

    kind: ClassVar[str] = "replied"

    outcome: str
    posted: date | None = None

    @property
    def left(self) -> date:
        """The day that is held against the deadline."""
        return self.posted or self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Event):
    """The applicant has the reply; `how` in words."""

    kind: ClassVar[str] = "delivered"

    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """The applicant withdraws the application before there is a reply."""

    kind: ClassVar[str] = "withdrawn"


EVENTS: dict[str, type[Event]] = {
    event.kind: event
    for event in (
        Submitted,
        SignedFor,
        Confirmed,
        RectificationRequested,
        Rectified,
        ReasonsRequested,
        ReasonsGiven,
        ThirdPartyConsulted,
        ThirdPartyAnswered,
        AgencyConsulted,
        AgencyAnswered,
        Extended,
        FeeNoticed,
        FeePaid,
        Replied,
        Delivered,
        Withdrawn,
    )
}
RANKS = {event: rank for rank, event in enumerate(EVENTS.values())}


def label_of(kind: str, on: date | None = None) -> str:
    """Return the Chinese name of a kind of event, in the words of the law of a day; of no day, or of none, of today's.

    >>> label_of("rectified"), label_of("rectified", date(2018, 1, 2))
    ('收到补正', '收到更改、补充')
    """
    row = _row(kind, on) or next(row for row in _rows() if row["name"] == kind)
    return str(row["label"])


@overload
def cite_for(kind: str) -> Cite: ...


@overload
def cite_for(kind: str, on: date | None) -> Cite | None: ...


def cite_for(kind: str, on: date | None = None) -> Cite | None:
    """Return what a kind of event rests on by the law of a day, by default of today's; None where that law is silent.

    >>> cite_for("rectified").article, cite_for("rectified", date(2018, 1, 2)).article
    ('第三十条', '第二十一条第四项')
    >>> cite_for("reasons_requested", date(2018, 1, 2)) is None
    True
    """
    row = _row(kind, on)
    return None if row is None else cites_of(row)[0]


@cache
def _row(kind: str, on: date | None) -> Entry | None:
    return named_in_force(_rows(), kind, on or date.max)


def _rows() -> tuple[Entry, ...]:
    return entries("gongkai.core.casework", "events.toml", "event")
