"""The command `deadline explain`: where an application stands on a day, and how the days were counted."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from gongkai.cli.calendars import current_calendar
from gongkai.core.casework.timeline import read_timeline
from gongkai.core.deadlines.explanation import Explanation
from gongkai.core.deadlines.explanation import explain as explained
from gongkai.core.errors import GongkaiError, InvalidTimeline

UNREADABLE = 3


def timeline_file(name: str) -> dict[str, Any]:
    """Return the tables of a timeline file, `-` for standard input; InvalidTimeline where it is no TOML."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise InvalidTimeline(f"打不开：{_why(error)}。") from None
    except UnicodeDecodeError:
        raise InvalidTimeline("不是UTF-8编码的文字，请另存为UTF-8后再试。") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidTimeline(f"不合TOML的写法（{error}），请对照 ./gongkai deadline --help 里的样子改。") from None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请核对路径"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请给出里面的文件"
    return f"系统说{error.strerror}"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--at", "at", type=click.DateTime(["%Y-%m-%d"]), help="问哪一天；不写就是最后一件事发生的那天。")
@click.option("--days", is_flag=True, help="把每一天都列出来：第几个工作日、休息、暂停。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def explain(files: tuple[str, ...], at: datetime | None, days: bool, form: str) -> None:  # noqa: FBT001 — click's flag
    """说明一件申请的状态、到期日和下一步，以及怎样数到这一天。

    \b
    ./gongkai deadline explain 申请.toml
    ./gongkai deadline explain 申请.toml --at 2025-06-20 --format json

    文件可以给多个；“-”表示从标准输入读。
    """
    found = list(_explained(files, at.date() if at else None))
    if form == "json":
        plain = [_plain(one, days) for _, one in found]
        click.echo(json.dumps(plain[0] if len(files) == len(plain) == 1 else plain, ensure_ascii=False, indent=2))
    elif found:
        from gongkai.cli.terminal_deadline import draw  # noqa: PLC0415 — drawing loads rich, JSON does without

        for name, one in found:
            draw(one, name if len(files) > 1 else "", days=days)
    if len(found) < len(files):
        sys.exit(UNREADABLE)


def _explained(files: tuple[str, ...], at: date | None) -> Iterator[tuple[str, Explanation]]:
    """Yield the files that tell a possible course; of the others one sentence each goes to standard error."""
    calendar = current_calendar()
    for name in files:
        try:
            yield name, explained(read_timeline(timeline_file(name)), calendar, at)
        except GongkaiError as error:
            click.echo(str(error) if len(files) == 1 else f"{name}：{error}", err=True)


def _plain(one: Explanation, days: bool) -> dict[str, Any]:  # noqa: FBT001 — click's flag
    plain = one.plain()
    if days:
        plain["days"] = [
            {"on": day.on.isoformat(), "kind": day.kind.value, "number": day.number, "why": day.why}
            for day in one.account
        ]
    return plain
