"""The calendar of this installation: the shipped table, and the notices and local days kept under GONGKAI_HOME."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.days import with_weekday
from gongkai.core.law.holiday_doubts import doubts, holiday_doubts
from gongkai.core.law.holiday_listing import read_listing
from gongkai.core.law.holiday_notice import read_prose
from gongkai.core.law.holidays import Holiday, Notice, holidays_text, notice_text, read_holidays, read_notice
from gongkai.installation.home import home
from gongkai.installation.toml_input import tables

STDIN = Path("-")
LOCAL = "local.toml"
_OURS = re.compile(rb"^\s*\[\[(?:notice|holiday)\]\]", re.MULTILINE)

Read = TypeVar("Read")


def calendar_folder() -> Path:
    """Return where notices and local days are kept: `calendar` under GONGKAI_HOME, by default var/ in the project."""
    return home() / "calendar"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file kept here that can't be read any more, and the sentence that says why."""

    path: Path
    why: str

    @property
    def remedy(self) -> str:
        """What puts something readable in its place."""
        if self.path.name == LOCAL:
            return "改不好的，用 ./gongkai law calendar add-local 重新添加本地放假日，就会替换它。"
        return f"改不好的，用 ./gongkai law calendar import 重新导入{self.path.stem}年的放假通知，就会替换它。"


def current_calendar() -> Calendar:
    """Return the shipped calendar with the notices and local days that were imported here.

    Raises CalendarUnreadable, naming the file, where one of them was damaged by hand.
    """
    calendar, damaged = readable_calendar()
    if damaged:
        raise CalendarUnreadable(f"{damaged[0].why}{damaged[0].remedy}")
    return calendar


def readable_calendar() -> tuple[Calendar, tuple[Damaged, ...]]:
    """Return the calendar of what can be read here, and the files that can't: for the commands that replace them."""
    calendar = Calendar()
    damaged = []
    for path in sorted(calendar_folder().glob("[0-9]*.toml")):
        try:
            calendar = calendar.with_notice(_named(path, lambda plain: _sound(read_notice(plain))))
        except CalendarUnreadable as error:
            damaged.append(Damaged(path, str(error)))
    try:
        calendar = calendar.with_local(*kept_local_days())
    except CalendarUnreadable as error:
        damaged.append(Damaged(calendar_folder() / LOCAL, str(error)))
    return calendar, tuple(damaged)


def kept_local_days() -> tuple[Holiday, ...]:
    """Return the local days off that were added here."""
    path = calendar_folder() / LOCAL
    return _named(path, read_local_days) if path.exists() else ()


def set_local_days_aside() -> Path:
    """Rename the local days kept here, which can't be read, so that others can be kept; return the file's new name."""
    path = calendar_folder() / LOCAL
    aside = path.with_name(f"{LOCAL}.damaged")
    try:
        path.replace(aside)
    except OSError as error:
        raise CalendarUnreadable(f"{path}不能改名：请检查权限后再试。") from error
    return aside


def notice_at(path: Path) -> Notice:
    """Return the arrangement in a file: the notice itself (text, html, docx, pdf …), holiday-cn's JSON, or our TOML.

    `-` is standard input. Raises CalendarUnreadable with a sentence that names the file and the item in doubt.
    """
    data = bytes_at(path)
    if _OURS.search(data):
        return _named(path, lambda plain: _sound(read_notice(plain)), data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _listing(path, data)
    from gongkai.formats.blocks import Paragraph  # noqa: PLC0415 — readers are heavy, and most notices come as TOML
    from gongkai.formats.read.dispatch import read_document  # noqa: PLC0415

    document = read_document(data, name_of(path))
    texts = [
        text
        for block in document.blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    ]
    try:
        return read_prose("\n".join([*document.titles, *texts]))
    except CalendarUnreadable as error:
        raise CalendarUnreadable(f"{name_of(path)}：{error}") from error


def local_days_at(path: Path) -> tuple[Holiday, ...]:
    """Return the local days off that a TOML file lists; raises CalendarUnreadable, naming the file and the entry."""
    return _named(path, read_local_days)


def read_local_days(plain: dict[str, Any]) -> tuple[Holiday, ...]:
    """Return the local days off in a parsed TOML file; each must say by which document (办法第四条)."""
    return sound_local_days(read_holidays(plain))


def sound_local_days(holidays: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
    """Return the local days off as they are; raises CalendarUnreadable where they can't be right, or stand together."""
    for holiday in holidays:
        if not holiday.source:
            raise CalendarUnreadable(f"{holiday.label}没有写source（哪个文件规定的）：请补上后再添加。")
    if found := holiday_doubts(holidays):
        raise CalendarUnreadable(f"本地放假日有疑问：{'；'.join(found)}。请核对后再添加。")
    return holidays


def keep_notice(notice: Notice) -> Path:
    """Keep a year's arrangement in place of whatever was kept for that year; return the file."""
    return _keep(f"{notice.year}.toml", notice_text(notice))


def keep_local_days(holidays: tuple[Holiday, ...]) -> Path:
    """Keep these local days off in place of all that were kept; return the file."""
    return _keep(LOCAL, holidays_text(holidays))


def bytes_at(path: Path) -> bytes:
    """Return what a file holds, `-` for standard input; raises CalendarUnreadable."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        raise CalendarUnreadable(f"{path}：{_why(error)}。") from error


def name_of(path: Path) -> str:
    """Return the file as the user gave it."""
    return "标准输入" if path == STDIN else str(path)


def within(day: date, year: int) -> str:
    """Write a day with its weekday, its year only where that isn't the one talked of.

    >>> within(date(2026, 1, 1), 2026)
    '1月1日（周四）'
    """
    told = with_weekday(day)
    return told.removeprefix(f"{year}年")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请核对路径后再试"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请给出里面的文件"
    return "打不开，请核对路径和权限后再试"


def _named(path: Path, read: Callable[[dict[str, Any]], Read], data: bytes | None = None) -> Read:
    try:
        return read(tables(bytes_at(path) if data is None else data, CalendarUnreadable))
    except CalendarUnreadable as error:
        raise CalendarUnreadable(_told(path, error)) from error


def _told(path: Path, error: CalendarUnreadable) -> str:
    told = str(error)
    return told if told.startswith(str(path)) else f"{name_of(path)}：{told}"


def _sound(notice: Notice) -> Notice:
    if found := doubts(notice):
        raise CalendarUnreadable(f"{notice.year}年的放假安排有疑问：{'；'.join(found)}。请核对后再导入。")
    return notice


def _listing(path: Path, data: bytes) -> Notice:
    try:
        return read_listing(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise CalendarUnreadable(f"{name_of(path)}：不是完整的JSON，请重新下载后再试。") from error
    except CalendarUnreadable as error:
        raise CalendarUnreadable(_told(path, error)) from error


def _keep(name: str, text: str) -> Path:
    """Write a file whole or not at all."""
    path = calendar_folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{name}.{os.getpid()}.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise CalendarUnreadable(f"写不进{path}：请检查权限和磁盘空间后再试。") from error
    return path
