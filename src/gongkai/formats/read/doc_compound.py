"""The streams of an OLE compound file (doc, wps), opened without trusting it."""

from __future__ import annotations

import io
import struct

import olefile

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.doc_sectors import Irregular, Sectors
from gongkai.formats.read.package import ENCRYPTED, MAX_FILE, OLE_MAGIC, TOO_LARGE

DAMAGED = "文件已损坏或没有下载完整（复合文档读不出来）：请重新下载，或用 Word、WPS 打开后另存为 docx"
NOT_WORD = "文件不是 Word 文档：请确认选对了文件，或用 Word、WPS 打开后另存为 docx"

# What olefile raises on damaged files beside its own OSErrors, found by fuzzing.
OLE_ERRORS = (
    OSError, struct.error, IndexError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_CODE_PAGE, _TITLE = 1, 2  # properties of the summary information
_SHORT, _TEXT, _WIDE_TEXT = 2, 30, 31  # kinds of their values
_MOST_PROPERTIES = 100
_ENCODINGS = {-535: "utf-8", 1252: "cp1252", 1200: "utf-16-le"}  # by code page; Chinese where none is told
_HEADER = 512
_COUNTS = struct.Struct("<44xI16xI4xI")


class Compound:
    """An open compound file; `stream` answers the bytes of a stream or nothing where there is none.

    A regular file is read by its sectors, any other by olefile.
    """

    def __init__(self, data: bytes) -> None:
        """Open `data`; `ReportUnreadable` where it is no compound file, or damaged, too large or encrypted."""
        if len(data) > MAX_FILE:
            raise ReportUnreadable(TOO_LARGE)
        _refuse_false_counts(data)
        self._streams: Sectors | _Thorough
        try:
            self._streams = Sectors(data)
        except Irregular:
            self._streams = _Thorough(data)
        self._data = data
        if self.has("EncryptedPackage"):
            raise ReportUnreadable(ENCRYPTED)

    def has(self, name: str) -> bool:
        """Tell whether the file has this stream at its top."""
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; nothing where there is none."""
        try:
            return self._streams.stream(name)
        except Irregular:
            self._streams = _Thorough(self._data)
            return self._streams.stream(name)

    def title(self) -> str:
        """Return the title of the summary information, or nothing where it can't be read."""
        try:
            return title_of(self.stream("\x05SummaryInformation"))
        except ReportUnreadable:
            return ""


class _Thorough:
    """The streams of any compound file, by way of olefile."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage

    def __contains__(self, name: str) -> bool:
        try:
            return bool(self._file.exists(name))
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage

    def stream(self, name: str) -> bytes:
        if name not in self:
            return b""
        try:
            content: bytes = self._file.openstream(name).read()
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage
        return content


def title_of(summary: bytes) -> str:
    """Return the title in the bytes of a summary information, or nothing where there is none or it is damaged."""
    return texts_of(summary).get(_TITLE, "")


def texts_of(summary: bytes) -> dict[int, str]:
    """Return the texts in the bytes of a set of properties by their identifiers; nothing where it is damaged."""
    try:
        found = _properties(summary) if summary else {}
    except struct.error:
        return {}
    page = found.get(_CODE_PAGE)
    encoding = _ENCODINGS.get(page if isinstance(page, int) else 0, "gb18030")
    texts = {}
    for identifier, value in found.items():
        if not isinstance(value, int):
            text = value.decode(encoding, "ignore") if isinstance(value, bytes) else value
            texts[identifier] = text.strip("\x00 ")
    return texts


def _properties(summary: bytes) -> dict[int, int | bytes | str]:
    """Return the numbers and texts in a set of properties ([MS-OLEPS]) by their identifiers; plain texts as bytes."""
    (start,) = struct.unpack_from("<I", summary, 44)
    (count,) = struct.unpack_from("<4xI", summary, start)
    found: dict[int, int | bytes | str] = {}
    for identifier, offset in struct.iter_unpack(
        "<II", summary[start + 8 : start + 8 + 8 * min(count, _MOST_PROPERTIES)]
    ):
        kind, size = struct.unpack_from("<II", summary, start + offset)
        at = start + offset + 4
        if kind == _SHORT:
            (found[identifier],) = struct.unpack_from("<h", summary, at)
        elif kind == _TEXT:
            found[identifier] = summary[at + 4 : at + 4 + size]
        elif kind == _WIDE_TEXT:
            found[identifier] = summary[at + 4 : at + 4 + 2 * size].decode("utf-16-le", "ignore")
    return found


def _refuse_false_counts(data: bytes) -> None:
    """Refuse a header that claims more allocation sectors than the file has room for."""
    if not data.startswith(OLE_MAGIC) or len(data) < _HEADER:
        raise ReportUnreadable(DAMAGED if data.startswith(OLE_MAGIC) else NOT_WORD)
    room = len(data) // 512 + 1
    if any(count > room for count in _COUNTS.unpack_from(data)):
        raise ReportUnreadable(DAMAGED)
