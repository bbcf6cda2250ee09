"""`gongkai notice list`: all documents there are."""

from __future__ import annotations

from typing import Any

import click

from gongkai.cli.law_input import format_option
from gongkai.cli.report_input import print_json
from gongkai.core.notices.occasions import Occasion, occasions


@click.command("list")
@format_option
def listing(form: str) -> None:
    """列出全部文书：代码、名称、给谁、依据、什么时候用。

    \b
    ./gongkai notice list
    ./gongkai notice list --format json
    """
    if form == "json":
        print_json({"notices": [_plain(one) for one in occasions()]})
        return
    from gongkai.cli.terminal_notice import draw_occasions  # noqa: PLC0415 — drawing loads rich, JSON does without

    draw_occasions(occasions())


def _plain(one: Occasion) -> dict[str, Any]:
    return {
        "code": one.code,
        "variant": one.variant,
        "label": one.label,
        "to": one.recipient,
        "cites": [str(cite) for cite in one.cites],
        "when": one.when,
        "outcomes": list(one.outcomes),
    }
