"""The fast way through a page whose source is regular: what sites and editors write.

The source is cut at every `<` and every distinct tag is looked at once, however often it stands in this page or the
next; a cell that reads like one before it is not read again. On anything odd `Irregular` is raised.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.formats.blocks import Paragraph
from gongkai.formats.read.html_markup import (
    BLOCK,
    BREAK,
    DROPPED,
    INLINE,
    REST,
    Irregular,
    cell_text,
    lines,
    may_draw,
    may_hide,
)
from gongkai.formats.read.html_table import Block, SourceCell, SourceRow, SourceTable, blocks_of, span_of

_BODY = re.compile(rf"<(?:body|BODY){REST}")
_HEAD = re.compile(rf"<title{REST}[^<]*</title\s*>|</?(?:html|head|meta|link|base){REST}")
_TAG_END = re.compile(REST)
_HEADING_TAG = re.compile(rf"<(/?h[1-6]){REST}")
_HEADING = re.compile(r"<h([1-6])>([^<]*)</h\1>")
_CELL_START = re.compile(rf"<t([dh])({REST[:-1]})>")
_ROW_START = re.compile(rf"<tr{REST}")
_GROUP = re.compile(rf"</?t(?:body|head|foot){REST}")
_TH = "\1"  # stands before the end of a cell that was a `th`
_LONGEST = 1000  # longer tags and cells are not remembered
_LONGEST_ROW = 5000


def regular_blocks(source: str) -> list[Block]:
    """Return the blocks of a regular page; `Irregular` where only a browser's reading can tell."""
    try:
        return _blocks(source)
    except Irregular:
        clean = DROPPED.sub("", source)
        if len(clean) == len(source):
            raise
        return _blocks(clean)


def _blocks(source: str) -> list[Block]:
    body = _body(source)
    if body.count("<form") > 1:  # a form within a form is none, and breaks no paragraph
        raise Irregular
    blocks: list[Block] = []
    at = 0
    while (start := body.find("<table", at)) >= 0:
        end = body.find("</table>", start)
        if end < 0:
            raise Irregular
        _prose(body[at:start], blocks)
        blocks += blocks_of(_table(body[start + len("<table") : end]))
        at = end + len("</table>")
    _prose(body[at:], blocks)
    return blocks


def _body(source: str) -> str:
    """Return what follows the body's start tag; only titles and metadata may stand before it."""
    start = _BODY.search(source) if "<body" in source or "<BODY" in source else None
    head = source if start is None else source[: start.end()]
    _refuse_hiding(head)
    if start is None:
        if "<title" in source:
            raise Irregular
        return _HEAD.sub("", source)
    before = _flat(_HEAD.sub("", head[: start.start()]))
    if before and not before.isspace():
        raise Irregular
    return source[start.end() :]


def _refuse_hiding(source: str) -> None:
    """Leave what hides an element, or draws a table with others, to the thorough way."""
    if may_hide(source) or may_draw(source):
        raise Irregular


def _flat(source: str) -> str:
    """Return source without tables as text, `BREAK` where blocks begin and end, headings in plain tags."""
    text, *parts = source.split("<")
    if not parts:
        return text
    pieces = [text]
    for part in parts:
        tag, closed, text = part.partition(">")
        if not closed:
            raise Irregular
        pieces += (_left_of(tag) if len(tag) < _LONGEST else _left_of.__wrapped__(tag), text)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _left_of(tag: str) -> str:
    """Return what a tag leaves in the text: nothing, a break, or a heading's plain tag. It comes without its brackets."""
    if tag[:1] in {"!", "?"} and tag[1:3] != "--":
        return ""
    whole = f"<{tag}>"
    _refuse_hiding(whole)
    if INLINE.fullmatch(whole):
        return ""
    if BLOCK.fullmatch(whole):
        return BREAK
    heading = _HEADING_TAG.fullmatch(whole)
    if heading is None:
        raise Irregular
    return f"<{heading[1]}>"


def _prose(source: str, blocks: list[Block]) -> None:
    """Append the paragraphs of source without tables."""
    flat = _flat(source)
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
    """Return a table from its inside; every row and every cell must be closed."""
    start = _TAG_END.match(inside)
    if start is None:
        raise Irregular
    _refuse_hiding(start[0])
    table = SourceTable()
    *pieces, last = inside[start.end() :].split("</tr>")
    for piece in pieces:
        groups, row = _row(piece) if len(piece) <= _LONGEST_ROW else _row.__wrapped__(piece)
        if groups and table.rows:
            table.group_ends.add(len(table.rows) - 1)
        table.rows.append(row)
    if _groups(last) and table.rows:
        table.group_ends.add(len(table.rows) - 1)
    return table


@lru_cache(maxsize=2048)
def _row(piece: str) -> tuple[bool, SourceRow]:
    """Return a row from the source that ends where it ends, and whether a group of rows begins or ends before it."""
    start = _ROW_START.search(piece)
    if start is None:
        raise Irregular
    if len(start[0]) > len("<tr>"):
        _refuse_hiding(start[0])
    inside = piece[start.end() :]
    cells = inside.replace("</th>", _TH + "</td>") if "</th>" in inside else inside
    *pieces, last = cells.split("</td>")
    _refuse_text(last)
    row = SourceRow([_cell(each) if len(each) <= _LONGEST else _cell.__wrapped__(each) for each in pieces])
    return _groups(piece[: start.start()]), row


@lru_cache(maxsize=4096)
def _cell(piece: str) -> SourceCell:
    """Return a cell from the source that ends where it ends; nothing may stand before it."""
    start = _CELL_START.search(piece)
    if start is None:
        raise Irregular
    if len(start[0]) > len("<td>"):
        _refuse_hiding(start[0])
    _refuse_text(piece[: start.start()])
    content = piece[start.end() :]
    if (start[1] == "h") != content.endswith(_TH):
        raise Irregular
    flat = _flat(content.removesuffix(_TH)) if "<" in content or start[1] == "h" else content
    if "<" in flat:
        raise Irregular
    return cell_text(flat), span_of(start[2])


def _groups(between: str) -> bool:
    """Say whether tags of row groups stand between two rows; nothing else may."""
    if not between or between.isspace():
        return False
    _refuse_hiding(between)
    rest = _GROUP.sub("", between)
    _refuse_text(rest)
    return len(rest) < len(between)


def _refuse_text(between: str) -> None:
    """Refuse what a browser would move out of the table: anything but blanks and inline tags."""
    if between and not between.isspace() and _flat(between).strip():
        raise Irregular
