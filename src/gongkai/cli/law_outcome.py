"""`gongkai law outcome`: what an application can come to, with articles, notice, row of table 3 and reconsideration."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from gongkai.cli.law_input import format_option, on_option, today
from gongkai.cli.report_input import print_json, refuse
from gongkai.core.casework.outcomes import OUTCOMES, Outcome, reconsideration_first, row_label
from gongkai.core.casework.outcomes import outcome as outcome_of

_CODE = re.compile(r"[Oo]\d+")


@click.command()
@click.argument("wanted", metavar="[代码或者词语]", default="")
@on_option("答复作出的日期，决定是否复议前置，写成 2023-12-31；不写就是今天。")
@format_option
def outcome(wanted: str, on: date | None, form: str) -> None:
    """查办理结果：依据、文书、表三归行、是否复议前置、必须写明什么、案卷要有什么。

    不写代码就列出全部；也可以写表三的行（unavailable_not_held）或者词语（不存在）。

    \b
    ./gongkai law outcome
    ./gongkai law outcome O13
    ./gongkai law outcome 不存在
    ./gongkai law outcome O05 --on 2023-12-31 --format json
    """
    day = on or today()
    found = _found(wanted, day)
    if form == "json":
        print_json(
            _plain(found[0], day) if _CODE.fullmatch(wanted) else {"outcomes": [_row(one, day) for one in found]}
        )
        return
    from gongkai.cli.terminal_outcome import draw_outcome, draw_outcomes  # noqa: PLC0415 — JSON does without rich

    if len(found) == 1:
        draw_outcome(found[0], day)
    else:
        draw_outcomes(found, day)


def _found(wanted: str, day: date) -> tuple[Outcome, ...]:
    """Return what is asked for, of the law of the day; a code or a word that nothing has is a wrong call."""
    if _CODE.fullmatch(wanted):
        code = wanted.upper()
        if all(code != one.code for one in OUTCOMES):
            refuse(f"没有办理结果“{wanted}”，只有O01到O{len(OUTCOMES)}，请从中选择")
        return (outcome_of(code, day),)
    found = [one for one in OUTCOMES if not wanted or wanted == one.row or wanted in _words(one)]
    if not found:
        refuse(f"没有与“{wanted}”有关的办理结果，不写代码可以列出全部{len(OUTCOMES)}种")
    if all(day < one.since for one in found):
        outcome_of(found[0].code, day)
    return tuple(one for one in found if one.since <= day)


def _words(one: Outcome) -> str:
    return f"{one.label}\n{one.situation}\n{row_label(one.row)}\n{one.notice}"


def _plain(one: Outcome, day: date) -> dict[str, Any]:
    return {
        "table3_row": one.row,
        "articles": [str(cite) for cite in (*one.cites, *(one.grounds.cites if one.grounds else ()))],
        "notice": one.notice,
        "reconsideration_first": reconsideration_first(one, day),
    }


def _row(one: Outcome, day: date) -> dict[str, Any]:
    return {"code": one.code, "label": one.label, "situation": one.situation, **_plain(one, day)}
