"""Headings and texts: where the six sections begin, whatever their numbers, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.core.report.model import Heading
from gongkai.formats.blocks import Paragraph
from gongkai.formats.locate.rows import Row
from gongkai.formats.locate.words import clean

_S = r"[ \t\u3000\u00a0]*"


def _spaced(words: str) -> str:
    """Let white space stand between any two characters of a heading."""
    return re.sub(r"(?<=[\u4e00-\u9fff、])(?=[\u4e00-\u9fff、(])", lambda _: _S, words)


_WORDS = (
    ("overview", r"总体情况|概述|总体概述"),
    ("table2", r"(?:行政机关)?主动公开政府信息(?:的)?(?:工作)?情况"),
    ("table3", r"(?:行政机关)?收到和处理政府信息公开申请(?:的)?情况"),
    (
        "table4",
        r"(?:因)?政府信息公开(?:工作)?(?:被申请)?行政复议(?:、|和|与|及|或)?(?:被)?(?:提起)?行政诉讼(?:的)?情况",
    ),
    (
        "problems",
        r"(?:政府信息公开工作)?(?:中)?存在的?(?:主要)?(?:问题|不足)(?:及|和|与|以及)(?:其)?改进(?:情况|措施|方向)",
    ),
    ("other", r"(?:其他)?需要(?:报告|说明)的(?:其他)?事项"),
)
_ALL = "|".join(f"(?P<{key}>{_spaced(words)})" for key, words in _WORDS)
_NUMBERED = re.compile(
    rf"(?P<number>第?{_S}[一二三四五六七八九]{_S}(?:部分)?){_S}[、.．，,:：]?{_S}(?<=[、.．，,:：分 \t\u3000\u00a0])(?:{_ALL})"
)
_BARE = re.compile(rf"(?:#+\s*)?(?:{_ALL}){_S}[:：]?")
_LOST_NUMBER = re.compile(rf"{_S}[、.．]{_S}(?:{_ALL}){_S}[:：]?")
_NEAR = {
    "overview": ("一", re.compile(r"情\s*况|概|总")),
    "table2": ("二", re.compile(r"主动\s*公开")),
    "table3": ("三", re.compile(r"申\s*请")),
    "table4": ("四", re.compile(r"复\s*议|诉\s*讼")),
    "problems": ("五", re.compile(r"问题|不足|薄弱|打算|计划|改进|整改|措施|下一步|思路|安排|方向")),
    "other": ("六", re.compile(r"其[他它]|事项|说明|附")),
}
_LINE = re.compile(
    rf"(?:#+\s*)?第?{_S}([一二三四五六]){_S}(?:部分)?{_S}[、.．，,:：]{_S}([^。；！？]{{2,24}}?){_S}[:：]?"
)
_LONGEST_HEADING = 40
_NO_NUMERAL = re.compile(r"[第部分\s]")
_NUMBER_BEFORE = re.compile(r"^.*?[、.．，,:：]|\s")
_POINT_BEFORE = re.compile(r"^\s*[、.．]|\s")
_HINTS = ("总体情", "概述", "主动公开", "收到和", "行政复议", "改进", "事项")  # each heading has one of them


class Item(NamedTuple):
    """One thing in reading order: a paragraph of text, or a table of the form (`table` is its kind).

    The cells of a table are kept, for the case that its structure turns out to be lost.
    """

    text: str
    table: str | None = None
    rows: Sequence[Row] = ()

    @property
    def words(self) -> str:
        """The text; of a table its cells, rows on lines."""
        if self.table is None:
            return self.text
        return "\n".join("|".join(cell.text for cell in row.cells) for row in self.rows)


class Mark(NamedTuple):
    """A possible heading: in item number `item`, from `start` to `stop`."""

    index: int  # type: ignore[assignment]  # nobody looks a value up in a mark
    start: int
    stop: int
    section: str
    number: str


def paragraphs(blocks: Sequence[Paragraph]) -> list[str]:
    """Join lines that the page broke into paragraphs; leave real paragraphs as they are."""
    widths = sorted(_width(block.text) for block in blocks if block.lines and len(block.text) >= 12)
    width = widths[int(len(widths) * 0.7)] if widths else 0
    joined: list[str] = []
    last: Paragraph | None = None
    for block in blocks:
        if joined and last is not None and block.lines and last.lines and not _starts(block, last, width):
            joined[-1] = _glue(joined[-1], block.text)
        else:
            joined.append(block.text)
        last = block
    return joined


_NEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[条章部])"
)


def _starts(block: Paragraph, last: Paragraph, width: int) -> bool:
    if block.starts is not None:
        return block.starts
    if _NEW.match(block.text) or block.heading or last.heading:
        return True
    return _width(last.text) < width * 0.86


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def _glue(before: str, after: str) -> str:
    if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha():
        return f"{before} {after}"
    return before + after


def marks(items: Sequence[Item]) -> list[Mark]:
    """Return every place that may be a section heading: numbered ones anywhere, bare ones as whole paragraphs."""
    found: list[Mark] = []
    bare_ones: list[Mark] = []
    for index, item in enumerate(items):
        if item.table is not None or not any(map("".join(item.text.split()).__contains__, _HINTS)):
            continue
        for match in _NUMBERED.finditer(item.text):
            number = _NO_NUMERAL.sub("", match["number"])
            found.append(Mark(index, match.start(), match.end(), match.lastgroup or "", number))
        whole = _BARE.fullmatch(item.text) or _LOST_NUMBER.fullmatch(item.text)
        if whole is not None:
            bare_ones.append(Mark(index, 0, len(item.text), whole.lastgroup or "", ""))
    numbered = {mark.section for mark in found}
    return sorted([*found, *(mark for mark in bare_ones if mark.section not in numbered)])


def chosen(items: Sequence[Item], possible: Sequence[Mark]) -> list[Mark]:
    """Choose one heading for each section: the last before its table; for texts the last one that fits the order.

    A sentence that lists the sections, or a table of contents, comes before the real headings and so loses.
    """
    first_table = {
        kind: next((index for index, item in enumerate(items) if item.table == kind), None)
        for kind in ("table2", "table3", "table4")
    }
    picked: dict[str, Mark] = {}
    for section, before in first_table.items():
        ones = [mark for mark in possible if mark.section == section and (before is None or mark.index <= before)]
        if ones:
            picked[section] = ones[-1]
    for section in ("problems", "other"):
        ones = [mark for mark in possible if mark.section == section]
        if ones:
            picked[section] = ones[-1]
    following = min((mark for key, mark in picked.items() if key.startswith("table")), default=None)
    ones = [mark for mark in possible if mark.section == "overview" and (following is None or mark < following)]
    if ones:
        picked["overview"] = ones[-1]
    for section in _NEAR:
        if picked and section not in picked:
            misnamed = _misnamed(items, picked, first_table, section)
            if misnamed is not None:
                picked[section] = misnamed
    return sorted(picked.values())


def _misnamed(
    items: Sequence[Item], picked: dict[str, Mark], first_table: dict[str, int | None], section: str
) -> Mark | None:
    """Return the heading of a section under another name: a short line with its number and like words, in its place.

    Its place is behind the headings and tables of the sections before it and before those of the sections after it.
    """
    order = list(_NEAR)
    at = order.index(section)
    number, words = _NEAR[section]
    tables = {key: index for key, index in first_table.items() if index is not None}
    earlier = [picked[key].index for key in order[:at] if key in picked]
    earlier += [tables[key] for key in order[:at] if key in tables]
    later = [picked[key].index for key in order[at + 1 :] if key in picked]
    later += [tables[key] for key in order[at:] if key in tables]
    found = []
    for index in range(max(earlier, default=-1) + 1, min(later, default=len(items))):
        text = items[index].text
        match = _LINE.fullmatch(text) if items[index].table is None and len(text) <= _LONGEST_HEADING else None
        if match is not None and match[1] == number and words.search(match[2]):
            found.append(Mark(index, 0, len(text), section, number))
    if not found:
        return None
    return found[0] if section in {"problems", "other"} else found[-1]


def text_after(items: Sequence[Item], headings: Sequence[Mark], section: str) -> str | None:
    """Return the text of a section without its heading, paragraphs separated by one newline; None without heading."""
    for position, mark in enumerate(headings):
        if mark.section == section:
            stop = headings[position + 1] if position + 1 < len(headings) else None
            text = joined(pieces(items, mark, stop))
            return text if stop is not None else _without_site(text)
    return None


_SITE = (
    r"(?:相关附件|附件下载|附件|文件下载|相关链接|相关文档|打印(?:本页)?|关闭(?:窗口|本页)?|返回顶部|收藏|分享(?:到|至)?[:：]?|扫一扫[^。\n]{0,30}"
    r"|(?:上|下)一[篇条][:：]?[^。\n]{0,60}|责任编辑[:：][^。\n]{0,20}|信息来源[:：][^。\n]{0,30}|【[^。\n]{1,12}】|全真版|文字版|微信|微博|QQ空间"
    r"|(?:附件\d*[:：]?[ ]*)?[^\s。]{0,60}\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd))"
)
_SITE_AFTER = re.compile(rf"(?:(?:^|[\s。）)])[ \t\u3000]*{_SITE}(?:[ \t\u3000\n]*{_SITE})*)[ \t\u3000\n]*$")


def _without_site(text: str) -> str:
    """Take what a site prints after an article (附件下载, 打印, 关闭) from the end of the last section."""
    tail = text[-400:]
    match = _SITE_AFTER.search(tail)
    if match is None:
        return text
    keep = 1 if tail[match.start()] in "。）)" else 0
    return (text[: len(text) - len(tail)] + tail[: match.start() + keep]).rstrip()


def pieces(items: Sequence[Item], start: Mark | None, stop: Mark | None, *, tables: bool = False) -> list[str]:
    """Return the paragraphs between two headings (None: from the beginning, to the end), with or without tables."""
    first = start.index if start else 0
    last = stop.index if stop else len(items) - 1
    found = []
    for index in range(first, last + 1):
        item = items[index]
        if item.table is not None and not tables:
            continue
        text = item.words
        if stop is not None and index == stop.index:
            text = text[: stop.start]
        if start is not None and index == start.index:
            text = text[start.stop :].lstrip("。：: ")
        found.append(text)
    return found


def joined(texts: Sequence[str]) -> str:
    """Return paragraphs as one text, Word's residue and empty ones left out."""
    lines = [clean(line) for text in texts for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def heading_words(items: Sequence[Item], headings: Sequence[Mark]) -> list[Heading]:
    """Return the headings as they stand, for the check of the form."""
    return [
        Heading(
            mark.number,
            _NUMBER_BEFORE.sub("", items[mark.index].text[mark.start : mark.stop]),
            mark.section,
        )
        if mark.number
        else Heading("", _POINT_BEFORE.sub("", items[mark.index].text[mark.start : mark.stop]), mark.section)
        for mark in headings
    ]
