"""The streams of an OLE compound file (doc, wps), opened without trusting it."""

from __future__ import annotations

import io
import struct

import olefile

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.package import ENCRYPTED, MAX_FILE, OLE_MAGIC, TOO_LARGE

DAMAGED = "文件已损坏或没有下载完整（复合文档读不出来）：请重新下载，或用 Word、WPS 打开后另存为 docx"
NOT_WORD = "文件不是 Word 文档：请确认选对了文件，或用 Word、WPS 打开后另存为 docx"

# What olefile raises on damaged files beside its own OSErrors, found by fuzzing.
OLE_ERRORS = (
    OSError, struct.error, IndexError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_HEADER = 512
_COUNTS = struct.Struct("<44xI16xI4xI")


class Compound:
    """An open compound file; `stream` answers the bytes of a stream or nothing where there is none."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_FILE:
            raise ReportUnreadable(TOO_LARGE)
        _refuse_false_counts(data)
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage
        if self.has("EncryptedPackage"):
            raise ReportUnreadable(ENCRYPTED)

    def has(self, name: str) -> bool:
        """Tell whether the file has this stream at its top."""
        try:
            return bool(self._file.exists(name))
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; nothing where there is none."""
        if not self.has(name):
            return b""
        try:
            content: bytes = self._file.openstream(name).read()
        except OLE_ERRORS as damage:
            raise ReportUnreadable(DAMAGED) from damage
        return content

    def title(self) -> str:
        """Return the title of the summary information, or nothing where it can't be read."""
        try:
            if not self._file.exists("\x05SummaryInformation"):
                return ""
            properties = self._file.getproperties("\x05SummaryInformation", no_conversion=[])
        except OLE_ERRORS:
            return ""
        page, title = properties.get(1), properties.get(2)
        if not isinstance(title, bytes) or not title:
            return title if isinstance(title, str) else ""
        encoding = {-535: "utf-8", 1252: "cp1252", 1200: "utf-16-le"}.get(
            page if isinstance(page, int) else 0, "gb18030"
        )
        return title.decode(encoding, "ignore").strip("\x00 ")


def _refuse_false_counts(data: bytes) -> None:
    """Refuse a header that claims more allocation sectors than the file has room for."""
    if not data.startswith(OLE_MAGIC) or len(data) < _HEADER:
        raise ReportUnreadable(DAMAGED if data.startswith(OLE_MAGIC) else NOT_WORD)
    room = len(data) // 512 + 1
    if any(count > room for count in _COUNTS.unpack_from(data)):
        raise ReportUnreadable(DAMAGED)
