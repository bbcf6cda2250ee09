"""The command `law calendar show`: a year's workdays, readable."""

from __future__ import annotations

import json
from calendar import Calendar as Weeks
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

import click

from gongkai.cli.law_input import Count
from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import WEEKDAYS, chinese
from gongkai.core.law.holidays import Holiday, notice_text
from gongkai.core.law.statutory import SATURDAY
from gongkai.installation.calendars import current_calendar, within

ACROSS = 2
GAP = "   "
OFF, ON = "休", "班"


@click.command()
@click.option("--year", type=Count(), metavar="年份", help="哪一年；不写就是有通知的最后一年。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "toml"]),
    default="text",
    help="toml：可以改好再导入的年度文件。",
)
def show(year: int | None, form: str) -> None:
    """看一年的工作日历：哪天放假，哪个周末上班，依据哪个通知，是不是暂定的。

    \b
    ./gongkai law calendar show --year 2025
    ./gongkai law calendar show --year 2027 --format json
    ./gongkai law calendar show --year 2025 --format toml > 2025.toml
    """
    calendar = current_calendar()
    chosen = year if year is not None else _latest(calendar)
    if not calendar.first.year <= chosen <= calendar.last.year:
        raise click.UsageError(f"工作日历从{calendar.first.year}年到{calendar.last.year}年，没有{chosen}年。")
    if form == "json":
        click.echo(json.dumps(_plain(calendar, chosen), ensure_ascii=False, indent=2))
    elif form == "toml":
        click.echo(_toml(calendar, chosen), nl=False)
    else:
        for line in _lines(calendar, chosen):
            click.echo(line)


def _latest(calendar: Calendar) -> int:
    return max(year for year in range(calendar.first.year, calendar.last.year + 1) if calendar.notice(year))


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _plain(calendar: Calendar, year: int) -> dict[str, Any]:
    notice = calendar.notice(year)
    return {
        "year": year,
        "provisional": notice is None,
        "workdays": sum(map(calendar.is_workday, _days(year))),
        "notices": [
            {
                "title": source.title,
                "number": source.number,
                "date": str(source.issued) if source.issued else None,
                "url": source.url,
            }
            for source in (notice.sources if notice else ())
        ],
        "off": [
            {"day": str(day), "name": calendar.name(day)}
            for day in _days(year)
            if day.weekday() < SATURDAY and not calendar.is_workday(day)
        ],
        "made_up": [str(day) for day in _days(year) if day.weekday() >= SATURDAY and calendar.is_workday(day)],
    }


def _toml(calendar: Calendar, year: int) -> str:
    notice = calendar.notice(year)
    if notice is None:
        raise CalendarUnreadable(f"{year}年还没有放假通知，没有年度文件可以导出：请先导入通知。")
    return notice_text(notice)


def _lines(calendar: Calendar, year: int) -> Iterator[str]:
    notice = calendar.notice(year)
    total = sum(map(calendar.is_workday, _days(year)))
    yield f"{year}年　{total}个工作日{'' if notice else '（暂定）'}"
    if notice is None:
        yield f"{year}年的放假通知还没有导入，先按法定节假日和周末推算；通知公布后用 ./gongkai law calendar import 导入。"
    for source in notice.sources if notice else ():
        yield f"依据：{source}{f'，{chinese(source.issued)}' if source.issued else ''}"
    yield f"数字后面写“{OFF}”的放假，写“{ON}”的周末上班；周六、周日不写。"
    yield ""
    for first in range(1, 13, ACROSS):
        grids = [list(_month(calendar, year, month)) for month in range(first, first + ACROSS)]
        for row in zip_longest(*grids, fillvalue=_blank()):
            yield GAP.join(row).rstrip()
        yield ""
    for holiday in notice.holidays if notice else _provisional(calendar, year):
        yield _told(holiday, year)
    for holiday in calendar.local:
        if holiday.first.year == year:
            yield f"本地　{_told(holiday, year)}"


def _month(calendar: Calendar, year: int, month: int) -> Iterator[str]:
    title = f"{month}月"
    yield title + " " * (len(_blank()) - len(title) - 1)
    yield " ".join(f"{weekday}  " for weekday in WEEKDAYS)
    for week in Weeks().monthdatescalendar(year, month):
        yield " ".join(_cell(calendar, day) if day.month == month else "    " for day in week)


def _blank() -> str:
    return " " * (5 * 7 - 1)


def _cell(calendar: Calendar, day: date) -> str:
    weekend = day.weekday() >= SATURDAY
    if calendar.is_workday(day):
        return click.style(f"{day.day:>2}{ON}", fg="yellow", bold=True) if weekend else f"{day.day:>2}  "
    plain_weekend = weekend and calendar.name(day) == f"周{WEEKDAYS[day.weekday()]}"
    return click.style(f"{day.day:>2}  ", dim=True) if plain_weekend else click.style(f"{day.day:>2}{OFF}", fg="red")


def _provisional(calendar: Calendar, year: int) -> Iterator[Holiday]:
    """Yield the days off of a year without notice, those that follow each other under one name together."""
    spans: list[Holiday] = []
    for day in _days(year):
        name = calendar.name(day)
        if calendar.is_workday(day) or name == f"周{WEEKDAYS[day.weekday()]}":
            continue
        if spans and spans[-1].label == name and spans[-1].last == day - timedelta(days=1):
            spans[-1] = Holiday(name, spans[-1].first, day)
        else:
            spans.append(Holiday(name, day, day))
    yield from spans


def _told(holiday: Holiday, year: int) -> str:
    days = len(holiday.days)
    span = within(holiday.first, year) + (f"至{within(holiday.last, year)}，共{days}天" if days > 1 else "")
    worked = "、".join(within(day, year) for day in holiday.made_up)
    by = f"（{holiday.source}）" if holiday.source else ""
    return f"{holiday.label}：{span}{f'；{worked}上班' if worked else ''}{by}"
