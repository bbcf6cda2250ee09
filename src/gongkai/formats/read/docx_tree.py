"""The thorough reader of a docx's main part: a tree, and everything Word can do to a text.

Tracked changes are read as accepted (inserted text counts, deleted does not), fields by their result, text boxes
once, automatic numbers as they show, hidden text not at all. Whatever is not known is looked into, not skipped.
"""

from __future__ import annotations

from lxml import etree

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.docx_numbering import Numbering, NumberKey
from gongkai.formats.read.docx_parts import Styles
from gongkai.formats.read.docx_xml import BROKEN, attribute, kind_of, parsed, switched_on
from gongkai.formats.read.word_grid import MAX_SPAN, Merge, StoredCell, grid_of

Blocks = list[Paragraph | Grid]
_MAX_DEPTH = 120
TOO_DEEP = "文件的结构嵌套得不正常，为安全起见没有读：请用 Word 或 WPS 打开后另存一份"

_SKIPPED = frozenset(
    [
        *("pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "tblPrEx", "sectPr", "sdtPr", "sdtEndPr", "rubyPr", "rt"),
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "m:rPr", "m:ctrlPr", "customXmlPr", "smartTagPr"),
    ]
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Private-use signs of Wingdings and Symbol that stand in forms, by their code without F000.
_SYMBOLS = {
    0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0xFD: "☒", 0xFB: "✗", 0x52: "☑", 0xA3: "☐",
    0xB4: "×", 0xB7: "·", 0xB0: "°", 0xB1: "±", 0xA5: "∞", 0x2D: "-", 0xB8: "÷",
}  # fmt: skip


class TreeReader:
    """Reads one main part; `blocks` and `notes` hold the answer after `read`."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.notes: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []
        self._carried = ""
        self._depth = 0

    def read(self, content: bytes) -> Blocks:
        """Return the paragraphs and tables of the main part in reading order."""
        root = parsed(content)
        body = next((child for child in root if kind_of(child) == "body"), None)
        if body is None:
            raise ReportUnreadable(BROKEN)
        blocks: Blocks = []
        self._story(body, blocks)
        if self._carried.strip():
            blocks.append(Paragraph(self._carried.strip("\n")))
        return blocks

    def _story(self, element: etree._Element, blocks: Blocks) -> None:
        """Read what holds paragraphs and tables: body, cell, text box, content control."""
        self._enter()
        for child in element:
            kind = kind_of(child)
            if kind == "p":
                self._paragraph(child, blocks)
            elif kind == "tbl":
                self._table(child, blocks)
            elif kind == "altChunk":
                self._note("文档里嵌有另一份文件，它的内容没有读：请用 Word 打开后另存")
            elif kind == "mc:AlternateContent":
                self._story(_alternative(child), blocks)
            elif kind == "sdt":
                self._control(child, blocks)
            elif kind not in _SKIPPED:
                self._story(child, blocks)
        self._depth -= 1

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ReportUnreadable(TOO_DEEP)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _control(self, element: etree._Element, blocks: Blocks) -> None:
        if not _shows_placeholder(element):
            for child in element:
                if kind_of(child) == "sdtContent":
                    self._story(child, blocks)

    # -- paragraphs

    def _paragraph(self, element: etree._Element, blocks: Blocks) -> None:
        properties = next((child for child in element if kind_of(child) == "pPr"), None)
        number = self._number(properties)
        pieces: list[str] = []
        floating: Blocks = []
        self._inline(element, pieces, floating)
        self._fields = [False] * len(self._fields)
        text = "".join(pieces)
        if number and not text.lstrip().startswith(number):
            text = number + text
        text = self._carried + text
        if _mark_is_deleted(properties):
            self._carried = text
        else:
            self._carried = ""
            if text and not text.isspace():
                blocks.append(Paragraph(text.strip("\n"), heading=self._is_heading(properties)))
        blocks.extend(floating)

    def _inline(self, element: etree._Element, pieces: list[str], floating: Blocks) -> None:
        self._enter()
        for child in element:
            kind = kind_of(child)
            if kind in {"t", "m:t"}:
                if not any(self._fields):
                    pieces.append((child.text or "").replace("\n", " ").replace("\r", " ").replace("\t", " "))
            elif kind in _SIGNS:
                if not any(self._fields):
                    pieces.append(_SIGNS[kind])
            elif kind not in _SKIPPED:
                self._special(kind, child, pieces, floating)
        self._depth -= 1

    def _special(self, kind: str, child: etree._Element, pieces: list[str], floating: Blocks) -> None:
        match kind:
            case "r" if _is_hidden(child):
                pass
            case "sym":
                pieces.append(_symbol(child))
            case "fldChar":
                self._field(attribute(child, "fldCharType"))
            case "footnoteReference" | "endnoteReference":
                self._note("脚注和尾注的文字没有读入")
            case "txbxContent":
                self._text_box(child, floating)
            case "mc:AlternateContent":
                self._inline(_alternative(child), pieces, floating)
            case "sdt" if _shows_placeholder(child):
                pass
            case _:
                self._inline(child, pieces, floating)

    def _text_box(self, element: etree._Element, floating: Blocks) -> None:
        fields, carried = self._fields, self._carried
        self._fields, self._carried = [], ""
        self._story(element, floating)
        self._fields, self._carried = fields, carried

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _style(self, properties: etree._Element | None) -> str:
        if properties is None:
            return ""
        return next((attribute(child, "val") for child in properties if kind_of(child) == "pStyle"), "")

    def _is_heading(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return False
        for child in properties:
            if kind_of(child) == "outlineLvl":
                return attribute(child, "val") != "9"
        return self._style(properties) in self._styles.headings

    def _number(self, properties: etree._Element | None) -> str:
        if properties is None:
            return ""
        key = self._styles.numbered.get(self._style(properties))
        for child in properties:
            if kind_of(child) == "numPr":
                values = {kind_of(part): attribute(part, "val") for part in child}
                level = values.get("ilvl", "")
                own = int(level) if level.isascii() and level.isdigit() and len(level) < 3 else None
                inherited = key or NumberKey("0", 0)
                key = NumberKey(values.get("numId", inherited.number), inherited.level if own is None else own)
        return self._numbering.next(key) if key is not None else ""

    # -- tables

    def _table(self, element: etree._Element, blocks: Blocks) -> None:
        rows: list[list[StoredCell]] = []
        inner: list[Blocks] = []
        self._rows(element, rows, inner)
        if any(isinstance(block, Grid) for cell in inner for block in cell) and max(map(len, rows), default=0) <= 1:
            for cell in inner:
                blocks.extend(cell)
            return
        grid = grid_of([row for row in rows if row])
        if grid.cells:
            blocks.append(grid)
        blocks.extend(block for cell in inner for block in cell if isinstance(block, Grid))

    def _rows(self, element: etree._Element, rows: list[list[StoredCell]], inner: list[Blocks]) -> None:
        self._enter()
        for child in element:
            kind = kind_of(child)
            if kind == "tr":
                properties = next((part for part in child if kind_of(part) == "trPr"), None)
                row = _Row(properties)
                if not row.deleted:
                    self._cells(child, row, inner)
                    rows.append(row.cells)
            elif kind == "mc:AlternateContent":
                self._rows(_alternative(child), rows, inner)
            elif kind not in _SKIPPED:
                self._rows(child, rows, inner)
        self._depth -= 1

    def _cells(self, element: etree._Element, row: _Row, inner: list[Blocks]) -> None:
        self._enter()
        for child in element:
            kind = kind_of(child)
            if kind == "tc":
                content: Blocks = []
                self._story(child, content)
                inner.append(content)
                text = "\n".join(block.text for block in content if isinstance(block, Paragraph))
                row.add(next((part for part in child if kind_of(part) == "tcPr"), None), text)
            elif kind == "mc:AlternateContent":
                self._cells(_alternative(child), row, inner)
            elif kind not in _SKIPPED:
                self._cells(child, row, inner)
        self._depth -= 1


class _Row:
    """A table row while it is read: its cells so far and the grid column of the next one."""

    def __init__(self, properties: etree._Element | None) -> None:
        kinds = {} if properties is None else {kind_of(part): part for part in properties}
        self.deleted = "del" in kinds
        self.cells: list[StoredCell] = []
        self._column = _whole(attribute(kinds["gridBefore"], "val"), 0) if "gridBefore" in kinds else 0

    def add(self, properties: etree._Element | None, text: str) -> None:
        """Place one stored cell; a horizontally continued one (old `hMerge`) widens the cell before it."""
        kinds = {} if properties is None else {kind_of(part): part for part in properties}
        colspan = max(_whole(attribute(kinds["gridSpan"], "val"), 1), 1) if "gridSpan" in kinds else 1
        merge = Merge.NONE
        if "vMerge" in kinds:
            merge = Merge.FIRST if attribute(kinds["vMerge"], "val") == "restart" else Merge.CONTINUED
        continued = "hMerge" in kinds and attribute(kinds["hMerge"], "val") != "restart"
        if continued and self.cells:
            column, width, words, first = self.cells[-1]
            self.cells[-1] = (column, width + colspan, words, first)
        else:
            self.cells.append((self._column, colspan, text, merge))
        self._column += colspan


def _whole(text: str, otherwise: int) -> int:
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _alternative(element: etree._Element) -> etree._Element:
    """Return the first choice that has something in it, else the fallback, else the element emptied."""
    branches = [child for child in element if kind_of(child) in {"mc:Choice", "mc:Fallback"}]
    return next((branch for branch in branches if len(branch)), branches[0] if branches else etree.Element("none"))


def _shows_placeholder(element: etree._Element) -> bool:
    for child in element:
        if kind_of(child) == "sdtPr":
            return any(kind_of(part) == "showingPlcHdr" and switched_on(part) for part in child)
    return False


def _is_hidden(run: etree._Element) -> bool:
    for child in run:
        if kind_of(child) == "rPr":
            return any(kind_of(part) == "vanish" and switched_on(part) for part in child)
    return False


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    for child in properties:
        if kind_of(child) == "rPr":
            return any(kind_of(part) in {"del", "moveFrom"} for part in child)
    return False


def _symbol(element: etree._Element) -> str:
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        plain = code - 0xF000
        return _SYMBOLS.get(plain, chr(plain) if 0x20 <= plain < 0x7F else "")
    return _SYMBOLS.get(code, "") if code < 0x100 else chr(code) if code < 0xD800 or 0xE000 <= code < 0x10FFFF else ""
