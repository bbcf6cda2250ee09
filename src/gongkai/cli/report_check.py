"""`gongkai report check`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gongkai.cli.report_input import (
    STDIN,
    Command,
    Intake,
    common,
    name_of,
    one_line,
    path_type,
    print_json,
    refuse,
    report_at,
    report_files,
    terminal,
    wants_text,
)
from gongkai.cli.report_previous import Predecessors, predecessors
from gongkai.core.checks.run import check as run_checks
from gongkai.core.errors import ReportUnreadable
from gongkai.core.findings import Finding, Severity, Verdict
from gongkai.core.report.model import Report

if TYPE_CHECKING:
    from pathlib import Path


class Checked(NamedTuple):
    """A report and what its checks found; `previous` says which file it was held against."""

    report: Report
    verdict: Verdict
    previous: str | None = None


EXAMPLES = """gongkai report check 五常市商务局2024.docx --previous 五常市商务局2023.docx
gongkai report check 全市年报/ --previous 去年年报/ --format json > 核对结果.json"""


@click.command(cls=Command, epilog=EXAMPLES)
@report_files
@click.option(
    "--previous", type=path_type, metavar="文件或文件夹", help="上一年度的报告；给文件夹时按单位名称和年度自动配对。"
)
@common
def check(files: tuple[Path, ...], previous: Path | None, form: str | None, jobs: int) -> None:
    """核对年度报告：表内勾稽、文字与表格、格式；给了上一年度的报告，再核对结转和存量。

    有错误时退出状态是 1，有文件读不了时是 3。“改法”只是建议，程序不会动原文件。
    """
    if previous == STDIN and STDIN in files:
        refuse("报告和上一年度的报告不能都从标准输入读")
    intake = Intake.of(files, jobs)
    earlier = predecessors(previous, intake)
    if wants_text(form):
        errors = _draw(intake, earlier)
    elif intake.single:
        errors = _print_one(intake, earlier)
    else:
        errors = _print_many(intake, earlier)
    intake.finish(errors=errors)


def _draw(intake: Intake, earlier: Predecessors) -> bool:
    screen = terminal()
    tally: list[tuple[str, Report, Verdict]] = []
    for path, found in intake.each(partial(checked_at, earlier=earlier, light=not intake.single)):
        screen.draw_verdict(name_of(path), found.report, found.verdict, tables=intake.single)
        tally.append((name_of(path), found.report, found.verdict))
    if not intake.single and tally:
        screen.draw_tally(tally)
    return any(has_errors(verdict) for _, _, verdict in tally)


def _print_one(intake: Intake, earlier: Predecessors) -> bool:
    errors = False
    for _, found in intake.each(partial(checked_at, earlier=earlier)):
        print_json(plain_verdict(found))
        errors = has_errors(found.verdict)
    return errors


def _print_many(intake: Intake, earlier: Predecessors) -> bool:
    errors = False
    click.echo('{"reports": [', nl=False)
    before = "\n"
    for _, (line, wrong) in intake.each(partial(_line_at, earlier=earlier)):
        click.echo(f"{before}{line}", nl=False)
        before = ",\n"
        errors = errors or wrong
    click.echo(f'\n],\n"unreadable": {one_line(intake.unreadable())}}}')
    return errors


def checked_at(path: Path, earlier: Predecessors, *, light: bool = False) -> Checked:
    """Read and check one file; `light` leaves out the texts and tables, which cost more to send than to read."""
    report = report_at(path)
    where = earlier.path(report)
    verdict = run_checks(report, None if where is None else _predecessor(where))
    if light:
        report = Report(report.layout, agency=report.agency, year=report.year, title=report.title)
    return Checked(report, verdict, None if where is None else name_of(where))


def _predecessor(where: Path) -> Report:
    try:
        return report_at(where)
    except ReportUnreadable as error:
        raise ReportUnreadable(f"上一年度的报告 {name_of(where)} 读不了：{error.why}") from error


def _line_at(path: Path, earlier: Predecessors) -> tuple[str, bool]:
    found = checked_at(path, earlier)
    return one_line({"file": str(path), **plain_verdict(found)}), has_errors(found.verdict)


def has_errors(verdict: Verdict) -> bool:
    """Say whether a finding of severity error is there."""
    return any(finding.severity is Severity.ERROR for finding in verdict.findings)


def plain_verdict(found: Checked) -> dict[str, Any]:
    """Return the answer of `report check --format json` for one report."""
    plain: dict[str, Any] = {
        "report": {"agency": found.report.agency, "year": found.report.year, "layout": found.report.layout.key},
        "findings": [plain_finding(finding) for finding in found.verdict.findings],
        "summary": {status.value: count for status, count in found.verdict.summary.items()},
    }
    if found.previous is not None:
        plain["previous"] = found.previous
    return plain


def plain_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding in the shape of the contract; amounts of money are decimal strings."""
    plain: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "cells": list(finding.cells),
        "left": _number(finding.left),
        "right": _number(finding.right),
        "message": finding.message,
        "cite": finding.cite,
    }
    if finding.repair is not None:
        plain["repair"] = {"cell": finding.repair.cell, "value": _number(finding.repair.value)}
    if finding.quote is not None:
        plain["quote"] = finding.quote
    return plain


def _number(value: int | Decimal | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
