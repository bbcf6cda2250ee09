"""How a deadline was counted: sentence by sentence, and day by day.

The sentences are what `deadline explain` and the case page print; each ends with the article it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from gongkai.core.casework.course import Consultation
from gongkai.core.casework.events import (
    Consulted,
    Event,
    Extended,
    FeeNoticed,
    ReasonsGiven,
    RectificationRequested,
    Rectified,
    cite_for,
    label_of,
)
from gongkai.core.casework.outcomes import outcome
from gongkai.core.deadlines.duties import rectification_notice_deadline
from gongkai.core.deadlines.reply import ReplyClock, Turn, payment_deadline
from gongkai.core.deadlines.standing import NOT_RECTIFIED, Standing
from gongkai.core.law.acts import brief
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.law.days import chinese, with_weekday

Sentences = Iterator[str]


class DayKind(StrEnum):
    """What became of a day in the count."""

    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the count: its number where it was counted, and why it was not where it was not."""

    on: date
    kind: DayKind
    number: int | None
    why: str


def days(standing: Standing) -> Iterator[Day]:
    """Yield every day from the one after the base to the deadline, and on to the decisive day where that is later."""
    clock = standing.reply_clock
    deadline = standing.reply_deadline
    if clock is None or deadline is None:
        return
    paused = {day for after, upto in clock.spans() for day in _each(after, upto)}
    number = 0
    for day in _each(clock.base, max(deadline, standing.decisive_day)):
        why = clock.calendar.name(day)
        if not clock.calendar.is_workday(day):
            yield Day(day, DayKind.REST, None, why)
        elif day in paused:
            yield Day(day, DayKind.PAUSED, None, "征求意见，不计入")
        else:
            number += 1
            yield Day(day, DayKind.COUNTED if day <= deadline else DayKind.OVERDUE, number, why)


def _each(after: date, upto: date) -> Iterator[date]:
    return (after + timedelta(days=step) for step in range(1, (upto - after).days + 1))


def sentences(standing: Standing) -> Sentences:
    """Tell how the deadline came about, one sentence a step."""
    yield from _receipt(standing)
    clock = standing.reply_clock
    if clock is not None:
        yield _term(clock)
        for turn in clock.turns:
            yield _turn(turn, clock)
        yield from _count(clock, standing)
        yield from _provisional(clock, standing)
    yield from _end(standing)


def _receipt(standing: Standing) -> Sentences:
    receipt = standing.course.receipt
    if standing.received is None:
        yield f"{receipt.rule}，目前还没有“{label_of(receipt.event)}”，答复期限尚未起算（{brief(receipt.cite)}）。"
    else:
        yield f"{receipt.rule}，收到申请之日为{with_weekday(standing.received)}（{brief(receipt.cite)}）。"


def _term(clock: ReplyClock) -> str:
    first = clock.calendar.add(clock.received, 1)
    reply = clock.terms.reply
    cites = _by(reply.cite, _rule("first_day"))
    return f"答复期限为{reply}，收到当日不计，第1个工作日是{with_weekday(first)}（{cites}）。"


def _turn(turn: Turn, clock: ReplyClock) -> str:
    told = f"{chinese(turn.event.on)}“{label_of(turn.event.kind)}”"
    return f"{told}，{_told(turn, clock)}（{_by(cite_for(turn.event.kind), *_rules_of(turn))}）。"


def _told(turn: Turn, clock: ReplyClock) -> str:
    if turn.missed is not None:
        return f"但答复期限{chinese(turn.missed)}已经届满，到期日不因此改变"
    return _pause(turn, clock) if isinstance(turn.event, Consulted) else _effect(turn.event, clock)


def _by(*cites: Cite) -> str:
    """Write citations one after the other; the second of the same act names its article only."""
    first, *rest = dict.fromkeys(cites)
    return "、".join((brief(first), *(cite.article if cite.act == first.act else brief(cite) for cite in rest)))


def _rules_of(turn: Turn) -> tuple[Cite, ...]:
    """Return what the effect on the clock rests on, beside the event itself."""
    name = "run_out" if turn.missed is not None else _RULES.get(turn.event.kind)
    return () if name is None else (_rule(name),)


@cache
def _rule(name: str) -> Cite:
    rows = entries("gongkai.core.deadlines", "clock.toml", "rule")
    return next(cites_of(row)[0] for row in rows if row["name"] == name)


_RULES = {
    "third_party_consulted": "pause",
    "agency_consulted": "pause",
    "rectified": "restart_after_rectification",
    "fee_paid": "restart_after_payment",
    "reasons_given": "later_day",
}


def _effect(event: Event, clock: ReplyClock) -> str:
    match event:
        case RectificationRequested(respond_by=last):
            return f"{_in_time(event, clock)}等待补正，{_until(last)}，收到补正之日起重新计算答复期限"
        case FeeNoticed():
            return f"期限停止计算，申请人应当在{chinese(payment_deadline(event, clock.calendar))}前（含当日）缴费"
        case Extended(workdays=workdays, approved_by=approver):
            return f"{f'经{approver}同意，' if approver else ''}答复期限延长{workdays}个工作日"
        case ReasonsGiven(reply_by=later):
            return f"理由合理，延迟至{chinese(later)}前答复" if later else "答复期限不变"
    since = "收到补正之日" if isinstance(event, Rectified) else "缴费次日"
    return f"答复期限自{since}起重新计算，第1个工作日是{with_weekday(clock.calendar.add(event.on, 1))}"


def _in_time(event: RectificationRequested, clock: ReplyClock) -> str:
    last = rectification_notice_deadline(clock)
    if last is None:
        return ""
    if event.on <= last:
        return f"在{clock.terms.rectification_notice}内（至{chinese(last)}），"
    return f"超过了告知补正的期限{chinese(last)}，"


def _until(last: date | None) -> str:
    return f"补正期限到{chinese(last)}" if last else "没有写明补正期限"


def _pause(turn: Turn, clock: ReplyClock) -> str:
    pause = next(pause for pause in clock.pauses if pause.consultation.asked is turn.event)
    if pause.upto is None:
        return "对方答复以前的时间不计入答复期限"
    return f"{_ended_by(pause.consultation, pause.upto)}，其间{_workdays(clock, pause.after, pause.upto)}不计入答复期限"


def _ended_by(consultation: Consultation, upto: date) -> str:
    if consultation.answer is not None and consultation.answer.on == upto:
        return f"{chinese(upto)}对方提出意见"
    return f"对方提出意见的期限到{chinese(upto)}"


def _workdays(clock: ReplyClock, after: date, upto: date) -> str:
    counted = clock.calendar.count(after, upto)
    if counted == 0:
        return "没有工作日需要扣除，"
    return f"{chinese(clock.calendar.add(after, 1))}至{chinese(upto)}的{counted}个工作日"


def _count(clock: ReplyClock, standing: Standing) -> Sentences:
    deadline = standing.reply_deadline
    if deadline is None and standing.state.ended:
        return
    if deadline is None:
        yield "期限何时继续计算还不知道，到期日待定。"
        return
    parts = [f"答复期限{clock.terms.reply}"]
    parts += [f"延长{clock.extension}个工作日"] if clock.extension else []
    paused = sum(clock.calendar.count(after, upto) for after, upto in clock.spans())
    parts += [f"不计入{paused}个工作日"] if paused else []
    yield (
        f"自{chinese(clock.base)}次日起数，{'，'.join(parts)}"
        f"；其间{'、'.join(_rests(standing))}不是工作日{_made_up(standing)}。"
    )
    yield f"到期日：{with_weekday(deadline)}。"


def _rests(standing: Standing) -> Sentences:
    """Name the days off: weekends in one word, the runs with a holiday in them by their days."""
    yield "周末"
    run: list[Day] = []
    for day in _until_deadline(standing):
        if day.kind is DayKind.REST:
            run.append(day)
            continue
        if names := dict.fromkeys(each.why for each in run if not each.why.startswith("周")):
            span = _short(run[0].on) + (f"至{_short(run[-1].on)}" if len(run) > 1 else "")
            yield f"{span}（{'、'.join(names)}）"
        run = []


def _made_up(standing: Standing) -> str:
    found = [
        _short(day.on) for day in _until_deadline(standing) if day.kind is not DayKind.REST and day.why == "调休上班"
    ]
    return f"，{'、'.join(found)}调休上班，是工作日" if found else ""


def _until_deadline(standing: Standing) -> list[Day]:
    deadline = standing.reply_deadline
    return [day for day in days(standing) if deadline is not None and day.on <= deadline]


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _provisional(clock: ReplyClock, standing: Standing) -> Sentences:
    if standing.provisional:
        span = range(clock.received.year, standing.last_day_counted.year + 1)
        years = [year for year in span if clock.calendar.notice(year) is None]
        yield (
            f"{'、'.join(map(str, years))}年的放假通知尚未导入，暂按周末和法定节日推算，通知公布后请导入并重新计算"
            "（全国年节及纪念日放假办法）。"
        )


def _end(standing: Standing) -> Sentences:
    course = standing.course
    deadline = standing.reply_deadline
    if course.withdrawn:
        yield f"{chinese(course.withdrawn.on)}申请人撤回申请，办理终止。"
    elif course.reply:
        by = f"（交邮之日{chinese(course.reply.posted)}为准）" if course.reply.posted else ""
        late = "，逾期答复" if standing.late else "，在期限之内" if deadline else ""
        yield f"{chinese(course.reply.on)}答复{by}{late}。"
    elif standing.lapse:
        rule = _rule("not_rectified" if standing.lapse.outcome == NOT_RECTIFIED else "fee_unpaid")
        yield f"{chinese(standing.lapse.last)}届满，{outcome(standing.lapse.outcome).situation}（{brief(rule)}）。"
    elif standing.workdays_left is not None:
        yield _left(standing.at, standing.workdays_left)


def _left(at: date, left: int) -> str:
    if left < 0:
        return f"到{chinese(at)}已经逾期{-left}个工作日。"
    return f"到{chinese(at)}还剩{left}个工作日。" if left else f"{chinese(at)}是最后一天。"
