"""What the commands about the law share: days and numbers as people write them, and how an answer is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

TO_VERIFY = frozenset({"own?", "conv"})
"""How sure an entry is whose text nobody has seen, or which is this program's own way of reading a silent law."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))")
_COUNT = re.compile(r"\d{1,100}", re.ASCII)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    help="json：给程序；text：给人看。不写时用 text。",
)


class Day(click.ParamType[date]):
    """A day written as 2025-06-20, 2025/6/20, 20250620 or 2025年6月20日."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; refuse what is none."""
        match = _DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value))))
        try:
            year, month, day = (int(number) for number in match.groups() if number) if match else (0, 0, 0)
            return date(year, month, day)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成2025-01-20的样子。", param, ctx)


class Count(click.ParamType[int]):
    """A whole number from 0 up, of at most a hundred digits."""

    name = "个数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; refuse what is none."""
        if not _COUNT.fullmatch(str(value)):
            self.fail(f"“{value}”不是个数，请写成31的样子（0或者更大的整数）。", param, ctx)
        return int(value)


def on_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--on DATE`, handed over as a date or None, with these words in its help."""
    return click.option("--on", type=Day(), metavar="日期", help=words)


def today() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


def mark(sure: str) -> str:
    """Return the mark of what still has to be verified, or nothing."""
    return "（待核）" if sure in TO_VERIFY else ""
