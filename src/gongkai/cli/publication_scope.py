"""`gongkai publication scope`."""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby
from typing import Any

import click

from gongkai.cli.law_input import format_option, mark, on_option
from gongkai.cli.report_input import Command
from gongkai.core.law.cite import REGULATION
from gongkai.core.law.days import chinese
from gongkai.core.publication.columns import PLATFORM, Column, column_tree
from gongkai.core.publication.scope import Level, ScopeItem, channels, criteria, scope, scope_items

EXAMPLES = """gongkai publication scope
gongkai publication scope --level county_department
gongkai publication scope --level town_government --columns
gongkai publication scope --level county_government --format json"""
LEVELS = "、".join(f"{level.value} {level.label}" for level in Level)


@click.command("scope", cls=Command, epilog=EXAMPLES)
@click.option(
    "--level",
    type=click.Choice([each.value for each in Level]),
    metavar="机关",
    help=f"哪一级、哪一类机关，不写时列出各级：{LEVELS}。",
)
@click.option("--columns", is_flag=True, help="同时列出“政府信息公开”栏目应有的子栏目。")
@on_option("按哪一天有效的规定，如 2025-01-01；不写时按现行规定。")
@format_option
def scope_command(level: str | None, on: date | None, form: str, *, columns: bool) -> None:
    """列出行政机关应当主动公开的内容（条例第十九条至第二十一条和其他法律的规定），每项写明依据。"""
    if columns and not level:
        raise click.UsageError("列子栏目要先写明是哪一级、哪一类机关，例如 --level county_department。")
    levels = [Level(level)] if level else list(Level)
    held = {item.key for each in levels for item in scope(each, on)}
    items = [item for item in scope_items() if item.key in held]
    tree = tuple(column_tree(levels[0], on)) if level else ()
    if form == "json":
        _print_json(levels if level else [], items, tree if columns else ())
        return
    who = levels[0].label if level else "各级行政机关"
    when = f"，{chinese(on)}有效" if on else ""
    click.echo(f"{who}应当主动公开的内容（{len(items)}项{when}）")
    for (part, whose), group in groupby(items, key=lambda item: (item.part, "" if level else _whose(item))):
        click.echo(f"\n{part.label}{whose}")
        for item in group:
            _tell(item)
    click.echo("\n判断标准（条例第十九条）：" + "；".join(each.label for each in criteria()))
    click.echo("公开渠道（条例第二十三条至第二十五条）：" + "、".join(each.label for each in channels()))
    click.echo("扩大主动公开的范围要按上级行政机关的部署（条例第二十二条）。")
    if columns:
        click.echo(f"\n“{PLATFORM}”栏目（国办公开办函〔2019〕61号）")
        _tell_columns(tree, "  ")
        click.echo("  子栏目的名称没有统一规定，这里按条例第二十条、第二十一条各项拟定，由本机关确定。")


def _tell(item: ScopeItem) -> None:
    cites = "、".join(short(str(cite)) for cite in item.cites)
    click.echo(f"  {item.number:>2}  {item.label}{mark(item.sure)}　〔{cites}〕")
    if item.hint:
        click.echo(f"      注意：{item.hint}")


def _whose(item: ScopeItem) -> str:
    return "" if len(item.levels) == len(Level) else "：" + "、".join(level.label for level in item.levels)


def short(cite: str) -> str:
    """Return a citation with the Regulation called as everybody calls it.

    >>> short("政府信息公开条例（国务院令第711号）第十二条")
    '条例第十二条'
    """
    return cite.replace(REGULATION, "条例")


def _tell_columns(tree: tuple[Column, ...], indent: str) -> None:
    for column in tree:
        click.echo(f"{indent}{column.label}" + ("（入口）" if column.entry else ""))
        _tell_columns(column.below, indent + "    ")


def _print_json(levels: list[Level], items: list[ScopeItem], tree: tuple[Column, ...]) -> None:
    answer: dict[str, Any] = {
        "level": levels[0].value if levels else None,
        "items": [
            {
                "key": item.key,
                "part": item.part.value,
                "number": item.number,
                "label": item.label,
                "levels": [each.value for each in item.levels],
                "articles": [str(cite) for cite in item.cites],
                "hint": item.hint,
                "sure": item.sure,
            }
            for item in items
        ],
    }
    if tree:
        answer["columns"] = [_plain(column) for column in tree]
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _plain(column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "label": column.label,
        "items": list(column.items),
        "entry": column.entry,
        "columns": [_plain(below) for below in column.below],
    }
