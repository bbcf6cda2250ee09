"""What a new calendar changes, for a clerk to read: days, terms by the day of receipt, deadlines of applications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from gongkai.core.deadlines.moved import (
    ChangedDay,
    MovedDeadline,
    MovedEnd,
    MovedTerm,
    changed_days,
    moved_deadlines,
    moved_terms,
)
from gongkai.core.errors import GongkaiError, InvalidTimeline
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import chinese, with_weekday
from gongkai.installation.calendars import name_of

timelines_option = click.option(
    "--timelines",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件或文件夹",
    help="申请经过的TOML文件，可以给多次；列出哪几件的到期日变了。不给时按收到日列出变动的期限。",
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What moves from one calendar to another; `unreadable` are timelines that could not be counted, with a sentence."""

    days: tuple[ChangedDay, ...]
    terms: tuple[MovedTerm, ...]
    deadlines: tuple[MovedDeadline, ...]
    counted: int
    unreadable: tuple[tuple[str, str], ...]

    @classmethod
    def between(cls, before: Calendar, after: Calendar, timelines: tuple[Path, ...]) -> Changes:
        """Compare two calendars, and the applications whose timelines are at these paths."""
        deadlines: list[MovedDeadline] = []
        unreadable: list[tuple[str, str]] = []
        files = list(_files(timelines))
        for path in files:
            try:
                deadlines += _moved_at(path, before, after)
            except GongkaiError as error:
                unreadable.append((name_of(path), str(error)))
        terms = () if timelines else moved_terms(before, after)
        return cls(
            changed_days(before, after), terms, tuple(deadlines), len(files) - len(unreadable), tuple(unreadable)
        )

    def plain(self) -> dict[str, Any]:
        """Return the changes as JSON; days as ISO strings."""
        return {
            "off": [str(each.day) for each in self.days if not each.works],
            "working": [str(each.day) for each in self.days if each.works],
            "terms": [
                {
                    "workdays": term.workdays,
                    "later": term.later,
                    "first": _end(term.first),
                    "last": _end(term.last),
                }
                for term in self.terms
            ],
            "deadlines": [
                {"file": moved.name, "duty": moved.duty.kind, "was": _iso(moved.old), "now": _iso(moved.new)}
                for moved in self.deadlines
            ],
            "unreadable": [{"file": name, "message": message} for name, message in self.unreadable],
        }

    def lines(self, *, timelines: bool) -> Iterator[str]:
        """Yield the changes as lines of text."""
        yield from _days("改为放假", [each for each in self.days if not each.works])
        yield from _days("改为上班", [each for each in self.days if each.works])
        if not self.days:
            yield "工作日没有变化。"
        elif timelines:
            yield from self._deadlines()
        else:
            yield from _terms(self.terms)
        for name, message in self.unreadable:
            yield f"没有算成：{name}：{message}"

    def _deadlines(self) -> Iterator[str]:
        files = len({moved.name for moved in self.deadlines})
        yield f"核对了{self.counted}件申请，{f'{files}件的到期日有变动：' if files else '到期日都没有变动。'}"
        for moved in self.deadlines:
            yield f"  {moved.name}"
            yield f"    {moved.duty.label}：{_told(moved.old)} → {_told(moved.new)}"


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def _moved_at(path: Path, before: Calendar, after: Calendar) -> tuple[MovedDeadline, ...]:
    from gongkai.core.casework.timeline import read_timeline  # noqa: PLC0415
    from gongkai.installation.toml_input import tables_at  # noqa: PLC0415 — only where timelines are given

    return moved_deadlines(name_of(path), read_timeline(tables_at(str(path), InvalidTimeline)), before, after)


def _days(title: str, days: list[ChangedDay]) -> Iterator[str]:
    if days:
        yield f"{title}的有{len(days)}天："
        for each in days:
            yield f"  {with_weekday(each.day)}{f'　{each.name}' if each.name else ''}"


def _terms(terms: tuple[MovedTerm, ...]) -> Iterator[str]:
    yield "到期日因此变动的："
    for workdays, group in groupby(terms, key=lambda term: term.workdays):
        yield f"  {workdays}个工作日"
        for term in group:
            way = "推后" if term.later else "提前"
            first, last = term.first, term.last
            start, old, new = (
                _span(*days) for days in ((first.start, last.start), (first.old, last.old), (first.new, last.new))
            )
            yield f"    {way}　{start}收到的：原来{old}到期，改为{new}到期"


def _span(first: date, last: date) -> str:
    return chinese(first) if first == last else f"{chinese(first)}至{chinese(last)}"


def _end(end: MovedEnd) -> dict[str, str]:
    return {"received": str(end.start), "was": str(end.old), "now": str(end.new)}


def _told(day: date | None) -> str:
    return with_weekday(day) if day else "未定"


def _iso(day: date | None) -> str | None:
    return str(day) if day else None
