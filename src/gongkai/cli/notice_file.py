"""What the commands over a notice file share: reading it, and what the command line says instead of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

import click

from gongkai.cli.law_input import Day
from gongkai.core.errors import InvalidNotice
from gongkai.core.notices.dossier import Dossier, read_notice
from gongkai.core.notices.templates import variants
from gongkai.installation.calendars import current_calendar
from gongkai.installation.toml_input import tables_at

STDIN = Path("-")

notice_file = click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="文件")


class Overriding(TypedDict):
    """What the options of `overriding` hand to a command."""

    code: str | None
    number: str | None
    at: date | None


def overriding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--code`, `--number` and `--at`, which stand before what the file says."""
    code = click.option("--code", metavar="代码", help="做哪一种文书，例如 D06；不写时用文件里的。")
    number = click.option("--number", metavar="文号", help="序号，或者写全的文号；不写时用文件里的。")
    at = click.option("--at", type=Day(), metavar="日期", help="落款日期，写成 2025-07-01。")
    return code(number(at(command)))


def dossier_at(path: Path, code: str | None, number: str | None, at: date | None) -> Dossier:
    """Return what the file tells, with what the command line says in its place; raise InvalidNotice, InvalidTimeline."""
    plain = _plain(path)
    named = code and code[:1].upper() + code[1:].lower()
    told = {"code": named, "number": number, "day": at}
    said = {key: value for key, value in told.items() if value is not None}
    notice = plain.get("notice", {})
    if isinstance(notice, dict) and said:
        plain["notice"] = {**notice, **said}
        if named and named != notice.get("code") and not _has_variant(named, notice.get("variant")):
            plain["notice"].pop("variant", None)
    return read_notice(plain, current_calendar())


def _has_variant(code: str, told: object) -> bool:
    return any(one.variant == told for one in variants(code))


def _plain(path: Path) -> dict[str, Any]:
    name = "标准输入" if path == STDIN else str(path)
    return tables_at(str(path), lambda why: InvalidNotice(f"{name}：{why}"))
