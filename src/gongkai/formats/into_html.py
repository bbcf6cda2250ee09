"""A file that was written elsewhere → the body of an item: clean, accessible html, with what its head and signature say.

Word, WPS, pdf, text, web page and workbook come in; the words of the source are all in the title or the html.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable, UploadRefused
from gongkai.core.publication.visible import visible
from gongkai.formats.blocks import Document
from gongkai.formats.file_kinds import PAGES, kind_of
from gongkai.formats.file_names import extension_of, safe_name
from gongkai.formats.into_html_blocks import plain_blocks, rendered
from gongkai.formats.into_html_docx import Imports, blocks_of_docx
from gongkai.formats.into_html_head import head_of
from gongkai.formats.into_html_page import page_html
from gongkai.formats.into_html_pictures import Album, Picture
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.rich_text import clean_html, text_of
from gongkai.formats.upload import UploadLimits, inspect_upload

__all__ = ["Imported", "Picture", "into_html"]

_LIMITS = UploadLimits(pages=True)
_LINE = re.compile(r"<(p|h[234])(?: [^>]*)?>.*?</\1>", re.DOTALL)
_TOP = 10  # lines among which the title stands
_READ = frozenset(("docx", "doc", "pdf", "text", "html", "mhtml", "xlsx"))
_NOT_TEXT = "这种文件没有可以导入的正文；请作为附件上传，或另存为 docx、pdf、txt 再导入"


class Imported(NamedTuple):
    """What came out of a file. `title` is taken out of the body; `html` shows pictures as `picture:NAME`."""

    html: str
    title: str
    pictures: tuple[Picture, ...]
    document_number: str
    formed_on: date | None
    remarks: tuple[str, ...]


def into_html(name: str, data: bytes) -> Imported:
    """Return a document as clean html with its title, number and day.

    Raises `UploadRefused` where the file must not come in, and `ReportUnreadable` where it can't be read; both in one
    Chinese sentence that names the file.
    """
    upload = inspect_upload(name, data, _LIMITS)
    if upload.kind not in _READ:
        raise UploadRefused(_NOT_TEXT, upload.safe_name)
    try:
        return _imported(name, data)
    except (ReportUnreadable, UploadRefused) as refusal:
        raise type(refusal)(refusal.why, upload.safe_name) from refusal


def _imported(name: str, data: bytes) -> Imported:
    kind = kind_of(data)
    album = Album()
    if kind == "docx":
        imports = blocks_of_docx(data, album)
    else:
        document = read_document(data)
        if kind in PAGES:
            return _from_page(name, data, document, album)
        imports = Imports(plain_blocks(document), document.titles, list(document.notes))
        if kind in {"doc", "pdf"}:
            imports.remarks.append("这种格式只导入文字和表格，加粗、图片等没有导入，请对照原件核对")
    return _assembled(name, imports, album)


def _assembled(name: str, imports: Imports, album: Album) -> Imported:
    head = head_of(imports.blocks, imports.titles)
    remarks = [*imports.remarks, *album.remarks, *head.remarks]
    title = head.title
    if not title:
        title = _titled(name, imports.titles)
        remarks.append("没有认出标题，暂用文件里记的标题或文件名，请核对")
    notes = "<hr>" + rendered(imports.notes) if imports.notes else ""
    html = clean_html(rendered(head.blocks) + notes)
    told = tuple(dict.fromkeys(remarks))
    return Imported(html, title, tuple(album.pictures), head.document_number, head.formed_on, told)


def _titled(name: str, titles: list[str]) -> str:
    if titles:
        return titles[0]
    whole = safe_name(name)
    ending = extension_of(whole)
    return whole[: -len(ending) - 1] if ending else whole


def _from_page(name: str, data: bytes, document: Document, album: Album) -> Imported:
    """Return a page with its own markup where it is only an article; otherwise what the reader took for the article."""
    imported = _assembled(name, Imports(plain_blocks(document), document.titles, list(document.notes)), Album())
    html = page_html(data, kind_of(data), document, album)
    if not html:
        return imported
    told = tuple(dict.fromkeys((*imported.remarks, *album.remarks)))
    return imported._replace(html=_without(html, imported.title), pictures=tuple(album.pictures), remarks=told)


def _without(html: str, title: str) -> str:
    """Return a body without the heading or paragraph near its top that is the title."""
    for number, found in enumerate(_LINE.finditer(html)):
        if number >= _TOP:
            break
        if visible(text_of(found[0])) == visible(title):
            return html[: found.start()] + html[found.end() :]
    return html
