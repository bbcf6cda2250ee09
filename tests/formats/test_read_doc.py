"""The reader of Word 97–2003 documents, against what LibreOffice wrote from the same documents as docx."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import doc, docx

GOLDEN = Path(__file__).parent.parent / "golden" / "word"
SAMPLES = {name: (GOLDEN / f"{name}.doc").read_bytes() for name in ("filled-form", "city-2025", "odd")}


def squeezed(document: Document) -> list[str | list[tuple[int, int, str, int, int]]]:
    """Return the blocks with grid columns counted only where a cell starts or ends."""
    found: list[str | list[tuple[int, int, str, int, int]]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
            continue
        edges = sorted({edge for cell in block.cells for edge in (cell.column, cell.column + cell.colspan)})
        place = {edge: number for number, edge in enumerate(edges)}
        found.append(
            [
                (c.row, place[c.column], c.text, c.rowspan, place[c.column + c.colspan] - place[c.column])
                for c in block.cells
            ]
        )
    return found


def _with_header(name: str, offset: int, content: bytes) -> bytes:
    """Return a sample with bytes of its file information block replaced."""
    data = bytearray(SAMPLES[name])
    at = data.index(b"\xec\xa5", 512)
    data[at + offset : at + offset + len(content)] = content
    return bytes(data)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_doc_reads_cell_by_cell_as_the_docx_it_was_made_from(name: str) -> None:
    read = squeezed(doc.read(SAMPLES[name]))
    assert read == squeezed(docx.read((GOLDEN / f"{name}.docx").read_bytes()))


def test_the_filled_form_has_every_number_once() -> None:
    grids = [block for block in doc.read(SAMPLES["filled-form"]).blocks if isinstance(block, Grid)]
    assert [len(grid.cells) for grid in grids] == [30, 215, 34]
    numbers = [int(cell.text) for grid in grids for cell in grid.cells if cell.text.isdigit()]
    assert numbers[:3] == [7, 14, 21]
    assert len(numbers) == len(set(numbers))


def test_odd_text_reads_as_it_shows() -> None:
    blocks = doc.read(SAMPLES["odd"]).blocks
    words = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert words[1:8] == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、存在问题",
        "前新字后",
        "第1页\n下一行\t列",
        "生僻字𠮷在此 12-3 é “引号”",
    ]
    tables = [block.cells for block in blocks if isinstance(block, Grid)]
    assert tables[0][:2] == [GridCell(0, 0, "宽\n两段", 1, 2), GridCell(0, 2, "高", 2, 1)]
    assert tables[1] == [GridCell(0, 0, "内1"), GridCell(0, 1, "内2")]


def test_an_encrypted_document_is_refused_in_words() -> None:
    (flags,) = struct.unpack_from("<H", SAMPLES["odd"], SAMPLES["odd"].index(b"\xec\xa5", 512) + 10)
    with pytest.raises(ReportUnreadable, match="密码"):
        doc.read(_with_header("odd", 10, struct.pack("<H", flags | 0x0100)))


def test_a_document_of_word_95_is_refused_in_words() -> None:
    with pytest.raises(ReportUnreadable, match="Word 95"):
        doc.read(_with_header("odd", 2, struct.pack("<H", 0x68)))


def test_truncated_documents_are_refused_or_read_without_another_error() -> None:
    data = SAMPLES["odd"]
    refused = 0
    for size in range(0, len(data), 512):
        try:
            doc.read(data[:size])
        except ReportUnreadable:
            refused += 1
    assert refused > len(data) // 1024


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise_anything_else(data: st.DataObject) -> None:
    content = bytearray(SAMPLES["odd"])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 4))
        content[at : at + 4] = data.draw(st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"]))
    with suppress(ReportUnreadable):
        assert doc.read(bytes(content)).blocks
