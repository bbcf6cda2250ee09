"""A Word document as lines and tables with their looks.

The text is what the reader of docx gives: automatic numbers, fields, tracked changes, text boxes are its business. Before
it reads, signs are put into the text for what it does not tell (bold, links, pictures, alignment); afterwards they are
taken out again, and the text is held against a reading without them, so that no word can get lost on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.into_html_blocks import Block, Line, Table, plain_line
from gongkai.formats.into_html_marks import CLOSE, OPEN, Look, Marks, marked_lines, without_marks
from gongkai.formats.into_html_pictures import Album
from gongkai.formats.into_html_styles import Styles, styles_in
from gongkai.formats.package_relations import Relation, relations_of
from gongkai.formats.read import docx
from gongkai.formats.read.docx_numbering import NumberKey, numbering_of
from gongkai.formats.read.docx_parts import parts_of
from gongkai.formats.read.docx_tree import TreeReader
from gongkai.formats.read.docx_xml import attribute, kind_of, parsed, relation_id, switched_on
from gongkai.formats.read.hidden_parts import value_of
from gongkai.formats.read.package import Package, open_package

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PICTURED = frozenset(("drawing", "pict", "object"))
_OURS = re.compile("[\ufdd0-\ufdef]")
_CHANGED = frozenset(("ins", "del", "moveFrom", "moveTo"))


@dataclass(slots=True)
class Imports:
    """What an importer answers: blocks, candidates for the title, remarks, lines of footnotes."""

    blocks: list[Block]
    titles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def blocks_of_docx(data: bytes, album: Album) -> Imports:
    """Return what stands in a docx; `ReportUnreadable` where it can't be read."""
    document = docx.read(data)
    package = open_package(data)
    main = next(
        (each.target for each in relations_of(package, "") if each.kind == "officeDocument"), "word/document.xml"
    )
    found = _Marker(package, main, album)
    blocks = found.blocks(data)
    plain = [_plain(block) for block in document.blocks]
    return Imports(_checked(blocks, plain), document.titles, found.remarks(document.notes), found.footnotes())


def _plain(block: Paragraph | Grid) -> Block:
    if isinstance(block, Grid):
        return Table(block, [[plain_line(cell.text)] for cell in block.cells])
    return plain_line(block.text, level=1 if block.heading else 0)


def _words(block: Block) -> str:
    text = block.text if isinstance(block, Line) else "".join(cell.text for cell in block.grid.cells)
    return "".join(text.split())


def _checked(blocks: list[Block], plain: list[Block]) -> list[Block]:
    """Return the blocks with looks where they say the same as the plain ones, and the plain ones where they don't."""
    telling = [block for block in blocks if _words(block)]
    wanted = [block for block in plain if _words(block)]
    if len(telling) != len(wanted):
        return plain
    right = {id(with_looks): without for with_looks, without in zip(telling, wanted, strict=True)}
    return [
        right[id(block)] if id(block) in right and _words(block) != _words(right[id(block)]) else block
        for block in blocks
    ]


class _Marker:
    """Marks one main part and reads it."""

    def __init__(self, package: Package, main: str, album: Album) -> None:
        self._package, self._main, self._album = package, main, album
        self._related: dict[str, Relation] = {each.identifier: each for each in relations_of(package, main)}
        self._styles: Styles = styles_in(package.read_if_present(self._part("styles")))
        self._numbering = numbering_of(package.read_if_present(self._part("numbering")))
        self._numbered: dict[str, NumberKey] = {}
        self._marks = Marks()
        self._root = parsed(package.read(main))

    def _part(self, kind: str) -> str:
        return next((each.target for each in self._related.values() if each.kind == kind and not each.outside), "")

    def blocks(self, data: bytes) -> list[Block]:
        """Return the blocks of the main part with their looks."""
        parts = parts_of(data)
        self._numbered = parts.styles.numbered
        self._mark()
        reader = TreeReader(parts.styles, numbering_of(parts.numbering))
        read = reader.read(etree.tostring(self._root, encoding="utf-8"))
        found: list[Block] = []
        for block in read:
            if isinstance(block, Paragraph):
                found += [
                    line for line in marked_lines(block.text, self._marks) if line.text.strip() or "<img" in line.html
                ]
            else:
                cells = [marked_lines(cell.text, self._marks) for cell in block.cells]
                grid = Grid([cell._replace(text=without_marks(cell.text)) for cell in block.cells], block.page)
                lines = [
                    [line for line in cell if line.text.strip() or "<img" in line.html] or [plain_line("")]
                    for cell in cells
                ]
                found.append(Table(grid, lines))
        self._mark_table_heads(found)
        return found

    def remarks(self, notes: list[str]) -> list[str]:
        """Return what the person who imports should know."""
        kinds = {kind_of(element) for element in self._root.iter()}
        told = [note for note in notes if "脚注" not in note and "图片" not in note]
        if kinds & _CHANGED:
            told.append("文档里有修订痕迹，已按“接受全部修订”导入，请核对")
        if "commentReference" in kinds:
            told.append("文档里有批注，批注没有导入")
        if self._says_more("header") or self._says_more("footer"):
            told.append("页眉、页脚里的文字没有导入")
        return told

    def _says_more(self, kind: str) -> bool:
        parts = [each.target for each in self._related.values() if each.kind == kind and not each.outside]
        return any(
            re.search(r"[^\W\d_]", element.text or "")
            for part in parts
            if part in self._package
            for element in parsed(self._package.read(part)).iter()
            if kind_of(element) == "t"
        )

    # -- marking

    def _mark(self) -> None:
        for element in list(self._root.iter()):
            kind = kind_of(element)
            if kind in {"t", "m:t"} and element.text:
                element.text = _OURS.sub("", element.text)
            if kind == "p":
                self._mark_paragraph(element)
            elif kind == "r":
                self._mark_run(element)
            elif kind == "hyperlink":
                self._mark_link(element)
            elif kind in _PICTURED:
                self._mark_pictures(element)
            elif kind in {"footnoteReference", "endnoteReference"}:
                number = self._marks.note(f"{kind[0]}{attribute(element, 'id')}")
                _put_before(element, f"N{number}")

    def _mark_paragraph(self, paragraph: etree._Element) -> None:
        properties = _child(paragraph, "pPr")
        values = {kind_of(part): part for part in properties} if properties is not None else {}
        named = attribute(values["pStyle"], "val") if "pStyle" in values else ""
        style = self._styles.of(named)
        align = attribute(values["jc"], "val") if "jc" in values else style.align
        level = style.level
        if "outlineLvl" in values:
            told = attribute(values["outlineLvl"], "val")
            level = int(told) + 1 if told.isascii() and told.isdigit() and int(told) < 9 else 0
        runs = [run for run in paragraph.iter() if kind_of(run) == "r" and _has_text(run)]
        sizes = [_size(run) or style.size for run in runs]
        bold = bool(runs) and all(_is_on(run, "b", otherwise=style.bold) for run in runs)
        bullet = self._is_bullet(values.get("numPr"), self._numbered.get(named))
        look = Look(_ALIGNS.get(align, ""), max(sizes, default=0.0), bold, level, style.title, bullet)
        holder = etree.SubElement(paragraph, f"{_space_of(paragraph)}r")
        _text_in(holder, f"P{self._marks.look(look)}")

    def _is_bullet(self, properties: etree._Element | None, inherited: NumberKey | None) -> bool:
        values = {kind_of(part): attribute(part, "val") for part in properties} if properties is not None else {}
        key = inherited or NumberKey("0", 0)
        level = values.get("ilvl", "")
        number = int(level) if level.isascii() and level.isdigit() and len(level) < 3 else key.level
        members = self._numbering.lists.get(values.get("numId", key.number))
        found = members.levels.get(number) if members else None
        return found is not None and found.form == "bullet"

    def _mark_run(self, run: etree._Element) -> None:
        if not _has_text(run):
            return
        properties = _child(run, "rPr")
        signs = [sign for sign, name in _FORMATS.items() if _has_format(properties, name)]
        for sign in signs:
            _put_first(run, sign)
            _text_in(run, sign.lower())

    def _mark_link(self, link: etree._Element) -> None:
        target = self._related.get(relation_id(link))
        if target is None or not target.outside:
            return
        space = _space_of(link)
        opening = etree.Element(f"{space}r")
        _text_in(opening, f"A{self._marks.link(target.target)}")
        link.insert(0, opening)
        _text_in(etree.SubElement(link, f"{space}r"), "a")

    def _mark_pictures(self, element: etree._Element) -> None:
        if any(kind_of(above) in _PICTURED for above in element.iterancestors()):
            return
        alt = next(
            (text for each in element.iter() for text in (value_of(each, "descr"), value_of(each, "title")) if text), ""
        )
        for part in element.iter():
            name = etree.QName(part).localname if isinstance(part.tag, str) else ""
            if name not in {"blip", "imagedata"}:
                continue
            target = self._related.get(value_of(part, "embed") or relation_id(part))
            if target is None or target.outside or target.target not in self._package:
                self._album.miss("它不在文件里，只是一个链接，请在 Word 里重新插入")
                continue
            if picture := self._album.add(self._package.read(target.target), alt):
                _put_before(element, f"G{self._marks.picture(picture, alt)}")

    def _mark_table_heads(self, blocks: list[Block]) -> None:
        """Take over how many rows Word repeats at the top of each page as the head of a table."""
        tables = [block for block in blocks if isinstance(block, Table)]
        found = [element for element in self._root.iter() if kind_of(element) == "tbl"]
        if len(tables) != len(found):
            return
        for table, element in zip(tables, found, strict=True):
            rows = [row for row in element if kind_of(row) == "tr"]
            repeated = [_repeats(row) for row in rows]
            count = repeated.index(False) if False in repeated else 0
            crossing = any(cell.row < count < cell.row + cell.rowspan for cell in table.grid.cells)
            table.header_rows = 0 if crossing else count

    # -- footnotes

    def footnotes(self) -> list[Line]:
        """Return the texts of foot and end notes in the order in which they are referred to."""
        texts = {"f": self._stories("footnotes", "footnote"), "e": self._stories("endnotes", "endnote")}
        lines = []
        for number, key in enumerate(self._marks.notes, 1):
            text = texts[key[0]].get(key[1:], "")
            if text:
                lines.append(plain_line(f"[{number}] {text}"))
        return lines

    def _stories(self, part: str, kind: str) -> dict[str, str]:
        content = self._package.read_if_present(self._part(part))
        found = {}
        for story in parsed(content) if content else ():
            if kind_of(story) == kind:
                pieces = [
                    (each.text or "") if kind_of(each) == "t" else "\n"
                    for each in story.iter()
                    if kind_of(each) in {"t", "p"}
                ]
                found[attribute(story, "id")] = "".join(pieces).strip()
        return found


_ALIGNS = {"center": "align-center", "right": "align-right", "end": "align-right"}
_FORMATS = {"B": "b", "I": "i", "U": "u", "S": "superscript", "L": "subscript"}


def _child(element: etree._Element, kind: str) -> etree._Element | None:
    return next((child for child in element if kind_of(child) == kind), None)


def _space_of(element: etree._Element) -> str:
    return _STRICT if str(element.tag).startswith(_STRICT) else _WORD


def _has_text(run: etree._Element) -> bool:
    return any(kind_of(child) == "t" and (child.text or "").strip() for child in run)


def _has_format(properties: etree._Element | None, name: str) -> bool:
    if properties is None:
        return False
    for part in properties:
        kind = kind_of(part)
        if kind == "vertAlign" and attribute(part, "val") == name:
            return True
        if kind == name:
            return switched_on(part)
    return False


def _is_on(run: etree._Element, name: str, *, otherwise: bool) -> bool:
    properties = _child(run, "rPr")
    part = _child(properties, name) if properties is not None else None
    return otherwise if part is None else switched_on(part)


def _size(run: etree._Element) -> float:
    """Return the size of a run in points, 0 where it has none of its own."""
    properties = _child(run, "rPr")
    part = _child(properties, "sz") if properties is not None else None
    told = attribute(part, "val") if part is not None else ""
    return int(told) / 2 if told.isascii() and told.isdigit() and len(told) < 5 else 0.0


def _repeats(row: etree._Element) -> bool:
    properties = _child(row, "trPr")
    return properties is not None and switched_on(_child(properties, "tblHeader"))


def _text_in(run: etree._Element, sign: str) -> None:
    etree.SubElement(run, f"{_space_of(run)}t").text = f"{OPEN}{sign}{CLOSE}"


def _put_first(run: etree._Element, sign: str) -> None:
    """Put a sign before the content of a run."""
    made = etree.Element(f"{_space_of(run)}t")
    made.text = f"{OPEN}{sign}{CLOSE}"
    run.insert(1 if len(run) and kind_of(run[0]) == "rPr" else 0, made)


def _put_before(element: etree._Element, sign: str) -> None:
    """Put a sign into the text right before an element of a run."""
    parent = element.getparent()
    if parent is None:
        raise ReportUnreadable("文档的结构不完整：请用 Word 或 WPS 打开后另存一份")
    made = etree.Element(f"{_WORD}t")
    made.text = f"{OPEN}{sign}{CLOSE}"
    parent.insert(parent.index(element), made)
