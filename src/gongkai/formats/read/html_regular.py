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
from gongkai.formats.read.html_table import Block, SourceCell, SourceTable, blocks_of, span_of

_BODY = re.compile(rf"<(?:body|BODY){REST}")
_HEAD = re.compile(rf"<title{REST}[^<]*</title\s*>|</?(?:html|head|meta|link|base){REST}")
_TAG_END = re.compile(REST)
_HEADING_TAG = re.compile(rf"<(/?h[1-6]){REST}")
_HEADING = re.compile(r"<h([1-6])>([^<]*)</h\1>")
_CELL_START = re.compile(rf"<t([dh])({REST[:-1]})>")
_BETWEEN = re.compile(rf"<(/?t(?:r|body|head|foot)){REST}")
_NEXT_ROW = ("/tr", "tr")
_TH = "\1"  # stands before the end of a cell that was a `th`
_LONGEST = 1000  # longer tags and cells are not remembered


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
    first, *rest = _body(source).split("<table")
    blocks: list[Block] = []
    _prose(first, blocks)
    for part in rest:
        inside, end, after = part.partition("</table>")
        if not end:
            raise Irregular
        blocks += blocks_of(_table(inside))
        _prose(after, blocks)
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
        cut = part.find(">") + 1
        pieces.append(_left_of(part[:cut]) if cut <= _LONGEST else _left_of.__wrapped__(part[:cut]))
        pieces.append(part[cut:])
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _left_of(tag: str) -> str:
    """Return what a tag leaves in the text: nothing, a break, or a heading's plain tag. It comes without its `<`."""
    if tag[:1] in {"!", "?"} and tag[1:3] != "--":
        return ""
    whole = "<" + tag
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
    """Return a table from its inside; every cell must be closed and stand in a row."""
    start = _TAG_END.match(inside)
    if start is None:
        raise Irregular
    _refuse_hiding(start[0])
    table = SourceTable()
    rows = table.rows
    row: list[SourceCell] = []
    cells = inside[start.end() :].replace("</th>", _TH + "</td>") if "</th>" in inside else inside[start.end() :]
    *pieces, last = cells.split("</td>")
    for piece in pieces:
        between, cell = _cell(piece) if len(piece) <= _LONGEST else _cell.__wrapped__(piece)
        if between:
            if between != _NEXT_ROW or not rows:
                _open_row(between, table)
            rows.append(row := [])
        row.append(cell)
    if row and not rows:
        raise Irregular
    _open_row(_row_tags(last), table, last=True)
    return table


@lru_cache(maxsize=4096)
def _cell(piece: str) -> tuple[tuple[str, ...], SourceCell]:
    """Return a cell from the source that ends where it ends, with the row tags that stand before it."""
    start = _CELL_START.search(piece)
    if start is None:
        raise Irregular
    _refuse_hiding(start[0])
    content = piece[start.end() :]
    if (start[1] == "h") != content.endswith(_TH):
        raise Irregular
    flat = _flat(content.removesuffix(_TH))
    if "<" in flat:
        raise Irregular
    return _row_tags(piece[: start.start()]), (cell_text(flat), span_of(start[2]))


def _row_tags(between: str) -> tuple[str, ...]:
    """Return the tags of rows and their groups between two cells; nothing else may stand there."""
    if not between or between.isspace():
        return ()
    _refuse_hiding(between)
    tags = tuple(_BETWEEN.findall(between))
    rest = _flat(_BETWEEN.sub("", between))
    if rest.replace(BREAK, "").strip() or (BREAK in rest and not tags):
        raise Irregular
    return tags


def _open_row(tags: tuple[str, ...], table: SourceTable, *, last: bool = False) -> None:
    """Take what stands between two cells of different rows: at least one row ends and begins, perhaps its group too.

    Empty rows between are added, the row that is opened is not.
    """
    inside = bool(table.rows)
    opened = 0
    for tag in tags:
        if tag.endswith("tr"):
            if (tag == "tr") == inside:
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
