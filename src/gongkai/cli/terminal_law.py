"""The law drawn on the screen: what is in force on a day, what rests on an article, a fee and how it adds up."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gongkai.cli.law_input import mark
from gongkai.cli.terminal import screen
from gongkai.core.law.acts import acts
from gongkai.core.law.cites import Citation, Resting
from gongkai.core.law.days import with_weekday
from gongkai.core.law.fees import Fee, Method, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongkai.core.law.acts import Act
    from gongkai.core.law.annual import AnnualDate
    from gongkai.core.law.limits import Limit


def draw_law(day: date, limits: Sequence[Limit], tiers: Sequence[Tier], dates: Sequence[AnnualDate]) -> None:
    """Draw what is in force on a day: terms by act, fees, annual dates."""
    console = screen()
    console.print(Text(f"{with_weekday(day)}有效的期限、收费标准和年度日期", "bold"))
    table = _table(("事项", 10), ("期限、标准、日期", 4), ("依据", 5))
    names = {act.name: act.title for act in acts()}
    for act in dict.fromkeys(each.cite.act for each in limits):
        _group(table, names[act])
        for each in limits:
            if each.cite.act == act:
                _row(table, each.label, f"{each}{mark(each.sure)}", each.cite.article)
    for method in Method:
        rates = [tier for tier in tiers if tier.method is method]
        if rates:
            _group(table, f"信息处理费：{method.label}")
        for tier in rates:
            _row(table, tier.label, _rate(tier), tier.cite.article)
    _group(table, "年度日期（遇休假日不顺延）")
    for fixed in dates:
        words = f"每年{fixed.month}月{fixed.day}日前{mark(fixed.sure)}"
        _row(table, fixed.label, words, f"{names[fixed.cite.act]}{fixed.cite.article}")
    console.print(table)
    sure = {each.sure for group in (limits, tiers, dates) for each in group}
    if any(map(mark, sure)):
        console.print(Text("（待核）没有见到原文，或者是本程序的做法，用之前请核对。", "dim"))


def draw_fee(method: Method, count: int, day: date, fee: Fee) -> None:
    """Draw a fee: what falls into each tier, and the sum."""
    console = screen()
    counted = "同一申请人一个自然月内" if method is Method.BY_CASE else "一件申请"
    console.print(Text(f"{method.label}：{counted}{count}{method.unit}，按{day.isoformat()}的标准", "bold"))
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("档次", f"{method.unit}数", "标准", "小计"):
        table.add_column(heading, justify="left" if heading == "档次" else "right")
    for share in fee.shares:
        span = (
            f"第{share.first}{method.unit}"
            if share.first == share.last
            else f"第{share.first}—{share.last}{method.unit}"
        )
        number = share.last - share.first + 1
        rates = f"{share.rate}—{share.highest}" if share.steps > 1 else f"{share.rate}"
        rate = f"{rates}元/{method.unit}" if share.rate else "不收费"
        table.add_row(span, str(number), rate, f"{share.total}元")
    if fee.shares:
        table.add_section()
    table.add_row("合计", str(count), "", Text(f"{fee.total}元", "bold"))
    console.print(table)
    if method is Method.BY_CASE:
        console.print(Text(f"最后一件收{fee.last}元。件数按收到申请之日所在的自然月累计。"))
    else:
        console.print(Text("页数只算这一件申请的，不与其他申请相加；已经主动公开、只告知途径的，不按量计收。"))
    if fee.shares:
        parts = dict.fromkeys(f"{share.tier.cite.article}{mark(share.tier.sure)}" for share in fee.shares)
        console.print(Text(f"依据：{fee.shares[0].tier.cite.act}{'、'.join(parts)}", "dim"))


def draw_cites(asked: Citation, found: Sequence[Resting], *, where: bool) -> None:
    """Draw what rests on an article, by kind; `where` adds the places in the program, a line each below the table."""
    console = screen()
    console.print(Text(str(asked), "bold"))
    console.print(Text(_force(asked.act), "dim"))
    if not found:
        console.print("程序里没有事项依据这一条。")
        return
    if not any(asked.names(cite) for each in found for cite in each.cites):
        console.print("没有事项写明依据这一款、项；下面各项依据的是整条，请核对条文有没有这一款、项。")
    table = _table(("事项", 10), ("依据", 5), ("有效", 3))
    for kind, group in groupby(found, key=lambda each: each.kind):
        rows = list(group)
        _group(table, f"{kind}（{len(rows)}项）")
        for each in rows:
            own = dict.fromkeys(cite.article or "全文" for cite in each.cites if asked.finds(cite))
            held = _held(each.since or asked.act.since, each.until or asked.act.until)
            _row(table, f"{each.label}{mark(each.sure)}", "\n".join(own), held)
    console.print(table)
    for each in found if where else ():
        console.print(Text(f"src/gongkai/{each.place}:{each.line}　{each.label}", "dim"), soft_wrap=True)
    console.print(Text(f"共{len(found)}项。{'' if where else '加 --where 列出各在程序的什么地方。'}", "dim"))


def draw_acts(found: Iterable[tuple[Act, int]]) -> None:
    """Draw the acts with the number of things that rest on each."""
    console = screen()
    table = _table(("名称", 6), ("简称", 4), ("施行", 3))
    table.add_column("事项", justify="right")
    for act, count in found:
        words = Text.assemble(act.title, (f"\n{act.number}", "dim"))
        table.add_row(
            words,
            "、".join(act.short[:2]),
            "\n".join(filter(None, (_held(act.since, act.until), mark(act.sure)))),
            str(count),
        )
    console.print(table)
    console.print(Text("看依据某一条的事项：./gongkai law cites 条例第三十三条", "dim"))


def _table(*columns: tuple[str, int]) -> Table:
    """Return a table over the width of the screen; each column with its share of it."""
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for heading, ratio in columns:
        table.add_column(heading, ratio=ratio, overflow="fold")
    return table


def _group(table: Table, words: str) -> None:
    """Open a group of rows under a heading of its own."""
    if table.row_count:
        table.add_section()
    table.add_row(Text(words, "bold cyan"))


def _row(table: Table, label: str, middle: str, last: str) -> None:
    table.add_row(Padding(Text(label), (0, 0, 0, 2)), Text(middle), Text(last))


def _rate(tier: Tier) -> str:
    rate = f"{tier.rate}元/{tier.method.unit}起" if tier.step else f"{tier.rate}元/{tier.method.unit}"
    return f"{rate if tier.rate else '不收费'}{mark(tier.sure)}"


def _held(since: date, until: date | None) -> str:
    return f"{since.isoformat()}起" + (f"\n至{until.isoformat()}" if until else "")


def _force(act: Act) -> str:
    words = f"自{act.since.isoformat()}起施行"
    if act.until:
        words += f"，至{act.until.isoformat()}止"
    return words + (f"，由{act.replaced_by}代替" if act.replaced_by else "") + "。"
