"""Reads a year's holidays out of the prose of the notice, in every wording since 2008.

A sentence is taken apart into groups of days and what is said of each group: 放假, 补休, 上班, 公休日调至 …. What is said
again in brackets and sums, the weekday and 共几天, is held against the days; a sentence with days in it that isn't
understood is refused, never passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest

from gongkai.core.errors import CalendarUnreadable
from gongkai.core.law.days import WEEKDAYS, chinese, with_weekday
from gongkai.core.law.holiday_doubts import doubts
from gongkai.core.law.holidays import LONGEST, Holiday, Notice, Source
from gongkai.core.law.statutory import SATURDAY

TITLE = re.compile(r"国务院办公厅关于(\d{4})年部分节假日安排的通知")
ANNOUNCED = re.compile(r"现将(\d{4})年元旦、")
NUMBER = re.compile(r"(国办发[^\d〔\[(]{0,3})[〔\[(](\d{4})[〕\])](\d+)号")
SIGNED = re.compile(
    r"国务院办公厅([\d〇○零一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
ITEM = re.compile(r"(?<=[。:;])[一二三四五六七八九十]{1,2}、(?=[^。;]*?(?:放假|补休))")
DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
PART = re.compile(r"(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
GROUP = re.compile(rf"{DAY}(?:(?:至|到|—+|–|-|~|、|和|及){DAY})*")
WEEKDAY = re.compile(rf"(?:星期|周)([{WEEKDAYS}天])")
SUM = re.compile(r"(?:共|放假)(\d+)天")
OFF = re.compile(r"(?:全国)?(?:调休)?(?:放假|补休|补假)|调休$")
WORKED = re.compile(r"(?:起)?(?:正常|照常)?上班")
EXCHANGED = re.compile(r"(?:[一二两三四]个)?公休日?(?:及[^\d,]{2,4})?(?:分别)?调至$")
SAID = re.compile(r"为(?:公休日?|[^\d,]{0,5}法定节?假日)|(?:照常)?公休$")
ENCOURAGED = ("鼓励", "提倡")
CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(slots=True)
class _Reading:
    """One item of the notice while it is read: its holiday's name, what is off, what is worked."""

    label: str
    year: int
    off: set[date] = field(default_factory=set)
    worked: set[date] = field(default_factory=set)
    exchanged: set[date] = field(default_factory=set)

    def sentence(self, text: str) -> None:
        """Take in one sentence that has days in it."""
        groups = list(GROUP.finditer(text))
        ends = [group.start() for group in groups[1:]] + [len(text)]
        moved = False
        for group, end in zip(groups, ends, strict=True):
            said = text[group.end() : end].strip(",")
            days = self._days(group[0], text)
            if moved:
                self.off.update(days)
                moved = False
            elif EXCHANGED.match(said):
                self.exchanged.update(days)
                moved = True
            else:
                self._take(days, said, text)

    def _take(self, days: list[date], said: str, text: str) -> None:
        if OFF.match(said):
            self._agree(days, said, text)
            self.off.update(days)
        elif WORKED.match(said):
            self.worked.update(days)
        elif not SAID.match(said):
            raise CalendarUnreadable(
                f"“{self.label}”这一条里“{text}”看不懂：请核对原文，或者按年度文件的格式写好再导入。"
            )

    def _agree(self, days: list[date], said: str, text: str) -> None:
        told = SUM.search(said)
        if told is not None and int(told[1]) != len(days):
            raise CalendarUnreadable(
                f"“{self.label}”这一条里“{text}”写共{told[1]}天，数出来是{len(days)}天：请核对原文后再导入。"
            )

    def _days(self, group: str, text: str) -> list[date]:
        found: list[date] = []
        place = 0
        for part in PART.finditer(group):
            day = self._day(part, found[-1] if found else None, text)
            joint = group[place : part.start()]
            if found and joint in {"、", "和", "及"}:
                found.append(day)
            else:
                found += self._span(found[-1] + timedelta(days=1), day, text) if found else [day]
            place = part.end()
        return found

    def _span(self, first: date, last: date, text: str) -> list[date]:
        length = (last - first).days + 1
        if not 0 < length < LONGEST:
            raise CalendarUnreadable(f"“{self.label}”这一条里“{text}”的首尾两天不像一个假期：请核对原文后再导入。")
        return [first + timedelta(days=step) for step in range(length)]

    def _day(self, part: re.Match[str], before: date | None, text: str) -> date:
        month = int(part[2]) if part[2] else before.month if before else 0
        try:
            day = date(self._year(part, month, before), month, int(part[3]))
        except ValueError as error:
            raise CalendarUnreadable(
                f"“{self.label}”这一条里“{text}”有不存在的日期“{part[0]}”：请核对原文后再导入。"
            ) from error
        told = WEEKDAY.search(part[4] or "")
        if told is not None and WEEKDAYS[day.weekday()] != told[1].replace("天", "日"):
            raise CalendarUnreadable(
                f"“{self.label}”这一条里“{part[0]}”与日历不符，{chinese(day)}是周{WEEKDAYS[day.weekday()]}：请核对年份和日期后再导入。"
            )
        return day

    def _year(self, part: re.Match[str], month: int, before: date | None) -> int:
        """Return the year as written, or as meant: the December of 元旦 is the one before."""
        if part[1]:
            return int(part[1])
        if before is not None:
            return before.year + (month < before.month)
        return self.year - (month == 12 and "元旦" in self.label)

    def holiday(self) -> Holiday:
        """Return what was read; weekend days that were exchanged and aren't off are worked (2008, 2009)."""
        if not self.off:
            raise CalendarUnreadable(f"“{self.label}”这一条没有说哪天放假：请核对原文后再导入。")
        first, last = min(self.off), max(self.off)
        for day in self._span(first, last, self.label):
            if day not in self.off and day.weekday() < SATURDAY:
                raise CalendarUnreadable(f"“{self.label}”这一条的假期在{with_weekday(day)}断开了：请核对原文后再导入。")
        return Holiday(self.label, first, last, tuple(sorted(self.worked | (self.exchanged - self.off))))


def read_prose(text: str) -> Notice:
    """Return the arrangement that a notice tells; raises CalendarUnreadable naming the item and the sentence.

    >>> read_prose("国务院办公厅关于2031年部分节假日安排的通知。一、元旦：1月1日（周四）放假。")
    Traceback (most recent call last):
    gongkai.core.errors.CalendarUnreadable: “元旦”这一条里“1月1日(周四)”与日历不符，2031年1月1日是周三：请核对年份和日期后再导入。
    """
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    title = TITLE.search(flat)
    if title is None:
        raise CalendarUnreadable(
            "没有找到“国务院办公厅关于某年部分节假日安排的通知”：请确认文件是年度放假通知；对已有安排的调整，"
            "请用 ./gongkai law calendar show --year 年份 --format toml 导出这一年，改好后导入。"
        )
    opening = ANNOUNCED.search(flat) or title
    year, body = int(opening[1]), flat[opening.end() :]
    signed = SIGNED.search(body)
    items = list(_items(body[: signed.start()] if signed else body))
    if not items:
        raise CalendarUnreadable(f"{year}年的放假通知里没有找到“一、元旦：……放假”这样的条目：请确认文件完整。")
    numbers = [f"{kind}〔{each}〕{number}号" for kind, each, number in NUMBER.findall(flat[: opening.end()])]
    source = Source(f"国务院办公厅关于{year}年部分节假日安排的通知", numbers[-1] if numbers else "", _issued(body))
    holidays = tuple(_read(item, year, last=item is items[-1]) for item in items)
    notice = Notice(year, (source,), holidays)
    _refuse(notice)
    return notice


def _refuse(notice: Notice) -> None:
    found = list(doubts(notice))
    if found:
        raise CalendarUnreadable(f"{notice.year}年的放假通知有疑问：{'；'.join(found)}。请核对原文后再导入。")


def _issued(body: str) -> date | None:
    signed = SIGNED.search(body)
    if signed is None:
        return None
    try:
        return date(*(_number(part) for part in signed.groups()))
    except ValueError:
        return None


def _number(text: str) -> int:
    """Return a number in digits or Chinese: 2025, 二○○九, 十二, 二十五."""
    if "十" not in text:
        return int(text.translate(CHINESE))
    tens, _, ones = text.partition("十")
    return int((tens or "一").translate(CHINESE)) * 10 + int((ones or "零").translate(CHINESE))


def _items(body: str) -> Iterator[str]:
    starts = list(ITEM.finditer(body))
    for start, end in zip_longest(starts, starts[1:]):
        yield body[start.end() : end.start() if end else len(body)]


def _read(item: str, year: int, *, last: bool) -> Holiday:
    """Read one item; the last one ends with the first sentence that names no day, for the closing words follow it."""
    head = re.match(r"[^\d。;]+", item)
    if head is None:
        raise CalendarUnreadable(f"“{item[:20]}”这一条没有节日名称：请核对原文后再导入。")
    reading = _Reading(_label(head[0]), year)
    for sentence in re.split(r"[。;]", item[head.end() :]):
        if PART.search(sentence) is None:
            if last:
                break
        elif not sentence.startswith(ENCOURAGED):
            reading.sentence(sentence)
    return reading.holiday()


def _label(head: str) -> str:
    """Return a holiday's name without its ornaments: “五一”国际劳动节 is 劳动节.

    >>> _label("“五一”国际劳动节:")
    '劳动节'
    """
    return re.sub(r"[“\"][^”\"]*[”\"]|\([^()]*\)|国际|[:,]", "", head)
