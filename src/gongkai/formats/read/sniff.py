"""What a file is, by its content; its name and ending say nothing here.

The words: `docx` `doc` `xlsx` `xls` `pdf` `html` `mhtml` `text` `json` `png` `jpeg` `gif` `bmp` `tiff` `webp` `heic`
`rtf` `ofd` `odf` `pptx` `zip` `archive` (rar, 7z, gzip), `locked` (an encrypted Office file), `ole` (another
compound file), `xml`, `empty`, `unknown`.
"""

from __future__ import annotations

import re
import struct

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
_BLANKS = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_PDF_WITHIN = 1024  # bytes that may stand before %PDF-
_HEAD = 65_536
_MAX_ENTRIES = 20_000
_HTML_START = re.compile(rb"<(?:!doctype\s+html|/?[a-z][a-z0-9:]*[\s/>])", re.IGNORECASE)
_HTML_WITHIN = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head>|body[\s>]|table[\s>])", re.IGNORECASE)
_XML_ROOT = re.compile(rb"<\?xml.*?<(?!\?|!)([\w:.-]+)", re.DOTALL)
_MHTML = re.compile(rb"(?:^|\n)content-type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.IGNORECASE)
_MAIL = re.compile(
    rb"\s*(?:from|mime-version|subject|date|content-type|received|snapshot-content-location):", re.IGNORECASE
)
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ole"),
)


def sniff(data: bytes) -> str:
    """Return the word for what `data` is.

    >>> sniff("政府信息公开".encode()), sniff(b"<!DOCTYPE html>"), sniff(b"%PDF-1.7"), sniff(b"")
    ('text', 'html', 'pdf', 'empty')
    """
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    for magic, word in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or _is_bitmap(data)):
            return word
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    return _written(data)


def _written(data: bytes) -> str:
    """Tell apart what begins with characters: pdf, html, mhtml, json, xml, text."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    start = head.lstrip(_BLANKS)
    if not start:
        return "empty" if not data.strip(_BLANKS) else "unknown"
    plain = start.replace(b"\0", b"") if b"\0" in start else start
    if plain.startswith(b"<"):
        return _tagged(plain)
    if plain.startswith(b"{") and plain[1:].lstrip()[:1] in {b'"', b"}"}:
        return "json"
    if _MAIL.match(plain) and _MHTML.search(plain):
        return "mhtml"
    return "html" if _HTML_WITHIN.search(plain) else "text"


def _tagged(plain: bytes) -> str:
    if plain.startswith(b"<?xml"):
        root = _XML_ROOT.match(plain)
        return "html" if root is not None and root[1].lower() == b"html" else "xml"
    return "html" if plain.startswith(b"<!--") or _HTML_START.match(plain) else "text"


def _is_bitmap(data: bytes) -> bool:
    return (
        len(data) > 26
        and data[6:10] == b"\0\0\0\0"
        and data[14:18] in {b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0"}
    )


def _zipped(data: bytes) -> str:
    names = _entries(data)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:  # cut off early; the reader of docx says that it is damaged
        return "docx"
    return "odf" if "content.xml" in names and "mimetype" in names else "zip"


def _entries(data: bytes) -> set[str]:
    """Return the names in a zip's central directory; of a cut-off zip, those of its local headers."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - 66_000))
    names: set[str] = set()
    if 0 <= end <= len(data) - 20:
        at = struct.unpack_from("<I", data, end + 16)[0]
        while data[at : at + 4] == b"PK\1\2" and at + 46 <= len(data) and len(names) < _MAX_ENTRIES:
            name, extra, comment = struct.unpack_from("<3H", data, at + 28)
            names.add(data[at + 46 : at + 46 + name].decode("utf-8", "replace"))
            at += 46 + name + extra + comment
    if names:
        return names
    for found in re.finditer(rb"PK\x03\x04", data[: 4 * _HEAD]):
        if found.start() + 30 <= len(data):
            length = struct.unpack_from("<H", data, found.start() + 26)[0]
            names.add(data[found.start() + 30 : found.start() + 30 + length].decode("utf-8", "replace"))
    return names


def _compound(data: bytes) -> str:
    """Tell the compound files apart by the names of their streams, which stand in the directory in UTF-16."""
    for name, word in _STREAMS:
        if name.encode("utf-16-le") + b"\0\0" in data:
            return word
    return "ole"
