"""`gongkai report read`."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from gongkai.cli.report_input import (
    Command,
    Intake,
    common,
    one_line,
    print_json,
    report_at,
    report_files,
    terminal,
    wants_text,
)
from gongkai.core.report.plain import Plain, to_plain

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.core.report.model import Report


EXAMPLES = """gongkai report read 五常市商务局2024.docx
gongkai report read 年报.pdf --format json > 年报.json
curl -s https://example.gov.cn/nb.html | gongkai report read -"""


@click.command(cls=Command, epilog=EXAMPLES)
@report_files
@common
def read(files: tuple[Path, ...], form: str | None, jobs: int) -> None:
    """读出年度报告：三张表、各部分文字，每一格的原文和位置。

    一个文件时，JSON 就是这份报告；多个文件或文件夹时是 {"reports": […], "unreadable": […]}，读不了的列在最后。
    """
    intake = Intake.of(files, jobs)
    if wants_text(form or ("text" if sys.stdout.isatty() else "json")):
        for _, report in intake.each(report_at):
            terminal().draw_report(report)
    elif intake.single:
        for _, plain in intake.each(_plain):
            print_json(plain)
    else:
        print_many(intake, partial(_line, key="report"))
    intake.finish()


def print_many(intake: Intake, work: partial[str]) -> None:
    """Print `{"reports": […], "unreadable": […]}` as the answers come; `work` makes one line of JSON of a file."""
    click.echo('{"reports": [', nl=False)
    before = "\n"
    for _, line in intake.each(work):
        click.echo(f"{before}{line}", nl=False)
        before = ",\n"
    click.echo(f'\n],\n"unreadable": {one_line(intake.unreadable())}}}')


def _plain(path: Path) -> Plain:
    return to_plain(report_at(path))


def _line(path: Path, key: str) -> str:
    report: Report = report_at(path)
    return one_line({"file": str(path), key: to_plain(report)})
