"""Outcomes of applications drawn on the screen: all of them as a table, one with everything it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from gongkai.cli.law_input import TO_VERIFY
from gongkai.cli.terminal import screen
from gongkai.core.casework.outcomes import reconsideration_first, row_label, statement_label
from gongkai.core.law.days import chinese
from gongkai.core.notices.templates import variants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai.core.casework.outcomes import Outcome

_FIRST = {True: "复议前置", False: "任选", None: "不明确"}
_TOLD = {
    True: "应当先申请行政复议（复议前置）",
    False: "可以申请行政复议，也可以直接提起行政诉讼",
    None: "法律没有明确是否复议前置",
}


def draw_outcomes(found: Sequence[Outcome], day: date) -> None:
    """Draw several outcomes, one a row."""
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for heading, ratio in (("代码", 2), ("办理结果", 6), ("文书", 2), ("表三", 9), ("救济", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for one in found:
        table.add_row(one.code, one.label, one.notice, row_label(one.row), _FIRST[reconsideration_first(one, day)])
    console = screen()
    console.print(table)
    console.print(
        Text(f"共{len(found)}种；救济按{chinese(day)}作出的答复。看其中一种：./gongkai law outcome O13", "dim")
    )


def draw_outcome(one: Outcome, day: date) -> None:
    """Draw one outcome: articles, notice, row, remedies, what to state and what to keep."""
    console = screen()
    console.print(Text(f"{one.code}　{one.label}", "bold"))
    console.print(Text(one.situation))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    rows = {
        "依据": "\n".join([*map(str, one.cites), *([one.grounds.label] if one.grounds else [])]),
        "文书": "\n".join(f"{one.notice}　{each.label}" for each in variants(one.notice)),
        "表三": f"{row_label(one.row)}（{one.row}）",
        "救济": f"{_TOLD[reconsideration_first(one, day)]}（{chinese(day)}作出的答复）",
        "写明": "\n".join(map(statement_label, one.must_state)),
        "存档": "\n".join(map(statement_label, one.evidence)),
    }
    for heading, words in rows.items():
        if words:
            table.add_row(Text(heading, "cyan"), words)
    console.print(table)
    if one.sure in TO_VERIFY:
        console.print(Text("（待核）没有见到明确规定，按通行做法处理，用之前请核对。", "dim"))
