"""What was done though it might not be done, or lacks what the law wants: recorded all the same, and said.

A timeline tells what happened. That an agency did what it might not do is no reason to refuse the record; it is a reason
to look again, and the account says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.core.casework.course import Course
from gongkai.core.casework.events import (
    Event,
    Extended,
    RectificationRequested,
    Replied,
    ThirdPartyConsulted,
    cite_for,
    label_of,
)
from gongkai.core.casework.outcomes import outcome
from gongkai.core.casework.timeline import Timeline
from gongkai.core.deadlines.actions import reasons_against
from gongkai.core.deadlines.reply import payment_deadline
from gongkai.core.deadlines.standing import Standing, stand
from gongkai.core.law.acts import brief
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import chinese

_ACTIONS = {
    "rectification_requested": "request_rectification",
    "reasons_requested": "request_reasons",
    "reasons_given": "receive_reasons",
    "third_party_consulted": "consult_third_party",
    "agency_consulted": "consult_agency",
    "extended": "extend",
    "fee_noticed": "notice_fee",
    "replied": "reply",
}


def cautions(timeline: Timeline, calendar: Calendar, at: date) -> Iterator[str]:
    """Yield a sentence for each event until the end of `at` that the law did not allow or that lacks something."""
    for place, event in enumerate(timeline.events):
        if event.on > at:
            return
        name = _ACTIONS.get(event.kind)
        if name is None:
            continue
        before = Timeline(timeline.channel, timeline.applicant, timeline.agency_kind, timeline.events[:place])
        standing = stand(before, calendar, event.on)
        received = standing.received or event.on
        for doubt in (*reasons_against(name, standing), *_lacking(event, received), *_unfit(event, standing, calendar)):
            yield f"请核对{chinese(event.on)}的“{label_of(event.kind)}”：{doubt}。"


def _lacking(event: Event, received: date) -> Iterator[str]:
    cite = cite_for(event.kind, received)
    by = f"，{brief(cite)}" if cite else ""
    if isinstance(event, RectificationRequested) and event.respond_by is None:
        yield f"没有写明补正期限{by}要求告知合理的期限"
    if isinstance(event, Extended) and not event.approved_by:
        yield f"没有记载谁同意{by}要求经政府信息公开工作机构负责人同意"


def _unfit(event: Event, standing: Standing, calendar: Calendar) -> Iterator[str]:
    """Yield why the outcome of a reply doesn't fit what went before it."""
    if isinstance(event, Replied) and event.outcome in _FITTING:
        told = outcome(event.outcome).label
        for why in _FITTING[event.outcome](standing.course, event.on, calendar):
            yield f"{event.outcome}（{told}）与经过不合，{why}"


def _not_rectified(course: Course, day: date, _calendar: Calendar) -> Iterator[str]:
    asked = course.rectification
    if asked is None:
        yield "没有告知过补正"
    elif course.rectified is not None:
        yield f"{chinese(course.rectified.on)}已经收到补正"
    elif asked.respond_by is not None and day <= asked.respond_by:
        yield f"补正期限{chinese(asked.respond_by)}还没有届满"


def _fee_unpaid(course: Course, day: date, calendar: Calendar) -> Iterator[str]:
    if course.fee is None:
        yield "没有发过收费通知"
    elif course.payment is not None:
        yield f"{chinese(course.payment.on)}已经缴费"
    elif day <= payment_deadline(course.fee, calendar):
        yield f"缴费期限{chinese(payment_deadline(course.fee, calendar))}还没有届满"


def _still_unclear(course: Course, _day: date, _calendar: Calendar) -> Iterator[str]:
    if course.rectified is None:
        yield "申请人没有补正过"


def _excessive(course: Course, _day: date, _calendar: Calendar) -> Iterator[str]:
    if course.reasons_asked is None:
        yield "没有要求申请人说明理由"
    elif course.reasons is not None and course.reasons.reasonable:
        yield "经过里写理由合理"


def _third_party(course: Course, _day: date, _calendar: Calendar) -> Iterator[str]:
    asked = [one for one in course.consultations if isinstance(one.asked, ThirdPartyConsulted)]
    if not asked:
        yield "没有征求第三方意见的记录"
    elif all(one.answer is not None and one.answer.consents for one in asked):
        yield "第三方同意公开"


_FITTING: dict[str, Callable[[Course, date, Calendar], Iterator[str]]] = {
    "O08": _third_party,
    "O16": _still_unclear,
    "O20": _excessive,
    "O22": _not_rectified,
    "O23": _fee_unpaid,
}
