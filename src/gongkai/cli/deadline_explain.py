"""The command `deadline explain`: where an application stands on a day, and how the days were counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from gongkai.cli.law_input import Day
from gongkai.core.casework.timeline import read_timeline
from gongkai.core.deadlines.explanation import Explanation
from gongkai.core.deadlines.explanation import explain as explained
from gongkai.core.errors import GongkaiError, InvalidTimeline
from gongkai.installation.calendars import current_calendar
from gongkai.installation.toml_input import tables_at

UNREADABLE = 3


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--at", "at", type=Day(), metavar="日期", help="问哪一天；不写就是最后一件事发生的那天。")
@click.option("--days", is_flag=True, help="把每一天都列出来：第几个工作日、休息、暂停。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def explain(files: tuple[str, ...], at: date | None, days: bool, form: str) -> None:  # noqa: FBT001 — click's flag
    """说明一件申请的状态、到期日和下一步，以及怎样数到这一天。

    \b
    ./gongkai deadline explain 申请.toml
    ./gongkai deadline explain 申请.toml --at 2025-06-20 --format json

    文件可以给多个；“-”表示从标准输入读。
    """
    answers = list(_explained(files, at))
    found = [(name, one) for name, one in answers if isinstance(one, Explanation)]
    if form == "json":
        _print_json(answers, days)
    elif found:
        from gongkai.cli.terminal_deadline import draw  # noqa: PLC0415 — drawing loads rich, JSON does without

        for name, one in found:
            draw(one, name if len(files) > 1 else "", days=days)
    if len(found) < len(files):
        sys.exit(UNREADABLE)


def _explained(files: tuple[str, ...], at: date | None) -> Iterator[tuple[str, Explanation | str]]:
    """Yield each file's answer, or the sentence why it has none, which goes to standard error too."""
    calendar = current_calendar()
    for name in files:
        try:
            yield name, explained(read_timeline(tables_at(name, InvalidTimeline)), calendar, at)
        except GongkaiError as error:
            click.echo(str(error) if len(files) == 1 else f"{name}：{error}", err=True)
            yield name, str(error)


def _print_json(answers: list[tuple[str, Explanation | str]], days: bool) -> None:  # noqa: FBT001 — click's flag
    """Print one file's answer alone, several as a list in which each names its file."""
    plain = [_plain(one, days) if isinstance(one, Explanation) else {"error": one} for _, one in answers]
    if len(plain) > 1:
        named = [{"file": name} | one for (name, _), one in zip(answers, plain, strict=True)]
        click.echo(json.dumps(named, ensure_ascii=False, indent=2))
    elif isinstance(answers[0][1], Explanation):
        click.echo(json.dumps(plain[0], ensure_ascii=False, indent=2))


def _plain(one: Explanation, days: bool) -> dict[str, Any]:  # noqa: FBT001 — click's flag
    plain = one.plain()
    if days:
        plain["days"] = [
            {"on": day.on.isoformat(), "kind": day.kind.value, "number": day.number, "why": day.why}
            for day in one.account
        ]
    return plain
