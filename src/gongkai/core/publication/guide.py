"""What article 12 wants in the guide to disclosure and in the catalogue, and what is missing from one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.core.findings import Finding, Severity
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.publication import PACKAGE


class Book(StrEnum):
    """The two that every agency keeps up to date."""

    GUIDE = "guide"
    CATALOGUE = "catalogue"

    @property
    def label(self) -> str:
        """The name of the book.

        >>> Book.GUIDE.label
        '政府信息公开指南'
        """
        return "政府信息公开指南" if self is Book.GUIDE else "政府信息公开目录"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that the law wants in the guide, or in every entry of the catalogue."""

    key: str
    label: str
    cite: Cite


@cache
def requirements(book: Book) -> tuple[Requirement, ...]:
    """Return what the law wants in a book, in the order of the article.

    >>> [each.label for each in requirements(Book.CATALOGUE)]
    ['索引', '名称', '内容概述', '生成日期']
    """
    return tuple(
        Requirement(row["key"], row["label"], cites_of(row)[0]) for row in entries(PACKAGE, "metadata.toml", book.value)
    )


def examine_book(book: Book, filled: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for everything that is missing; `filled` are the keys of what is there.

    >>> examine_book(Book.CATALOGUE, ["index", "title", "formed_on"])[0].message
    '政府信息公开目录缺少“内容概述”，请补填并及时更新。'
    """
    there = set(filled)
    return tuple(
        Finding("PB-01", Severity.ERROR, f"{book.label}缺少“{each.label}”，请补填并及时更新。", str(each.cite))
        for each in requirements(book)
        if each.key not in there
    )
