"""The binary structures of a Word 97–2003 document that its text and tables need.

File information block, piece table, paragraph and character properties, table definitions, as [MS-DOC] names them
(FibBase, Clx, PlcPcd, PapxFkp, ChpxFkp, Sprm, TDefTableOperand, TC80). Every read outside a stream is a `struct.error`.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD_97 = 0xC1
_PAGE = 512
_CHPX, _PAPX, _CLX = 12, 13, 33
LISTS, LIST_OVERRIDES = 73, 74
_MAX_PIECES = 200_000

P_IN_TABLE, P_TTP, P_ITAP, P_INNER_CELL, P_INNER_TTP = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
P_OUTLINE, P_LEVEL, P_LIST = 0x2640, 0x260A, 0x460B
P_HUGE = (0x6645, 0x6646)
T_DEFINE, T_VERTICAL, T_MERGE, T_DEFINE_10 = 0xD608, 0xD62B, 0x5624, 0xD606
C_DELETED, C_HIDDEN, C_SYMBOL = 0x0800, 0x083C, 0x6A09
_HIDING = tuple(struct.pack("<H", code) for code in (C_DELETED, C_HIDDEN))
_P_CHANGE_TABS = 0xC615
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
# Prm0 of a piece: the few one-byte properties that matter here, by their short code.
SHORT_CODES = {0x18: P_IN_TABLE, 0x19: P_TTP, 0x41: C_DELETED}


class Fib(NamedTuple):
    """What the file information block says: where things are, whether the text can be read at all."""

    version: int
    encrypted: bool
    table: str
    length: int
    places: tuple[int, ...]

    def part(self, stream: bytes, number: int) -> bytes:
        """Return part `number` of the table stream."""
        start, size = self.place(number)
        return stream[start : start + size]

    def place(self, number: int) -> tuple[int, int]:
        """Return where part `number` of the table stream starts, and its size."""
        if 2 * number + 1 >= len(self.places):
            return 0, 0
        return self.places[2 * number], self.places[2 * number + 1]

    @property
    def old(self) -> bool:
        """Tell whether this is Word 95 or older, stored differently."""
        return self.version < _WORD_97


class Piece(NamedTuple):
    """A run of text stored together: character positions, file offset, bytes per character, own modifiers."""

    start: int
    end: int
    offset: int
    width: int
    modifiers: bytes


class Run(NamedTuple):
    """Characters from one file offset up to another, and their modifiers."""

    start: int
    end: int
    modifiers: bytes


def fib_of(stream: bytes) -> Fib:
    """Return the file information block at the head of the WordDocument stream."""
    version, flags = struct.unpack_from("<2xH6xH", stream)
    (length,) = struct.unpack_from("<i", stream, 0x4C)
    count = min(struct.unpack_from("<H", stream, 0x98)[0], 0xFF)
    places = struct.unpack_from(f"<{2 * count}I", stream, 0x9A) if version >= _WORD_97 else ()
    return Fib(version, bool(flags & 0x0100), "1Table" if flags & 0x0200 else "0Table", max(length, 0), places)


def pieces_of(fib: Fib, table: bytes) -> list[Piece]:
    """Return the piece table in the order of the text, cut off at the end of the main text."""
    clx = fib.part(table, _CLX)
    at, groups = 0, []
    while at < len(clx) and clx[at] == 1:
        (size,) = struct.unpack_from("<H", clx, at + 1)
        groups.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    (size,) = struct.unpack_from("<xI", clx, at)
    count = (size - 4) // 12
    if not 0 < count <= _MAX_PIECES:
        raise struct.error("no pieces")
    positions = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    pieces = []
    for number in range(count):
        offset, modifier = struct.unpack_from("<2xIH", clx, at + 5 + 4 * (count + 1) + 8 * number)
        start, end = positions[number], min(positions[number + 1], fib.length)
        width = 1 if offset & 0x40000000 else 2
        offset &= 0x3FFFFFFF
        if start < end:
            pieces.append(Piece(start, end, offset // 2 if width == 1 else offset, width, _modifiers(modifier, groups)))
    return pieces


def _modifiers(modifier: int, groups: list[bytes]) -> bytes:
    if modifier & 1:
        return groups[modifier >> 1] if modifier >> 1 < len(groups) else b""
    code = SHORT_CODES.get((modifier >> 1) & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, modifier >> 8)


def text_of(pieces: list[Piece], stream: bytes) -> str:
    """Return the text of the pieces, one character per character position (surrogates stay apart)."""
    texts = []
    for piece in pieces:
        raw = stream[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
        units = len(raw) // piece.width
        text = raw.decode("cp1252", "replace") if piece.width == 1 else raw.decode("utf-16-le", "replace")
        if len(text) != units:
            text = "".join(map(chr, struct.unpack(f"<{units}H", raw[: 2 * units])))
        texts.append(text.ljust(piece.end - piece.start, "\x00"))
    return "".join(texts)


_PLAIN = b"\0\0"


class Properties:
    """Paragraph properties by file offset."""

    def __init__(self, pages: Iterable[bytes]) -> None:
        """Take the pages of properties, of which each says where its paragraphs start and end."""
        found = sorted(map(_paragraphs_on, pages))
        self._starts = [start for starts, _, _ in found for start in starts]
        self._ends = [end for _, ends, _ in found for end in ends]
        self._said = [said for _, _, all_said in found for said in all_said]

    def at(self, offset: int) -> bytes:
        """Return what is said of the paragraph that holds a file offset: its style in two bytes, then modifiers."""
        number = bisect_right(self._starts, offset) - 1
        return self._said[number] if number >= 0 and offset < self._ends[number] else _PLAIN


def paragraph_properties(fib: Fib, table: bytes, stream: bytes) -> Properties:
    """Return the paragraph properties of the whole file."""
    return Properties(_pages(fib.part(table, _PAPX), stream))


def runs_that_may_hide(fib: Fib, table: bytes, stream: bytes) -> list[Run]:
    """Return the character properties of those pages that may have a deleted or hidden run, in the file's order."""
    pages = [page for page in _pages(fib.part(table, _CHPX), stream) if _may_hide(page)]
    return sorted(run for page in pages for run in _character_runs(page))


def _may_hide(page: bytes) -> bool:
    modifiers = page[5 * page[-1] + 4 :]  # after the offsets and places of its runs
    return any(map(modifiers.__contains__, _HIDING))


def _pages(plc: bytes, stream: bytes) -> Iterator[bytes]:
    count = (len(plc) - 4) // 8
    seen = set()
    for number in range(count):
        (page,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        page &= 0x3FFFFF
        content = stream[page * _PAGE : (page + 1) * _PAGE]
        if len(content) == _PAGE and page not in seen:
            seen.add(page)
            yield content


def _paragraphs_on(page: bytes) -> tuple[tuple[int, ...], tuple[int, ...], list[bytes]]:
    """Return where the paragraphs of a page start and end in the file, and what is said of them."""
    count = min(page[-1], 29)
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    base = 4 * (count + 1)
    said = []
    for place in page[base : base + 13 * count : 13]:
        at = 2 * place
        half = page[at]
        stands = page[at + 1 : at + 2 * half] if half else page[at + 2 : at + 2 + 2 * page[at + 1]]
        said.append(stands if place and len(stands) >= len(_PLAIN) else _PLAIN)
    return offsets[:-1], offsets[1:], said


def _character_runs(page: bytes) -> Iterator[Run]:
    count = min(page[-1], 101)
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    base = 4 * (count + 1)
    for number in range(count):
        at = 2 * page[base + number]
        if at:
            yield Run(offsets[number], offsets[number + 1], page[at + 1 : at + 1 + page[at]])


def modifiers_in(group: bytes) -> list[tuple[int, bytes]]:
    """Return each property modifier of a group with its operand; what is cut off is left out."""
    found = []
    at, length = 0, len(group)
    while at < length - 2:
        high = group[at + 1]
        code = group[at] | high << 8
        at += 2
        end = at + (_OPERAND_SIZES[high >> 5] or _variable_size(code, group, at))
        if end <= at or end > length:
            break
        found.append((code, group[at:end]))
        at = end
    return found


def _variable_size(code: int, group: bytes, at: int) -> int:
    if code in {T_DEFINE, T_DEFINE_10}:
        return (group[at] | group[at + 1] << 8) + 1 if at + 1 < len(group) else 0
    if code == _P_CHANGE_TABS and group[at] == 255:
        deleted = at + 1
        added = deleted + 1 + 4 * group[deleted] if deleted < len(group) else len(group)
        return added + 1 + 3 * group[added] - at if added < len(group) else 0
    return group[at] + 1
