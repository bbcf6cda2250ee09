"""Numbers as acts write them: 三十三 and 33 are the same, up to 9999."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_VALUES = {character: value for value, character in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_CHINESE = re.compile(
    r"(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?零?([一二三四五六七八九])?"
)
NUMERAL = r"(?:[0-9]{1,4}|[〇零一二两三四五六七八九十百千]+)"
"""A number of either kind, for the patterns of others."""


def value_of(numeral: str) -> int | None:
    """Return what a numeral says, in Arabic digits or in Chinese characters; None where it is no number from 1 up.

    >>> value_of("三十三"), value_of("33"), value_of("一百零七"), value_of("十"), value_of("百一")
    (33, 33, 107, 10, None)
    """
    if numeral.isascii():
        return int(numeral) or None if numeral.isdigit() else None
    match = _CHINESE.fullmatch(numeral)
    if match is None:
        return None
    thousands, hundreds, tens, ten, ones = match.groups()
    total = 1000 * _VALUES.get(thousands, 0) + 100 * _VALUES.get(hundreds, 0) + _VALUES.get(ones, 0)
    return total + (10 * _VALUES.get(tens, 1) if ten else 0) or None


def chinese(number: int) -> str:
    """Return a number from 1 to 9999 as an act writes it.

    >>> chinese(33), chinese(107), chinese(10), chinese(110)
    ('三十三', '一百零七', '十', '一百一十')
    """
    words, gap = "", False
    for place, name in _PLACES:
        digit, number = divmod(number, place)
        if digit:
            words += "零" * (gap and bool(words)) + _DIGITS[digit] + name
        gap = not digit
    if number:
        words += "零" * (gap and bool(words)) + _DIGITS[number]
    return words.removeprefix("一") if words.startswith("一十") else words
