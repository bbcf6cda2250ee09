"""The commands `law calendar import` and `law calendar add-local`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongkai.cli.law_calendar_changes import Changes, timelines_option
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.holiday_doubts import surplus_told
from gongkai.core.law.holidays import Notice
from gongkai.installation.calendars import (
    LOCAL,
    Damaged,
    calendar_folder,
    keep_local_days,
    keep_notice,
    kept_local_days,
    local_days_at,
    notice_at,
    readable_calendar,
    set_local_days_aside,
    sound_local_days,
)

UNREADABLE = 3

file_argument = click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="文件")
dry_option = click.option("--dry-run", "dry", is_flag=True, help="只看会变什么，不保存。")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。"
)


@click.command("import")
@file_argument
@timelines_option
@dry_option
@format_option
def import_notice(file: Path, timelines: tuple[Path, ...], dry: bool, form: str) -> None:  # noqa: FBT001 — click's flag
    """导入一年的放假通知，列出改为放假、改为上班的日子和因此变动的到期日。

    \b
    ./gongkai law calendar import 2027年放假通知.html
    ./gongkai law calendar import 2027.json --dry-run
    ./gongkai law calendar import 通知.docx --timelines 在办申请/

    文件可以是通知原文（txt、html、docx、pdf），也可以是holiday-cn的JSON或者本程序的TOML；“-”表示从标准输入读。
    原文里的星期、共几天都要与日期对得上，对不上的不导入。保存在 GONGKAI_HOME 下的 calendar 文件夹。
    """
    notice = notice_at(file)
    before, damaged = readable_calendar()
    after = before.with_notice(notice)
    changes = Changes.between(before, after, timelines)
    if not dry:
        keep_notice(notice)
    head = [
        f"{_done(dry=dry)}：{'；'.join(map(str, notice.sources))}",
        _instead(notice.year, before, damaged),
        *_remark(notice),
        *_still_damaged(damaged, f"{notice.year}.toml"),
    ]
    _answer(changes, {"year": notice.year, "stored": not dry}, head, form, timelines)


@click.command("add-local")
@file_argument
@timelines_option
@dry_option
@format_option
def add_local(file: Path, timelines: tuple[Path, ...], dry: bool, form: str) -> None:  # noqa: FBT001 — click's flag
    """添加本地放假日：民族自治地方等按《全国年节及纪念日放假办法》第四条规定的节日，以及为它调休上班的周末。

    \b
    ./gongkai law calendar add-local 本地放假.toml
    ./gongkai law calendar add-local 本地放假.toml --dry-run

    \b
    文件的写法（可以有多节）：
      [[holiday]]
      label = "火把节"
      first = 2011-07-24
      last = 2011-07-30
      made_up = [2011-07-31]
      source = "凉府办发〔2010〕31号"

    名称和第一天都相同的，以新的为准；其余原样保留。
    """
    added = local_days_at(file)
    before, damaged = readable_calendar()
    unreadable = any(each.path.name == LOCAL for each in damaged)
    kept = () if unreadable else kept_local_days()
    fresh = {(holiday.label, holiday.first) for holiday in added}
    merged = (*(holiday for holiday in kept if (holiday.label, holiday.first) not in fresh), *added)
    after = Calendar(before.imported, sound_local_days(merged))
    changes = Changes.between(before, after, timelines)
    head = [f"{_done(dry=dry)}本地放假日：{'、'.join(f'{each.label}（{each.source}）' for each in added)}"]
    if unreadable:
        aside = calendar_folder() / LOCAL if dry else set_local_days_aside()
        head.append(f"原来添加的本地放假日读不了，没有并入，原文件在{aside}，请核对后重新添加。")
    if not dry:
        keep_local_days(merged)
    head += _still_damaged(damaged, LOCAL)
    _answer(changes, {"added": len(added), "stored": not dry}, head, form, timelines)


def _done(*, dry: bool) -> str:
    return "试算，没有保存" if dry else "已导入"


def _instead(year: int, before: Calendar, damaged: tuple[Damaged, ...]) -> str:
    if any(each.path.name == f"{year}.toml" for each in damaged):
        return "原来保存的这一年的文件读不了，用这一份替换。"
    return "原来是按法定节假日推算的。" if before.notice(year) is None else "替换原有的安排。"


def _still_damaged(damaged: tuple[Damaged, ...], replaced: str) -> list[str]:
    return [f"注意：{each.why}{each.remedy}" for each in damaged if each.path.name != replaced]


def _remark(notice: Notice) -> list[str]:
    over = surplus_told(notice)
    return [f"注意：{over}，请核对是否另有通知。"] if over else []


def _answer(
    changes: Changes, facts: dict[str, object], head: list[str], form: str, timelines: tuple[Path, ...]
) -> None:
    if form == "json":
        click.echo(json.dumps(facts | changes.plain(), ensure_ascii=False, indent=2))
    else:
        for line in (*head, *changes.lines(timelines=bool(timelines))):
            click.echo(line)
    if changes.unreadable:
        click.get_current_context().exit(UNREADABLE)
