"""The fast way into an OLE compound file: the streams at its top, found by following its sectors ([MS-CFB]).

What Word, WPS and LibreOffice write is regular and small. On anything else (a chain that goes astray, a table of tables,
a size that can't be) `Irregular` is raised, and olefile opens the file instead. Where it does answer, both give the same.
"""

from __future__ import annotations

import struct

_HEADER = struct.Struct(
    "<28xHHH10xII4xII8xI"
)  # byte order, both shifts, tables, directory, cutoff, small table, more tables
_LITTLE_ENDIAN, _SMALL_SHIFT, _CUTOFF = 0xFFFE, 6, 4096
_FIRST_PLACES, _MOST_PLACES = 0x4C, 109
_END = 0xFFFFFFFE
_NODE = struct.Struct("<64sHBxIII36xII4x")  # name, its size, kind, left, right, child, first sector, size
_ROOT, _STREAM = 5, 2
_NOBODY = 0xFFFFFFFF


class Irregular(Exception):
    """The file is not regular enough for this reader. Never seen outside the reader of compound files."""


class Sectors:
    """An open compound file: the streams in its root, by their names in small letters."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of `data`; `Irregular` where they are not plain."""
        try:
            self._open(data)
        except (struct.error, IndexError, UnicodeDecodeError) as damage:
            raise Irregular from damage

    def _open(self, data: bytes) -> None:
        order, shift, small_shift, tables, directory, cutoff, small, more = _HEADER.unpack_from(data)
        plain = (order, small_shift, cutoff, more) == (_LITTLE_ENDIAN, _SMALL_SHIFT, _CUTOFF, 0)
        if not plain or shift not in {9, 12} or tables > _MOST_PLACES:
            raise Irregular
        self._data, self._size = data, 1 << shift
        places = struct.unpack_from(f"<{tables}I", data, _FIRST_PLACES)
        self._next = _numbers(b"".join([self._sector(place) for place in places]))
        nodes = list(_NODE.iter_unpack(self._chain(directory)))
        if not nodes or nodes[0][2] != _ROOT:
            raise Irregular
        self._small_next = _numbers(self._chain(small))
        self._small = self._chain(nodes[0][6])[: nodes[0][7]]
        self._streams = _streams(nodes)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._streams

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; nothing where there is none, `Irregular` where it is cut off."""
        first, size = self._streams.get(name.lower(), (_END, 0))
        content = self._chain(first) if size >= _CUTOFF else self._small_chain(first)
        if len(content) < size:
            raise Irregular
        return content[:size]

    def _sector(self, number: int) -> bytes:
        content = self._data[(number + 1) * self._size : (number + 2) * self._size]
        if not content:
            raise Irregular
        return content

    def _chain(self, first: int) -> bytes:
        return b"".join([self._sector(number) for number in _followed(first, self._next)])

    def _small_chain(self, first: int) -> bytes:
        width = 1 << _SMALL_SHIFT
        return b"".join(
            [self._small[number * width : (number + 1) * width] for number in _followed(first, self._small_next)]
        )


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table)


def _followed(first: int, after: tuple[int, ...]) -> list[int]:
    """Return the sectors of a chain; one that goes in a circle or out of the file is irregular."""
    found: list[int] = []
    number = first
    while number != _END:
        if number >= len(after) or len(found) > len(after):
            raise Irregular
        found.append(number)
        number = after[number]
    return found


def _streams(nodes: list[tuple[bytes, int, int, int, int, int, int, int]]) -> dict[str, tuple[int, int]]:
    """Return name → first sector and size of the streams in the root; those of storages inside it are left out."""
    found: dict[str, tuple[int, int]] = {}
    met = set()
    waiting = [nodes[0][5]]
    while waiting:
        number = waiting.pop()
        if number == _NOBODY:
            continue
        if number in met:
            raise Irregular
        met.add(number)
        name, length, kind, left, right, _, first, size = nodes[number]
        waiting += (left, right)
        if kind == _STREAM:
            found[name[: max(length - 2, 0)].decode("utf-16-le").lower()] = first, size
    return found
