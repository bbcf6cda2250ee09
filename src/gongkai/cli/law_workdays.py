"""The command `law workdays`: the n-th workday after a day, or the workdays between two days, with what was skipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import click

from gongkai.cli.law_input import Count, Day
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import WEEKDAYS, chinese, with_weekday
from gongkai.installation.calendars import current_calendar, within


@click.command()
@click.option(
    "--from", "start", type=Day(), required=True, metavar="日期", help="从哪天起数，当天不算，如 2025-01-20。"
)
@click.option("--days", type=Count(), metavar="个数", help="数到第几个工作日。")
@click.option("--to", "end", type=Day(), metavar="日期", help="数到哪天为止，当天算在内；与 --days 二选一。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def workdays(start: date, days: int | None, end: date | None, form: str) -> None:
    """从某一天起数若干个工作日，或者数两天之间有几个工作日，并说明跳过了哪些日子。

    \b
    ./gongkai law workdays --from 2025-01-20 --days 20
    ./gongkai law workdays --from 2025-01-20 --to 2025-02-21
    """
    if (days is None) == (end is None):
        raise click.UsageError("请在 --days（数几个工作日）和 --to（数到哪天）里给出一个。")
    if end is not None and end < start:
        raise click.UsageError(f"--to（{chinese(end)}）早于 --from（{chinese(start)}），请核对两个日期的先后。")
    calendar = current_calendar()
    if end is None:
        last = calendar.add(start, days or 0)
        answer: dict[str, object] = {"day": str(last)}
        told = f"{with_weekday(start)}之后第{days}个工作日是{with_weekday(last)}。"
    else:
        last = end
        count = calendar.count(start, last)
        answer = {"workdays": count}
        told = f"{with_weekday(start)}之后到{with_weekday(last)}有{count}个工作日。"
    provisional = calendar.is_provisional(start, last)
    if form == "json":
        click.echo(json.dumps(answer | ({"provisional": True} if provisional else {})))
        return
    click.echo(told)
    for line in _skipped(calendar, start, last):
        click.echo(line)
    if provisional:
        click.echo(_warning(calendar, start, last))


def _skipped(calendar: Calendar, first: date, last: date) -> Iterator[str]:
    """Yield what was passed over after the first day up to the last, and the weekend days that were counted."""
    days = [first + timedelta(days=step) for step in range(1, (last - first).days + 1)]
    if not days:
        return
    skipped = [day for day in days if not calendar.is_workday(day)]
    count = len(days) - len(skipped)
    yield f"起算当天不算，从第二天数起；当中工作日{count}天，{'跳过：' if skipped else '没有跳过的日子。'}"
    weekends = [day for day in skipped if _plain_weekend(calendar, day)]
    if weekends:
        yield f"  周六、周日{len(weekends)}天"
    for name, group in groupby(days, key=lambda day: _holiday(calendar, day)):
        if name:
            span = list(group)
            until = f"至{within(span[-1], span[0].year)}，{len(span)}天" if len(span) > 1 else ""
            yield f"  {name}　{with_weekday(span[0])}{until}"
    made_up = [day for day in days if calendar.is_workday(day) and calendar.name(day)]
    if made_up:
        yield f"周末上班，照算：{'、'.join(map(with_weekday, made_up))}"


def _holiday(calendar: Calendar, day: date) -> str:
    off = not calendar.is_workday(day) and not _plain_weekend(calendar, day)
    return calendar.name(day) if off else ""


def _plain_weekend(calendar: Calendar, day: date) -> bool:
    return calendar.name(day) == f"周{WEEKDAYS[day.weekday()]}"


def _warning(calendar: Calendar, first: date, last: date) -> str:
    years = "、".join(f"{year}年" for year in range(first.year, last.year + 1) if calendar.notice(year) is None)
    return f"暂定：{years}的放假通知还没有导入，按法定节假日推算；导入通知后请再算一次。"
