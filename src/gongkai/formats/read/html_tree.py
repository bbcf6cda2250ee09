"""The thorough way through a page: lexbor reads it as a browser does, then one walk over its clean source.

lexbor's own output is regular (every tag closed, every attribute quoted), so the walk needs a stack of tables
and nothing else. Nested tables are layout: their outer cells become blocks in reading order, the inner tables
grids of their own, and nothing is counted twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.html_markup import (
    BREAK,
    DROPPED,
    INLINE,
    attributes,
    cell_text,
    hides,
    lines,
    may_draw,
    may_hide,
)
from gongkai.formats.read.html_table import SINGLE, Block, SourceRow, SourceTable, Span, grid_of, is_layout, span_of

MAX_DEPTH = 500
_SHALLOW = 20_000  # a page with fewer tags can't be deep enough to hurt

# Attributes of a tag in lexbor's output: quoted, with `<` and `>` free inside.
_REST = r"(?:\s+[^\s>][^\s=>]*+(?:=\"[^\"]*+\")?)*+\s*/?>"
_GONE_NAMES = (
    "script|style|template|noscript|nav|footer|button|select|textarea|datalist|iframe|object|svg|math|canvas|video"
    "|audio|title|rp|rt|x-struck|del"
)
_VOID_NAMES = "area|base|basefont|bgsound|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr"
_GONE = frozenset(_GONE_NAMES.split("|"))
_LEFT_OUT = re.compile(rf"<(?:{_GONE_NAMES})(?=[\s>])")
_VOID = frozenset(_VOID_NAMES.split("|"))
_IMPLIED = _VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
_TABLE = "table|thead|tbody|tfoot|tr|td|th|caption|h[1-6]"
_BLOCK = (
    "p|div|br|li|ul|ol|dl|dt|dd|article|section|main|header|hgroup|footer|nav|aside|body|html|form|fieldset|legend"
    "|blockquote|address|figure|figcaption|hr|dir|menu|details|summary|search|pre|listing|option|optgroup"
    "|dialog|frameset|frame|x-plain"
)
_ANY = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)({_REST})")
_INLINE_TAG = re.compile(rf"</?(?!(?:{_TABLE}|{_BLOCK})[\s/>])[a-zA-Z][^\s/>]*+{_REST}")
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?=[\s/>]){_REST}")
_TABLE_TAG = re.compile(rf"<(/?)({_TABLE})(?=[\s/>])({_REST})")
_FORMATTING = re.compile(r"(</?)(?:big|code|em|font|nobr|small|strong|tt|a|b|i|u)(?=[\s/>])", re.IGNORECASE)
_STRUCK = re.compile(r"(</?)(?:s|strike)(?=[\s/>])", re.IGNORECASE)
_CLOSED = re.compile(r"</(?!(?:p|br|body|html)[\s/>])(?=(?:" + _BLOCK + r")[\s/>])")
_PLAINTEXT = re.compile(r"<plaintext(?=[\s/>])", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_PRE = re.compile(rf"<(pre|listing)(?=[\s/>]){_REST}.*?</\1>", re.DOTALL)
_RAISED = re.compile(rf"<sup(?=[\s/>]){_REST}(.*?)</sup>", re.DOTALL)
_FOOTNOTE = re.compile(r"[\[（(〔【]?[①-⑳*※注\d]{1,3}[\]）)〕】]?")
_PAIR = re.compile(rf"<(/?)(d[ltd])(?=[\s/>]){_REST}")
_PAIRS = {
    "dl": "<table>", "/dl": "</table>", "dt": "<tr><td>", "/dt": "</td>", "dd": "<td>", "/dd": "</td>",
}  # fmt: skip
_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_DISPLAYS = {"table": "table", "table-row": "tr", "table-cell": "td"}
_DISPLAY = re.compile(r"display\s*:\s*(table(?:-row|-cell)?)(?![\w-])", re.IGNORECASE)
_TOO_DEEP = "网页的标签嵌套过深，不像正常的页面；请在浏览器里打开后另存为 docx 或 pdf 再试"
_REVEALED = "网页把表格藏在默认不显示的区域里，已照样读出；请核对是否为要报送的那一份"

Piece = tuple[str, bool] | list[Block]  # flattened text and whether it is a heading, or an inner table's blocks


@dataclass(slots=True)
class _OpenTable:
    """A table being walked: its rows of cells, each with its pieces."""

    rows: list[list[tuple[Span, list[Piece]]]] = field(default_factory=list)
    group_ends: set[int] = field(default_factory=set)
    caption: list[Piece] = field(default_factory=list)
    pieces: list[Piece] | None = None  # of the open cell or caption

    def open_cell(self, span: Span) -> list[Piece]:
        """Begin a cell in the last row, which is made if need be."""
        if not self.rows:
            self.rows.append([])
        self.pieces = []
        self.rows[-1].append((span, self.pieces))
        return self.pieces

    def sink(self) -> list[Piece]:
        """Return where text goes now: the open cell, or one made for text that stands in none."""
        if self.pieces is None:
            self.rows.append([])
            return self.open_cell(SINGLE)
        return self.pieces


def blocks(source: str) -> tuple[list[Block], list[str]]:
    """Return the blocks of any page as a browser would order them, with notes; `ReportUnreadable` if too deep."""
    clean = _normalised(source)
    visible = _visible(clean, hidden=True)
    found = _walked(visible)
    if any(isinstance(block, Grid) for block in found) or "<table" not in clean:
        return found, []
    everything = _visible(clean, hidden=False)
    if len(everything) == len(visible):
        return found, []
    revealed = _walked(everything)
    return (revealed, [_REVEALED]) if any(isinstance(block, Grid) for block in revealed) else (found, [])


def _normalised(source: str) -> str:
    """Return the body as lexbor writes it. Formatting tags are renamed: rebuilding them can cost without bound."""
    source = DROPPED.sub("", source)
    source = _STRUCK.sub(r"\1x-struck", source)
    source = _PLAINTEXT.sub("<x-plain", source)
    if not (may_hide(source) or may_draw(source)):
        source = INLINE.sub("", source)
    source = _FORMATTING.sub(r"\1x-run", source)
    source = _CLOSED.sub("<br></", source)  # a block's end parts the text even where a browser sees no block end
    if source.count("<") > _SHALLOW:
        _refuse_depth(source)
    body = LexborHTMLParser(source).body
    return (body.html or "") if body is not None else ""


def _refuse_depth(source: str) -> None:
    depth = 0
    for closing, name in _TAG_NAME.findall(source):
        if name.lower() in _IMPLIED:
            continue
        depth += -1 if closing else 1
        if depth > MAX_DEPTH:
            raise ReportUnreadable(_TOO_DEEP)
        depth = max(depth, 0)


def _visible(clean: str, *, hidden: bool) -> str:
    """Leave out elements that are no text of the page and, if `hidden`, those that a style hides."""
    if not _LEFT_OUT.search(clean) and not (hidden and may_hide(clean)):
        return clean
    kept: list[str] = []
    start, skipped, depth = 0, "", 0
    for tag in _ANY.finditer(clean):
        closing, name, rest = tag.groups()
        if skipped:
            if name == skipped:
                depth += -1 if closing else 1
                if not depth:
                    start, skipped = tag.end(), ""
        elif not closing and (name in _GONE or (hidden and len(rest) > 1 and may_hide(rest) and hides(rest))):
            kept.append(clean[start : tag.start()])
            start = tag.end()
            if name not in _VOID:
                skipped, depth = name, 1
    if not skipped:
        kept.append(clean[start:])
    return "".join(kept)


def _walked(clean: str) -> list[Block]:
    """Return the blocks of lexbor's source, with the rarer ways of writing a table made plain first."""
    clean = _PRE.sub(lambda found: found[0].replace("\n", "<br>"), clean) if "<pre" in clean else clean
    clean = _RAISED.sub(_footnote, clean) if "<sup" in clean else clean
    clean = _PAIR.sub(lambda found: _PAIRS[found[1] + found[2]], clean) if "<dl" in clean else clean
    if may_draw(clean):
        clean = _as_tables(clean)
    return _Walk(_TABLE_TAG.split(_BLOCK_TAG.sub(BREAK, _INLINE_TAG.sub("", clean)))).blocks


def _footnote(found: re.Match[str]) -> str:
    """Keep a raised note mark apart from the number before it."""
    mark = _ANY.sub("", found[1]).strip()
    before = _ANY.sub("", found.string[max(0, found.start() - 200) : found.start()]).rstrip()
    return f"[{mark}]" if before[-1:].isdigit() and _FOOTNOTE.fullmatch(mark) else found[1]


def _as_tables(clean: str) -> str:
    """Rename elements whose role or display says table, row or cell."""
    names: list[str] = []

    def renamed(tag: re.Match[str]) -> str:
        closing, name, rest = tag.groups()
        if name in _VOID:
            return tag[0]
        if closing:
            return f"</{names.pop() if names else name}>"
        names.append(_role(rest) or name)
        return f"<{names[-1]}{rest}"

    return _ANY.sub(renamed, clean)


def _role(rest: str) -> str | None:
    found = attributes(rest)
    display = _DISPLAY.search(found.get("style", ""))
    return _ROLES.get(found.get("role", "")) or (_DISPLAYS[display[1].lower()] if display else None)


class _Walk:
    """One pass over flattened source cut at its table and heading tags."""

    def __init__(self, tokens: list[str]) -> None:
        self.blocks: list[Block] = []
        self._open: list[_OpenTable] = []
        self._heading = False
        self._text(tokens[0])
        for index in range(1, len(tokens), 4):
            self._tag(tokens[index], tokens[index + 1], tokens[index + 2])
            self._text(tokens[index + 3])

    def _text(self, text: str) -> None:
        if not text or text.isspace():
            return
        if not self._open:
            self.blocks += _paragraphs((text, self._heading))
        elif self._open[-1].pieces is not None or text.replace(BREAK, "").strip():
            self._open[-1].sink().append((text, self._heading))

    def _tag(self, closing: str, name: str, rest: str) -> None:
        if name[0] == "h":
            self._text(BREAK)
            self._heading = not closing
        elif name == "table":
            if closing:
                self._close()
            else:
                self._open.append(_OpenTable())
        elif self._open:
            self._part(closing, name, rest)

    def _part(self, closing: str, name: str, rest: str) -> None:
        table = self._open[-1]
        table.pieces = None
        if name in {"td", "th"}:
            if not closing:
                table.open_cell(span_of(rest))
        elif name == "tr":
            if not closing:
                table.rows.append([])
        elif name == "caption":
            table.pieces = None if closing else table.caption
        elif table.rows:
            table.group_ends.add(len(table.rows) - 1)

    def _close(self) -> None:
        """Finish the innermost table: into its parent's cell, or onto the page."""
        if not self._open:
            return
        table = self._open.pop()
        found = _finished(table)
        if not self._open:
            self.blocks += found
        elif any(isinstance(block, Grid) for block in found):
            self._open[-1].sink().append(found)
        else:
            sink = self._open[-1].sink()
            sink += [
                (f"{BREAK}{escape(block.text)}{BREAK}", block.heading)
                for block in found
                if isinstance(block, Paragraph)
            ]


def _finished(table: _OpenTable) -> list[Block]:
    """Return a walked table as blocks: what it lays out, or its caption and grid."""
    caption = [block for piece in table.caption for block in _paragraphs(piece)]
    cells = [pieces for row in table.rows for _, pieces in row]
    if not any(isinstance(piece, list) for pieces in cells for piece in pieces):
        rows = [SourceRow((_joined(pieces), span) for span, pieces in row) for row in table.rows]
        plain = SourceTable(rows, table.group_ends)
        if not is_layout(plain):
            return [*caption, grid_of(plain)]
    return caption + [block for pieces in cells for piece in pieces for block in _paragraphs(piece)]


def _joined(pieces: list[Piece]) -> str:
    if len(pieces) == 1 and isinstance(pieces[0], tuple):
        return cell_text(pieces[0][0])
    return cell_text(BREAK.join(piece[0] for piece in pieces if isinstance(piece, tuple)))


def _paragraphs(piece: Piece) -> list[Block]:
    if isinstance(piece, list):
        return piece
    text, heading = piece
    return [Paragraph(part, heading=heading) for part in lines(text)]
