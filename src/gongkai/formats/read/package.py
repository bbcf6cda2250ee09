"""A zip package (docx, xlsx) opened without trusting it.

Nothing is unpacked that is too large, too many, encrypted, squeezed beyond reason or damaged, and every
size is enforced on the bytes that really come out, not on what the directory of the package claims.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable

MAX_FILE = 200 * 1024 * 1024
MAX_PART = 16 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_RATIO = 250
SMALL_PART = 1024 * 1024
DEFLATE_LIMIT = 1032  # deflate can't squeeze further than this (zlib's technical note)

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL_MAGIC = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<26xHH")
_ENTRY_MAGIC = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

ENCRYPTED = "文件设了打开密码，读不了：请先用 Word 或 WPS 打开，去掉密码后另存，再交上来"
DAMAGED = "文件已损坏或没有下载完整（压缩包读不出来）：请重新下载，或用 Word、WPS 打开后另存一份"
TOO_LARGE = "文件太大（超过 200 MB），不像年度报告：请检查是否选错了文件"
BOMB = "文件解压后大得不正常，为安全起见没有读：请用 Word 或 WPS 打开后另存一份"


class Packed(NamedTuple):
    """A part as it is stored: its squeezed bytes, how they are squeezed, its size and CRC. Equal ones unpack alike."""

    raw: bytes
    method: int
    size: int
    checksum: int

    def content(self) -> bytes:
        """Return what comes out, checked; `ReportUnreadable` where that is not what the package claims."""
        content = self.raw
        if self.method != zipfile.ZIP_STORED:
            try:
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.raw, self.size + 1)
            except zlib.error as damage:
                raise ReportUnreadable(DAMAGED) from damage
        if len(content) != self.size or zlib.crc32(content) != self.checksum:
            raise ReportUnreadable(DAMAGED)
        return content


class Package:
    """The parts of a zip package by name; names match without regard to case, as OPC says."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile) -> None:
        self._data = data
        self._entries = {_normal(entry.filename): entry for entry in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._entries

    def names(self) -> list[str]:
        """Return the parts' names in small letters with forward slashes."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part, checked against its CRC; `ReportUnreadable` where that can't be done."""
        return self.packed(name).content()

    def packed(self, name: str) -> Packed:
        """Return a part as it is stored; `ReportUnreadable` where it is missing, odd or cut off."""
        entry = self._entries.get(_normal(name))
        if entry is None:
            raise ReportUnreadable(f"文件不完整，缺少 {name}：请用 Word 或 WPS 打开后另存一份")
        _refuse_oddity(entry)
        offset = entry.header_offset
        header = self._data[offset : offset + _LOCAL_HEADER.size]
        if not header.startswith(_LOCAL_MAGIC) or len(header) < _LOCAL_HEADER.size:
            raise ReportUnreadable(DAMAGED)
        start = offset + _LOCAL_HEADER.size + sum(_LOCAL_HEADER.unpack(header))
        return Packed(self._data[start : start + entry.compress_size], entry.compress_type, entry.file_size, entry.CRC)

    def read_if_present(self, name: str) -> bytes:
        """Return the bytes of a part, or nothing where the package has no such part."""
        return self.read(name) if name in self else b""

    def refuse_bombs(self) -> None:
        """Refuse a package whose parts are too large together, for libraries that unpack it by themselves.

        A part that is small enough when squeezed can't become too large; only others are really unpacked.
        """
        total = 0
        for entry in self._entries.values():
            _refuse_oddity(entry)
            total += entry.file_size
            if entry.compress_size * DEFLATE_LIMIT > MAX_PART and entry.compress_type != zipfile.ZIP_STORED:
                self.read(entry.filename)
        if total > 4 * MAX_PART:
            raise ReportUnreadable(BOMB)


class Relation(NamedTuple):
    """One relationship of a package: its identifier, the last word of its type, and the target part."""

    identifier: str
    kind: str
    target: str


def open_package(data: bytes) -> Package:
    """Return the package in `data`; `ReportUnreadable` says in words why it can't be opened."""
    if len(data) > MAX_FILE:
        raise ReportUnreadable(TOO_LARGE)
    if data.startswith(OLE_MAGIC) and ENCRYPTED_STREAM in data:
        raise ReportUnreadable(ENCRYPTED)
    if data.count(_ENTRY_MAGIC) > MAX_ENTRIES:
        raise ReportUnreadable(BOMB)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, struct.error, NotImplementedError, ValueError, OSError) as damage:
        raise ReportUnreadable(DAMAGED) from damage
    return Package(data, archive)


def _refuse_oddity(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise ReportUnreadable(ENCRYPTED)
    if entry.compress_type not in _METHODS:
        raise ReportUnreadable("文件的压缩方式不认识：请用 Word 或 WPS 打开后另存一份")
    if entry.file_size > MAX_PART and not _is_media(entry.filename):
        raise ReportUnreadable(BOMB)
    if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise ReportUnreadable(BOMB)


def _is_media(name: str) -> bool:
    return "/media/" in name or "/embeddings/" in name or "/fonts/" in name


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
