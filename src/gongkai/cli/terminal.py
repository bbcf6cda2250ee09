"""What is drawn on the screen: the report with its three tables, and what its checks found. Imported when drawing.

Meaning never hangs on colour alone: a wrong cell carries ▲, a doubtful one △, a recovered one ≈. rich leaves colours out
by itself where output is no terminal or `NO_COLOR` is set.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from gongkai.cli.terminal_accounts import aggregate_parts, comparison_parts
from gongkai.cli.terminal_tables import MARKS, short, tables_of
from gongkai.core.checks.catalogue import CHECKS
from gongkai.core.findings import Finding, Severity, Status, Verdict
from gongkai.core.report.addresses import cell_words
from gongkai.core.report.cells import Recovery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.core.aggregate.totals import Aggregate
    from gongkai.core.report.comparison import Comparison
    from gongkai.core.report.layouts import Layout
    from gongkai.core.report.model import Report

PLAIN_WIDTH = 100
CELLS_AT_MOST = 4
GATHERED_FROM = 3
RECOVERED_AT_MOST = 12

_SEVERITIES = {
    Severity.ERROR: ("✗ 错误", "bold red"),
    Severity.WARNING: ("! 提醒", "yellow"),
    Severity.NOTE: ("· 说明", "cyan"),
}
_UNDECIDED = ("? 待定", "magenta")
_RECOVERIES = {
    Recovery.DIGITS: "按位数拆开的连写数字",
    Recovery.ARITHMETIC: "按勾稽关系推出",
    Recovery.PLAUSIBLE: "按各列含义推断",
    Recovery.ORDER: "按表格固定顺序对应",
    Recovery.OCR: "从图片识别",
    Recovery.UNIT: "换算成万元",
}


class Screen(Console):
    """A console that lets the root of the command line know when nobody reads the output any more."""

    def on_broken_pipe(self) -> None:
        """Pass the error on; rich would end the program with status 1."""
        raise BrokenPipeError


def screen() -> Console:
    """Return the console to draw on: as wide as the terminal, `PLAIN_WIDTH` columns in a file or pipe."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return Screen(width=width, highlight=False, emoji=False, markup=False)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error while `total` files are worked on; call what is given after each."""
    columns = (TextColumn("读取"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def draw_report(report: Report) -> None:
    """Draw a report as a person reads it: title, texts, the three tables, and how cells were won back."""
    console = screen()
    title = report.title or f"{report.agency or '（没有写明单位）'}{report.year or ''}年度报告"
    console.print(Text(title, "bold"), justify="center")
    _print_text(console, report.preamble)
    by_table = {section.table: section for section in report.layout.sections if section.table}
    drawn = dict(tables_of(report, {}, console.width))
    for section in report.layout.sections:
        console.print(Text(f"\n{section.title}", "bold"))
        if section.text is not None:
            _print_text(console, report.sections.get(section.text) or "（没有这一部分）")
        elif section.table in drawn:
            console.print(drawn[section.table])
        else:
            console.print(Text("（没有这张表）", "dim"))
    for name, table in drawn.items():
        if name not in by_table:
            console.print(table)
    _print_recovered(console, report)
    for note in report.notes:
        console.print(Text(f"注：{note}", "dim"))


def draw_verdict(name: str, report: Report, verdict: Verdict, *, tables: bool = True) -> None:
    """Draw what the checks of one report found, and the tables with the bad cells marked."""
    console = screen()
    year = f"{report.year}年" if report.year else "年度不明"
    console.print(Text.assemble((report.agency or "（没有写明单位）", "bold"), f"　{year}　{name}"))
    console.print(_summary(verdict))
    if verdict.findings:
        console.print(_findings(verdict.findings, report.layout))
    marks = _marks(verdict.findings)
    if tables and marks:
        for _, table in tables_of(report, marks, console.width):
            console.print(table)
        console.print(Text("▲ 错误　△ 提醒或待定　≈ 推出或识别的数字　* 格内另有说明", "dim"))
    console.print()


def draw_tally(answers: Sequence[tuple[str, Report, Verdict]]) -> None:
    """Draw one line a report: how many errors, warnings and undecided checks each has."""
    table = Table(box=box.SIMPLE_HEAD, title="核对结果汇总")
    table.add_column("单位")
    table.add_column("年度")
    for heading in ("错误", "提醒", "待定"):
        table.add_column(heading, justify="right")
    table.add_column("文件", overflow="fold")
    for name, report, verdict in answers:
        errors, warnings, unknown = _counts(verdict.findings)
        style = "red" if errors else "yellow" if warnings else "green"
        row = (report.agency or "—", str(report.year or "—"), str(errors), str(warnings), str(unknown), name)
        table.add_row(*(Text(text) for text in row), style=style)
    screen().print(table)


def draw_comparison(comparison: Comparison) -> None:
    """Draw what changed between two reports."""
    console = screen()
    for part in comparison_parts(comparison):
        console.print(part)
    console.print()


def draw_aggregate(found: Aggregate, out: object) -> None:
    """Draw the account of a sum, and its tables; `out` is where it was written, or None."""
    console = screen()
    for part in aggregate_parts(found, out):
        console.print(part)
    for _, table in tables_of(found.report, {}, console.width):
        console.print(table)


def _print_text(console: Console, text: str | None) -> None:
    for paragraph in (text or "").split("\n"):
        if paragraph.strip():
            console.print(Text(f"　　{paragraph.strip()}"))


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    decided = [finding for finding in findings if finding.status is not Status.UNKNOWN]
    errors = sum(finding.severity is Severity.ERROR for finding in decided)
    warnings = sum(finding.severity is Severity.WARNING for finding in decided)
    return errors, warnings, len(findings) - len(decided)


def _summary(verdict: Verdict) -> Text:
    errors, warnings, _ = _counts(verdict.findings)
    total = sum(count for status, count in verdict.summary.items() if status is not Status.NOT_APPLICABLE)
    told = f"核对{total}项：通过{verdict.summary.get(Status.PASS, 0)}，不符{verdict.summary.get(Status.FAIL, 0)}，"
    told += f"待定{verdict.summary.get(Status.UNKNOWN, 0)}"
    if errors:
        return Text.assemble(("✗ ", "bold red"), (f"{errors}处错误，{warnings}处提醒。", "bold red"), told)
    if warnings:
        return Text.assemble(("! ", "yellow"), (f"没有错误，{warnings}处提醒。", "yellow"), told)
    return Text.assemble(("✓ ", "green"), ("没有发现错误。", "green"), told)


def _findings(findings: Sequence[Finding], layout: Layout) -> Table:
    table = Table(box=box.ROUNDED, show_lines=True, expand=True)
    table.add_column("轻重", no_wrap=True)
    table.add_column("哪一格", ratio=3, overflow="fold")
    table.add_column("问题", ratio=6, overflow="fold")
    for finding in _gathered(findings):
        words, style = _UNDECIDED if finding.status is Status.UNKNOWN else _SEVERITIES[finding.severity]
        many = len(finding.cells) > CELLS_AT_MOST
        named = finding.cells[: 1 if many else CELLS_AT_MOST]
        where = "\n".join(short(cell_words(layout, address)) for address in named)
        where += f"\n等{len(finding.cells)}格" if many else ""
        table.add_row(Text(words, style), Text(where or "全文"), _told(finding, layout))
    return table


def _gathered(findings: Sequence[Finding]) -> list[Finding]:
    """Put what can't be decided of one check, for many rows or columns, into one line; and what is one fact, too."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.status is Status.UNKNOWN:
            alike.setdefault(finding.code, []).append(finding)
    shown = _once([finding for finding in findings if finding.status is not Status.UNKNOWN])
    for code, ones in alike.items():
        if len(ones) < GATHERED_FROM:
            shown.extend(ones)
            continue
        cells = tuple(dict.fromkeys(cell for one in ones for cell in one.cells))
        told = f"{CHECKS[code].title}有{len(ones)}处无法判定：有关的格子空白或看不清，请补填后再核对。"
        shown.append(replace(ones[0], message=told, cells=cells, quote=None, repair=None))
    return shown


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Tell a sentence's one contradiction once, where two checks found it; the heavier stands first and stays."""
    facts: dict[object, Finding] = {}
    for number, finding in enumerate(findings):
        fact = (
            (finding.quote, finding.cells, finding.left, finding.right) if finding.quote and finding.cells else number
        )
        first = facts.setdefault(fact, finding)
        if first is not finding and finding.code not in first.code:
            facts[fact] = replace(first, code=f"{first.code} {finding.code}")
    return list(facts.values())


def _told(finding: Finding, layout: Layout) -> Text:
    told = Text(finding.message)
    if finding.quote and finding.quote not in finding.message:
        told.append(f"\n原文：{finding.quote}", "italic")
    if finding.repair is not None:
        told.append(f"\n改法：{cell_words(layout, finding.repair.cell)}改成{finding.repair.value}", "bold green")
    told.append(f"\n[{finding.code}]{finding.cite}", "dim")
    return told


def _marks(findings: Sequence[Finding]) -> dict[str, str]:
    """Return address → mark; of several findings about a cell the heaviest counts."""
    marks: dict[str, str] = {}
    for finding in findings:
        wrong = finding.severity is Severity.ERROR and finding.status is not Status.UNKNOWN
        for address in finding.cells:
            if wrong or address not in marks:
                marks[address] = "▲" if wrong else "△"
    return marks


def _print_recovered(console: Console, report: Report) -> None:
    recovered = [(address, cell) for address, cell in report.cells() if cell.recovered is not None]
    remarked = [(address, cell) for address, cell in report.cells() if cell.remark]
    lines = [
        f"{MARKS.recovered} {cell_words(report.layout, address)} {cell.value}：{cell.note or _RECOVERIES[how]}"
        for address, cell in recovered
        if (how := cell.recovered) is not None
    ]
    if len(lines) > RECOVERED_AT_MOST:
        ways = dict.fromkeys(_RECOVERIES[cell.recovered] for _, cell in recovered if cell.recovered is not None)
        lines = [f"{MARKS.recovered} 有{len(lines)}格不是直接读出的：{'、'.join(ways)}"]
    lines += [f"{MARKS.remark} {cell_words(report.layout, address)}：{cell.remark}" for address, cell in remarked]
    if lines:
        console.print(Panel(Text("\n".join(lines)), title="格子说明", box=box.ROUNDED))
