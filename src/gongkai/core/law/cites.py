"""Citations as people type them, and what in the program's data rests on an article.

Every data file of the core is walked, whatever its tables: an entry with `cite` or `cites` rests on what they name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from gongkai.core.errors import UnknownCitation
from gongkai.core.law.acts import Act, split
from gongkai.core.law.articles import Article, articles
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.law.limits import SEEN
from gongkai.core.law.numerals import chinese

CORE = "gongkai.core"
OTHER = "其他"
_HEADER = re.compile(r"^\[\[?\s*([A-Za-z0-9_-]+)\s*\]\]?", re.MULTILINE)
_LABELS = ("label", "situation", "title", "name", "code", "key")


@dataclass(frozen=True, slots=True)
class Citation:
    """What somebody asks for: an act, and articles of it, or `words` of it that are no article (表三, 第一部分)."""

    act: Act
    articles: tuple[Article, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        return self.act.name + ("、".join(map(str, self.articles)) or self.words)

    def finds(self, cite: Cite) -> bool:
        """Say whether something that rests on `cite` rests on what is asked for.

        >>> citation("条例第三十三条").finds(Cite("政府信息公开条例（国务院令第711号）", "第三十三条第二款"))
        True
        """
        if cite.act != self.act.name:
            return False
        if not self.articles:
            return self.words in cite.article
        named = _articles_of(cite.article)
        return any(wanted.touches(article) for wanted in self.articles for article in named)

    def names(self, cite: Cite) -> bool:
        """Say whether a citation names what is asked for, or something within it, and not merely what it is a part of.

        >>> asked = citation("条例第三十三条第九款")
        >>> whole = Cite("政府信息公开条例（国务院令第711号）", "第三十三条")
        >>> asked.finds(whole), asked.names(whole)
        (True, False)
        """
        if not self.articles or not self.finds(cite):
            return self.finds(cite)
        named = _articles_of(cite.article)
        return any(wanted.touches(article) and article.within(wanted) for wanted in self.articles for article in named)


@dataclass(frozen=True, slots=True)
class Resting:
    """One thing in the program that rests on the law: what kind it is, its words, where it stands, and when it holds.

    `place` is the file below the package, `line` its line there. Without `since` it holds as long as its act.
    """

    kind: str
    label: str
    place: str
    line: int
    cites: tuple[Cite, ...]
    since: date | None = None
    until: date | None = None
    sure: str = SEEN


def citation(words: str) -> Citation:
    """Read a citation as typed: 条例第三十三条, 《条例》第33条第一款, 条例33, 109号.

    `UnknownCitation` where the act is not known, or its article can't be read, or is none of the act's.

    >>> str(citation("条例36(4)"))
    '政府信息公开条例（国务院令第711号）第三十六条第四项'
    """
    act, rest = split(words)
    if not rest:
        return Citation(act)
    named = articles(rest)
    if named is not None:
        _refuse_unknown(act, named)
        return Citation(act, named)
    if "条" in rest or rest[0].isdigit():
        raise UnknownCitation(f"“{words}”里的条文看不懂：请写成“{act.title}第三十三条”或“第三十三条第二款”的样子。")
    return Citation(act, words=rest)


def _refuse_unknown(act: Act, named: Iterable[Article]) -> None:
    for article in named:
        if act.articles is not None and not act.has(article):
            raise UnknownCitation(f"《{act.title}》共{chinese(act.articles)}条，没有{article}：请核对条文。")


def resting_on(asked: Citation, found: Iterable[Resting]) -> tuple[Resting, ...]:
    """Return those that rest on what is asked for, by kind in the order of `kinds.toml`, then as they stand.

    >>> [each.label for each in resting_on(citation("条例第二十六条"), in_data()) if each.kind == "期限"]
    ['主动公开']
    """
    order = {label: place for place, label in enumerate(dict.fromkeys(_kinds().values()))}
    chosen = [each for each in found if any(asked.finds(cite) for cite in each.cites)]
    return tuple(sorted(chosen, key=lambda each: order.get(each.kind, len(order))))


@cache
def in_data() -> tuple[Resting, ...]:
    """Return everything in the data files of the core that rests on the law."""
    root = files(CORE)
    return tuple(each for path, file in _walked(root, "core") for each in _read(path, file.read_text("utf-8")))


def unknown_acts(found: Iterable[Resting]) -> frozenset[str]:
    """Return the names of acts that are cited but not registered in `acts.toml`, or registered under another name.

    >>> unknown_acts([Resting("期限", "", "", 1, (Cite("条例", "第三十三条"),))])
    frozenset({'条例'})
    """
    cited = {cite.act for each in found for cite in each.cites}
    return frozenset(name for name in cited if _registered(name) != name)


def _registered(name: str) -> str:
    try:
        act, rest = split(name)
    except UnknownCitation:
        return ""
    return "" if rest else act.name


def _walked(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        below = f"{path}/{each.name}"
        if each.is_dir():
            yield from _walked(each, below)
        elif each.name.endswith(".toml"):
            yield below, each


def _read(path: str, text: str) -> Iterator[Resting]:
    lines = _lines(text)
    for table, value in tomllib.loads(text).items():
        own = value if isinstance(value, list) else [value]
        kind = _kind(path, table)
        for entry, line in zip(own, lines.get(table, ()), strict=False):
            for label, cites in _cited(entry, ""):
                holds = entry.get("from"), entry.get("until"), entry.get("sure", SEEN)
                yield Resting(kind, label, path, line, cites, *holds)


def _kind(path: str, table: str) -> str:
    """Return what the entries of a table are called: by the table, its file, or its package."""
    _, package, *_, name = path.split("/")
    file = f"{package}/{name.removesuffix('.toml')}"
    names = _kinds()
    return names.get((file, table)) or names.get((file, "")) or names.get((package, ""), OTHER)


def _cited(entry: Any, above: str) -> Iterator[tuple[str, tuple[Cite, ...]]]:
    """Yield the words and citations of an entry, then those of the entries within it."""
    if isinstance(entry, list):
        for each in entry:
            yield from _cited(each, above)
    elif isinstance(entry, dict):
        own = next((str(entry[key]) for key in _LABELS if entry.get(key)), "")
        label = f"{above}：{own}" if above and own else own or above
        if cites := cites_of(entry):
            yield label, cites
        for key, value in entry.items():
            if key not in {"cite", "cites"}:
                yield from _cited(value, label)


def _lines(text: str) -> dict[str, list[int]]:
    """Return the lines on which the entries of each table begin."""
    found: dict[str, list[int]] = {}
    for header in _HEADER.finditer(text):
        found.setdefault(header[1], []).append(text.count("\n", 0, header.start()) + 1)
    return found


@cache
def _kinds() -> dict[tuple[str, str], str]:
    found = entries("gongkai.core.law", "kinds.toml", "kind")
    return {(entry["file"], entry.get("table", "")): entry["label"] for entry in found}


@cache
def _articles_of(words: str) -> tuple[Article, ...]:
    return articles(words) or ()
