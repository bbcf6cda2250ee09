"""Web pages (.html, .shtml, Word's html, Markdown with html tables) → `Document`.

Two ways, one result. A page whose source is regular (what sites and editors write) is cut by `html_regular`;
on anything odd the page goes through lexbor, which reads it as a browser does, and the thorough walk in `html_tree`.
What is hidden, scripts, comments, menus (`nav`) and footers are left out; so is what the site prints after the article; all else keeps its reading order.
"""

from __future__ import annotations

import re
from html import unescape

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.read import html_tree
from gongkai.formats.read.encoding import decode
from gongkai.formats.read.html_chrome import without_tail
from gongkai.formats.read.html_markup import Irregular, attributes, line
from gongkai.formats.read.html_regular import regular_blocks
from gongkai.formats.read.html_table import Block

MAX_TAGS = 400_000
_TOP = 20_000  # characters in which a page says what it is

_TOO_MANY = f"网页里的标签超过 {MAX_TAGS} 个，不像年度报告的页面；请在浏览器里打开后只保存正文，或另存为 docx、pdf 再试"
_LAID_OUT = re.compile(r"<(?:p|div|br|li|h[1-6]|body|html|section|article)[\s/>]", re.IGNORECASE)
_MARKED_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_TITLE = re.compile(r"<title[^<>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s([^<>]*(?:ArticleTitle|og:title)[^<>]*)>", re.IGNORECASE)
_REST_OF_HEADING = re.compile(r"(?:\s[^<>]*)?>(.*?)</[hH]1", re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")
_SITE = re.compile(r"\s*[-_|—–]+\s*")
_PICTURE = re.compile(r"<img\s", re.IGNORECASE)
_ATTACHMENT = re.compile(r"""href\s*=\s*["']?[^"'<>]*\.(?:docx?|pdf|xlsx?|wps|ofd)["'?\s>]""", re.IGNORECASE)
_TABLES = re.compile(r"收到和处理政府信息公开申请|行政复议、行政诉讼情况")


def read(data: bytes) -> Document:
    """Read a page; `ReportUnreadable` if it is no text, has too many tags, too deep ones, or too large a table."""
    source = decode(data)
    if len(source) > MAX_TAGS and source.count("<") > MAX_TAGS:
        raise ReportUnreadable(_TOO_MANY)
    if not _LAID_OUT.search(source):
        source = _laid_out(source)
    notes: list[str] = []
    try:
        blocks = regular_blocks(source)
    except Irregular:
        blocks, notes = html_tree.blocks(source)
    blocks = without_tail(blocks)
    return Document(blocks, "html", _titles(source), notes + _notes(source, blocks))


def _laid_out(source: str) -> str:
    """Make line ends and Markdown's headings count in a text that has html tables but no other markup."""
    return _MARKED_HEADING.sub(r"<h2>\1</h2>", source).replace("\n", "<br>\n")


def _titles(source: str) -> list[str]:
    """Return candidates for the title: the article's metadata, its first heading, the page title without the site."""
    head = source[: source.find("<body")] if "<body" in source else source[:_TOP]
    found = [attributes(tag).get("content", "") for tag in _META.findall(head)]
    found += [_ANY_TAG.sub("", heading) for heading in _first_headings(source)]
    for title in map(unescape, _TITLE.findall(head)[:1]):
        parts = _SITE.split(title)
        found += [next((part for part in parts if "报告" in part or "年报" in part), parts[0]), title]
    return list(dict.fromkeys(text for title in found if (text := line(title))))


def _first_headings(source: str) -> list[str]:
    """Return what stands in the first headings of the page, tags and all; none is looked for far below a table."""
    top = source[: max(source.find("<table"), _TOP)]
    marked = top.replace("<H1", "<h1") if "<H1" in top else top
    rest = (_REST_OF_HEADING.match(part) for part in marked.split("<h1")[1:4])
    return [heading[1] for heading in rest if heading is not None]


def _notes(source: str, blocks: list[Block]) -> list[str]:
    """Say where the figures may be when the page has no table."""
    if any(isinstance(block, Grid) for block in blocks):
        return []
    if _PICTURE.search(source) and _TABLES.search(source):
        return ["网页里没有表格，表格可能是图片：请把图片保存下来，用图片识别读取"]
    if _ATTACHMENT.search(source):
        return ["网页里没有表格，报告可能在附件里：请下载附件后读取附件"]
    return []
