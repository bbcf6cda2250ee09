"""How a deadline was counted, sentence by sentence.

The sentences are what `deadline explain` and the case page print; each ends with the article it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.core.casework.course import Consultation
from gongkai.core.casework.events import (
    Consulted,
    Event,
    Extended,
    FeeNoticed,
    ReasonsGiven,
    RectificationRequested,
    Rectified,
    label_of,
)
from gongkai.core.casework.outcomes import outcome
from gongkai.core.deadlines.duties import rectification_notice_deadline
from gongkai.core.deadlines.reply import Pause, ReplyClock, Turn, answer_deadline, payment_deadline
from gongkai.core.deadlines.standing import NOT_RECTIFIED, Standing
from gongkai.core.deadlines.tally import days_after
from gongkai.core.law.acts import brief
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries, named_in_force
from gongkai.core.law.days import chinese, with_weekday

Sentences = Iterator[str]


def sentences(standing: Standing) -> Sentences:
    """Tell how the deadline came about, one sentence a step."""
    yield from _receipt(standing)
    clock = standing.reply_clock
    if clock is not None:
        yield _term(clock)
        yield from _story(clock, standing)
        yield from _count(clock, standing)
        yield from _provisional(clock, standing)
    yield from _end(standing)


def _story(clock: ReplyClock, standing: Standing) -> Sentences:
    """Tell what happened to the clock in the order of the days, and what bears on it without moving it."""
    told = [(turn.event.on, _turn(turn, clock)) for turn in clock.turns]
    told += [(on, sentence) for on, sentence in _besides(clock, standing)]
    yield from (sentence for _, sentence in sorted(told, key=lambda one: one[0]))


def _besides(clock: ReplyClock, standing: Standing) -> Iterator[tuple[date, str]]:
    asked = standing.course.reasons_asked
    if asked is not None:
        until = f"，期限到{chinese(asked.respond_by)}" if asked.respond_by else ""
        by = _by(*_of_event(asked.kind, clock.received))
        yield asked.on, f"{chinese(asked.on)}“{label_of(asked.kind)}”{until}，答复期限照常计算{by}。"
    for one in standing.course.consultations:
        last = answer_deadline(one.asked, clock.terms, clock.calendar)
        if one.answer is not None and last is not None and one.answer.on > last:
            by = _by(*_of_event(one.answer.kind, clock.received))
            told = f"{chinese(one.answer.on)}“{label_of(one.answer.kind)}”，晚于{chinese(last)}的期限"
            yield one.answer.on, f"{told}，不再另计时间{by}。"


def _receipt(standing: Standing) -> Sentences:
    receipt = standing.course.receipt
    by = _by(receipt.cite)
    if standing.received is None:
        yield f"{receipt.rule}，目前还没有“{label_of(receipt.event)}”，答复期限尚未起算{by}。"
    else:
        yield f"{receipt.rule}，收到申请之日为{with_weekday(standing.received)}{by}。"


def _term(clock: ReplyClock) -> str:
    first = clock.calendar.add(clock.received, 1)
    reply = clock.terms.reply
    by = _by(reply.cite, *_rule("first_day", clock.received))
    return f"答复期限为{reply}，收到当日不计，第1个工作日是{with_weekday(first)}{by}。"


def _turn(turn: Turn, clock: ReplyClock) -> str:
    told = f"{chinese(turn.event.on)}“{label_of(turn.event.kind)}”"
    by = _by(*_of_event(turn.event.kind, clock.received), *_rules_of(turn, clock.received))
    return f"{told}，{_told(turn, clock)}{by}。"


def _told(turn: Turn, clock: ReplyClock) -> str:
    if turn.missed is not None:
        return f"但答复期限{chinese(turn.missed)}已经届满，到期日不因此改变"
    return _pause(turn, clock) if isinstance(turn.event, Consulted) else _effect(turn.event, clock)


def _by(*cites: Cite) -> str:
    """Write citations in brackets; one of the same act as the first names its article only. None is no bracket."""
    if not cites:
        return ""
    first, *rest = dict.fromkeys(cites)
    return (
        f"（{'、'.join((brief(first), *(cite.article if cite.act == first.act else brief(cite) for cite in rest)))}）"
    )


def _rules_of(turn: Turn, received: date) -> tuple[Cite, ...]:
    """Return what the effect on the clock rests on, beside the event itself."""
    name = "run_out" if turn.missed is not None else _RULES.get(turn.event.kind)
    return () if name is None else _rule(name, received)


def _rule(name: str, received: date) -> tuple[Cite, ...]:
    return _law("deadlines", "clock.toml", "rule", name, received)


def _of_event(kind: str, received: date) -> tuple[Cite, ...]:
    return _law("casework", "events.toml", "event", kind, received)


def _law(package: str, file: str, table: str, name: str, received: date) -> tuple[Cite, ...]:
    """Return what an entry rests on by the law of the day of receipt; nothing where that law had no text for it."""
    row = named_in_force(entries(f"gongkai.core.{package}", file, table), name, received)
    return () if row is None else cites_of(row)


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
        case ReasonsGiven():
            return _later_day(event, clock)
    since = "收到补正之日" if isinstance(event, Rectified) else "缴费次日"
    return f"{_after_time(event, clock)}答复期限自{since}起重新计算，第1个工作日是{with_weekday(clock.calendar.add(event.on, 1))}"


def _later_day(event: ReasonsGiven, clock: ReplyClock) -> str:
    later = event.reply_by
    if later is None:
        return "理由不合理，可以告知不予处理，答复期限不变" if event.reasonable is False else "答复期限不变"
    rest = "" if clock.calendar.is_workday(later) else "（这一天不是工作日）"
    return f"理由合理但不能按期答复，延迟至{chinese(later)}{rest}前（含当日）答复"


def _after_time(event: Event, clock: ReplyClock) -> str:
    """Say that a rectification came after its day and was accepted all the same."""
    asked = next((turn.event for turn in clock.turns if isinstance(turn.event, RectificationRequested)), None)
    if not isinstance(event, Rectified) or asked is None or asked.respond_by is None or event.on <= asked.respond_by:
        return ""
    return f"晚于补正期限{chinese(asked.respond_by)}，须有正当理由才能接受；"


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
    spent = _workdays(clock, pause.after, pause.upto)
    return f"{_ended_by(pause.consultation, pause.upto)}，其间{spent}不计入答复期限{_shared(pause, clock)}"


def _shared(pause: Pause, clock: ReplyClock) -> str:
    """Say how many workdays of a pause an earlier one has taken out, so that the sentences add up."""
    before = [other.upto for other in clock.pauses[: clock.pauses.index(pause)] if other.upto is not None]
    if pause.upto is None or not before:
        return ""
    shared = clock.calendar.count(pause.after, min(max(before), pause.upto))
    return f"，其中{shared}个工作日与前面的征求意见重叠，只计一次" if shared else ""


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
    counted = clock.counted
    if counted is None:
        if not standing.state.ended:
            yield "期限何时继续计算还不知道，到期日待定。"
        return
    parts = [f"答复期限{clock.terms.reply}"]
    parts += [f"延长{clock.extension}个工作日"] if clock.extension else []
    parts += [f"不计入{clock.paused}个工作日"] if clock.paused else []
    yield (
        f"自{chinese(clock.base)}次日起数，{'，'.join(parts)}，数到{with_weekday(counted)}；"
        f"其间{'、'.join(_rests(clock, counted))}不是工作日{_made_up(clock, counted)}。"
    )
    if clock.fixed is not None:
        later = clock.fixed > counted
        yield f"另定的答复日期{chinese(clock.fixed)}{'晚于数出的日期，以另定的为准' if later else '不晚于数出的日期，期限不缩短'}。"
    yield f"到期日：{with_weekday(max(counted, clock.fixed or counted))}。"


def _rests(clock: ReplyClock, last: date) -> Sentences:
    """Name the days off: weekends in one word, the runs with a holiday in them by their days."""
    yield "周末"
    run: list[date] = []
    for day in days_after(clock.base, last):
        if not clock.calendar.is_workday(day):
            run.append(day)
            continue
        if names := dict.fromkeys(name for each in run if not (name := clock.calendar.name(each)).startswith("周")):
            span = _short(run[0]) + (f"至{_short(run[-1])}" if len(run) > 1 else "")
            yield f"{span}（{'、'.join(names)}）"
        run = []


def _made_up(clock: ReplyClock, last: date) -> str:
    calendar = clock.calendar
    found = [_short(day) for day in days_after(clock.base, last) if calendar.is_workday(day) and calendar.name(day)]
    return f"，{'、'.join(found)}调休上班，是工作日" if found else ""


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
        name = "not_rectified" if standing.lapse.outcome == NOT_RECTIFIED else "fee_unpaid"
        by = _by(*_rule(name, standing.received or standing.at))
        yield f"{chinese(standing.lapse.last)}届满，{outcome(standing.lapse.outcome).situation}{by}。"
    elif standing.workdays_left is not None:
        yield _left(standing.at, standing.workdays_left)


def _left(at: date, left: int) -> str:
    if left < 0:
        return f"到{chinese(at)}已经逾期{-left}个工作日。"
    return f"到{chinese(at)}还剩{left}个工作日。" if left else f"{chinese(at)}是最后一天。"
