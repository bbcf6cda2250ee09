"""Web pages (.html, .shtml, Word's html, Markdown with html tables) → `Document`.

Two ways, one result. A page whose source is regular (what sites and editors write) is cut with a few patterns;
on anything odd the page goes through lexbor, which reads it as a browser does, and the thorough walk in `html_tree`.
What is hidden, scripts, comments, menus (`nav`) and footers are left out; so is what the site prints after the article; all else keeps its reading order.
"""

from __future__ import annotations

import re
from html import unescape

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, Paragraph
from gongkai.formats.read import html_tree
from gongkai.formats.read.encoding import decode
from gongkai.formats.read.html_chrome import without_tail
from gongkai.formats.read.html_markup import (
    BLOCK,
    BREAK,
    DROPPED,
    NO_TEXT,
    REST,
    Irregular,
    attributes,
    cell_text,
    line,
    lines,
    may_draw,
    may_hide,
)
from gongkai.formats.read.html_table import SINGLE, Block, SourceCell, SourceTable, blocks_of, span_of

MAX_TAGS = 400_000

_TOO_MANY = f"网页里的标签超过 {MAX_TAGS} 个，不像年度报告的页面；请在浏览器里打开后只保存正文，或另存为 docx、pdf 再试"
_BODY = re.compile(rf"<(?:body|BODY){REST}")
_HEAD = re.compile(rf"<title{REST}[^<]*</title\s*>|</?(?:html|head|meta|link|base){REST}")
_TAG_END = re.compile(REST)
_HEADING = re.compile(rf"<h([1-6]){REST}([^<]*)</h\1\s*>")
_CELL = re.compile(rf"<t([dh])({REST[:-1]})>([^<]*+)</t\1\s*>")
_BETWEEN = re.compile(rf"<(/?)(t(?:r|body|head|foot))(?:{REST})")
_LAID_OUT = re.compile(r"<(?:p|div|br|li|h[1-6]|body|html|section|article)[\s/>]", re.IGNORECASE)
_MARKED_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_TITLE = re.compile(r"<title[^<>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s([^<>]*(?:ArticleTitle|og:title)[^<>]*)>", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"<[hH]1(?:\s[^<>]*)?>(.*?)</[hH]1", re.DOTALL)
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


def regular_blocks(source: str) -> list[Block]:
    """Return the blocks of a regular page; `Irregular` where only a browser's reading can tell."""
    if (may_hide(source) or may_draw(source)) and _may_matter(DROPPED.sub("", source)):
        raise Irregular
    flat = BLOCK.sub(BREAK, _body(NO_TEXT.sub("", source)))
    first, *rest = flat.split("<table")
    blocks: list[Block] = []
    _prose(first, blocks)
    for part in rest:
        inside, end, after = part.partition("</table>")
        if not end:
            raise Irregular
        blocks += blocks_of(_table(inside))
        _prose(after, blocks)
    return blocks


def _may_matter(source: str) -> bool:
    return may_hide(source) or may_draw(source)


def _laid_out(source: str) -> str:
    """Make line ends and Markdown's headings count in a text that has html tables but no other markup."""
    return _MARKED_HEADING.sub(r"<h2>\1</h2>", source).replace("\n", "<br>\n")


def _body(source: str) -> str:
    """Return what follows the body's start tag; only titles and metadata may stand before it."""
    start = _BODY.search(source)
    if start is None:
        if "<title" in source:
            raise Irregular
        return _HEAD.sub("", source)
    head = _HEAD.sub("", source[: start.start()])
    if head and not head.isspace():
        raise Irregular
    return source[start.end() :]


def _prose(flat: str, blocks: list[Block]) -> None:
    """Append the paragraphs of flattened source without tables."""
    if "<" not in flat:
        blocks += map(Paragraph, lines(flat))
        return
    pieces = _HEADING.split(flat)
    for index, piece in enumerate(pieces):
        if index % 3 == 1:
            continue
        if "<" in piece:
            raise Irregular
        heading = index % 3 == 2
        blocks += [Paragraph(text, heading=heading) for text in lines(piece)]


def _table(inside: str) -> SourceTable:
    """Return a table from its flattened inside; every cell must be closed and stand in a row."""
    start = _TAG_END.match(inside)
    if start is None:
        raise Irregular
    table = SourceTable()
    pieces = _CELL.split(inside[start.end() :])
    row: list[SourceCell] = []
    texts: dict[str, str] = {}
    spans = {"": SINGLE}
    plain: set[str] = set()
    for gap, source, text in zip(pieces[::4], pieces[2::4], pieces[3::4], strict=False):
        if gap and not gap.isspace():
            if gap not in plain and _open_row(gap, table):
                plain.add(gap)
            table.rows.append(row := [])
        if (span := spans.get(source)) is None:
            span = spans[source] = span_of(source)
        if (known := texts.get(text)) is None:
            known = texts[text] = cell_text(text)
        row.append((known, span))
    if row and not table.rows:
        raise Irregular
    _open_row(pieces[-1], table, last=True)
    return table


def _open_row(gap: str, table: SourceTable, *, last: bool = False) -> bool:
    """Read what stands between two cells: at least one row ends and begins, perhaps its group too.

    Empty rows in the gap are added, the row that it opens is not. Return whether it does nothing but open a row.
    """
    if _BETWEEN.sub("", gap).replace(BREAK, "").strip():
        raise Irregular
    parts = [closing + name for closing, name in _BETWEEN.findall(gap)]
    if parts == ["/tr", "tr"] and table.rows:
        return True
    inside = bool(table.rows)
    opened = 0
    for part in parts:
        if part.endswith("tr"):
            if (part == "tr") == inside:
                raise Irregular
            inside = not inside
            opened += inside
        elif inside:
            raise Irregular
        elif len(table.rows) + opened:
            table.group_ends.add(len(table.rows) + opened - 1)
    if inside == last:
        raise Irregular
    table.rows += [[] for _ in range(opened if last else opened - 1)]
    return False


def _titles(source: str) -> list[str]:
    """Return candidates for the title: the article's metadata, its first heading, the page title without the site."""
    head = source[: source.find("<body")] if "<body" in source else source[:20_000]
    found = [attributes(tag).get("content", "") for tag in _META.findall(head)]
    found += [_ANY_TAG.sub("", heading) for heading in _FIRST_HEADING.findall(source)[:3]]
    for title in map(unescape, _TITLE.findall(head)[:1]):
        parts = _SITE.split(title)
        found += [next((part for part in parts if "报告" in part or "年报" in part), parts[0]), title]
    return list(dict.fromkeys(text for title in found if (text := line(title))))


def _notes(source: str, blocks: list[Block]) -> list[str]:
    """Say where the figures may be when the page has no table."""
    if any(isinstance(block, Grid) for block in blocks):
        return []
    if _PICTURE.search(source) and _TABLES.search(source):
        return ["网页里没有表格，表格可能是图片：请把图片保存下来，用图片识别读取"]
    if _ATTACHMENT.search(source):
        return ["网页里没有表格，报告可能在附件里：请下载附件后读取附件"]
    return []
