"""Dated data: packaged TOML whose entries say from when and until when they hold, and on which article they rest."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeVar

from gongkai.core.law.cite import Cite

Entry = Mapping[str, Any]
"""One `[[table]]` of a data file as it stands there."""


class Dated(Protocol):
    """Anything that holds from `since` until `until`, both days included; no `until` is still in force."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The last day, or None."""


Held = TypeVar("Held", bound=Dated)


@cache
def document(package: str, file: str) -> Mapping[str, Any]:
    """Return a data file of `package`, parsed once; `file` is its name in the folder `data` beside the code.

    >>> sorted(document("gongkai.core.law", "acts.toml"))
    ['act']
    """
    return tomllib.loads(files(package).joinpath("data", file).read_text("utf-8"))


def entries(package: str, file: str, table: str) -> tuple[Entry, ...]:
    """Return the entries `[[table]]` of a data file, in the order of the file.

    >>> entries("gongkai.core.law", "time_limits.toml", "reply")[-1]["workdays"]
    20
    """
    return tuple(document(package, file)[table])


def cites_of(entry: Entry) -> tuple[Cite, ...]:
    """Return what an entry rests on: its `cite`, or all of its `cites`.

    >>> cites_of({"cite": {"act": "行政诉讼法", "article": "第四十六条"}})
    (Cite(act='行政诉讼法', article='第四十六条'),)
    """
    named = [entry["cite"]] if "cite" in entry else entry.get("cites", [])
    return tuple(Cite(each["act"], each.get("article", "")) for each in named)


def holds(since: date, until: date | None, on: date) -> bool:
    """Say whether something that holds from `since` until `until`, both included, holds on a day.

    >>> holds(date(2008, 5, 1), date(2019, 5, 14), date(2019, 5, 15))
    False
    """
    return since <= on and (until is None or on <= until)


def in_force(dated: Iterable[Held], on: date) -> Iterator[Held]:
    """Yield those that hold on a day."""
    return (each for each in dated if holds(each.since, each.until, on))


def entries_in_force(found: Iterable[Entry], on: date) -> Iterator[Entry]:
    """Yield those entries whose `from` and `until` let them hold on a day; without `from` an entry always has.

    >>> list(entries_in_force([{"from": date(2024, 1, 1)}], date(2023, 12, 31)))
    []
    """
    return (each for each in found if holds(each.get("from", date.min), each.get("until"), on))


def named_in_force(found: Iterable[Entry], name: str, on: date) -> Entry | None:
    """Return the entry called `name` that holds on a day, or None where the law of that day had none.

    >>> named_in_force([{"name": "a", "from": date(2024, 1, 1)}], "a", date(2023, 12, 31)) is None
    True
    """
    return next((each for each in entries_in_force(found, on) if each["name"] == name), None)
