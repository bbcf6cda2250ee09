"""Reads a year's holidays out of holiday-cn's JSON: one entry a day, off or worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.holiday_doubts import doubts
from gongkai.core.law.holidays import Holiday, Notice, Source
from gongkai.core.law.statutory import SATURDAY


def read_listing(plain: Mapping[str, Any]) -> Notice:
    """Return the arrangement in `{"year": …, "papers": […], "days": [{"name", "date", "isOffDay"}]}`.

    Days off of one name that follow each other, weekends between them or not, are one holiday. Raises
    CalendarUnreadable, naming the entry or what speaks against the year.
    """
    year, days = plain.get("year"), plain.get("days")
    if type(year) is not int or not isinstance(days, list):
        raise CalendarUnreadable("JSON里没有year和days：请确认是holiday-cn的年度文件。")
    if not days:
        raise CalendarUnreadable(f"{year}年的文件里还没有放假安排：请等通知公布后再导入。")
    off: dict[str, list[date]] = {}
    worked: dict[str, list[date]] = {}
    for place, entry in enumerate(days, 1):
        name, day, rests = _entry(entry, f"days的第{place}项")
        (off if rests else worked).setdefault(name, []).append(day)
    if lone := [name for name in worked if name not in off]:
        raise CalendarUnreadable(f"{lone[0]}只有上班的日子，没有放假的日子：请核对文件后再导入。")
    holidays = [holiday for name in off for holiday in _holidays(name, sorted(set(off[name])), worked.get(name, []))]
    papers = [paper for paper in plain.get("papers", []) if isinstance(paper, str)]
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    sources = [
        Source(title if place == 0 else f"对{year}年放假安排的调整", url=url) for place, url in enumerate(papers)
    ]
    notice = Notice(
        year, tuple(sources) or (Source(title),), tuple(sorted(holidays, key=lambda holiday: holiday.first))
    )
    if found := doubts(notice):
        raise CalendarUnreadable(f"{year}年的放假安排有疑问：{'；'.join(found)}。请核对文件后再导入。")
    return notice


def _entry(entry: Any, where: str) -> tuple[str, date, bool]:
    match entry:
        case {"name": str(name), "date": str(text), "isOffDay": bool(rests)}:
            try:
                return name, date.fromisoformat(text), rests
            except ValueError as error:
                raise CalendarUnreadable(f"{where}的date“{text}”不是日期：请改成2025-01-01的样子。") from error
    raise CalendarUnreadable(f"{where}应有name、date、isOffDay三项：请确认是holiday-cn的年度文件。")


def _holidays(name: str, off: list[date], worked: list[date]) -> list[Holiday]:
    spans = [[off[0], off[0]]]
    for day in off[1:]:
        if _adjoins(spans[-1][1], day):
            spans[-1][1] = day
        else:
            spans.append([day, day])
    made_up = tuple(sorted(worked))
    return [Holiday(name, first, last, () if place else made_up) for place, (first, last) in enumerate(spans)]


def _adjoins(earlier: date, later: date) -> bool:
    between = range(1, (later - earlier).days)
    return all((earlier + timedelta(days=step)).weekday() >= SATURDAY for step in between)
