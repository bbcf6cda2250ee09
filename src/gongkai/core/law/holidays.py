"""The arrangement of one year's holidays, as the notice of the State Council's General Office has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from gongkai.core.errors import CalendarUnreadable

LONGEST = 16
"""Days: no holiday has ever been longer than ten, so that a longer one is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a year's arrangement rests on: title, document number, day of issue, address; what is unknown is left empty."""

    title: str
    number: str = ""
    issued: date | None = None
    url: str = ""

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday from its first to its last day off, and the weekend days worked for it.

    `source` tells who decided it where that isn't the national notice (民族节日, 办法第四条).

    >>> len(Holiday("国庆节、中秋节", date(2025, 10, 1), date(2025, 10, 8)).days)
    8
    """

    label: str
    first: date
    last: date
    made_up: tuple[date, ...] = ()
    source: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Every day off, weekends within it too."""
        return tuple(self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The holidays of `year` with the documents that arranged them, in the order of their issue."""

    year: int
    sources: tuple[Source, ...]
    holidays: tuple[Holiday, ...]

    @property
    def days_off(self) -> frozenset[date]:
        """Every day off of every holiday."""
        return frozenset(day for holiday in self.holidays for day in holiday.days)

    @property
    def made_up(self) -> frozenset[date]:
        """Every weekend day that is worked."""
        return frozenset(day for holiday in self.holidays for day in holiday.made_up)


@cache
def shipped() -> tuple[Notice, ...]:
    """Return the years whose notices come with the program, 2008 first.

    >>> [notice.year for notice in shipped()] == list(range(2008, 2027))
    True
    """
    folder = files("gongkai.core.law").joinpath("data", "calendar")
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(read_notice(loads(text)) for _, text in texts)


def read_notice(plain: Mapping[str, Any]) -> Notice:
    """Return the arrangement told by a parsed TOML file: `[[notice]]` with the documents, `[[holiday]]` with the days.

    Raises CalendarUnreadable, naming the entry.

    >>> read_notice({"notice": [{"year": 2031, "label": "通知"}], "holiday": [{"label": "元旦", "first": date(2031, 1, 1)}]}).year
    2031
    """
    documents = _tables(plain, "notice")
    holidays = read_holidays(plain)
    years = {_value(document, "year", int, f"第{place}个[[notice]]") for place, document in enumerate(documents, 1)}
    if len(years) != 1:
        raise CalendarUnreadable("一个文件只写一年的放假安排，各个[[notice]]的year要相同：请分成几个文件。")
    sources = tuple(_source(document, f"第{place}个[[notice]]") for place, document in enumerate(documents, 1))
    return Notice(years.pop(), sources, holidays)


def read_holidays(plain: Mapping[str, Any]) -> tuple[Holiday, ...]:
    """Return the `[[holiday]]` entries of a parsed TOML file; raises CalendarUnreadable, naming the entry."""
    return tuple(_holiday(entry, f"第{place}个[[holiday]]") for place, entry in enumerate(_tables(plain, "holiday"), 1))


def notice_text(notice: Notice) -> str:
    """Return the arrangement as the TOML that `read_notice` reads.

    >>> read_notice(loads(notice_text(shipped()[0]))) == shipped()[0]
    True
    """
    return "\n".join([*_documents(notice), *_entries(notice.holidays)])


def holidays_text(holidays: Sequence[Holiday]) -> str:
    """Return holidays as the TOML that `read_holidays` reads."""
    return "\n".join(_entries(holidays))


def _documents(notice: Notice) -> Iterator[str]:
    for source in notice.sources:
        yield f"[[notice]]\nyear = {notice.year}\nlabel = {_quoted(source.title)}"
        if source.number:
            yield f"number = {_quoted(source.number)}"
        if source.issued is not None:
            yield f"date = {source.issued}"
        if source.url:
            yield f"url = {_quoted(source.url)}"
        yield ""


def _entries(holidays: Sequence[Holiday]) -> Iterator[str]:
    for holiday in holidays:
        yield f"[[holiday]]\nlabel = {_quoted(holiday.label)}\nfirst = {holiday.first}\nlast = {holiday.last}"
        if holiday.made_up:
            yield f"made_up = [{', '.join(map(str, holiday.made_up))}]"
        if holiday.source:
            yield f"source = {_quoted(holiday.source)}"
        yield ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _source(entry: Mapping[str, Any], where: str) -> Source:
    return Source(
        _value(entry, "label", str, where),
        _value(entry, "number", str, where, ""),
        _value(entry, "date", date, where, None),
        _value(entry, "url", str, where, ""),
    )


def _holiday(entry: Mapping[str, Any], where: str) -> Holiday:
    label = _value(entry, "label", str, where)
    where = f"{where}（{label}）"
    first = _value(entry, "first", date, where)
    last = _value(entry, "last", date, where, first)
    made_up = _value(entry, "made_up", list, where, [])
    if not all(type(day) is date for day in made_up):
        raise CalendarUnreadable(f"{where}的made_up应为日期的列表，如[2025-01-26, 2025-02-08]：请改正后再导入。")
    if not 0 <= (last - first).days < LONGEST:
        raise CalendarUnreadable(f"{where}从{first}到{last}不像一个假期：请核对首尾两天后再导入。")
    return Holiday(label, first, last, tuple(sorted(made_up)), _value(entry, "source", str, where, ""))


def _tables(plain: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = plain.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(entry, Mapping) for entry in found):
        raise CalendarUnreadable(f"缺少[[{name}]]：请对照随附的年度文件补上后再导入。")
    return found


_MISSING: Any = object()
_KINDS = {str: "文字", int: "整数", date: "日期（如2025-01-01，不加引号）", list: "列表"}


def _value(entry: Mapping[str, Any], key: str, kind: type[Any], where: str, default: Any = _MISSING) -> Any:
    found = entry.get(key, default)
    if found is _MISSING:
        raise CalendarUnreadable(f"{where}缺少{key}：请补上后再导入。")
    if found is not default and type(found) is not kind:
        raise CalendarUnreadable(f"{where}的{key}应为{_KINDS[kind]}：请改正后再导入。")
    return found
