"""The piece table of fast-saved documents."""

from __future__ import annotations

import struct

from gongkai.formats.read.doc_structures import Fib, pieces_of, text_of


def _fib(clx: bytes, length: int) -> Fib:
    places = [0] * 68
    places[67] = len(clx)
    return Fib(0xC1, encrypted=False, table="1Table", length=length, places=tuple(places))


def test_a_fast_saved_text_is_put_together_from_its_pieces_in_order() -> None:
    stream = b"....\x93ab\x94" + "正文𠮷".encode("utf-16-le")
    group = b"\x01" + struct.pack("<H", 3) + b"\x16\x24\x01"
    positions = struct.pack("<4I", 0, 5, 9, 20)
    descriptors = (
        struct.pack("<2xIH", 8, 1)
        + struct.pack("<2xIH", (4 * 2) | 0x40000000, 0)
        + struct.pack("<2xIH", (5 * 2) | 0x40000000, (1 << 8) | (0x18 << 1))
    )
    clx = group + b"\x02" + struct.pack("<I", len(positions + descriptors)) + positions + descriptors
    pieces = pieces_of(_fib(clx, 11), clx)
    assert text_of(pieces, stream) == "正文\ud842\udfb7\x00“ab”ab"
    assert [piece.modifiers for piece in pieces] == [b"\x16\x24\x01", b"", b"\x16\x24\x01"]
