"""Tables that lost their structure: labels and figures one after another in running text.

The labels are found in the form's order; what stands between two labels are the figures of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from gongkai.core.report.layouts import Line
from gongkai.formats.figures import is_figure

SEPARATOR = "\x1f"
_BETWEEN_FIGURES = re.compile(r"(?<=[\d\-—–/)）|无])[ \t\r\n\u00a0\u3000]+(?=[\d\-—–/|])")
_SPACE = re.compile(r"[ \t\r\n\u00a0\u3000]+")
_PAGE_NUMBER = re.compile(r"(?m)^\s*[—–-]+\s*\d{1,3}\s*[—–-]+\s*$|^\s*第\s*\d+\s*页.*$")
_FOLD = str.maketrans("０１２３４５６７８９（）｜．，", "0123456789()|.,")
_PUNCTUATION = r"[\s、，,。.．“”\"‘’'()（）:：；;|·]*"
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?|[-—–/]+")
_REMARKED = re.compile(r"(\d+)\(([^()]*[^\d()、.][^()]*)\)")


_BEFORE_FIGURES = re.compile(r"^[^\d\x1f|\-—–/]+")


class Chunk(NamedTuple):
    """What stood after one label: `text` up to the next label, `key` of the label."""

    key: str
    text: str


def condensed(text: str) -> str:
    """Take out white space except between figures, where it becomes `SEPARATOR`; page numbers go.

    >>> condensed("（一）予以 公开\\n10 0 0 0 01")
    '(一)予以公开10\\x1f0\\x1f0\\x1f0\\x1f01'
    """
    text = _PAGE_NUMBER.sub("", text).translate(_FOLD)
    return _SPACE.sub("", _BETWEEN_FIGURES.sub(SEPARATOR, text))


@cache
def _label(label: str) -> re.Pattern[str]:
    """Return a pattern for a printed label, its punctuation optional and its ordinal tolerated without its dot."""
    ordinal = re.match(r"(\d)\.|([一二三四])、|（([一二三四五六七])）", label)
    words = label[ordinal.end() :] if ordinal else label
    body = _PUNCTUATION.join(re.escape(char) for char in re.sub(r"[\s、，,。.“”\"（）()]", "", words))
    if ordinal is None:
        return re.compile(body)
    mark = next(part for part in ordinal.groups() if part)
    return re.compile(rf"(?:[(（]?{mark}[)）]?[、.．,]?)?{body}")


def chunks(text: str, lines: Sequence[Line], telling: dict[str, re.Pattern[str]]) -> list[Chunk]:
    """Cut condensed `text` at the labels of `lines`, found in their order; a label not found is left out.

    `telling` are patterns for labels written otherwise.
    """
    found: list[tuple[int, int, str]] = []
    position = 0
    for line in lines:
        match = _label(line.label).search(text, position)
        other = telling.get(line.key)
        if match is None and other is not None:
            match = other.search(text, position)
        if match is None:
            continue
        found.append((match.start(), match.end(), line.key))
        position = match.end()
    ends = [*[start for start, _, _ in found[1:]], len(text)][: len(found)]
    return [Chunk(key, _BEFORE_FIGURES.sub("", text[end:stop])) for (_, end, key), stop in zip(found, ends, strict=True)]


def cells_in(chunk: str, count: int) -> list[str] | None:
    """Return the texts of exactly `count` cells where separators show them, blanks included; else None.

    >>> cells_in("|5||0|", 3)
    ['5', '', '0']
    """
    for separator in ("|", SEPARATOR, ",", "、", ";"):
        if separator not in chunk:
            continue
        parts = [part.strip(SEPARATOR) for part in chunk.split(separator)]
        while len(parts) > count and not is_cell(parts[0]):
            parts.pop(0)
        first = next((index for index, part in enumerate(parts) if part), 0)
        parts = parts[first:] if len(parts) > count else parts
        while len(parts) > count and not (parts[-1] and is_figure(parts[-1])):
            parts.pop()
        if len(parts) == count and all(is_figure(part) for part in parts):
            return parts
    return None


def is_cell(text: str) -> bool:
    """Tell whether a piece is a filled figure."""
    return bool(text) and is_figure(text)


def tokens_in(chunk: str) -> list[str]:
    """Return the figures of a chunk in order: runs of digits, amounts, dashes; remarks in brackets left out.

    >>> tokens_in("22(其中修订16件)0\\x1f235(三)不予公开")
    ['22', '0', '235']
    """
    plain = re.sub(r"\([^()]*[^\d()][^()]*\)", SEPARATOR, chunk)
    return [token.replace(",", "") for token in _TOKEN.findall(_head(plain))]


def _head(chunk: str) -> str:
    """Cut a chunk where running text begins again: a long stretch of words after the figures."""
    match = re.search(r"(?<=\d)[^\d\x1f|\-—/]{40,}", chunk)
    return chunk[: match.start()] if match else chunk
