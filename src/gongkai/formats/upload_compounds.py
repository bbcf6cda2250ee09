"""What an old Office file (doc, xls, ppt and their WPS kin) must not carry: passwords, macros, packed programs."""

from __future__ import annotations

import struct

from gongkai.core.errors import ReportUnreadable, UploadRefused
from gongkai.formats.file_kinds import REFUSED
from gongkai.formats.read.doc_compound import Compound
from gongkai.formats.read.doc_structures import fib_of
from gongkai.formats.upload_packages import DAMAGED, MACROS, PACKED

_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "_VBA_PROJECT_CUR"))
_PACKED = "\x01Ole10Native".encode("utf-16-le")
_BOUND_SHEET, _FILE_PASS, _END = 0x85, 0x2F, 0x0A
_MACRO_SHEET = 1
_TOKEN_AT, _LOCKED_TOKEN = 12, b"\xdf\xc4\xd1\xf3"


def inspect_compound(data: bytes, kind: str) -> None:
    """Refuse a compound file that is damaged, locked, or carries macros or packed files."""
    if any(name in data for name in _MACROS):
        raise UploadRefused(MACROS)
    if _PACKED in data:
        raise UploadRefused(PACKED)
    try:
        _LOOKS[kind](Compound(data))
    except (ReportUnreadable, struct.error, IndexError) as damage:
        raise UploadRefused(DAMAGED) from damage


def _look_at_words(compound: Compound) -> None:
    if fib_of(compound.stream("WordDocument")).encrypted:
        raise UploadRefused(REFUSED["locked"])


def _look_at_sheets(compound: Compound) -> None:
    """Go through the workbook's global records, where passwords and sheets of macros are told ([MS-XLS] 2.1.7.20.3)."""
    stream = compound.stream("Workbook") or compound.stream("Book")
    at = 0
    while True:
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            raise UploadRefused(REFUSED["locked"])
        if kind == _BOUND_SHEET and stream[at + 9] == _MACRO_SHEET:
            raise UploadRefused(MACROS)
        if kind == _END:
            return
        at += 4 + size


def _look_at_slides(compound: Compound) -> None:
    if compound.stream("Current User")[_TOKEN_AT : _TOKEN_AT + 4] == _LOCKED_TOKEN:
        raise UploadRefused(REFUSED["locked"])


_LOOKS = {"doc": _look_at_words, "xls": _look_at_sheets, "ppt": _look_at_slides}
