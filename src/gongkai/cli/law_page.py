"""The page of the documentation about the law: terms, fees, annual dates, outcomes, and what rests on which article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.cli.law_index import everything
from gongkai.cli.law_input import mark
from gongkai.core.casework.outcomes import OUTCOMES
from gongkai.core.law.acts import Act, acts
from gongkai.core.law.annual import annual_dates
from gongkai.core.law.articles import Article, articles
from gongkai.core.law.cites import Resting
from gongkai.core.law.fees import tiers
from gongkai.core.law.limits import limits

_FIRST = "由 `./gongkai dev docs` 生成，请勿手改。"
_LATE = 10**9


def render() -> str:
    """Return the page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# 法律：数据和依据",
        "",
        f"{_FIRST}数据在`src/gongkai/core/*/data`；标“待核”的没有见到原文，或者是本程序的做法。",
    )
    yield from ("", "## 期限", "", "| 名称 | 事项 | 期限 | 有效 | 依据 |", "|---|---|---|---|---|")
    for limit in limits():
        amount = f"{limit}{mark(limit.sure)}"
        yield f"| `{limit.name}` | {limit.label} | {amount} | {_held(limit.since, limit.until)} | {limit.cite} |"
    yield from ("", "## 信息处理费", "", "| 办法 | 档次 | 标准 | 有效 | 依据 |", "|---|---|---|---|---|")
    for tier in tiers():
        rate = f"{tier.rate}元/{tier.method.unit}{mark(tier.sure)}"
        yield f"| {tier.method.label} | {tier.label} | {rate} | {_held(tier.since, tier.until)} | {tier.cite} |"
    yield from ("", "## 年度日期", "", "遇休假日不顺延。", "", "| 事项 | 每年 | 有效 | 依据 |", "|---|---|---|---|")
    for fixed in annual_dates():
        day = f"{fixed.month}月{fixed.day}日前{mark(fixed.sure)}"
        yield f"| {fixed.label} | {day} | {_held(fixed.since, fixed.until)} | {fixed.cite} |"
    yield from ("", "## 办理结果", "", "| 编号 | 情形 | 文书 | 表三 | 依据 |", "|---|---|---|---|---|")
    for each in OUTCOMES:
        cited = "；".join(map(str, each.cites))
        yield f"| `{each.code}` | {each.situation}{mark(each.sure)} | {each.notice or '—'} | `{each.row}` | {cited} |"
    yield from ("", "## 哪些事项依据哪一条")
    for act in acts():
        yield from _of_act(act)


def _of_act(act: Act) -> Iterator[str]:
    """Yield what rests on each article of an act, in the order of the articles."""
    by_article: dict[str, list[Resting]] = {}
    for each in everything():
        for cite in each.cites:
            if cite.act == act.name:
                by_article.setdefault(cite.article, []).append(each)
    if by_article:
        yield from ("", f"### {act.name}", "", f"{_held(act.since, act.until)}。", "", "| 条文 | 事项 |", "|---|---|")
    for article in sorted(by_article, key=_order):
        words = dict.fromkeys(f"{each.kind}：{each.label}" for each in by_article[article])
        yield f"| {article or '全文'} | {'<br>'.join(words)} |"


def _order(words: str) -> tuple[int, int, int, int, str]:
    """Sort articles by number; what is no article comes after them."""
    first = next(iter(articles(words) or ()), Article(_LATE))
    return first.number, first.inserted, first.paragraph or 0, first.item or 0, words


def _held(since: date, until: date | None) -> str:
    return f"{since.isoformat()}起" + (f"，至{until.isoformat()}" if until else "")
