"""The measurements of `bench law`: deadlines recomputed from events, beside walking from day to day.

The walk is what one writes with a package of Chinese holidays at hand: from receipt on, one day after the other, asking
each whether it is worked and whether the clock runs. Every deadline of ours is compared with the walk's.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import chinese_calendar
import holidays

from gongkai.cli.bench_report import Row
from gongkai.core.casework.events import (
    Confirmed,
    Event,
    Extended,
    RectificationRequested,
    Rectified,
    SignedFor,
    Submitted,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
)
from gongkai.core.casework.timeline import Channel, Timeline
from gongkai.core.deadlines import explain, reply_deadline
from gongkai.core.law.calendar import Calendar

REPLY, ANSWER = 20, 15
FIRST, SPAN = date(2019, 6, 1), 2500  # received from 2019-06 to 2026-04: all of it in known years
ROUNDS = 5
DAY = timedelta(days=1)
Answer = TypeVar("Answer")


def measure(count: int) -> Iterator[Row]:
    """Yield the measurements over `count` applications, each as soon as it is made."""
    timelines = list(generate(count, seed=1))
    calendar = Calendar()
    yield _workdays(calendar)
    yield _deadlines(timelines, calendar)
    for size in (count // 100, count // 10, count):
        spent, _ = _timed(lambda some=timelines[:size]: [reply_deadline(one, calendar) for one in some])  # type: ignore[misc]
        per_minute = size / spent * 60 / 10_000
        yield Row(f"答复期限 {size} 件", "", per_minute, None, None, None, "≥ 100", "万件每分钟")
    few = timelines[: max(count // 100, 1)]
    spent, _ = _timed(lambda: [explain(one, calendar).plain() for one in few])
    yield Row("状态、下一步与说明", "", spent / len(few) * 1e6, None, None, None, "", "微秒")


def generate(count: int, seed: int) -> Iterator[Timeline]:
    """Yield applications of every channel, some rectified, consulted upon or extended; the same for the same seed."""
    random = Random(seed)  # noqa: S311 — samples, no secrets
    for _ in range(count):
        channel = random.choice(list(Channel))
        received = FIRST + timedelta(days=random.randrange(SPAN))
        yield Timeline(channel, events=tuple(_events(channel, received, random)))


def _events(channel: Channel, received: date, random: Random) -> Iterator[Event]:
    yield Submitted(on=received)
    if channel is not Channel.COUNTER:
        received += timedelta(days=random.randrange(4))
        yield SignedFor(on=received) if channel is Channel.REGISTERED_POST else Confirmed(on=received)
    if random.random() < 0.15:
        asked = received + timedelta(days=random.randrange(1, 7))
        yield RectificationRequested(on=asked, respond_by=asked + timedelta(days=14))
        received = asked + timedelta(days=random.randrange(14))
        yield Rectified(on=received)
    for party in range(random.choice((0, 0, 0, 0, 1, 2))):
        asked = received + timedelta(days=random.randrange(1, 12))
        yield ThirdPartyConsulted(on=asked, id=str(party))
        if random.random() < 0.7:
            yield ThirdPartyAnswered(on=asked + timedelta(days=random.randrange(1, 20)), id=str(party))
    if random.random() < 0.15:
        yield Extended(on=received + timedelta(days=random.randrange(5, 20)), workdays=random.randrange(1, 21))


def walk(timeline: Timeline) -> date:
    """Return the reply deadline by walking from day to day; knows the kinds of events that `generate` makes."""
    received = next(event.on for event in reversed(timeline.events) if isinstance(event, _RESTARTS))
    workdays = REPLY + sum(event.workdays for event in timeline.events if isinstance(event, Extended))
    pauses = [
        (asked.on, _pause_end(asked, timeline)) for asked in timeline.events if isinstance(asked, ThirdPartyConsulted)
    ]
    day = received
    while workdays:
        day += DAY
        paused = any(after < day <= upto for after, upto in pauses)
        if chinese_calendar.is_workday(day) and not paused:
            workdays -= 1
    return day


_RESTARTS = (Submitted, SignedFor, Confirmed, Rectified)


def _pause_end(asked: ThirdPartyConsulted, timeline: Timeline) -> date:
    answers = [event.on for event in timeline.events if isinstance(event, ThirdPartyAnswered) and event.id == asked.id]
    return min([walk_workdays(asked.on, ANSWER), *answers])


def walk_workdays(day: date, workdays: int) -> date:
    """Return the n-th workday after a day, one day after the other."""
    while workdays:
        day += DAY
        workdays -= chinese_calendar.is_workday(day)
    return day


def _workdays(calendar: Calendar) -> Row:
    days = [FIRST + timedelta(days=step) for step in range(SPAN)]
    china = holidays.country_holidays("CN", years=range(FIRST.year, FIRST.year + 9))
    ours, mine = _timed(lambda: [calendar.add(day, REPLY) for day in days])
    theirs, other = _timed(lambda: [china.get_nth_working_day(day, REPLY) for day in days], rounds=1)
    return Row(
        "数20个工作日", "holidays", ours / SPAN * 1e6, theirs / SPAN * 1e6, _agreed(mine, other), None, "", "微秒"
    )


def _deadlines(timelines: Sequence[Timeline], calendar: Calendar) -> Row:
    some = timelines[:2000]
    ours, mine = _timed(lambda: [reply_deadline(one, calendar) for one in some])
    theirs, walked = _timed(lambda: [walk(one) for one in some], rounds=1)
    per = 1e6 / len(some)
    return Row("答复期限", "逐日数", ours * per, theirs * per, _agreed(mine, walked), None, "", "微秒")


def _agreed(mine: Sequence[object], other: Sequence[object]) -> float:
    return sum(one == two for one, two in zip(mine, other, strict=True)) / len(mine)


def _timed(work: Callable[[], Answer], rounds: int = ROUNDS) -> tuple[float, Answer]:
    """Return the median of the processor seconds of several rounds, and what came out."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        answer = work()
        spent.append(time.process_time() - start)
    return statistics.median(spent), answer
