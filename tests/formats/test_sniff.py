"""What a file is, by its content alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import breaks

from gongkai.formats.read.sniff import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zip(*names: str, stored: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, stored)
    return buffer.getvalue()


DOCX = _zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")

CASES = {
    "docx": [DOCX, DOCX[:90], _zip("[Content_Types].xml", "word/document2.xml")],
    "xlsx": [_zip("[Content_Types].xml", "xl/workbook.xml")],
    "pptx": [_zip("[Content_Types].xml", "ppt/presentation.xml")],
    "ofd": [_zip("OFD.xml", "Doc_0/Document.xml")],
    "odf": [_zip("mimetype", "content.xml")],
    "zip": [_zip("年报/甲局.docx", "年报/乙局.pdf"), _zip("a.docx", stored=DOCX), b"PK\3\4", b"PK"],
    "archive": [b"Rar!\x1a\x07\0", b"7z\xbc\xaf\x27\x1c\0\4", b"\x1f\x8b\x08\0"],
    "doc": [OLE + "WordDocument\0".encode("utf-16-le")],
    "xls": [OLE + "Workbook\0".encode("utf-16-le"), OLE + "Book\0".encode("utf-16-le")],
    "locked": [OLE + "EncryptedPackage\0".encode("utf-16-le")],
    "ole": [OLE],
    "pdf": [b"%PDF-1.7\n", b"\r\n\r\n%PDF-1.4", b"\xef\xbb\xbf%PDF-1.4"],
    "png": [b"\x89PNG\r\n\x1a\n\0"],
    "jpeg": [b"\xff\xd8\xff\xe0\0\x10JFIF"],
    "gif": [b"GIF89a"],
    "bmp": [b"BM" + bytes(4) + bytes(4) + b"\x36\0\0\0" + b"\x28\0\0\0" + bytes(40)],
    "tiff": [b"II*\0", b"MM\0*"],
    "webp": [b"RIFF\0\0\0\0WEBPVP8 "],
    "heic": [b"\0\0\0\x18ftypheic"],
    "rtf": [b"{\\rtf1\\ansi"],
    "json": [b'{"schema": "gongkai-report/1"}', b'\xef\xbb\xbf\n{\n "layout": "y2021"}', b"{}"],
    "mhtml": [b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n"],
    "xml": [b'<?xml version="1.0"?><w:wordDocument/>', b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package>'],
    "html": [
        b"<!DOCTYPE html>", b"\xef\xbb\xbf  <html>", b"<!-- x --><p>", b"<p>1</p>", b'<?xml version="1.0"?><!DOCTYPE html><html>',
        "年报\n<table><tr><td>1</td></tr></table>".encode(), breaks.source().encode("gbk"), breaks.source().encode("utf-16"),
        breaks.source().encode("utf-16-be"), b"<TABLE border=1>", b"<o:p></o:p>",
    ],
    "text": [
        "一、总体情况".encode(), "一、总体情况".encode("gbk"), "一、总体情况".encode("utf-16"), b"# 1", "BM局年报".encode(), b"<3", b"{1}",
        "Subject 年报：\ncontent-type".encode(), "甲 | 乙\n--- | ---\n<br>".encode(),
    ],
    "empty": [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\0\0\0"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "data"),
    [
        pytest.param(word, data, id=f"{word}-{number}")
        for word, files in CASES.items()
        for number, data in enumerate(files)
    ],
)
def test_the_word(word: str, data: bytes) -> None:
    assert sniff(data) == word


@given(
    st.sampled_from([data for files in CASES.values() for data in files]), st.binary(max_size=60), st.integers(0, 200)
)
def test_any_bytes_have_a_word(data: bytes, noise: bytes, at: int) -> None:
    assert sniff(data[:at] + noise + data[at:])
    assert sniff(data[:at])
    assert sniff(noise)
