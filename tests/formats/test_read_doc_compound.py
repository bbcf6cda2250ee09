"""Compound files, sound and hostile."""

from __future__ import annotations

import struct
from pathlib import Path

import olefile
import pytest

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read import doc
from gongkai.formats.read.doc_compound import title_of

GOLDEN = Path(__file__).parent.parent / "golden" / "word"
SAMPLES = {name: (GOLDEN / f"{name}.doc").read_bytes() for name in ("filled-form", "city-2025", "odd")}


def test_the_title_of_the_summary_is_kept() -> None:
    assert doc.read(SAMPLES["city-2025"]).titles == ["测试市2025年政府信息公开工作年度报告"]


@pytest.mark.parametrize(
    ("page", "kind", "value"),
    [
        (-535, 30, "政府信息公开".encode()),
        (936, 30, "政府信息公开".encode("gbk")),
        (1200, 31, "政府信息公开".encode("utf-16-le")),
        (936, 31, "政府信息公开".encode("utf-16-le")),
    ],
)
def test_a_title_is_read_in_its_code_page(page: int, kind: int, value: bytes) -> None:
    size = len(value) if kind == 30 else len(value) // 2
    values = struct.pack("<IhxxII", 2, page, kind, size) + value
    section = struct.pack("<II4I2I", 0, 3, 1, 32, 2, 40, 9, 32) + values
    assert title_of(struct.pack("<44xI", 48) + section) == "政府信息公开"


@pytest.mark.parametrize("summary", [b"", b"x" * 47, struct.pack("<44xIII", 48, 0, 50), struct.pack("<44xI", 1 << 30)])
def test_a_damaged_summary_has_no_title(summary: bytes) -> None:
    assert title_of(summary) == ""


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1}", b"x" * 5000])
def test_what_is_no_document_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        doc.read(data)


@pytest.mark.parametrize("offset", [0x2C, 0x40, 0x48])
def test_a_header_that_claims_endless_sectors_is_refused_at_once(offset: int) -> None:
    data = bytearray(SAMPLES["odd"])
    data[offset : offset + 4] = b"\xff\xff\xff\x0f"
    with pytest.raises(ReportUnreadable, match="损坏"):
        doc.read(bytes(data))


def test_a_circle_of_sectors_ends() -> None:
    data = bytearray(SAMPLES["odd"])
    first = struct.unpack_from("<I", data, 0x4C)[0]
    table = 512 * (first + 1)
    for sector in range(20):
        if struct.unpack_from("<I", data, table + 4 * sector)[0] < 0xFFFFFFF0:
            struct.pack_into("<I", data, table + 4 * sector, sector)
    with pytest.raises(ReportUnreadable):
        doc.read(bytes(data))


def test_the_samples_are_compound_files_of_the_kind_meant() -> None:
    for data in SAMPLES.values():
        assert olefile.OleFileIO(data).exists("WordDocument")
