"""The columns of the platform for disclosure: the four parts, the entry for applications, and what stands below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries
from gongkai.core.publication import PACKAGE
from gongkai.core.publication.scope import SEEN, Level, scope

PLATFORM = "政府信息公开"
"""The name that the platform has everywhere."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with those below it; `items` are the keys of the scope's items whose content it takes.

    `entry` is true for what leads somewhere and holds no content: the entry for applications.
    """

    key: str
    label: str
    items: tuple[str, ...]
    cites: tuple[Cite, ...]
    sure: str
    entry: bool
    below: tuple[Column, ...]


def column_tree(level: Level, on: date | None = None) -> tuple[Column, ...]:
    """Return the columns that an agency of a level keeps, as they should stand on its page.

    Below the statutory content a column whose items don't bind the agency is left out; one without items stays.

    >>> [each.label for each in column_tree(Level.COUNTY_DEPARTMENT)]
    ['政府信息公开指南', '政府信息公开制度', '法定主动公开内容', '政府信息公开年报', '依申请公开']
    """
    bound = {each.key for each in scope(level, on)}
    rows = [row for row in _rows() if "parent" not in row or not row["items"] or bound & set(row["items"])]
    return tuple(_column(row, rows, bound) for row in rows if "parent" not in row)


def _column(row: Entry, rows: list[Entry], bound: set[str]) -> Column:
    return Column(
        key=row["key"],
        label=row["label"],
        items=tuple(key for key in row["items"] if key in bound),
        cites=cites_of(row),
        sure=row.get("sure", SEEN),
        entry=row.get("entry", False),
        below=tuple(_column(each, rows, bound) for each in rows if each.get("parent") == row["key"]),
    )


@cache
def _rows() -> tuple[Entry, ...]:
    return entries(PACKAGE, "columns.toml", "column")
