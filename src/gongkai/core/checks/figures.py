"""Numbers as they stand in prose: digits of either width, thousands, 万, Chinese numerals, with their unit."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gongkai.core.checks.frame import Number

_COMPATIBLE = re.compile(r"[\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2000-\u200a\u2f00-\u2fdf\uf900-\ufaff]")
_NARROWED = (
    ("，", ","), ("（", "("), ("）", ")"), ("：", ":"), ("；", ";"), ("％", "%"), (" ", ""), ("　", ""), ("\xa0", ""),
    ("\t", ""), ("\r", ""),
)  # fmt: skip
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_DASHES = ("—", "－", "-")
_PAGE_NUMBER = re.compile(r"[—－-]\s?\d+\s?[—－-]")
_ENDS = re.compile(r"[。！？!?]+")
_WRAPPED = re.compile(
    r"\n(?<![。！？；：:;]\n)(?!\s*(?:[（(]?[一二三四五六七八九十]+[）)、.]|[一二三四五六七八九十]+是))"
)
_ABOUT = ("大约", "约", "近", "超过", "超", "逾", "不足", "至少")
_QUANTITY = re.compile(
    r"(?P<digits>(?<![\d.])\d{1,12}(?:\.\d{1,8})?|[零〇一二两三四五六七八九十百千]+)"
    r"(?P<scale>万|亿)?(?P<more>余|多)?(?:件次|(?P<unit>件|宗|起|例|份|次|个|项|条|部|%|元))(?!事|套)"
)
_SCALES = {"万": 10_000, "亿": 100_000_000}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}


class Quantity(NamedTuple):
    """A number with its unit: `start` and `end` in the cleaned sentence, `about` when it is only approximate.

    `places` is the count of its decimals. 万 and 亿 are worked in.
    """

    value: Number
    unit: str
    start: int
    end: int
    about: bool
    places: int


class Sentence(NamedTuple):
    """A sentence, cleaned: one width, no spaces, no thousands separators; `number` counts from 0 in its text."""

    words: str
    number: int
    new_paragraph: bool


def sentences(text: str) -> list[Sentence]:
    r"""Return the sentences of a text; lines broken in the middle of a sentence are joined again.

    >>> [each.words for each in sentences("收到申请１，２３４ 件（含\n上年 189 件）。无诉讼。")]
    ['收到申请1234件(含上年189件)', '无诉讼']
    """
    found: list[Sentence] = []
    number = 0
    for paragraph in cleaned(text).split("\n"):
        new = True
        for words in _ENDS.split(paragraph):
            if words:
                found.append(Sentence(words, number, new))
                number += 1
                new = False
    return found


def quote(text: str, sentence: Sentence) -> str:
    """Return a sentence as it stood in its text."""
    raw = [part.strip() for line in _joined(text).split("\n") for part in _ENDS.split(line) if part.strip()]
    return raw[sentence.number] if sentence.number < len(raw) else sentence.words


def cleaned(text: str) -> str:
    """Return a text in one width of characters, without spaces and thousands separators; paragraphs stay apart."""
    words = _joined(text)
    if _COMPATIBLE.search(words):
        words = unicodedata.normalize("NFKC", words)
    for wide, narrow in _NARROWED:
        words = words.replace(wide, narrow)
    return _THOUSANDS.sub("", words) if "," in words else words


def _joined(text: str) -> str:
    if "\n" not in text:
        return text
    if any(map(text.__contains__, _DASHES)):
        text = _PAGE_NUMBER.sub("", text)
    return _WRAPPED.sub("", text)


def quantities(words: str) -> list[Quantity]:
    """Return the numbers with a unit in a cleaned sentence.

    >>> [(q.value, q.unit) for q in quantities("收到十二件，办结1.2万件，占17.46%")]
    [(12, '件'), (12000, '件'), (Decimal('17.46'), '%')]
    """
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(words):
        digits, scale, more, unit = match.groups()
        value = _value(digits) if unit else None
        if value is None:
            continue
        if scale:
            value = value * _SCALES[scale]
        places = len(digits.partition(".")[2])
        if isinstance(value, Decimal) and unit != "%" and value == value.to_integral_value():
            value = int(value)
        start, end = match.span()
        about = ""
        if words.endswith(_ABOUT, 0, start):
            about = next(word for word in _ABOUT if words.endswith(word, 0, start))
        found.append(Quantity(value, unit, start - len(about), end, bool(about or more), places))
    return found


def numeral(words: str) -> int | None:
    """Return the value of a Chinese numeral below ten thousand, or None.

    >>> [numeral(words) for words in ("十二", "两", "一百零五", "三千二百", "二〇", "百十")]
    [12, 2, 105, 3200, 20, None]
    """
    if not _TENS.keys() & set(words):
        return int("".join(str(_DIGITS[digit]) for digit in words))
    total, pending, last = 0, None, 10_000
    for digit in words:
        if digit in _DIGITS:
            pending = _DIGITS[digit]
            continue
        scale = _TENS[digit]
        if scale >= last or (pending is None and (digit != "十" or total)):
            return None
        total += (1 if pending is None else pending) * scale
        pending, last = None, scale
    return total + (pending or 0)


def _value(digits: str) -> Number | None:
    if digits[0].isdigit() and digits.isascii():
        return Decimal(digits) if "." in digits else int(digits)
    return numeral(digits)
