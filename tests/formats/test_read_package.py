"""Zip packages that try to harm, and how they are refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from tests.support import word

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read import docx
from gongkai.formats.read.package import MAX_ENTRIES, MAX_PART, open_package


def test_names_match_without_regard_to_case_and_slashes() -> None:
    package = open_package(word.package({"Word\\Document.xml": "x"}))
    assert package.read("word/document.xml") == b"x"
    assert package.read_if_present("word/other.xml") == b""


def test_a_missing_part_is_told_by_name() -> None:
    with pytest.raises(ReportUnreadable, match=r"缺少 word/a\.xml"):
        open_package(word.package({"b": ""})).read("word/a.xml")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 1000, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_package_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="压缩包"):
        open_package(data)


def test_every_truncation_is_refused_in_words() -> None:
    data = word.docx(word.text_paragraph("正文"))
    for size in range(0, len(data) - 1, 7):
        with pytest.raises(ReportUnreadable):
            docx.read(data[:size])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = word.package({"word/document.xml": b" " * (MAX_PART + 1)})
    with pytest.raises(ReportUnreadable, match="解压后"):
        docx.read(data)
    with pytest.raises(ReportUnreadable, match="解压后"):
        docx.read(word.package({"word/document.xml": b" " * (8 * 1024 * 1024)}))


def test_a_bomb_that_lies_about_its_size_never_comes_out() -> None:
    data = bytearray(word.package({"word/document.xml": b" " * (64 * 1024 * 1024)}))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 1000)
    with pytest.raises(ReportUnreadable, match="损坏"):
        docx.read(bytes(data))
    with pytest.raises(ReportUnreadable, match="损坏"):
        open_package(bytes(data)).refuse_bombs()


def test_too_many_entries_are_refused() -> None:
    data = word.package({f"{number}": "" for number in range(MAX_ENTRIES + 1)})
    with pytest.raises(ReportUnreadable, match="解压后"):
        open_package(data)


def test_an_encrypted_entry_is_refused_in_words() -> None:
    data = bytearray(word.package({"word/document.xml": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReportUnreadable, match="密码"):
        docx.read(bytes(data))


def test_an_encrypted_office_file_is_refused_in_words() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReportUnreadable, match="密码"):
        docx.read(data)


def test_a_wrong_checksum_is_refused_in_words() -> None:
    content = word.document(word.text_paragraph("正文")).encode()
    data = bytearray(word.package({"word/document.xml": content}))
    checksum = struct.pack("<I", zlib.crc32(content))
    data[data.rindex(checksum)] ^= 0xFF
    with pytest.raises(ReportUnreadable, match="损坏"):
        docx.read(bytes(data))


def test_other_ways_to_squeeze_are_refused_in_words() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "x" * 100)
    with pytest.raises(ReportUnreadable, match="压缩方式"):
        docx.read(target.getvalue())


def test_a_zip_of_something_else_is_refused_in_words() -> None:
    with pytest.raises(ReportUnreadable, match="不是 Word 文档"):
        docx.read(word.package({"照片.txt": "x"}))
