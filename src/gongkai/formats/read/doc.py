"""Read a Word 97–2003 document (doc, and WPS files of the same make) as paragraphs and grids.

The text comes from the piece table, so fast-saved files read right; field codes, deleted and hidden text are
left out; footnotes, headers and text boxes are not read.
"""

from __future__ import annotations

import re
import struct
from functools import cached_property
from typing import NamedTuple

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Paragraph
from gongkai.formats.read.doc_compound import DAMAGED, NOT_WORD, Compound
from gongkai.formats.read.doc_lists import lists_of
from gongkai.formats.read.doc_structures import (
    C_DELETED,
    C_HIDDEN,
    P_HUGE,
    P_IN_TABLE,
    P_INNER_CELL,
    P_INNER_TTP,
    P_ITAP,
    P_LEVEL,
    P_LIST,
    P_OUTLINE,
    P_TTP,
    Fib,
    Piece,
    Run,
    fib_of,
    modifiers_in,
    paragraph_properties,
    pieces_of,
    runs_that_may_hide,
    text_of,
)
from gongkai.formats.read.doc_table import Blocks, OpenTable, RowShape, shape_of
from gongkai.formats.read.docx_numbering import Numbering, NumberKey
from gongkai.formats.read.package import ENCRYPTED

TOO_OLD = "文件是 Word 95 或更早的格式，读不了：请用 Word 或 WPS 打开后另存为 docx"
EMPTY = "Word 文档里没有文字：如果内容是图片，请把图片另存出来再读，或改用有文字的文件"

_MAX_LEVEL = 10
_TELLING = frozenset({P_IN_TABLE, P_ITAP, P_TTP, P_INNER_TTP, P_INNER_CELL, P_OUTLINE, P_LIST, P_LEVEL})
_new = tuple.__new__
_END = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("[\x13\x14\x15]")
_TEXT = re.compile("[^\r\x07\x0c]")
_CLEANED = {
    **dict.fromkeys((*range(9), *range(0x0C, 0x20))),
    0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐",
}  # fmt: skip


class _ParagraphKind(NamedTuple):
    """What a paragraph's properties mean here."""

    level: int
    ends_cell: bool
    ends_row: bool
    heading: bool
    list_number: int
    list_level: int
    shape: RowShape


def read(data: bytes) -> Document:
    """Return the document in `data`; `ReportUnreadable` says in Chinese why it can't be read."""
    compound = Compound(data)
    stream = compound.stream("WordDocument")
    if not stream:
        raise ReportUnreadable(NOT_WORD)
    try:
        blocks = _Reader(compound, stream).blocks()
    except (struct.error, IndexError) as damage:
        raise ReportUnreadable(DAMAGED) from damage
    if not blocks:
        raise ReportUnreadable(EMPTY)
    title = compound.title()
    return Document(blocks, "doc", [title] if title else [])


class _Reader:
    """Walks the paragraphs of one document's main text."""

    def __init__(self, compound: Compound, stream: bytes) -> None:
        fib = fib_of(stream)
        if fib.encrypted:
            raise ReportUnreadable(ENCRYPTED)
        if fib.old:
            raise ReportUnreadable(TOO_OLD)
        table = compound.stream(fib.table)
        self._pieces = pieces_of(fib, table)
        self._properties = paragraph_properties(fib, table, stream)
        self._fib, self._table = fib, table
        self._huge = b""
        if compound.has("Data"):
            self._huge = compound.stream("Data")
        self._kinds: dict[bytes, _ParagraphKind] = {}
        self._text = _shown(fib, table, stream, self._pieces)

    @cached_property
    def _numbering(self) -> Numbering:
        """The lists of the document, looked up only where a paragraph belongs to one."""
        return lists_of(self._fib, self._table)

    def blocks(self) -> Blocks:
        """Return the blocks of the main text in reading order."""
        blocks: Blocks = []
        tables: list[OpenTable] = []
        number, start = 0, 0
        pieces, text = self._pieces, self._text
        base = pieces[0].start if pieces else 0
        for mark in _END.finditer(text):
            at = mark.start()
            while number < len(pieces) - 1 and at + base >= pieces[number].end:
                number += 1
            kind = self._kind(pieces[number], at + base)
            words = text[start:at]
            if not words.isprintable():
                words = _whole_characters(words.translate(_CLEANED))
            start = at + 1
            if kind.level != len(tables):
                self._close_to(kind.level, tables, blocks)
            if kind.ends_row and tables:
                tables[-1].end_row(kind.shape)
                continue
            if kind.list_number:
                words = self._numbered(words, kind)
            sink = tables[-1].cell if tables else blocks
            if words and not words.isspace():
                sink.append(_new(Paragraph, (words.strip("\n"), None, False, kind.heading, None)))
            if tables and (kind.ends_cell or (kind.level == 1 and mark[0] == "\x07")):
                tables[-1].end_cell()
        self._close_to(0, tables, blocks)
        rest = text[start:].translate(_CLEANED)
        if rest.strip():
            blocks.append(Paragraph(_whole_characters(rest).strip("\n")))
        return blocks

    def _numbered(self, words: str, kind: _ParagraphKind) -> str:
        """Return the words of a paragraph in a list, with the number that Word shows before them."""
        shown = self._numbering.next(NumberKey(str(kind.list_number), kind.list_level))
        return shown + words if shown and not words.lstrip().startswith(shown) else words

    @staticmethod
    def _close_to(level: int, tables: list[OpenTable], blocks: Blocks) -> None:
        while len(tables) > level:
            finished = tables.pop().blocks()
            if tables:
                tables[-1].cell.extend(finished)
            else:
                blocks.extend(finished)
        while len(tables) < level:
            tables.append(OpenTable())

    def _kind(self, piece: Piece, position: int) -> _ParagraphKind:
        said = self._properties.at(piece.offset + (position - piece.start) * piece.width) + piece.modifiers
        kind = self._kinds.get(said)
        if kind is None:
            whole = self._unfolded(said)  # many rows of a table point at copies of the same
            kind = self._kinds.get(whole) or _meaning(whole[0] | whole[1] << 8, modifiers_in(whole[2:]))
            self._kinds[said] = self._kinds[whole] = kind
        return kind

    def _unfolded(self, said: bytes) -> bytes:
        """Return style and modifiers, those kept in the Data stream for their size in place of the pointer to them."""
        found = modifiers_in(said[2:])
        if not any(code in P_HUGE for code, _ in found):
            return said
        return said[:2] + b"".join(
            self._kept(operand) if code in P_HUGE else code.to_bytes(2, "little") + operand for code, operand in found
        )

    def _kept(self, pointer: bytes) -> bytes:
        """Return what the Data stream keeps where `pointer` says."""
        (at,) = struct.unpack("<I", pointer)
        if at + 2 > len(self._huge):
            return b""
        (size,) = struct.unpack_from("<H", self._huge, at)
        return self._huge[at + 2 : at + 2 + size]


def _meaning(style: int, modifiers: list[tuple[int, bytes]]) -> _ParagraphKind:
    values = {code: int.from_bytes(operand, "little") for code, operand in modifiers if code in _TELLING}
    level = min(values.get(P_ITAP, 1 if values.get(P_IN_TABLE) else 0), _MAX_LEVEL)
    if values.get(P_IN_TABLE) and not level:
        level = 1
    ends_row = bool(values.get(P_TTP) if level == 1 else level and values.get(P_INNER_TTP))
    outline = values.get(P_OUTLINE)
    return _ParagraphKind(
        level,
        bool(level > 1 and values.get(P_INNER_CELL)),
        ends_row,
        1 <= style <= 9 if outline is None else outline < 9,
        values.get(P_LIST, 0),
        values.get(P_LEVEL, 0),
        shape_of(modifiers) if ends_row else RowShape(),
    )


def _shown(fib: Fib, table: bytes, stream: bytes, pieces: list[Piece]) -> str:
    """Return the main text with deleted and hidden runs and field codes blanked out, positions kept."""
    text = text_of(pieces, stream)
    hidden = [run for run in runs_that_may_hide(fib, table, stream) if _is_hidden(run)]
    for piece in pieces:
        if _flag(piece.modifiers, C_DELETED):
            text = _blanked(text, piece.start - pieces[0].start, piece.end - pieces[0].start)
        for run in hidden:
            start = max(piece.start, piece.start + (run.start - piece.offset) // piece.width)
            end = min(piece.end, piece.start + (run.end - piece.offset) // piece.width)
            if start < end:
                text = _blanked(text, start - pieces[0].start, end - pieces[0].start)
    return _without_codes(text) if "\x13" in text else text


def _is_hidden(run: Run) -> bool:
    if b"\x00\x08" not in run.modifiers and b"\x3c\x08" not in run.modifiers:
        return False
    return _flag(run.modifiers, C_DELETED) or _flag(run.modifiers, C_HIDDEN)


def _flag(modifiers: bytes, wanted: int) -> bool:
    return any(code == wanted and operand[0] & 1 for code, operand in modifiers_in(modifiers))


def _blanked(text: str, start: int, end: int) -> str:
    """Blank a stretch out; its paragraph marks go too, cell marks stay."""
    return text[:start] + re.sub("[^\x07\x0c]", "\x00", text[start:end]) + text[end:]


def _without_codes(text: str) -> str:
    """Blank field codes out and leave what the fields show."""
    pieces: list[str] = []
    fields: list[bool] = []
    at = 0
    for sign in _FIELD.finditer(text):
        stretch = text[at : sign.start()]
        pieces.append(_TEXT.sub("\x00", stretch) if any(fields) else stretch)
        at = sign.start()
        if sign[0] == "\x13":
            fields.append(True)
        elif fields and sign[0] == "\x14":
            fields[-1] = False
        elif fields:
            fields.pop()
    return "".join(pieces) + text[at:]


def _whole_characters(text: str) -> str:
    """Join surrogate pairs that were kept apart."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
