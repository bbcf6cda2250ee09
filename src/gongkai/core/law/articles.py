"""Articles of an act and their parts (条、款、项), as people write them: 第三十三条第一款, 33, 36(4), 第十四条至第十六条."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.core.law.numerals import NUMERAL, chinese, value_of

_ARTICLE = re.compile(rf"第?({NUMERAL})条(?:之({NUMERAL}))?|第?({NUMERAL})(?![款项目0-9])")
_PARAGRAPH = re.compile(rf"第?\(?({NUMERAL})\)?款")
_ITEM = re.compile(rf"第?\(?({NUMERAL})\)?项|第?\(({NUMERAL})\)项?|第({NUMERAL})(?=[、,])")
_BETWEEN = re.compile(r"[、,和及与]|以及")
_RANGE = re.compile(r"[至到~\-—–]")
LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a part of it; `inserted` is the 之一 of an article that was put in later, 0 for none.

    >>> str(Article(36, 1, 4))
    '第三十六条第一款第四项'
    """

    number: int
    paragraph: int | None = None
    item: int | None = None
    inserted: int = 0

    def __str__(self) -> str:
        words = f"第{chinese(self.number)}条" + (f"之{chinese(self.inserted)}" if self.inserted else "")
        words += f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        return words + (f"第{chinese(self.item)}项" if self.item else "")

    def touches(self, other: Article) -> bool:
        """Say whether one holds the other, or both are the same; two different paragraphs don't.

        An item without its paragraph is one of the first, as articles of one paragraph are cited.

        >>> Article(33).touches(Article(33, 1)), Article(33, 1).touches(Article(33)), Article(33, 1).touches(Article(33, 2))
        (True, True, False)
        """
        if (self.number, self.inserted) != (other.number, other.inserted):
            return False
        mine, yours = self._parts(), other._parts()
        return all(left is None or right is None or left == right for left, right in zip(mine, yours, strict=True))

    def within(self, other: Article) -> bool:
        """Say whether one that touches the other is no wider than it: the same, or a part of it.

        >>> Article(33, 2).within(Article(33)), Article(33).within(Article(33, 2))
        (True, False)
        """
        mine, yours = self._parts(), other._parts()
        return all(left is not None or right is None for left, right in zip(mine, yours, strict=True))

    def _parts(self) -> tuple[int | None, int | None]:
        return (1 if self.item and self.paragraph is None else self.paragraph), self.item


def plain(words: str) -> str:
    """Return words as typed without what means nothing: width of letters, spaces, 《》 and 中华人民共和国.

    >>> plain("《条例》第 ３３ 条")
    '条例第33条'
    """
    words = unicodedata.normalize("NFKC", words)
    return re.sub(r"\s|[《》<>]|中华人民共和国", "", words)


def articles(words: str) -> tuple[Article, ...] | None:
    """Return every article that the words name; None where they are no list of articles.

    >>> [str(each) for each in articles("第九十一条、第九十三条第（二）项")]
    ['第九十一条', '第九十三条第二项']
    >>> [str(each) for each in articles("第十四条至第十六条")]
    ['第十四条', '第十五条', '第十六条']
    >>> articles("36(4)") == articles("第三十六条第四项"), articles("表三") is None
    (True, True)
    """
    rest = plain(words)
    found: list[Article] = []
    span = False
    while rest:
        read = _read(rest, found[-1] if found else None)
        if read is None:
            return None
        named, rest = read
        steps = list(_between(found[-1], named)) if span else [named]
        if not steps:
            return None
        found += steps
        joint = _RANGE.match(rest) or _BETWEEN.match(rest)
        span = bool(joint and _RANGE.match(rest))
        if joint is not None:
            rest = rest[joint.end() :]
            if not rest:
                return None
        elif rest and not rest.startswith("("):
            return None
    return tuple(found) or None


def _between(first: Article, last: Article) -> Iterator[Article]:
    """Yield what follows the first up to the last, articles or items, nothing where they are no span."""
    if first.item and last == replace(first, item=last.item):
        numbers = range(first.item + 1, (last.item or 0) + 1)
        yield from (replace(first, item=number) for number in numbers[:LONGEST_RANGE])
    elif first == Article(first.number) and last == Article(last.number):
        yield from (Article(number) for number in range(first.number + 1, last.number + 1)[:LONGEST_RANGE])


def _read(words: str, before: Article | None) -> tuple[Article, str] | None:
    """Read one article, or a further part of the article before; return it with the words that are left."""
    match = _ARTICLE.match(words)
    if match is not None:
        named, inserted, bare = match.groups()
        number = value_of(named or bare)
        if number is None:
            return None
        article = Article(number, inserted=value_of(inserted) or 0 if inserted else 0)
    elif before is not None:
        article = replace(before, item=None)
    else:
        return None
    rest = words[match.end() if match else 0 :]
    return _parts_of(article, rest, needed=match is None)


def _parts_of(article: Article, words: str, *, needed: bool) -> tuple[Article, str] | None:
    paragraph = _PARAGRAPH.match(words)
    if paragraph is not None:
        article = replace(article, paragraph=value_of(paragraph[1]))
        words = words[paragraph.end() :]
    item = _ITEM.match(words)
    if item is not None:
        article = replace(article, item=value_of(next(filter(None, item.groups()))))
        words = words[item.end() :]
    if needed and paragraph is None and item is None:
        return None
    return article, words
