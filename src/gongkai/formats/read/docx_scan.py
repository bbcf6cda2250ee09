"""The fast reader of a docx's main part: one pass over the bytes, no tree.

It reads what Word, WPS and LibreOffice write for a plain document. On anything that means more than it says
(tracked changes, fields, text boxes, nested tables, automatic numbers, …) it answers None, and
`docx_tree` reads the part instead. Where it does answer, both give the same blocks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.word_grid import MAX_SPAN, Merge, StoredCell, grid_of

Blocks = list[Paragraph | Grid]

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?(?:encoding=[\"'](?i:utf-8)[\"'][^>]*)?\?>\s*)?<w:document\s([^>]*)>\s*"
    rb"(?:<w:background\s[^>]*/>)?\s*<w:body>"
)
_NAMESPACE = re.compile(
    rb"\sxmlns:w=[\"'](?:http://schemas\.openxmlformats\.org/wordprocessingml/2006/main"
    rb"|http://purl\.oclc\.org/ooxml/wordprocessingml/main)[\"']"
)
# What hands over to the tree, grouped by first letter: the pattern is tried at every tag.
_ODD = re.compile(
    rb"<w:(?:"
    rb"c(?:ell(?:Ins|Del|Merge)|ustomXml[DIM])|del(?:[ />]|Text|Inst)|endnoteR|f(?:ld|ootnoteR)"
    rb"|grid(?:Before|After)|hMerge|i(?:ns[ />]|nstr)|move|n(?:oBreakH|um(?:Pr|beringCh))|altChunk"
    rb"|p(?:PrChange|tab)|r(?:PrChange|uby)|s(?:dt|ym[ />]|oftHyphen|ub[Dd]oc|ectPrChange)"
    rb"|t(?:xbx|blPrChange|blGridChange|blPrExChange|cPrChange|rPrChange|c )|vanish)"
)
_ODD_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)")
_TEXT = re.compile(rb"<w:(?:t(?: [^>]*)?>([^<]*)</w:t>|(br|cr|tab)[ />])")
_STYLE = re.compile(rb"<w:pStyle\s+w:val=[\"']([^\"']*)[\"']")
_OUTLINE = re.compile(rb"<w:outlineLvl\s+w:val=[\"'](\d)[\"']")
_SPAN = re.compile(rb"<w:gridSpan\s+w:val=[\"'](\d{1,9})[\"']")
_VERTICAL = re.compile(rb"<w:vMerge(?:\s+w:val=[\"'](restart|continue)[\"'])?\s*/>")
_MARKS = {b"br": b"\n", b"cr": b"\n", b"tab": b"\t"}


class _Odd(Exception):  # noqa: N818, RUF100 - a signal inside this module, never seen outside
    """The document is not plain enough for this reader."""


def scan(content: bytes, headings: frozenset[str], numbered: frozenset[str]) -> Blocks | None:
    """Return the blocks of the main part, or None where it takes the thorough reader.

    `headings` are the identifiers of heading styles; `numbered` those of styles whose paragraphs get numbers.
    """
    root = _ROOT.match(content)
    end = content.rfind(b"</w:body>")
    if root is None or end < 0 or not _NAMESPACE.search(root[0]):
        return None
    body = content[root.end() : end]
    if b"\n" in body or _is_foreign(body):
        return None
    try:
        return _Scanner(headings, numbered).blocks(_without_attributes(_without_run_properties(body)))
    except (_Odd, UnicodeDecodeError):
        return None


def _is_foreign(body: bytes) -> bool:
    """Tell whether there is XML that is not Word's own (single signs are looked for first, that is much faster)."""
    return (
        b"AlternateContent" in body
        or b"oMath" in body
        or (b"!" in body and b"<!" in body)
        or (b"?" in body and b"<?" in body)
        or (b"&" in body and _ODD_ENTITY.search(body) is not None)
    )


def _without_run_properties(body: bytes) -> bytes:
    """Return the body without its `w:rPr`, which are most of it and alike: each kind is looked at once."""
    first, *pieces = body.split(b"<w:rPr>")
    rest = [first]
    kinds = set()
    for piece in pieces:
        properties, _, after = piece.partition(b"</w:rPr>")
        kinds.add(properties)
        rest.append(after)
    _refuse_odd(b"".join(kinds))
    return b"".join(rest)


def _without_attributes(body: bytes) -> bytes:
    """Return the body without the attributes of paragraphs, runs and rows: Word's marks of who wrote them when."""
    if b" w:rsid" in body:
        for tag in (b"<w:p ", b"<w:r ", b"<w:tr "):
            first, *pieces = body.split(tag)
            bare = tag[:-1]
            body = first + b"".join([bare + piece[_end_of_tag(piece) :] for piece in pieces])
    return body


def _end_of_tag(piece: bytes) -> int:
    end = piece.find(b">")
    return end - 1 if piece[end - 1 : end] == b"/" else end


def _refuse_odd(text: bytes) -> None:
    if _ODD.search(text):
        raise _Odd


class _Shape(NamedTuple):
    """What the XML around a cell's text says: whether a row starts, column span, merge; the text if it is in it."""

    starts_row: bool
    colspan: int
    merge: Merge
    words: str | None


class _Scanner:
    """One document's scan: what it has found so far, and the shapes, properties and contents of cells it has met."""

    def __init__(self, headings: frozenset[str], numbered: frozenset[str]) -> None:
        self._headings = frozenset(style.encode() for style in headings)
        self._numbered = frozenset(style.encode() for style in numbered)
        self._shapes: dict[bytes, _Shape] = {}
        self._met: dict[bytes, tuple[int, Merge]] = {b"": (1, Merge.NONE)}
        self._texts: dict[bytes, str | None] = {}
        self._blocks: Blocks = []
        self._rows: list[list[StoredCell]] = []
        self._in_table = False

    def blocks(self, body: bytes) -> Blocks:
        """Return the paragraphs and tables of a body, its run properties taken out.

        The body is cut at the ends of cells. Nearly all pieces are a text in one of a few shapes, so each shape is
        looked at once.
        """
        *chunks, rest = body.split(b"</w:tc>")
        shapes, texts = self._shapes, {b"": ""}
        row: list[StoredCell] = []
        column = 0
        for chunk in chunks:
            shape, text = _parted(chunk)
            known = shapes.get(shape) or self._look_at(chunk, shape)
            starts_row, colspan, merge, words = known
            if starts_row:
                row = []
                column = 0
                self._rows.append(row)
            if words is None:
                words = texts.get(text)
                if words is None:
                    texts[text] = words = _plain(text)
            row.append((column, colspan, words, merge))
            column += colspan
        self._between(rest)
        if self._in_table:
            raise _Odd
        seen = b"".join(self._texts)
        _refuse_odd(seen)
        if b"<w:tbl>" in seen or (self._numbered and not self._numbered.isdisjoint(_STYLE.findall(seen))):
            raise _Odd
        return self._blocks

    def _look_at(self, chunk: bytes, shape: bytes) -> _Shape:
        """Return what a piece of a new shape says; remember it, unless a table starts in it."""
        start = chunk.find(b"<w:tc>")
        head = chunk[:start]
        if start:
            self._between(head)
        if start < 0 or not self._in_table:
            raise _Odd
        end = chunk.find(b"</w:tcPr>", start)
        properties, content = (chunk[start + 14 : end], chunk[end + 9 :]) if end >= 0 else (b"", chunk[start:])
        colspan, merge = self._met.get(properties) or self._meet(properties)
        plain = _is_plain(content)
        if content not in self._texts:
            self._texts[content] = None if plain else _cell_text(content)
        found = _Shape(b"</w:tr>" in head or not self._rows, colspan, merge, self._texts[content])
        if b"<w:tbl>" not in head and (plain or shape is chunk):
            self._shapes[shape] = found
        return found

    def _between(self, head: bytes) -> None:
        """Take in what stands between two cells: ends of rows and tables, paragraphs, starts of tables."""
        _refuse_odd(head)
        text = head
        if self._in_table:
            _, closed, text = head.partition(b"</w:tbl>")
            if not closed:
                return
            grid = grid_of([row for row in self._rows if row])
            self._rows = []
            if grid.cells:
                self._blocks.append(grid)
        text, opened, start = text.partition(b"<w:tbl>")
        self._in_table = bool(opened)
        if b"</w:tbl>" in text or b"<w:tbl>" in start or b"</w:tbl>" in start:
            raise _Odd
        self._paragraphs(text, self._blocks)

    def _paragraphs(self, text: bytes, blocks: Blocks) -> None:
        for chunk in text.split(b"</w:p>"):
            start = chunk.find(b"</w:pPr>")
            words = _words(chunk, max(start, 0))
            heading = self._is_heading(chunk, start) if start > 0 else False
            if words and not words.isspace():
                blocks.append(Paragraph(words.strip("\n"), heading=heading))

    def _is_heading(self, chunk: bytes, end: int) -> bool:
        outline = _OUTLINE.search(chunk, 0, end)
        style = _STYLE.search(chunk, 0, end)
        if style is not None and style[1] in self._numbered:
            raise _Odd
        if outline is not None:
            return outline[1] != b"9"
        return style is not None and style[1] in self._headings

    def _meet(self, properties: bytes) -> tuple[int, Merge]:
        """Return the column span and vertical merge that a cell's properties say."""
        _refuse_odd(properties)
        colspan, merge = 1, Merge.NONE
        if b"<w:gridSpan" in properties:
            span = _SPAN.search(properties)
            if span is None:
                raise _Odd
            colspan = min(max(int(span[1]), 1), MAX_SPAN)
        if b"<w:vMerge" in properties:
            vertical = _VERTICAL.search(properties)
            if vertical is None:
                raise _Odd
            merge = Merge.FIRST if vertical[1] == b"restart" else Merge.CONTINUED
        self._met[properties] = colspan, merge
        return colspan, merge


def _parted(chunk: bytes) -> tuple[bytes, bytes]:
    """Return a cell's shape and text, if it looks as if its text were one run of one paragraph; else shape only."""
    before, closed, after = chunk.rpartition(b"</w:t>")
    if not closed or after != b"</w:r></w:p>":
        return chunk, b""
    shape, _, text = before.rpartition(b">")
    return shape, text


def _cell_text(content: bytes) -> str:
    if b"</w:t>" not in content:
        return ""
    lines = []
    for chunk in content.split(b"</w:p>"):
        words = _words(chunk, max(chunk.find(b"</w:pPr>"), 0))
        if words and not words.isspace():
            lines.append(words.strip("\n"))
    return lines[0] if len(lines) == 1 else "\n".join(lines)


def _is_plain(content: bytes) -> bool:
    """Tell whether a cell is one paragraph with one run, and nothing in it but a text."""
    before, _, after = content.partition(b"</w:t>")
    start = before.rfind(b"<")
    lead, tag = before[:start], before[start:]
    if after != b"</w:r></w:p>" or not tag.startswith((b"<w:t>", b"<w:t ")) or tag.count(b">") > 1:
        return False
    if lead == b"<w:p><w:r>":
        return True
    return (
        lead.startswith(b"<w:p><w:pPr>")
        and lead.find(b"</w:pPr>") == len(lead) - len(b"</w:pPr><w:r>")
        and lead.endswith(b"<w:r>")
    )


def _plain(text: bytes) -> str:
    """Return the words of a text that stands in a plain shape."""
    if b"<" in text:
        raise _Odd
    words = _decoded(text)
    return "" if words.isspace() else words


def _words(chunk: bytes, start: int) -> str:
    pieces = _TEXT.findall(chunk, start)
    if not pieces:
        return ""
    if len(pieces) == 1 and pieces[0][0]:
        raw = pieces[0][0]
    else:
        raw = b"".join([_MARKS[mark] if mark else text for text, mark in pieces])
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    words = raw.decode()
    if "&" in words:
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
            words = words.replace(entity, sign)
    return words
