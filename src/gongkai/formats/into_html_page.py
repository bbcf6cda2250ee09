"""A web page as clean html: the article only, pictures that it carries itself, nothing that points elsewhere."""

from __future__ import annotations

import base64
import binascii
import email.policy
import re
from email.parser import BytesParser
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.core.errors import ReportUnreadable
from gongkai.core.publication.visible import visible
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.into_html_pictures import Album
from gongkai.formats.read.encoding import decode
from gongkai.formats.read.html_markup import hides
from gongkai.formats.rich_text import clean_html, refuse_monsters, text_of

_CHROME = "nav,footer,aside,header nav,[hidden],[aria-hidden=true]"
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_MOST_BESIDE = 1.15  # times the article: more than that is menus and footers
_NOT_A_PAGE = "文件不是网页或读不出来：请在浏览器里打开后另存为 html，或另存为 docx 再导入"


def page_html(data: bytes, kind: str, document: Document, album: Album) -> str:
    """Return the clean html of a page, or nothing where it holds much more than the article in `document`."""
    source = decode(data) if kind == "html" else _archived(data)
    refuse_monsters(source)
    parser = LexborHTMLParser(source)
    body = parser.body
    if body is None:
        raise ReportUnreadable(_NOT_A_PAGE)
    for node in body.css(_CHROME):
        node.decompose()
    for node in body.css("[style]"):
        if hides(f'style="{escape(node.attributes.get("style") or "")}"'):
            node.decompose()
    for node in body.css("img"):
        _settle(node, album)
    cleaned = clean_html(body.html or "")
    article = visible("".join(_texts(document)))
    return cleaned if len(visible(text_of(cleaned))) <= _MOST_BESIDE * len(article) + 20 else ""


def _texts(document: Document) -> list[str]:
    return [
        text
        for block in document.blocks
        for text in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])
    ]


def _archived(data: bytes) -> str:
    message = BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            return decode(content)
    raise ReportUnreadable(_NOT_A_PAGE)


def _settle(node: LexborNode, album: Album) -> None:
    """Take in a picture that stands in the page itself; of any other keep the words."""
    told = node.attributes
    alt = (told.get("alt") or "").strip()
    within = _DATA.match((told.get("src") or "").strip())
    name = ""
    if within:
        try:
            name = album.add(base64.b64decode(re.sub(r"\s", "", within[1]), validate=True), alt)
        except (binascii.Error, ValueError):
            album.miss("它的数据不完整，请重新插入")
    else:
        album.miss("网页里只有它的链接，请把图片另存后插入")
    node.attrs["src"] = f"picture:{name}" if name else ""
