"""The standard catalogues of counties and towns: their 26 areas, the elements of a row, and the channels it may name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries
from gongkai.core.publication import PACKAGE


@dataclass(frozen=True, slots=True)
class Area:
    """An area with a standard catalogue of its own; `sure` says how well its name is known."""

    number: int
    label: str
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An element of a row of a catalogue, or a channel that it may name."""

    key: str
    label: str


@cache
def areas() -> tuple[Area, ...]:
    """Return the areas, in order.

    >>> len(areas()), areas()[3].label
    (26, '财政预决算')
    """
    return tuple(
        Area(row["number"], row["label"], cites_of(row)[0], row["sure"])
        for row in entries(PACKAGE, "grassroots.toml", "area")
    )


@cache
def row_elements() -> tuple[Heading, ...]:
    """Return what a row of a standard catalogue holds, in the order of its columns.

    >>> [each.label for each in row_elements()][:3]
    ['序号', '一级事项', '二级事项']
    """
    return _headings("element")


@cache
def row_channels() -> tuple[Heading, ...]:
    """Return the channels that a row may tick, as required or as possible.

    >>> row_channels()[0].label
    '政府网站'
    """
    return _headings("channel")


def _headings(table: str) -> tuple[Heading, ...]:
    return tuple(Heading(row["key"], row["label"]) for row in entries(PACKAGE, "grassroots.toml", table))
