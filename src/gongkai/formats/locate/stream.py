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
_BETWEEN_FIGURES = re.compile(r"(?<=[\d\-—–/)）|无])[ \t\r\n\u00a0\u3000]+(?=[\d\-—–/|]|无(?![\u4e00-\u9fff]))")
_SPACE = re.compile(r"[ \t\r\n\u00a0\u3000]+")
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[—–-]+[ \t]*\d{1,3}[ \t]*[—–-]+[ \t]*$|^[ \t]*第[ \t]*\d+[ \t]*页.*$")
_FOLD = str.maketrans("０１２３４５６７８９（）｜．，－−", "0123456789()|.,--")
_PUNCTUATION = r"[\s、，,。.．“”\"‘’'()（）:：；;|·]*"
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?|[-—–/]+|无(?=[\s\x1f|\d\-—/无(]|$)")

_BEFORE_WORDS = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|[-—/])(?=[\u4e00-\u9fff(])")
_BEFORE_FIGURES = re.compile(r"^(?:(?!无(?:[\s\x1f|\d\-—/无(]|$))[^\d\x1f|\-—–/])+")


class Chunk(NamedTuple):
    """What stood after one label: `text` up to the next label, `key` of the label."""

    key: str
    text: str


def condensed(text: str) -> str:
    r"""Take out white space except between figures, where it becomes `SEPARATOR`; page numbers go.

    >>> condensed("（一）予以 公开\n10 0 0 0 01")
    '(一)予以公开10\x1f0\x1f0\x1f0\x1f01'
    """
    text = _PAGE_NUMBER.sub("", text).translate(_FOLD)
    return _SPACE.sub("", _BETWEEN_FIGURES.sub(SEPARATOR, text))


@cache
def _label(label: str) -> re.Pattern[str]:
    """Return a pattern for a printed label, its punctuation optional and its ordinal tolerated without its dot."""
    ordinal = re.match(r"(\d)\.|([一二三四])、|（([一二三四五六七])）", label)
    words = label[ordinal.end() :] if ordinal else label
    body = _PUNCTUATION.join(re.escape(char) for char in re.sub(r"[\s、，,。.“”\"（）()]", "", words))
    if words == "其他":
        body += "(?!处理)"  # the label of the group above it, which text may repeat on every row
    if ordinal is None:
        return re.compile(body)
    mark = next(part for part in ordinal.groups() if part)
    if mark.isdecimal():
        # A bare ordinal behind a digit may be the end of a figure: 43其他.
        return re.compile(rf"(?:[(（]{mark}[)）]|{mark}[、.．,)）]|(?<![\d.\x1f]){mark})?[、.．,]?{body}")
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
    return [
        Chunk(key, _BEFORE_FIGURES.sub("", text[end:stop])) for (_, end, key), stop in zip(found, ends, strict=True)
    ]


def cells_in(chunk: str, count: int) -> list[str] | None:
    """Return the texts of exactly `count` cells where separators show them, blanks included; else None.

    >>> cells_in("|5||0|", 3)
    ['5', '', '0']
    """
    for separator in ("|", SEPARATOR, ",", "、", ";"):
        if separator not in chunk:
            continue
        # White space shows no blank cell: several in a row are one.
        pieces = chunk.split(separator) if separator != SEPARATOR else chunk.strip(SEPARATOR).split(SEPARATOR)
        found = _aligned(_figures_only([piece.strip(SEPARATOR) for piece in pieces], count), count)
        if found is not None and not any(map(_is_run_together, found)):
            return found
    return None


def is_separated(chunk: str, count: int) -> bool:
    """Tell whether pipes or commas stand between the cells, so that no figure is several cells run together."""
    return "|" in chunk or chunk.count(",") >= count - 1


def _figures_only(parts: list[str], count: int) -> list[str]:
    """Return the parts up to the first words, without what is before the first separator and after the last."""
    end = next((index for index, part in enumerate(parts) if not is_figure(part)), len(parts))
    kept = parts[:end]
    before_words = _BEFORE_WORDS.match(parts[end]) if end < len(parts) else None
    if before_words is not None:
        kept.append(before_words[0])
    if len(kept) > 1 and not kept[0]:
        kept.pop(0)  # between the label and its separator
    if end == len(parts) and len(kept) > count and not kept[-1]:
        kept.pop()
    return kept


def _aligned(parts: list[str], count: int) -> list[str] | None:
    """Return the one run of `count` parts that holds all figures; of several the one whose last is their sum."""
    filled = [index for index, part in enumerate(parts) if part]
    if len(parts) < count or not filled:
        return None
    starts = [start for start in range(len(parts) - count + 1) if start <= filled[0] and filled[-1] < start + count]
    if len(starts) > 1:
        numbers = [int(parts[index]) if parts[index].isdecimal() else 0 for index in filled]
        starts = [filled[-1] - count + 1] if sum(numbers[:-1]) == numbers[-1] > 0 and count > 3 else []
    return parts[starts[0] : starts[0] + count] if len(starts) == 1 and starts[0] >= 0 else None


def _is_run_together(part: str) -> bool:
    """Tell whether a piece holds several figures: `01` is 0 and 1, and so is `0 1`."""
    return SEPARATOR in part or (len(part) > 1 and part[0] == "0" and part.isdecimal())


def tokens_in(chunk: str) -> list[str]:
    r"""Return the figures of a chunk in order: runs of digits, amounts, dashes; remarks in brackets left out.

    >>> tokens_in("22(其中修订16件)0\x1f235(三)不予公开")
    ['22', '0', '235']
    """
    plain = re.sub(r"\([^()]*[^\d()][^()]*\)", SEPARATOR, chunk)
    return [token.replace(",", "") for token in _TOKEN.findall(_head(plain))]


def _head(chunk: str) -> str:
    """Cut a chunk where running text begins again: a long stretch of words after the figures."""
    match = re.search(r"(?<=\d)[^\d\x1f|\-—/]{40,}", chunk)
    return chunk[: match.start()] if match else chunk
