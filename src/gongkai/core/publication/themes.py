"""The 22 classes of themes and the genres of official documents, by which items of the catalogue are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.core.law.dated import entries
from gongkai.core.publication import PACKAGE


@dataclass(frozen=True, slots=True)
class Theme:
    """A class of themes; `number` is its place in the list."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre of official documents, and the words with which titles of it end."""

    label: str
    endings: tuple[str, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """Return the classes of themes, in order.

    >>> len(themes()), themes()[1].label
    (22, '综合政务')
    """
    return tuple(Theme(row["number"], row["label"]) for row in entries(PACKAGE, "themes.toml", "theme"))


@cache
def genres() -> tuple[Genre, ...]:
    """Return the genres, the fifteen of official documents first.

    >>> [each.label for each in genres()][4]
    '通知'
    """
    return tuple(Genre(row["label"], tuple(row["endings"])) for row in entries(PACKAGE, "themes.toml", "genre"))


def theme_of(label: str) -> Theme | None:
    r"""Return the class that a label names, with or without what stands below it (`综合政务\政务公开`), or None.

    >>> theme_of("综合政务\\政务公开").number
    2
    """
    top = label.replace("/", "\\").split("\\")[0].strip()
    return next((each for each in themes() if each.label == top), None)


def genre_of_title(title: str) -> Genre | None:
    """Return the genre that a title names with its last word, or None.

    >>> genre_of_title("某县人民政府办公室关于印发工作规则的通知").label
    '通知'
    """
    endings = ((ending, each) for each in genres() for ending in each.endings if title.endswith(ending))
    return max(endings, key=lambda pair: len(pair[0]), default=("", None))[1]
