"""Automatic numbers of Word 97–2003 documents, from list structures made by hand."""

from __future__ import annotations

import struct

from gongkai.formats.read.doc_lists import lists_of
from gongkai.formats.read.doc_structures import LIST_OVERRIDES, LISTS, Fib
from gongkai.formats.read.docx_numbering import NumberKey

_IDENTIFIER = 77


def _level(start: int, form: int, pattern: str) -> bytes:
    text = pattern.encode("utf-16-le")
    return struct.pack("<iB19xBBxx", start, form, 3, 2) + b"\x00" * 5 + struct.pack("<H", len(text) // 2) + text


def _table(levels: bytes, simple: bool) -> tuple[Fib, bytes]:  # noqa: FBT001 - a bit of the format
    head = struct.pack("<H", 1) + struct.pack("<i22xBx", _IDENTIFIER, simple)
    overrides = struct.pack("<I", 1) + struct.pack("<i12x", _IDENTIFIER)
    table = head + levels + overrides
    places = [0] * (2 * LIST_OVERRIDES + 2)
    places[2 * LISTS : 2 * LISTS + 2] = 0, len(head)
    places[2 * LIST_OVERRIDES : 2 * LIST_OVERRIDES + 2] = len(head) + len(levels), len(overrides)
    return Fib(0xC1, encrypted=False, table="1Table", length=0, places=tuple(places)), table


def test_a_simple_list_counts_in_chinese() -> None:
    numbering = lists_of(*_table(_level(1, 39, "\x00、"), simple=True))
    assert [numbering.next(NumberKey("1", 0)) for _ in range(3)] == ["一、", "二、", "三、"]
    assert numbering.next(NumberKey("2", 0)) == ""


def test_nine_levels_with_their_own_patterns_and_starts() -> None:
    levels = _level(3, 0, "\x00.") + _level(1, 0, "\x00.\x01") + _level(1, 23, "•") * 7
    numbering = lists_of(*_table(levels, simple=False))
    shown = [numbering.next(NumberKey("1", level)) for level in (0, 1, 1, 2, 0, 1)]
    assert shown == ["3.", "3.1", "3.2", "", "4.", "4.1"]


def test_damaged_lists_are_no_lists() -> None:
    fib, table = _table(_level(1, 39, "\x00、"), simple=True)
    for size in range(len(table)):
        assert lists_of(fib, table[:size]).next(NumberKey("1", 0)) in {"", "一、"}
