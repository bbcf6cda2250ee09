"""By which day information must be published: twenty workdays from its formation or change, or what another act says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import groupby

from gongkai.core.errors import InvalidTimeline, NoLawInForce
from gongkai.core.law.calendar import MADE_UP, Calendar
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, holds
from gongkai.core.law.days import chinese, with_weekday
from gongkai.core.law.limits import SEEN, Unit, limit
from gongkai.core.publication import PACKAGE

GENERAL = "general"
"""The rule of article 26, where no other act sets a term."""
WEEKEND = ("周六", "周日")


@dataclass(frozen=True, slots=True)
class PublicationLimit:
    """A term to publish: `amount` of `unit` from the day named by `starts`.

    `binding` is true where law or regulation sets it, so that article 26 yields to it; `sure` as in the data.
    """

    key: str
    label: str
    starts: str
    amount: int
    unit: Unit
    binding: bool
    since: date
    until: date | None
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class PublicationDue:
    """The last day to publish, how it was counted, sentence by sentence, and on which articles that rests.

    `provisional` is true where the holidays of a year in the span are not announced yet.
    """

    counted_from: date
    day: date
    limit: PublicationLimit
    steps: tuple[str, ...]
    cites: tuple[Cite, ...]
    provisional: bool


class DutyState(StrEnum):
    """Where a duty to publish stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"

    @property
    def label(self) -> str:
        """The state in words.

        >>> DutyState.OVERDUE.label
        '逾期未公开'
        """
        return {"open": "在期限内", "overdue": "逾期未公开", "met": "按期公开", "met_late": "逾期公开"}[self.value]


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """The state of a duty on a day, the workdays left (negative when overdue), and one sentence that says so."""

    state: DutyState
    workdays_left: int
    message: str


def publication_due(
    formed_on: date, calendar: Calendar, *, changed_on: date | None = None, rule: str = GENERAL
) -> PublicationDue:
    """Count the last day to publish what was formed, or last changed, on a day (条例第二十六条).

    The day itself isn't counted. `rule` names a term of another act (`publication_limits`); `NoLawInForce` where none of
    that name holds on the day, `InvalidTimeline` where the change comes before the formation.

    >>> publication_due(date(2025, 1, 20), Calendar()).day
    datetime.date(2025, 2, 21)
    """
    if changed_on is not None and changed_on < formed_on:
        raise InvalidTimeline(f"变更日期{chinese(changed_on)}早于形成日期{chinese(formed_on)}：请核对两个日期。")
    first = changed_on or formed_on
    chosen = publication_limit(rule, first)
    starts = "变更" if changed_on is not None else chosen.starts
    if chosen.unit is Unit.WORKDAY:
        day = calendar.add(first, chosen.amount)
        told = _counted(calendar, first, day)
    else:
        day = first + timedelta(days=chosen.amount)
        told = (f"这一期限按自然日计算，节假日不扣除，最后一日是{with_weekday(day)}。",)
    provisional = calendar.is_provisional(first, day)
    started = f"{with_weekday(first)}{starts}，当日不计"
    steps = (
        f"{started}，从{with_weekday(first + timedelta(days=1))}起数{chosen.amount}{chosen.unit.label}（{chosen.cite}）。",
        *told,
        f"最迟应当在{with_weekday(day)}公开。",
    )
    if not chosen.binding:
        steps += (
            f"“{chosen.label}”的{chosen.amount}{chosen.unit.label}是国家有关规定的要求；法律、法规另有规定的，从其规定。",
        )
    if chosen.sure == "own?":
        steps += ("这一期限没有与原文核对，请查原文后使用。",)
    if provisional:
        steps += ("期间有的年份放假安排还没有公布，暂按周末和法定节日推算，公布后导入通知重新计算。",)
    return PublicationDue(first, day, chosen, steps, (chosen.cite,), provisional)


def publication_limit(rule: str, on: date) -> PublicationLimit:
    """Return the term called `rule` that holds on a day; `NoLawInForce` where there is none.

    >>> publication_limit("department_budget", date(2025, 3, 1)).amount
    20
    """
    if rule == GENERAL:
        found = limit("publication", on)
        return PublicationLimit(
            key=GENERAL,
            label=found.label,
            starts="形成",
            amount=found.amount,
            unit=found.unit,
            binding=True,
            since=found.since,
            until=found.until,
            cite=found.cite,
            sure=found.sure,
        )
    for each in publication_limits():
        if each.key == rule and holds(each.since, each.until, on):
            return each
    known = "、".join(sorted({GENERAL, *(each.key for each in publication_limits())}))
    raise NoLawInForce(f"{chinese(on)}没有名为“{rule}”的公开期限：收录的有{known}，请核对名称和日期。")


@cache
def publication_limits() -> tuple[PublicationLimit, ...]:
    """Return the terms that other acts set, in the order of the data."""
    return tuple(_limit(row) for row in entries(PACKAGE, "publication_limits.toml", "limit"))


def duty_standing(due: PublicationDue, calendar: Calendar, at: date, published_on: date | None = None) -> DutyStanding:
    """Say where a duty to publish stands on a day; a publication after that day counts for nothing yet.

    >>> due = publication_due(date(2025, 1, 20), Calendar())
    >>> duty_standing(due, Calendar(), date(2025, 2, 19)).message
    '离最后一日2025年2月21日（周五）还有2个工作日。'
    """
    if published_on is not None and published_on < due.counted_from:
        raise InvalidTimeline(
            f"公开日期{chinese(published_on)}早于形成或者变更日期{chinese(due.counted_from)}：请核对两个日期。"
        )
    if published_on is not None and published_on <= at:
        late = calendar.count(due.day, published_on)
        left = -late if published_on > due.day else calendar.count(published_on, due.day)
        state = DutyState.MET_LATE if published_on > due.day else DutyState.MET
        told = f"{with_weekday(published_on)}公开，{_lateness(late) if state is DutyState.MET_LATE else '没有逾期'}。"
        return DutyStanding(state, left, told)
    if at > due.day:
        late = calendar.count(due.day, at)
        told = f"最后一日是{with_weekday(due.day)}，{_lateness(late)}，请立即公开并说明原因。"
        return DutyStanding(DutyState.OVERDUE, -late, told)
    left = calendar.count(at, due.day)
    told = (
        f"离最后一日{with_weekday(due.day)}还有{left}个工作日。"
        if at < due.day
        else f"{with_weekday(due.day)}是最后一日，请当日公开。"
    )
    return DutyStanding(DutyState.OPEN, left, told)


def _lateness(workdays: int) -> str:
    return f"已逾期{workdays}个工作日" if workdays else "已逾期（其后还没有工作日）"


def _counted(calendar: Calendar, first: date, last: date) -> tuple[str, ...]:
    """Tell which days of a span were left out, and which weekend days were counted."""
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    told = []
    off = [day for day in days if not calendar.is_workday(day)]
    weekend = sum(calendar.name(day) in WEEKEND for day in off)
    for name, group in groupby(days, calendar.name):
        span = list(group)
        if name == MADE_UP:
            told.append(f"{'、'.join(map(with_weekday, span))}调休上班，计入。")
        elif name and name not in WEEKEND:
            told.append(f"{_span(span)}{name}放假，{len(span)}日不计。")
    if weekend:
        told.append(f"周末{weekend}日不计。")
    return tuple(told)


def _span(days: list[date]) -> str:
    return with_weekday(days[0]) if len(days) == 1 else f"{with_weekday(days[0])}至{with_weekday(days[-1])}"


def _limit(row: Entry) -> PublicationLimit:
    amount, unit = (row["workdays"], Unit.WORKDAY) if "workdays" in row else (row["days"], Unit.DAY)
    return PublicationLimit(
        key=row["key"],
        label=row["label"],
        starts=row["starts"],
        amount=amount,
        unit=unit,
        binding=row["binding"],
        since=row["from"],
        until=row.get("until"),
        cite=cites_of(row)[0],
        sure=row.get("sure", SEEN),
    )
