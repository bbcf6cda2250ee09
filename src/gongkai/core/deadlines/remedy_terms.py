"""The terms of reconsideration and litigation, from the days on which something happened, by the law of those days.

Workdays are counted by the calendar. Days and months are of the calendar year: the first day isn't counted, and where the
last is a day off, the next workday takes its place.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from gongkai.core.errors import StepRefused
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, entries_in_force
from gongkai.core.law.days import chinese
from gongkai.core.law.limits import Limit, Unit, limit

PACKAGE = "gongkai.core.deadlines"
FILE = "remedy_terms.toml"


class Procedure(StrEnum):
    """How a reconsideration is heard; disclosure cases may be heard by the simplified procedure (复议法第五十三条)."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"

    @property
    def label(self) -> str:
        """The procedure in the words of the act.

        >>> Procedure.SIMPLIFIED.label
        '简易程序'
        """
        return "普通程序" if self is Procedure.ORDINARY else "简易程序"


@dataclass(frozen=True, slots=True)
class RemedyTerm:
    """The last day of a term, whose it is (`by`), and how that day was found: sentences, and the articles.

    `provisional` says that a year was counted without its holiday notice.
    """

    name: str
    label: str
    by: str
    day: date
    steps: tuple[str, ...]
    cites: tuple[Cite, ...]
    provisional: bool


def remedy_term(
    name: str, start: date, calendar: Calendar, procedure: Procedure = Procedure.ORDINARY, extension: int = 0
) -> RemedyTerm:
    """Return the term called `name` in `remedy_terms.toml`, started on a day and by the law of that day.

    `extension` are calendar days that the agency of reconsideration added, allowed in the ordinary procedure's decision
    only (`StepRefused` otherwise). `NoLawInForce` where the law of that day has no such term or procedure.

    >>> remedy_term("defence", date(2025, 3, 3), Calendar()).day
    datetime.date(2025, 3, 18)
    """
    entry = _terms()[name]
    simplified = entry.get("simplified") if procedure is Procedure.SIMPLIFIED else None
    found = limit(simplified or entry["limit"], start)
    steps = [f"{entry['fact']}之日是{chinese(start)}，当日不计算在内。"]
    cites = [found.cite]
    plain = found.amount
    if extension:
        longest = _extension(name, procedure, start, extension)
        cites.append(longest.cite)
        plain += extension
    steps.append(f"{entry['by']}{entry['label']}的期限是{found}{f'，延长{extension}日' if extension else ''}。")
    day, counted, counting = _counted(found, start, plain, entry["kind"], calendar)
    return RemedyTerm(
        name,
        entry["label"],
        entry["by"],
        day,
        (*steps, *counted),
        tuple(dict.fromkeys((*cites, *counting))),
        calendar.is_provisional(start, day),
    )


def reconsideration_deadline(delivered_on: date, calendar: Calendar) -> RemedyTerm:
    """Return the last day to apply for reconsideration of a reply delivered on a day (复议法第二十条).

    >>> reconsideration_deadline(date(2025, 1, 2), Calendar()).day
    datetime.date(2025, 3, 3)
    """
    return remedy_term("reconsideration_application", delivered_on, calendar)


def litigation_deadline_after_reconsideration(decision_delivered_on: date, calendar: Calendar) -> RemedyTerm:
    """Return the last day to sue after a decision on reconsideration was delivered (行政诉讼法第四十五条).

    >>> litigation_deadline_after_reconsideration(date(2025, 9, 22), Calendar()).day
    datetime.date(2025, 10, 9)
    """
    return remedy_term("litigation_after_reconsideration", decision_delivered_on, calendar)


def direct_litigation_deadline(known_on: date, calendar: Calendar) -> RemedyTerm:
    """Return the last day to sue without reconsideration, from the day the act was known (行政诉讼法第四十六条).

    >>> direct_litigation_deadline(date(2024, 8, 31), Calendar()).day
    datetime.date(2025, 2, 28)
    """
    return remedy_term("direct_litigation", known_on, calendar)


def reconsideration_reply_deadline(
    copy_received_on: date, calendar: Calendar, procedure: Procedure = Procedure.ORDINARY
) -> RemedyTerm:
    """Return the last day for the respondent's written reply (复议法第四十八条、第五十四条).

    >>> reconsideration_reply_deadline(date(2025, 9, 22), Calendar(), Procedure.SIMPLIFIED).day
    datetime.date(2025, 9, 28)
    """
    return remedy_term("reconsideration_reply", copy_received_on, calendar, procedure)


def reconsideration_decision_due(
    accepted_on: date, calendar: Calendar, procedure: Procedure = Procedure.ORDINARY, extension: int = 0
) -> RemedyTerm:
    """Return the last day for the decision on reconsideration, extended by so many days (复议法第六十二条).

    >>> reconsideration_decision_due(date(2025, 3, 3), Calendar(), extension=30).day
    datetime.date(2025, 6, 3)
    """
    return remedy_term("reconsideration_decision", accepted_on, calendar, procedure, extension)


def defence_deadline(copy_received_on: date, calendar: Calendar) -> RemedyTerm:
    """Return the last day for the defendant's evidence and defence (行政诉讼法第六十七条).

    >>> defence_deadline(date(2025, 9, 25), Calendar()).day
    datetime.date(2025, 10, 10)
    """
    return remedy_term("defence", copy_received_on, calendar)


@dataclass(frozen=True, slots=True)
class TermKind:
    """A term that can be asked for: its name, what is done within it, by whom, and the fact that starts it."""

    name: str
    label: str
    by: str
    fact: str


def term_kinds() -> tuple[TermKind, ...]:
    """Return every term, in the order in which a dispute meets them.

    >>> term_kinds()[0].label
    '申请行政复议'
    """
    return tuple(TermKind(entry["name"], entry["label"], entry["by"], entry["fact"]) for entry in _terms().values())


@cache
def _terms() -> dict[str, Entry]:
    return {entry["name"]: entry for entry in entries(PACKAGE, FILE, "term")}


def _extension(name: str, procedure: Procedure, start: date, extension: int) -> Limit:
    longest = limit("reconsideration_extension", start)
    reasons = []
    if name != "reconsideration_decision" or procedure is Procedure.SIMPLIFIED:
        reasons.append(f"只有普通程序的复议决定可以延长（{longest.cite}）")
    if not 0 < extension <= longest.amount:
        reasons.append(f"延长期限最多{longest}，不能延长{extension}日（{longest.cite}）")
    if reasons:
        raise StepRefused("延长复议期限", tuple(reasons))
    return longest


def _counted(
    found: Limit, start: date, amount: int, kind: str, calendar: Calendar
) -> tuple[date, list[str], tuple[Cite, ...]]:
    """Return the last day of `amount` of the limit's unit, the sentences about it, and the articles on counting."""
    if found.unit is Unit.WORKDAY:
        rule = _rule("workdays", kind, start)
        day = calendar.add(start, amount)
        return day, [f"{rule['label']}：第{amount}个工作日是{chinese(day)}。"], cites_of(rule)
    rules = [_rule("counting", kind, start)]
    if found.unit is Unit.MONTH:
        end = months_after(start, amount)
        rules.append(_rule("months", kind, start))
        steps = [f"{rules[-1]['label']}：{amount}个月后是{chinese(end)}。"]
    else:
        end = start + timedelta(days=amount)
        steps = [f"第{amount}日是{chinese(end)}。"]
    day = calendar.next_workday(end)
    if day != end:
        off = calendar.name(end)
        steps.append(f"{chinese(end)}是{off}，顺延到此后的第一个工作日{chinese(day)}。")
    return day, steps, tuple(cite for rule in rules for cite in cites_of(rule))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day where it has none such.

    >>> months_after(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rule(table: str, kind: str, on: date) -> Entry:
    """Return the rule of counting in force for a kind of term; every day of the limits has one."""
    return next(each for each in entries_in_force(entries(PACKAGE, FILE, table), on) if each.get("kind", kind) == kind)
