"""What the commands about the law share: the day asked about, and how an answer is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

TO_VERIFY = frozenset({"own?", "conv"})
"""How sure an entry is whose text nobody has seen, or which is this program's own way of reading a silent law."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    help="json：给程序；text：给人看。不写时用 text。",
)


def on_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--on DATE`, handed over as a date or None, with these words in its help."""
    return click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="日期", help=words)


def _day(_ctx: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return None if value is None else value.date()


def today() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


def mark(sure: str) -> str:
    """Return the mark of what still has to be verified, or nothing."""
    return "（待核）" if sure in TO_VERIFY else ""
