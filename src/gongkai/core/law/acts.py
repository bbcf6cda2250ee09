"""The acts that the program rests on: their names, numbers and the days on which they are in force."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.errors import UnknownCitation
from gongkai.core.law.articles import Article, plain
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import entries
from gongkai.core.law.limits import SEEN

NEAREST = 3
_LIKENESS = 0.3


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `name` as every citation writes it, `title` without its number, `short` what people call it.

    `articles` is how many articles it has, None where that isn't known.
    In force from `since` until `until`, both included; `replaced_by` is the name of the act after it, or "".
    """

    name: str
    title: str
    short: tuple[str, ...]
    number: str
    since: date
    until: date | None
    replaced_by: str
    sure: str
    articles: int | None = None

    def has(self, article: Article) -> bool:
        """Say whether an article can be one of the act: none is beyond its last, none was put in between (之一).

        >>> acts()[0].has(Article(56)), acts()[0].has(Article(57)), acts()[0].has(Article(33, inserted=1))
        (True, False, False)
        """
        return self.articles is None or (article.number <= self.articles and not article.inserted)


@cache
def acts() -> tuple[Act, ...]:
    """Return every act, in the order of the data.

    >>> acts()[0].title
    '政府信息公开条例'
    """
    return tuple(
        Act(
            name=entry["name"],
            title=entry["title"],
            short=tuple(entry["short"]),
            number=entry["number"],
            since=entry["from"],
            until=entry.get("until"),
            replaced_by=entry.get("replaced_by", ""),
            sure=entry.get("sure", SEEN),
            articles=entry.get("articles"),
        )
        for entry in entries("gongkai.core.law", "acts.toml", "act")
    )


@cache
def brief(cite: Cite) -> str:
    """Write a citation as a sentence does: the act's title without its number, and the article.

    >>> brief(Cite("政府信息公开条例（国务院令第711号）", "第三十三条第二款"))
    '政府信息公开条例第三十三条第二款'
    """
    titles = {act.name: act.title for act in acts()}
    return titles.get(cite.act, cite.act) + cite.article


def split(words: str) -> tuple[Act, str]:
    """Part a citation as typed into its act and the words that follow; `UnknownCitation` where no act is named.

    >>> act, rest = split("《条例》第 33 条")
    >>> act.name, rest
    ('政府信息公开条例（国务院令第711号）', '第33条')
    """
    typed = plain(words)
    for name, act in _names():
        if typed.startswith(name):
            return act, typed[len(name) :]
    raise UnknownCitation(_unknown(words, typed))


@cache
def _names() -> tuple[tuple[str, Act], ...]:
    """Return every name of every act, the longest first, so that 行政诉讼法（1989年） isn't read as 行政诉讼法."""
    named = {plain(name): act for act in acts() for name in (act.name, act.title, *act.short)}
    return tuple(sorted(named.items(), key=lambda pair: -len(pair[0])))


def _unknown(words: str, typed: str) -> str:
    if not typed:
        return "没有写明依据：请写法律文件名称和条文，例如“条例第三十三条”。"
    if typed.startswith("第") or typed[0].isdigit():
        return f"“{words}”没有写明是哪部法律文件：请在条文前写名称，例如“条例{typed}”。"
    title = typed.partition("第")[0]
    names = {name: act.title for name, act in _names()}
    near = dict.fromkeys(names[name] for name in difflib.get_close_matches(title, names, NEAREST, _LIKENESS))
    asked = f"是不是：{'、'.join(f'《{name}》' for name in near)}？" if near else ""
    return f"没有找到“{words}”所指的法律文件：{asked}请核对名称；不带参数运行本命令可以看到全部名称。"
