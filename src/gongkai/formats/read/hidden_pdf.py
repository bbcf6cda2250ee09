"""What a pdf carries beside its body: the lines at the head and foot of pages, annotations, bookmarks, properties."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read.docx_xml import parsed
from gongkai.formats.read.hidden import Aside, Asides, shown_in, unseen
from gongkai.formats.read.pdf import MAX_PAGES
from gongkai.formats.read.pdf_page import LOCK

_PROPERTIES = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Keywords": "关键词",
    "Creator": "制作程序",
    "Producer": "生成程序",
}
_NOTES = {b"Contents": "注释", b"T": "注释的作者或者表单栏", b"V": "表单的值", b"DV": "表单的值", b"TU": "表单的提示"}
_MAX_NOTE = 1 << 20


_DESCRIPTION = re.compile(rb"<x:xmpmeta\b.{0,1000000}?</x:xmpmeta>", re.DOTALL)
_IDENTIFIER = re.compile(r"(?:uuid|xmp\.[id]id):", re.IGNORECASE)


def asides(data: bytes, document: Document) -> Asides:
    """Return what the pdf in `data` carries beside `document`; `ReportUnreadable` where it can't be opened."""
    with LOCK:
        try:
            opened = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as damage:
            raise ReportUnreadable("PDF 打不开") from damage
        try:
            found = _asides(opened, document)
        finally:
            opened.close()
    described = [*_described(data)]
    if b"/Metadata" in data and not described:
        found.unread.append("压缩保存的元数据（XMP）")
    return Asides(found.texts + described, found.unread)


def _described(data: bytes) -> Iterator[Aside]:
    """Yield what the metadata (XMP) in a file says."""
    for packet in _DESCRIPTION.findall(data):
        with suppress(ReportUnreadable):
            for element in parsed(packet).iter():
                for value in (element.text or "", *map(str, element.attrib.values())):
                    if value.strip() and not _IDENTIFIER.match(value):
                        yield Aside("文档属性（XMP）", value.strip())


def _asides(opened: Any, document: Document) -> Asides:
    texts = [
        Aside(f"文档属性（{_PROPERTIES[name]}）", text)
        for name, text in opened.get_metadata_dict(skip_empty=True).items()
        if name in _PROPERTIES
    ]
    texts += [Aside("书签", bookmark.get_title()) for bookmark in opened.get_toc()]
    attached = opened.count_attachments()
    unread = [f"{attached}个附件"] if attached else []
    pictures = 0
    for number in range(1, min(len(opened), MAX_PAGES) + 1):
        shown = shown_in(document, frozenset((number - 1, number, number + 1)))
        try:
            page = opened[number - 1]
            text = page.get_textpage().get_text_bounded()
        except pdfium.PdfiumError:
            unread.append(f"第{number}页（读不出来）")
            continue
        texts += [Aside(f"第{number}页没有读进正文的行", line) for line in unseen(text.splitlines(), shown)]
        texts += _annotations(page, number)
        pictures += sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)))
    scanned = sum("由文字识别读出" in note for note in document.notes)
    if pictures > scanned:
        unread.append(f"{pictures - scanned}张图片里的字")
    return Asides(texts, unread)


def _annotations(page: Any, number: int) -> Iterator[Aside]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        for key, label in _NOTES.items():
            if text := _string(annotation, key):
                yield Aside(f"第{number}页的{label}", text)
        raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length <= _MAX_NOTE:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "ignore")
