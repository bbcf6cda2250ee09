"""The events of an application, taken one after the other: what they add up to, and which orders are impossible.

No calendar is needed here: this module knows which event may follow which, `core.deadlines` knows the days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.casework.events import (
    AgencyAnswered,
    AgencyConsulted,
    Answered,
    Confirmed,
    Consulted,
    Delivered,
    Event,
    Extended,
    FeeNoticed,
    FeePaid,
    ReasonsGiven,
    ReasonsRequested,
    RectificationRequested,
    Rectified,
    Replied,
    SignedFor,
    Submitted,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
    Withdrawn,
    label_of,
)
from gongkai.core.casework.outcomes import outcome
from gongkai.core.casework.receipt import Receipt, receipt_of
from gongkai.core.casework.timeline import Channel, Timeline
from gongkai.core.errors import InvalidTimeline
from gongkai.core.law.days import chinese

BEFORE_RECEIPT = (Submitted, SignedFor, Confirmed, Withdrawn)


@dataclass(slots=True)
class Consultation:
    """One consultation: the letter and, once there is one, the answer."""

    asked: Consulted
    answer: Answered | None = None

    @property
    def name(self) -> str:
        """How a sentence calls it."""
        return label_of(self.asked.kind) + (f"（{self.asked.id}）" if self.asked.id else "")


@dataclass(slots=True)
class Course:
    """What the events add up to; a part that has not happened is None."""

    channel: Channel
    receipt: Receipt
    submitted: Submitted | None = None
    received: date | None = None
    rectification: RectificationRequested | None = None
    rectified: Rectified | None = None
    reasons_asked: ReasonsRequested | None = None
    reasons: ReasonsGiven | None = None
    consultations: list[Consultation] = field(default_factory=list)
    extension: Extended | None = None
    fee: FeeNoticed | None = None
    payment: FeePaid | None = None
    reply: Replied | None = None
    delivered: Delivered | None = None
    withdrawn: Withdrawn | None = None

    def open_consultation(self, letter: type[Consulted]) -> Consultation | None:
        """Return the first unanswered consultation of a kind."""
        return next((one for one in self.consultations if isinstance(one.asked, letter) and one.answer is None), None)


def follow(timeline: Timeline) -> Course:
    """Take the events in order; raise InvalidTimeline, naming the event and its day, where they tell the impossible."""
    course = Course(timeline.channel, receipt_of(timeline.channel))
    for event in timeline.events:
        _refuse_impossible_place(course, event, timeline)
        _TAKE[type(event)](course, event)
    return course


def _refuse_impossible_place(course: Course, event: Event, timeline: Timeline) -> None:
    if course.submitted is None and not isinstance(event, Submitted):
        raise _impossible(event, "还没有提交申请（submitted），请先写明提交申请的日期，或者核对日期先后")
    end = course.withdrawn or course.delivered or (None if isinstance(event, Delivered) else course.reply)
    if end is not None:
        raise _impossible(event, f"申请已于{chinese(end.on)}“{label_of(end.kind)}”结束，其后不能再有办理行为")
    if course.received is None and not isinstance(event, BEFORE_RECEIPT):
        raise _impossible(event, f"此时还没有收到申请：{_when_received(course, timeline)}")


def _when_received(course: Course, timeline: Timeline) -> str:
    later = [event.on for event in timeline.events if event.kind == course.receipt.event]
    if later:
        return f"收到申请之日是{chinese(later[0])}"
    return f"{course.receipt.rule}，而经过里没有“{label_of(course.receipt.event)}”"


def _impossible(event: Event, why: str) -> InvalidTimeline:
    return InvalidTimeline(f"{chinese(event.on)}的“{label_of(event.kind)}”不可能发生：{why}。")


def _once(taken: Event | None, event: Event, why: str) -> None:
    if taken is not None:
        raise _impossible(event, f"{chinese(taken.on)}已经有过一次，{why}")


def _not_before(day: date | None, event: Event, what: str) -> None:
    if day is not None and day < event.on:
        raise _impossible(event, f"{what}{chinese(day)}早于这一天")


def _submitted(course: Course, event: Submitted) -> None:
    _once(course.submitted, event, "一件申请只提交一次，另一件请另立一案")
    course.submitted = event
    _receive(course, event)


def _receive(course: Course, event: Event) -> None:
    if event.kind == course.receipt.event:
        course.received = event.on
        course.receipt = receipt_of(course.channel, event.on)


def _arrived(course: Course, event: Event) -> None:
    if event.kind != course.receipt.event:
        raise _impossible(event, f"{course.receipt.rule}，用不到这一步")
    if course.received is not None:
        raise _impossible(event, f"{chinese(course.received)}已经收到申请")
    _receive(course, event)


def _rectification_requested(course: Course, event: RectificationRequested) -> None:
    _once(course.rectification, event, "补正应当一次性告知")
    _not_before(event.respond_by, event, "补正的最后一日")
    course.rectification = event


def _rectified(course: Course, event: Rectified) -> None:
    if course.rectification is None:
        raise _impossible(event, "此前没有“补正告知”")
    _once(course.rectified, event, "补正只有一次")
    course.rectified = event


def _reasons_requested(course: Course, event: ReasonsRequested) -> None:
    _once(course.reasons_asked, event, "同一件申请要求说明理由只有一次")
    _not_before(event.respond_by, event, "说明理由的最后一日")
    course.reasons_asked = event


def _reasons_given(course: Course, event: ReasonsGiven) -> None:
    if course.reasons_asked is None:
        raise _impossible(event, "此前没有“要求说明理由”")
    _once(course.reasons, event, "理由只说明一次")
    _not_before(event.reply_by, event, "确定的答复日期")
    if event.reply_by is not None and event.reasonable is False:
        raise _impossible(event, "理由不合理的，告知不予处理，不能另定答复日期")
    course.reasons = event


def _consulted(course: Course, event: Consulted) -> None:
    _not_before(event.received, event, "对方收到征求意见书的日期")
    if any(one.asked.kind == event.kind and one.asked.id == event.id for one in course.consultations):
        raise _impossible(event, f"id“{event.id}”已经用过，征求另一方的意见请用另一个id")
    course.consultations.append(Consultation(event))


def _answered(course: Course, event: Answered) -> None:
    letter = ThirdPartyConsulted if isinstance(event, ThirdPartyAnswered) else AgencyConsulted
    asked = [one for one in course.consultations if isinstance(one.asked, letter) and one.asked.id == event.id]
    if not asked:
        raise _impossible(event, f"此前没有id为“{event.id}”的“{label_of(letter.kind)}”")
    if asked[0].answer is not None:
        raise _impossible(event, f"{chinese(asked[0].answer.on)}已经提出过意见")
    if event.on < asked[0].asked.got_letter:
        raise _impossible(event, f"对方{chinese(asked[0].asked.got_letter)}才收到征求意见书")
    asked[0].answer = event


def _extended(course: Course, event: Extended) -> None:
    _once(course.extension, event, "答复期限只能延长一次")
    if event.workdays < 1:
        raise _impossible(event, f"延长{event.workdays}个工作日，至少是1个工作日")
    course.extension = event


def _fee_noticed(course: Course, event: FeeNoticed) -> None:
    _once(course.fee, event, "一件申请只按一种标准收一次费")
    _not_before(event.received, event, "申请人收到收费通知的日期")
    course.fee = event


def _fee_paid(course: Course, event: FeePaid) -> None:
    if course.fee is None:
        raise _impossible(event, "此前没有“发出收费通知”")
    _once(course.payment, event, "一件申请只缴一次费")
    course.payment = event


def _replied(course: Course, event: Replied) -> None:
    _not_before(event.posted, event, "交邮日期")
    outcome(event.outcome)
    course.reply = event


def _delivered(course: Course, event: Delivered) -> None:
    if course.reply is None:
        raise _impossible(event, "还没有“答复”")
    if event.on < course.reply.left:
        raise _impossible(event, f"答复{chinese(course.reply.left)}才交邮")
    course.delivered = event


def _withdrawn(course: Course, event: Withdrawn) -> None:
    course.withdrawn = event


_TAKE: dict[type[Event], Callable[..., None]] = {
    Submitted: _submitted,
    SignedFor: _arrived,
    Confirmed: _arrived,
    RectificationRequested: _rectification_requested,
    Rectified: _rectified,
    ReasonsRequested: _reasons_requested,
    ReasonsGiven: _reasons_given,
    ThirdPartyConsulted: _consulted,
    ThirdPartyAnswered: _answered,
    AgencyConsulted: _consulted,
    AgencyAnswered: _answered,
    Extended: _extended,
    FeeNoticed: _fee_noticed,
    FeePaid: _fee_paid,
    Replied: _replied,
    Delivered: _delivered,
    Withdrawn: _withdrawn,
}
