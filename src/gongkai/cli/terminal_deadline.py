"""An application's standing drawn on the screen: the day, how it was counted, what may be done next."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gongkai.cli.terminal import screen
from gongkai.core.casework.outcomes import outcome, row_label
from gongkai.core.deadlines.tally import Day, DayKind
from gongkai.core.law.acts import brief
from gongkai.core.law.days import WEEKDAYS, with_weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import Console, RenderableType

    from gongkai.core.deadlines.explanation import Explanation
    from gongkai.core.deadlines.remedy_terms import RemedyTerm, TermKind

_NAMED_AT_MOST = 3
_MARGIN = 2
_NARROWEST = 20
_CLOSING = "，。；：、）》”’！？〕"
_MET = {True: ("按期", "green"), False: ("逾期", "bold red"), None: ("未完", "yellow")}
_DAYS = {
    DayKind.COUNTED: "green",
    DayKind.REST: "dim",
    DayKind.PAUSED: "yellow",
    DayKind.DEFERRED: "cyan",
    DayKind.OVERDUE: "bold red",
}


def draw(explanation: Explanation, name: str, *, days: bool) -> None:
    """Draw where an application stands; with every day of the count if `days`."""
    with _page() as console:
        _draw(console, explanation, name, days=days)


@contextmanager
def _page() -> Iterator[Console]:
    """Give a console to draw on; what was drawn is printed without blanks at the ends of lines."""
    console = screen()
    with console.capture() as drawn:
        yield console
    for line in drawn.get().splitlines():
        click.echo(line.rstrip())


def _draw(console: Console, explanation: Explanation, name: str, *, days: bool) -> None:
    head = f"{name}  " if name else ""
    console.print(Text(f"{head}{with_weekday(explanation.at)}：{explanation.state.label}", "bold"))
    _indented(console, _facts(explanation))
    _heading(console, "怎样数到这一天")
    for number, step in enumerate(explanation.steps, 1):
        _hanging(console, f"{number}.", step)
    if days and explanation.account:
        _heading(console, "逐日")
        _indented(console, _weeks(explanation.account))
    if explanation.duties:
        _heading(console, "期限")
        _indented(console, _duties(explanation))
    if explanation.remedies:
        _heading(console, "申请人不服的，最迟")
        for term in explanation.remedies:
            _hanging(console, f"{term.label}：", f"{with_weekday(term.day)}（{_articles(term)}）")
    _heading(console, "现在可以")
    _indented(console, Text("、".join(action.label for action in explanation.allowed) or "没有", overflow="fold"))
    _heading(console, "现在不能")
    for label, reasons in _grouped(explanation):
        _hanging(console, f"{label}：", reasons)
    console.print()


def _indented(console: Console, what: RenderableType) -> None:
    console.print(Padding(what, (0, 0, 0, _MARGIN)))


def draw_terms(terms: Sequence[tuple[TermKind, RemedyTerm]], start: date) -> None:
    """Draw the last days of several terms that start on one day."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("从哪件事起算", overflow="fold", max_width=24)
    table.add_column("谁做什么", overflow="fold")
    table.add_column("最后一天", no_wrap=True)
    for kind, term in terms:
        what = Text.assemble(f"{kind.by}：{kind.label}\n", (kind.name, "dim"))
        table.add_row(kind.fact, what, with_weekday(term.day) + _held(term))
    with _page() as console:
        console.print(Text(f"从{with_weekday(start)}起算（当日不计），按这一天的法律", "bold"))
        console.print(table)


def draw_term(term: RemedyTerm) -> None:
    """Draw one term with its steps and articles."""
    with _page() as console:
        console.print(Text(f"{term.by}：{term.label}，最迟{with_weekday(term.day)}{_held(term)}", "bold"))
        for number, step in enumerate(term.steps, 1):
            _hanging(console, f"{number}.", step)
        _hanging(console, "依据：", _articles(term))


def _held(term: RemedyTerm) -> str:
    return "（暂定）" if term.provisional else ""


def _articles(term: RemedyTerm) -> str:
    return "、".join(brief(cite) for cite in term.cites)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, "bold cyan"))


def _hanging(console: Console, lead: str, words: str) -> None:
    """Print words behind a lead, their further lines under the first, no line beginning with a closing mark."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    lines = "\n".join(_folded(words, console.width - _MARGIN - cell_len(lead) - 1))
    grid.add_row(Text(lead, no_wrap=True), Text(lines, no_wrap=True))
    _indented(console, grid)


def _folded(words: str, width: int) -> Iterator[str]:
    """Yield the lines that words make at a width; no line begins with a closing mark or within a number."""
    line = ""
    for character in words:
        if cell_len(line + character) > max(width, _NARROWEST):
            text = line + character
            kept = len(line)
            while kept > 1 and (text[kept] in _CLOSING or (text[kept - 1].isdigit() and text[kept].isdigit())):
                kept -= 1
            yield line[:kept]
            line = line[kept:]
        line += character
    yield line


def _facts(explanation: Explanation) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for label, value, style in _lines(explanation):
        grid.add_row(label, Text(value, style, overflow="fold"))
    return grid


def _lines(explanation: Explanation) -> Iterator[tuple[str, str, str]]:
    received, deadline, left = explanation.received, explanation.reply_deadline, explanation.workdays_left
    yield "收到申请", with_weekday(received) if received else "尚未收到", ""
    yield "答复期限", explanation.clock.label, ""
    if deadline:
        yield "到期日", with_weekday(deadline) + ("（暂定）" if explanation.provisional else ""), "bold"
    elif received and not explanation.state.ended:
        yield "到期日", "待定", "bold"
    if left is not None:
        yield "还剩" if left >= 0 else "已逾期", f"{abs(left)}个工作日", "bold red" if left < 0 else ""
    elif explanation.late:
        yield "是否逾期", "逾期", "bold red"
    if explanation.outcome:
        told = "申请人撤回申请" if explanation.course.withdrawn else outcome(explanation.outcome).situation
        yield "办理结果", f"{explanation.outcome} {told}", ""
        yield "表三归行", row_label(outcome(explanation.outcome).row), ""
        if explanation.course.reply:
            first = {True: "须先申请行政复议", False: "可以复议，也可以直接起诉", None: "法律没有写明，请核对"}
            yield "救济", first[explanation.reconsideration_first], ""


def _duties(explanation: Explanation) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("谁做什么", "最后一天", "情况", "依据"):
        table.add_column(title, overflow="fold")
    for duty in explanation.duties:
        words, style = _MET[duty.met]
        last = with_weekday(duty.deadline) if duty.deadline else "待定"
        table.add_row(duty.label, last, Text(words, style), brief(duty.cite))
    return table


def _grouped(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what is refused, actions that are refused for the same reasons together."""
    by_reasons: dict[tuple[str, ...], list[str]] = {}
    for one in explanation.refused:
        by_reasons.setdefault(one.reasons, []).append(one.action.label)
    for reasons, labels in sorted(by_reasons.items(), key=lambda group: len(group[1]) > _NAMED_AT_MOST):
        yield "、".join(labels) if len(labels) <= _NAMED_AT_MOST else "其余各项", "；".join(reasons)


def _weeks(account: Iterable[Day]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for weekday in WEEKDAYS:
        table.add_column(f"周{weekday}")
    for _, week in groupby(account, key=lambda day: day.on - timedelta(days=day.on.weekday())):
        cells = {day.on.weekday(): Text(f"{day.on.month}/{day.on.day}\n{_told(day)}", _DAYS[day.kind]) for day in week}
        table.add_row(*(cells.get(weekday, Text("")) for weekday in range(7)))
    return table


def _told(day: Day) -> str:
    if day.kind is DayKind.OVERDUE:
        return f"逾期{day.number}日"
    if day.number is not None:
        return f"第{day.number}日" + ("调休" if day.why else "")
    if day.kind is DayKind.REST:
        return "休" if day.why.startswith("周") else day.why.partition("、")[0]
    return "暂停" if day.kind is DayKind.PAUSED else "延迟"
