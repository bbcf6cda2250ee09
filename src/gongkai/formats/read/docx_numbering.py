"""The numbers that Word writes in front of paragraphs by itself: 一、 （二） 3. and their kin.

They stand nowhere in the document's text; they are counted here from `numbering.xml` (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from gongkai.formats.read.docx_xml import attribute, kind_of, parsed

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_NUMBER = 9999
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """How one level of a list is numbered: format, pattern (`%1、`), first number."""

    form: str
    pattern: str
    start: int


class NumberKey(NamedTuple):
    """Which list (`numId`) and which level (from 0) a paragraph belongs to."""

    number: str
    level: int


class NumberedList(NamedTuple):
    """A list: the key of its counter (lists of one pattern count together), and its levels from 0."""

    counter: str
    levels: dict[int, Level]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def shows(self, key: NumberKey) -> bool:
        """Tell whether a paragraph of this list and level gets a number at all."""
        level = self._level(key)
        return level is not None and level.form not in ("none", "bullet") and bool(level.pattern)

    def next(self, key: NumberKey) -> str:
        """Count one paragraph and return the number it shows; nothing for bullets and unknown lists."""
        level = self._level(key)
        if level is None:
            return ""
        members = self.lists[key.number]
        counts = self._counts[members.counter]
        counts[key.level] = counts.get(key.level, level.start - 1) + 1
        for deeper in [number for number in counts if number > key.level]:
            del counts[deeper]
        if not self.shows(key):
            return ""
        return _PLACE.sub(lambda place: self._part(members, counts, int(place[1]) - 1), level.pattern)

    def _level(self, key: NumberKey) -> Level | None:
        members = self.lists.get(key.number)
        return members.levels.get(key.level) if members else None

    @staticmethod
    def _part(members: NumberedList, counts: dict[int, int], number: int) -> str:
        level = members.levels.get(number)
        if level is None:
            return ""
        return spelled(counts.setdefault(number, level.start), level.form)


def numbering_of(content: bytes) -> Numbering:
    """Return the lists that `numbering.xml` defines, not yet counted."""
    return Numbering(dict(_lists(content))) if content else Numbering()


@lru_cache(maxsize=8)
def _lists(content: bytes) -> dict[str, NumberedList]:
    root = parsed(content)
    patterns = {
        attribute(element, "abstractNumId"): _levels(element) for element in root if kind_of(element) == "abstractNum"
    }
    lists = {}
    for element in root:
        if kind_of(element) != "num":
            continue
        number = attribute(element, "numId")
        pattern = next((attribute(child, "val") for child in element if kind_of(child) == "abstractNumId"), "")
        levels = dict(patterns.get(pattern, {}))
        own = _overrides(element, levels)
        lists[number] = NumberedList(f"num {number}" if own else f"abstract {pattern}", levels)
    return lists


def _overrides(element: etree._Element, levels: dict[int, Level]) -> bool:
    """Apply a list's own levels and starts; tell whether it has any, so that it counts by itself."""
    found = False
    for override in element:
        if kind_of(override) != "lvlOverride":
            continue
        found = True
        levels.update(_levels(override))
        number = _whole(attribute(override, "ilvl"), 0)
        for child in override:
            if kind_of(child) == "startOverride" and number in levels:
                levels[number] = levels[number]._replace(start=_whole(attribute(child, "val"), 1))
    return found


def _levels(element: etree._Element) -> dict[int, Level]:
    levels = {}
    for child in element:
        if kind_of(child) != "lvl":
            continue
        values = {kind_of(part): attribute(part, "val") for part in child}
        number = _whole(attribute(child, "ilvl"), 0)
        if number < _LEVELS:
            start = _whole(values.get("start", ""), 1)
            levels[number] = Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), start)
    return levels


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def spelled(number: int, form: str) -> str:
    """Return a number in one of Word's formats.

    >>> spelled(12, "chineseCountingThousand"), spelled(3, "decimalEnclosedCircleChinese"), spelled(4, "lowerRoman")
    ('十二', '③', 'iv')
    """
    if not 0 <= number <= _MAX_NUMBER:
        return str(number)
    return _FORMS.get(form, str)(number)


def _counted(number: int, digits: str = _DIGITS, units: str = "千百十") -> str:
    text, pending = "", False
    for unit, value in zip((*units, ""), (1000, 100, 10, 1), strict=True):
        digit = number // value % 10
        if digit:
            text += (digits[0] if pending and text else "") + digits[digit] + unit
        pending = not digit
    if not text:
        return digits[0]
    return text[1:] if text.startswith("一十") else text


def _digital(number: int) -> str:
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _cycle(number: int, signs: str) -> str:
    return signs[(number - 1) % len(signs)] if number else "0"


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "仟佰拾"),
    "ideographLegalTraditional": lambda number: _counted(number, _LEGAL, "仟佰拾"),
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographTraditional": lambda number: _cycle(number, _STEMS),
    "ideographZodiac": lambda number: _cycle(number, _BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": lambda number: f"({_counted(number)})",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
