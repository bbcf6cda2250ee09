"""What a Word 97–2003 document carries beside its body: notes, headers, comments, text boxes, hidden runs, summary."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read.doc_compound import DAMAGED, Compound, texts_of
from gongkai.formats.read.doc_structures import (
    C_DELETED,
    C_HIDDEN,
    Fib,
    Piece,
    fib_of,
    modifiers_in,
    pieces_of,
    runs_that_may_hide,
    text_of,
)
from gongkai.formats.read.hidden import Aside, Asides

# The texts that follow the main one, in this order, with the place of their length in the file information block.
_STORIES = (
    (0x50, "脚注"),
    (0x54, "页眉页脚"),
    (0x5C, "批注"),
    (0x60, "尾注"),
    (0x64, "文本框"),
    (0x68, "页眉页脚里的文本框"),
)
_SUMMARY = {2: "标题", 3: "主题", 4: "作者", 5: "关键词", 6: "备注", 7: "模板", 8: "最后保存者"}
_COMPANY = {2: "类别", 14: "经理", 15: "单位"}
_STREAMS = (("\x05SummaryInformation", _SUMMARY), ("\x05DocumentSummaryInformation", _COMPANY))
_LINE = re.compile("[\r\x07\x0b\x0c\n]+")
_SIGNS = re.compile("[\x00-\x1f]")


def asides(data: bytes, document: Document) -> Asides:  # noqa: ARG001 — every reader of asides is called alike
    """Return what the document in `data` carries beside its body; `ReportUnreadable` where that can't be found."""
    compound = Compound(data)
    stream = compound.stream("WordDocument")
    try:
        fib = fib_of(stream)
        table = compound.stream(fib.table)
        texts = [*_stories(fib, table, stream), *_hidden(fib, table, stream)]
    except (struct.error, IndexError) as damage:
        raise ReportUnreadable(DAMAGED) from damage
    for name, labels in _STREAMS:
        found = texts_of(compound.stream(name))
        texts += [Aside(f"文档属性（{labels[key]}）", text) for key, text in found.items() if key in labels]
    return Asides(texts, ["图片、嵌入的对象和域代码里的字", *(["宏"] if compound.has("Macros") else [])])


def _stories(fib: Fib, table: bytes, stream: bytes) -> Iterator[Aside]:
    lengths = [max(struct.unpack_from("<i", stream, place)[0], 0) for place, _ in _STORIES]
    whole = text_of(pieces_of(fib._replace(length=fib.length + sum(lengths) + 1), table), stream)
    start = fib.length
    for length, (_, label) in zip(lengths, _STORIES, strict=True):
        for line in _LINE.split(whole[start : start + length]):
            yield Aside(label, _SIGNS.sub("", line))
        start += length


def _hidden(fib: Fib, table: bytes, stream: bytes) -> Iterator[Aside]:
    """Yield the hidden and the deleted runs of the main text."""
    runs = runs_that_may_hide(fib, table, stream)
    for piece in pieces_of(fib, table):
        text = text_of([piece], stream)
        if _is_on(piece.modifiers, C_DELETED):
            yield Aside("修订中删除的文字", _SIGNS.sub("", text))
        for run in runs:
            start, end = _within(piece, run.start), _within(piece, run.end)
            if start < end:
                words = _SIGNS.sub("", text[start:end])
                if _is_on(run.modifiers, C_DELETED):
                    yield Aside("修订中删除的文字", words)
                elif _is_on(run.modifiers, C_HIDDEN):
                    yield Aside("隐藏的文字", words)


def _within(piece: Piece, offset: int) -> int:
    """Return which character of a piece stands at an offset of the file, cut to the piece."""
    return min(max((offset - piece.offset) // piece.width, 0), piece.end - piece.start)


def _is_on(modifiers: bytes, wanted: int) -> bool:
    return any(code == wanted and operand[0] & 1 for code, operand in modifiers_in(modifiers))
