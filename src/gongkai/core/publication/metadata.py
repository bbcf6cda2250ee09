"""What is kept about a published item, and what is wrong with it: one finding a fault, with the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.findings import Finding
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.law.days import chinese
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.document_number import read_document_number
from gongkai.core.publication.faults import faults
from gongkai.core.publication.index_number import read_index_number
from gongkai.core.publication.themes import genre_of_title, genres, theme_of, themes
from gongkai.core.publication.visible import is_blank

FILE = "metadata.toml"
SHORTEST_REPEATED = 4
"""A description that repeats fewer characters than this of another element repeats nothing."""
_FAULTS = faults(FILE)


class Obligation(StrEnum):
    """Whether an element must be there: always, where the item has it, or not."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Element:
    """One of the fourteen elements of the catalogue; `sure` says how well its obligation is known."""

    key: str
    label: str
    obligation: Obligation
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class ShortName:
    """A name that titles and agencies must not use, and the full one."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is kept about an item; "" and None stand for what isn't there."""

    index_number: str = ""
    title: str = ""
    description: str = ""
    formed_on: date | None = None
    agency: str = ""
    theme: str = ""
    genre: str = ""
    document_number: str = ""
    published_on: date | None = None
    keywords: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    media_format: str = ""
    address: str = ""
    language: str = ""
    attribute: Attribute = Attribute.PROACTIVE


@cache
def elements() -> tuple[Element, ...]:
    """Return the elements of the catalogue, in order.

    >>> [each.label for each in elements()][:3]
    ['索引号', '名称', '内容概述']
    """
    return tuple(
        Element(row["key"], row["label"], Obligation(row["obligation"]), cites_of(row)[0], row.get("sure", "seen"))
        for row in entries(PACKAGE, FILE, "element")
    )


def examine_metadata(
    given: Metadata, at: date, short_names: tuple[ShortName, ...] = (), description_length: int | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with an item's metadata on a day, in the order of the elements.

    `short_names` are those that the agency knows; `description_length` takes the place of the shipped limit of characters.

    >>> [found.code for found in examine_metadata(Metadata(title="某事的通知", agency="某县某局"), date(2025, 3, 3))]
    ['PM-01', 'PM-01', 'PM-01', 'PM-01', 'PM-17']
    """
    (measure,) = entries(PACKAGE, FILE, "measure")
    limit = description_length if description_length is not None else int(measure["characters"])
    return (
        *_missing(given),
        *_index_faults(given),
        *_title_faults(given, short_names),
        *_description_faults(given, limit),
        *_class_faults(given),
        *_number_faults(given),
        *_day_faults(given, at),
        *_other_faults(given),
    )


def _missing(given: Metadata) -> Iterator[Finding]:
    for element in elements():
        if element.obligation is Obligation.MANDATORY and is_blank(str(getattr(given, element.key) or "")):
            yield _FAULTS["PM-01"].finding(label=element.label)


def _index_faults(given: Metadata) -> Iterator[Finding]:
    if not given.index_number:
        return
    number = read_index_number(given.index_number)
    if number.why_not_national:
        yield _FAULTS["PM-02"].finding(given.index_number, value=number, why=number.why_not_national)
    if number.code_is_wrong:
        yield _FAULTS["PM-03"].finding(given.index_number, value=number, code=number.code)


def _title_faults(given: Metadata, short_names: tuple[ShortName, ...]) -> Iterator[Finding]:
    title = given.title
    for mark, why in (("\n", "分了行"), ("——", "带副标题"), ("此件公开发布", "带公开标注")):
        if mark in title:
            yield _FAULTS["PM-04"].finding(title, value=" ".join(title.split()), why=why)
    if given.document_number and given.document_number in title:
        yield _FAULTS["PM-04"].finding(title, value=" ".join(title.split()), why="带文号")
    for name in short_names:
        if name.short in title.replace(name.full, ""):
            yield _FAULTS["PM-05"].finding(title, short=name.short, full=name.full)
        if given.agency == name.short:
            yield _FAULTS["PM-09"].finding(given.agency, value=given.agency, full=name.full)


def _description_faults(given: Metadata, limit: int) -> Iterator[Finding]:
    text = given.description
    if len(text) > limit:
        yield _FAULTS["PM-06"].finding(text, count=len(text), limit=limit)
    for label, value in (("名称", given.title), ("文号", given.document_number), ("索引号", given.index_number)):
        if len(value) >= SHORTEST_REPEATED and value in text:
            yield _FAULTS["PM-07"].finding(text, label=label)


def _class_faults(given: Metadata) -> Iterator[Finding]:
    if given.theme and theme_of(given.theme) is None:
        yield _FAULTS["PM-10"].finding(given.theme, value=given.theme, count=len(themes()))
    if not given.genre:
        return
    known = next((each for each in genres() if given.genre == each.label or given.genre in each.endings), None)
    if known is None:
        yield _FAULTS["PM-11"].finding(given.genre, value=given.genre, count=len(genres()))
        return
    named = genre_of_title(given.title)
    if named is not None and named != known:
        yield _FAULTS["PM-12"].finding(given.title, found=named.label, value=given.genre)


def _number_faults(given: Metadata) -> Iterator[Finding]:
    if not given.document_number:
        return
    typed = read_document_number(given.document_number)
    if typed is None:
        yield _FAULTS["PM-14"].finding(given.document_number, value=given.document_number)
    elif typed.why_improper:
        yield _FAULTS["PM-13"].finding(
            given.document_number, value=given.document_number, why=typed.why_improper, proper=typed.number
        )
    year = typed.number.year if typed else None
    if year and given.formed_on and year != given.formed_on.year:
        yield _FAULTS["PM-19"].finding(
            given.document_number, value=given.document_number, year=year, formed=chinese(given.formed_on)
        )


def _day_faults(given: Metadata, at: date) -> Iterator[Finding]:
    if given.formed_on and given.formed_on > at:
        yield _FAULTS["PM-18"].finding(formed=chinese(given.formed_on), at=chinese(at))
    if given.published_on and given.published_on > at:
        yield _FAULTS["PM-20"].finding(published=chinese(given.published_on), at=chinese(at))
    if given.formed_on and given.published_on and given.published_on < given.formed_on:
        yield _FAULTS["PM-08"].finding(published=chinese(given.published_on), formed=chinese(given.formed_on))
    if given.effective_from and given.effective_to and given.effective_to < given.effective_from:
        yield _FAULTS["PM-16"].finding(until=chinese(given.effective_to), since=chinese(given.effective_from))


def _other_faults(given: Metadata) -> Iterator[Finding]:
    if given.attribute is not Attribute.PROACTIVE:
        yield _FAULTS["PM-15"].finding(value=given.attribute.label)
    if all(map(is_blank, given.keywords)):
        yield _FAULTS["PM-17"].finding()
