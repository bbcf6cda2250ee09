"""`gongkai law cites`: what in the program rests on an article."""

from __future__ import annotations

from typing import Any

import click

from gongkai.cli.law_index import counted, everything
from gongkai.cli.law_input import format_option
from gongkai.cli.report_input import print_json
from gongkai.core.law.acts import Act
from gongkai.core.law.cites import Resting, citation, resting_on


@click.command()
@click.argument("words", nargs=-1, metavar="[依据]")
@click.option("--where", is_flag=True, help="列出各项在程序的哪个文件、哪一行。")
@format_option
def cites(words: tuple[str, ...], form: str, *, where: bool) -> None:
    """列出依据某一条的全部期限、收费、办理结果、文书、检查和规则。

    \b
    ./gongkai law cites 条例第三十三条
    ./gongkai law cites 《条例》第36条第一款
    ./gongkai law cites 109号 --where
    ./gongkai law cites

    依据怎么写都可以：条例33、条例第三十六条第（四）项、复议法第二十三条第一款第四项。只写名称就列出依据它的全部事项；
    什么都不写，就列出程序引用的全部法律文件。
    """
    if not words:
        _answer_acts(form)
        return
    asked = citation("".join(words))
    found = resting_on(asked, everything())
    if form == "json":
        print_json({"citation": str(asked), "act": _act(asked.act), "found": [_resting(each) for each in found]})
    else:
        from gongkai.cli.terminal_law import draw_cites  # noqa: PLC0415 — drawing loads rich, JSON does without

        draw_cites(asked, found, where=where)


def _answer_acts(form: str) -> None:
    found = counted()
    if form == "json":
        print_json([{**_act(act), "count": count} for act, count in found])
    else:
        from gongkai.cli.terminal_law import draw_acts  # noqa: PLC0415 — drawing loads rich, JSON does without

        draw_acts(found)


def _act(act: Act) -> dict[str, Any]:
    return {
        "name": act.name,
        "title": act.title,
        "short": list(act.short),
        "number": act.number,
        "from": act.since.isoformat(),
        "until": act.until.isoformat() if act.until else None,
        "replaced_by": act.replaced_by or None,
        "sure": act.sure,
    }


def _resting(each: Resting) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "label": each.label,
        "file": f"src/gongkai/{each.place}",
        "line": each.line,
        "cites": [str(cite) for cite in each.cites],
        "from": each.since.isoformat() if each.since else None,
        "until": each.until.isoformat() if each.until else None,
        "sure": each.sure,
    }
