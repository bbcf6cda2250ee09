"""What the commands over a notice file share: reading it, and what the command line says instead of it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from gongkai.cli.calendars import current_calendar
from gongkai.core.errors import InvalidNotice
from gongkai.core.notices.dossier import Dossier, read_notice

STDIN = Path("-")

notice_file = click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="文件")


def overriding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--code`, `--number` and `--at`, which stand before what the file says."""
    code = click.option("--code", metavar="代码", help="做哪一种文书，例如 D06；不写时用文件里的。")
    number = click.option("--number", metavar="文号", help="序号，或者写全的文号；不写时用文件里的。")
    at = click.option("--at", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="落款日期，写成 2025-07-01。")
    return code(number(at(command)))


def dossier_at(path: Path, code: str | None, number: str | None, at: datetime | None) -> Dossier:
    """Return what the file tells, with what the command line says in its place; raise InvalidNotice, InvalidTimeline."""
    plain = _plain(path)
    named = code and code[:1].upper() + code[1:].lower()
    told = {"code": named, "number": number, "day": None if at is None else date(at.year, at.month, at.day)}
    said = {key: value for key, value in told.items() if value is not None}
    notice = plain.get("notice", {})
    if isinstance(notice, dict) and said:
        plain["notice"] = {**notice, **said}
    return read_notice(plain, current_calendar())


def _plain(path: Path) -> dict[str, Any]:
    name = "标准输入" if path == STDIN else str(path)
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        return tomllib.loads(content.decode("utf-8-sig"))
    except FileNotFoundError:
        raise InvalidNotice(f"{name}：没有这个文件，请核对路径。") from None
    except OSError as error:
        raise InvalidNotice(f"{name}：打不开（{error.strerror}），请核对路径和权限。") from None
    except UnicodeDecodeError:
        raise InvalidNotice(f"{name}：不是UTF-8编码的文字，请另存为UTF-8后再试。") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidNotice(f"{name}：不合TOML的写法（{error}），请对照 ./gongkai notice example 的样本改。") from None
