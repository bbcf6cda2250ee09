"""The interpretation of a policy document: by when it must appear, what it tells, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.findings import Finding
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.law.days import chinese
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.faults import faults

FILE = "interpretations.toml"
_FAULTS = faults(FILE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list: a subject that needs interpretation, an element it tells, a style it takes."""

    key: str
    label: str
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What there is for a document: the days its parts appeared, keys of styles and elements, and both links.

    `copied_percent` is how much of it stands word for word in the document, where somebody has measured it.
    """

    published_on: tuple[date, ...] = ()
    styles: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    document_links: bool = True
    interpretation_links: bool = True
    copied_percent: int | None = None


def interpretation_due(published_on: date, calendar: Calendar, workdays: int | None = None) -> date:
    """Return the last day for the interpretation of a document published on a day; `workdays` where a place sets its own.

    >>> interpretation_due(date(2025, 9, 29), Calendar())
    datetime.date(2025, 10, 10)
    """
    (term,) = entries(PACKAGE, FILE, "term")
    return calendar.add(published_on, int(term["workdays"]) if workdays is None else workdays)


def examine_interpretation(
    title: str, published_on: date, given: Interpretation | None, calendar: Calendar, at: date
) -> tuple[Finding, ...]:
    """Return what is wrong with a document's interpretation on a day; None is one that isn't there.

    Nothing is wrong as long as there is time left and nothing has appeared; what is dated after the day hasn't.

    >>> examine_interpretation("某办法", date(2025, 9, 1), None, Calendar(), date(2025, 9, 4))
    ()
    """
    due = interpretation_due(published_on, calendar)
    named = f"“{title}”"
    appeared = [day for day in given.published_on if day <= at] if given is not None else []
    if given is None or not appeared:
        return (_FAULTS["PI-01"].finding(title=named, due=chinese(due)),) if at > due else ()
    return (
        *_days(named, published_on, due, appeared),
        *_links(named, given),
        *_contents(named, given),
    )


@cache
def choices(table: str) -> tuple[Choice, ...]:
    """Return a list of the data: `subject`, `principle`, `element` or `style`.

    >>> choices("style")[1].label
    '图解（一图读懂）'
    """
    return tuple(
        Choice(row["key"], row["label"], cites_of(row)[0], row["sure"]) for row in entries(PACKAGE, FILE, table)
    )


def _days(named: str, published_on: date, due: date, appeared: list[date]) -> Iterator[Finding]:
    """Look at the first part that can be of the document; one before it is an error of dates or of documents."""
    if (first := min(appeared)) < published_on:
        yield _FAULTS["PI-08"].finding(title=named, published=chinese(first), document=chinese(published_on))
    rest = [day for day in appeared if day >= published_on]
    if rest and min(rest) > due:
        yield _FAULTS["PI-02"].finding(title=named, published=chinese(min(rest)), due=chinese(due))


def _links(named: str, given: Interpretation) -> Iterator[Finding]:
    missing = [
        told
        for there, told in (
            (given.document_links, "的文件页没有链接解读"),
            (given.interpretation_links, "的解读页没有链接文件"),
        )
        if not there
    ]
    if missing:
        yield _FAULTS["PI-03"].finding(title=named, why="，".join(missing))


def _contents(named: str, given: Interpretation) -> Iterator[Finding]:
    labels = {each.key: each.label for each in choices("style")}
    known = {each.key for each in choices("element")}
    for what, key in (
        *(("形式", key) for key in dict.fromkeys(given.styles) if key not in labels),
        *(("要素", key) for key in dict.fromkeys(given.elements) if key not in known),
    ):
        yield _FAULTS["PI-07"].finding(title=named, what=what, value=key)
    if len(set(given.styles)) == 1 and given.styles[0] in labels:
        yield _FAULTS["PI-04"].finding(title=named, style=labels[given.styles[0]])
    missing = [each.label for each in choices("element") if each.key not in given.elements]
    if given.elements and missing:
        yield _FAULTS["PI-05"].finding(title=named, missing="、".join(missing))
    yield from _copied(named, given.copied_percent)


def _copied(named: str, percent: int | None) -> Iterator[Finding]:
    (measure,) = entries(PACKAGE, FILE, "measure")
    if percent is None:
        return
    if not 0 <= percent <= 100:
        yield _FAULTS["PI-09"].finding(title=named, share=f"{percent}%")
    elif percent >= measure["percent"]:
        yield _FAULTS["PI-06"].finding(title=named, share=f"{percent}%")
