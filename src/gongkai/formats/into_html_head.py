"""The frame of an official document (GB/T 9704): its title, number and day, and the headings among its lines."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from gongkai.core.publication.document_number import read_document_number
from gongkai.formats.into_html_blocks import Block, Line

_HEAD = 30  # blocks in which title and number stand
_LONGEST_TITLE = 120
_MOST_TITLE_LINES = 4
_LONGEST_HEADING = 50
_MASTHEAD = re.compile(r"文\s*件$|^第?\s*\d+\s*期")
_GENRE = re.compile(
    r"(?:通知|通告|公告|公示|通报|决定|决议|命令|令|意见|办法|规定|细则|规则|条例|方案|规划|计划|纲要|要点|报告|年报|请示|批复|函|纪要|议案"
    r"|说明|解读|问答|指南|目录|清单|制度|章程|标准|预案|名单|简介|信息|总结|答复|公报|结果|情况|预算|决算|告知书|倡议书|一览表)"
    r"(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$"
)
_NUMBER = re.compile(
    r"[\u3400-\u9fff]{1,20}\s*[〔\[（(【﹝\uff3b]\s*\d{4}\s*[〕\]）)】﹞\uff3d]\s*第?\s*\d{1,5}\s*号|[\u3400-\u9fff]{2,20}令\s*第?\s*\d{1,5}\s*号"
)
_LABEL = re.compile(r"(?:标\s*题|题\s*目)\s*[:：]\s*")
_NO_TITLE = frozenset(("正文", "附件", "目录"))
_BODY_STARTS = re.compile(r"[。；]|：$|:$")
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_SPELLED_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,5}[章编篇部]")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,5}节")
_STOPS = re.compile(r"[。；;：:，,！!？?]$")
_INNER_STOP = re.compile(r"[。；]")


class Head(NamedTuple):
    """What the head and signature of a document say: title, number, day of making, remarks, and the other blocks."""

    title: str
    document_number: str
    formed_on: date | None
    blocks: list[Block]
    remarks: list[str]


def head_of(blocks: list[Block], titles: list[str]) -> Head:
    """Return what a document's frame says; the title is taken out of the blocks, everything else stays."""
    first, count = _title_lines(blocks, titles)
    lines = blocks[first : first + count]
    title = "".join(_squeezed(line.text) for line in lines if isinstance(line, Line))
    rest = blocks[:first] + blocks[first + count :]
    number, remarks = _document_number(blocks)
    return Head(title, number, _formed_on(rest), _with_headings(rest), remarks)


# -- title


def _squeezed(text: str) -> str:
    """Return a title without its line breaks, and without the spaces between Chinese characters."""
    plain = re.sub(r"\s+", " ", text).strip()
    return _LABEL.sub("", re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", plain), count=1)


def _title_lines(blocks: list[Block], titles: list[str]) -> tuple[int, int]:
    """Return where the title stands and how many lines it has; no lines where there is none."""
    head = _head_lines(blocks)
    marked = next(((at, 1) for at, line in head if line.title), None)
    if marked:
        return marked
    groups = _groups(head)
    told = {_squeezed(title) for title in titles}
    best, score = (0, 0), 0.0
    for at, lines in groups:
        value = _score(lines, told)
        if value > score:
            best, score = (at, len(lines)), value
    return best


def _head_lines(blocks: list[Block]) -> list[tuple[int, Line]]:
    """Return the lines before the text proper begins, by their places."""
    found = []
    for at, block in enumerate(blocks[:_HEAD]):
        if not isinstance(block, Line):
            break
        text = block.text.strip()
        if _BODY_STARTS.search(text) or len(text) > _LONGEST_TITLE:
            break
        if text and _FIRST.match(text) and not block.align and not block.title:
            break
        found.append((at, block))
    return found


def _groups(head: list[tuple[int, Line]]) -> list[tuple[int, list[Line]]]:
    """Return every run of neighbouring lines that look alike and could be one title."""
    groups = []
    for start, (at, line) in enumerate(head):
        if not _may_be_title(line):
            continue
        run = [line]
        groups.append((at, list(run)))
        for number, (_, other) in enumerate(head[start + 1 : start + _MOST_TITLE_LINES], 1):
            if head[start + number][0] != at + number or not _may_be_title(other) or not _alike(line, other):
                break
            run.append(other)
            groups.append((at, list(run)))
    return groups


def _may_be_title(line: Line) -> bool:
    text = _squeezed(line.text)
    if (
        len(text) < 2
        or text in _NO_TITLE
        or _MASTHEAD.search(text)
        or _NUMBER.search(text)
        or line.align == "align-right"
    ):
        return False
    return not (text.startswith(("（", "(")) and text.endswith(("）", ")"))) and not _DATE.fullmatch(text)


def _alike(line: Line, other: Line) -> bool:
    return (line.align, line.size, line.level) == (other.align, other.size, other.level)


def _score(lines: list[Line], told: set[str]) -> float:
    """Return how much a run of lines looks like a title; nothing where it does not."""
    text = "".join(_squeezed(line.text) for line in lines)
    if len(text) > _LONGEST_TITLE:
        return 0.0
    centred = lines[0].align == "align-center" or lines[0].level == 1
    ends = _GENRE.search(text) is not None
    if not centred and not ends and text not in told:
        return 0.0
    score = 30.0 * ends + 20.0 * centred + 40.0 * (text in told) + min(lines[0].size, 30)
    # A title on several lines is all of them; a genre at the end says where it stops.
    return score + len(lines) - (10.0 * (len(lines) - 1) if not centred and _ends_early(lines) else 0.0)


def _ends_early(lines: list[Line]) -> bool:
    """Tell whether a line before the last already ends as titles do."""
    return any(_GENRE.search(_squeezed(line.text)) for line in lines[:-1])


# -- number and day


def _document_number(blocks: list[Block]) -> tuple[str, list[str]]:
    for block in blocks[:_HEAD]:
        if not isinstance(block, Line):
            continue
        found = _NUMBER.search(block.text)
        if found and len(block.text.strip()) <= _LONGEST_HEADING:
            typed = read_document_number(found[0])
            if typed is not None:
                why = f"文号写作“{typed.raw}”（{typed.why_improper}），已按规范写成“{typed.number}”，请核对"
                return str(typed.number), [why] if typed.why_improper else []
        if len(block.text) > _LONGEST_TITLE:
            break
    return "", []


def _formed_on(blocks: list[Block]) -> date | None:
    """Return the day in the signature: the last line that is a date and nothing else."""
    for block in reversed(blocks):
        if isinstance(block, Line):
            day = _day(re.sub(r"\s", "", block.text))
            if day is not None:
                return day
    return None


def _day(text: str) -> date | None:
    digits = _DATE.fullmatch(text)
    spelled = _SPELLED_DATE.fullmatch(text)
    with suppress(ValueError):
        if digits:
            return date(int(digits[1]), int(digits[2]), int(digits[3]))
        if spelled:
            year = int("".join(_DIGITS[sign] for sign in spelled[1]))
            return date(year, _counted(spelled[2]), _counted(spelled[3]))
    return None


def _counted(text: str) -> int:
    """Return a number up to 99 that is written in characters.

    >>> _counted("十"), _counted("二十三"), _counted("七")
    (10, 23, 7)
    """
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text])
    return 10 * int(_DIGITS[tens] if tens else 1) + int(_DIGITS[ones] if ones else 0)


# -- headings


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Settle which lines are headings and at which level: as marked, or as official documents number them."""
    for block in blocks:
        if isinstance(block, Line):
            block.level = _level(block)
    deepest = 1
    for block in blocks:
        if isinstance(block, Line) and block.level:
            block.level = min(block.level, deepest + 1)
            deepest = block.level
    return blocks


def _level(line: Line) -> int:
    text = line.text.strip()
    if not text or "<img" in line.html:
        return 0
    short = len(text) <= _LONGEST_HEADING and not _STOPS.search(text) and not _INNER_STOP.search(text)
    if short and _FIRST.match(text):
        return 2
    if short and _SECOND.match(text):
        return 3
    if line.level and len(text) <= _LONGEST_TITLE:
        return min(line.level + 1, 4)
    alone = short and line.bold and line.align == "align-center" and not _MASTHEAD.search(text)
    return 2 if alone else 0
