"""The automatic numbers of a Word 97–2003 document, as `docx_numbering` counts them ([MS-DOC] PlfLst, PlfLfo)."""

from __future__ import annotations

import struct

from gongkai.formats.read.doc_structures import LIST_OVERRIDES, LISTS, Fib
from gongkai.formats.read.docx_numbering import Level, NumberedList, Numbering

_MAX_LISTS = 2000
_BULLET, _NONE = 23, 255
# MSONFC codes and the names of the same formats in docx.
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", _BULLET: "bullet", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", _NONE: "none",
}  # fmt: skip


def lists_of(fib: Fib, table: bytes) -> Numbering:
    """Return the numbered lists by their number (`ilfo`, from 1); none where the structures are damaged."""
    try:
        patterns = _patterns(fib, table)
        overrides = fib.part(table, LIST_OVERRIDES)
        if not patterns or len(overrides) < 4:
            return Numbering()
        count = min(struct.unpack_from("<I", overrides)[0], _MAX_LISTS)
        lists = {}
        for number in range(count):
            (identifier,) = struct.unpack_from("<i", overrides, 4 + 16 * number)
            if identifier in patterns:
                lists[str(number + 1)] = NumberedList(f"list {identifier}", patterns[identifier])
        return Numbering(lists)
    except (struct.error, IndexError):
        return Numbering()


def _patterns(fib: Fib, table: bytes) -> dict[int, dict[int, Level]]:
    start, size = fib.place(LISTS)
    if size < 2:
        return {}
    count = min(struct.unpack_from("<H", table, start)[0], _MAX_LISTS)
    at = start + 2 + 28 * count
    patterns = {}
    for number in range(count):
        head = start + 2 + 28 * number
        (identifier,) = struct.unpack_from("<i", table, head)
        levels = {}
        for level in range(1 if table[head + 26] & 1 else 9):
            levels[level], at = _level(table, at)
        patterns[identifier] = levels
    return patterns


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, form = struct.unpack_from("<iB", table, at)
    characters, paragraphs = table[at + 24], table[at + 25]
    at += 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in text)
    return Level(_FORMS.get(form, "decimal"), pattern, start), at + 2 + 2 * length
