"""The objects of a pdf as pdfium writes it, to be changed and written again.

There they are plain: no object in a stream of objects, one table of places, nothing encrypted. Only what is reached from the catalogue goes out again, so that nothing an earlier version of the file held survives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable

DAMAGED = "这个 PDF 已损坏或写得不规范，处理不了；请用 WPS 或 Word 重新导出 PDF 再上传"
_MAX_DEPTH = 200
_BLANK = b"\0\t\n\x0c\r "
_START = re.compile(rb"\s*(\d+)\s+(\d+)\s+obj\b")
_TOKEN = re.compile(
    rb"\s*(?:(?P<ref>\d+\s+\d+\s+R(?![^\s/<>\[\]()%]))|(?P<open><<|\[)|(?P<close>>>|\])|(?P<name>/[^\s/<>\[\]()%{}]*)"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<string>\()|(?P<word>[^\s/<>\[\]()%{}]+))"
)
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*[\r\n]+")
_ESCAPED = re.compile(rb"\\\d{1,3}|\\.|[()]", re.DOTALL)


class Ref(NamedTuple):
    """A reference to another object by its number."""

    number: int


class Name(bytes):
    """A name, with its slash."""

    __slots__ = ()


Value = dict[bytes, "Value"] | list["Value"] | Ref | bytes
"""A dictionary (keys with their slashes), an array, a reference, or anything else as it is written."""


@dataclass(slots=True)
class Stored:
    """An object: its value, and the bytes of its stream where it has one."""

    value: Value
    stream: bytes | None = None


class Objects:
    """The objects of one file; `trailer` is its last dictionary."""

    def __init__(self, data: bytes) -> None:
        """Read the table of places and the trailer; `ReportUnreadable` where they are not as pdfium writes them."""
        self._data = data
        self._read: dict[int, Stored] = {}
        found = _TABLE.search(data)
        if found is None or not data.startswith(b"xref", int(found[1])):
            raise ReportUnreadable(DAMAGED)
        self._places, at = _places(data, int(found[1]) + 4)
        value, _ = self._value(at, 0)
        if not isinstance(value, dict):
            raise ReportUnreadable(DAMAGED)
        self.trailer = value

    def get(self, number: int) -> Stored:
        """Return an object; null where there is none of that number."""
        if number not in self._read:
            self._read[number] = self._stored(number)
        return self._read[number]

    def numbers(self) -> list[int]:
        """Return the numbers of the objects that the file has."""
        return list(self._places)

    def follow(self, value: Value | None) -> Value | None:
        """Return what a reference means, and anything else as it is."""
        steps = 0
        while isinstance(value, Ref) and steps < _MAX_DEPTH:
            value = self.get(value.number).value
            steps += 1
        return value

    def _stored(self, number: int) -> Stored:
        at = self._places.get(number)
        if at is None:
            return Stored(b"null")
        start = _START.match(self._data, at)
        if start is None or int(start[1]) != number:
            raise ReportUnreadable(DAMAGED)
        value, after = self._value(start.end(), 0)
        stream = re.compile(rb"\s*stream(?:\r\n|\n)").match(self._data, after)
        if stream is None or not isinstance(value, dict):
            return Stored(value)
        told = self.follow(value.get(b"/Length"))
        if not isinstance(told, bytes) or not told.isdigit():
            raise ReportUnreadable(DAMAGED)
        end = stream.end() + int(told)
        if end > len(self._data) or not self._data[end : end + 20].lstrip(_BLANK).startswith(b"endstream"):
            raise ReportUnreadable(DAMAGED)
        return Stored(value, self._data[stream.end() : end])

    def _value(self, at: int, depth: int) -> tuple[Value, int]:
        token = _TOKEN.match(self._data, at)
        if token is None or depth > _MAX_DEPTH:
            raise ReportUnreadable(DAMAGED)
        text = token[token.lastgroup or 0]
        match token.lastgroup:
            case "ref":
                return Ref(int(text.split()[0])), token.end()
            case "name":
                return Name(text), token.end()
            case "string":
                return self._string(token.end() - 1)
            case "open":
                items, after = self._items(token.end(), depth, b">>" if text == b"<<" else b"]")
                return (_dictionary(items) if text == b"<<" else items), after
            case "close":
                raise ReportUnreadable(DAMAGED)
        return text, token.end()

    def _items(self, at: int, depth: int, end: bytes) -> tuple[list[Value], int]:
        items: list[Value] = []
        while True:
            token = _TOKEN.match(self._data, at)
            if token is not None and token["close"]:
                if token["close"] != end:
                    raise ReportUnreadable(DAMAGED)
                return items, token.end()
            value, at = self._value(at, depth + 1)
            items.append(value)

    def _string(self, at: int) -> tuple[bytes, int]:
        depth = 0
        for sign in _ESCAPED.finditer(self._data, at):
            if sign[0] == b"(":
                depth += 1
            elif sign[0] == b")":
                depth -= 1
                if not depth:
                    return self._data[at : sign.end()], sign.end()
        raise ReportUnreadable(DAMAGED)


def _dictionary(items: list[Value]) -> dict[bytes, Value]:
    keys = items[::2]
    if len(items) % 2 or not all(isinstance(key, Name) for key in keys):
        raise ReportUnreadable(DAMAGED)
    return {key: value for key, value in zip(keys, items[1::2], strict=True) if isinstance(key, bytes)}


def _places(data: bytes, at: int) -> tuple[dict[int, int], int]:
    """Return where each object begins, and where the trailer's dictionary does."""
    places: dict[int, int] = {}
    while (section := _SECTION.match(data, at)) is not None:
        first, count = int(section[1]), int(section[2])
        at = section.end()
        if count * 20 > len(data) - at:
            raise ReportUnreadable(DAMAGED)
        for number in range(first, first + count):
            if data[at + 17 : at + 18] == b"n":
                places[number] = int(data[at : at + 10])
            at += 20
    trailer = re.compile(rb"\s*trailer").match(data, at)
    if trailer is None:
        raise ReportUnreadable(DAMAGED)
    return places, trailer.end()


def written(root: Ref, objects: Objects) -> bytes:
    """Return a pdf of what is reached from `root`, numbered anew in the order in which it is met."""
    numbers: dict[int, int] = {root.number: 1}
    waiting = [root.number]
    made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number in waiting:  # grows while it is gone through
        stored = objects.get(number)
        places.append(len(made))
        made += b"%d 0 obj\n" % numbers[number]
        value = stored.value
        if stored.stream is not None and isinstance(value, dict):
            value = {**value, b"/Length": b"%d" % len(stored.stream)}
        made += _spelled(value, numbers, waiting)
        if stored.stream is not None:
            made += b"\nstream\n" + stored.stream + b"\nendstream"
        made += b"\nendobj\n"
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(made)


def _spelled(value: Value, numbers: dict[int, int], waiting: list[int]) -> bytes:
    """Return a value as it is written; objects it refers to for the first time get the next numbers."""
    if isinstance(value, Ref):
        if value.number not in numbers:
            numbers[value.number] = len(numbers) + 1
            waiting.append(value.number)
        return b"%d 0 R" % numbers[value.number]
    if isinstance(value, dict):
        return b"<<" + b" ".join(key + b" " + _spelled(item, numbers, waiting) for key, item in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(_spelled(item, numbers, waiting) for item in value) + b"]"
    return value
