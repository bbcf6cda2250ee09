"""The binary structures of a Word 97–2003 document that its text and tables need.

File information block, piece table, paragraph and character properties, table definitions, as [MS-DOC] names them
(FibBase, Clx, PlcPcd, PapxFkp, ChpxFkp, Sprm, TDefTableOperand, TC80). Every read outside a stream is a `struct.error`.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
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
    """Properties from one file offset up to another: style and modifiers."""

    start: int
    end: int
    style: int
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


class Properties:
    """Paragraph or character properties by file offset."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = sorted(runs)
        self._starts = [run.start for run in self.runs]

    def at(self, offset: int) -> Run | None:
        """Return the run that holds a file offset."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self.runs[number].end:
            return None
        return self.runs[number]


def paragraph_properties(fib: Fib, table: bytes, stream: bytes) -> Properties:
    """Return the paragraph properties of the whole file."""
    return Properties([run for page in _pages(fib.part(table, _PAPX), stream) for run in _paragraph_runs(page)])


def character_properties(fib: Fib, table: bytes, stream: bytes) -> Properties:
    """Return the character properties of the whole file."""
    return Properties([run for page in _pages(fib.part(table, _CHPX), stream) for run in _character_runs(page)])


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


def _paragraph_runs(page: bytes) -> Iterator[Run]:
    count = min(page[-1], 29)
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    base = 4 * (count + 1)
    for number in range(count):
        at = 2 * page[base + 13 * number]
        style, modifiers = 0, b""
        if at:
            size = 2 * page[at] - 1
            if not page[at]:
                at += 1
                size = 2 * page[at]
            body = page[at + 1 : at + 1 + size]
            if len(body) >= 2:
                style, modifiers = body[0] | body[1] << 8, body[2:]
        yield Run(offsets[number], offsets[number + 1], style, modifiers)


def _character_runs(page: bytes) -> Iterator[Run]:
    count = min(page[-1], 101)
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    base = 4 * (count + 1)
    for number in range(count):
        at = 2 * page[base + number]
        if at:
            yield Run(offsets[number], offsets[number + 1], 0, page[at + 1 : at + 1 + page[at]])


def modifiers_in(group: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each property modifier of a group with its operand; what is cut off is left out."""
    at, end = 0, len(group) - 2
    while at < end:
        code = group[at] | group[at + 1] << 8
        at += 2
        size = _OPERAND_SIZES[code >> 13] or _variable_size(code, group, at)
        if size <= 0 or at + size > len(group):
            return
        yield code, group[at : at + size]
        at += size


def _variable_size(code: int, group: bytes, at: int) -> int:
    if code in {T_DEFINE, T_DEFINE_10}:
        return (group[at] | group[at + 1] << 8) + 1 if at + 1 < len(group) else 0
    if code == _P_CHANGE_TABS and group[at] == 255:
        deleted = at + 1
        added = deleted + 1 + 4 * group[deleted] if deleted < len(group) else len(group)
        return added + 1 + 3 * group[added] - at if added < len(group) else 0
    return group[at] + 1
