"""Makers of Word packages for tests: small docx files, plain or odd, from pieces of their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_APPLICATION = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_APPLICATION}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_APPLICATION}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_APPLICATION}.numbering+xml"/></Types>'
)
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    f'xmlns:r="{OFFICE}"'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    """Return a paragraph of runs and whatever else is inside."""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{''.join(inner)}</w:p>"


def text_paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return paragraph(run(text), properties=properties)


def cell(content: str, properties: str = "") -> str:
    """Return a table cell; `content` is its paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def text_cell(text: str, properties: str = "") -> str:
    """Return a table cell with one paragraph for each line of `text`."""
    return cell("".join(text_paragraph(line) if line else paragraph() for line in text.split("\n")), properties)


def row(*cells: str, properties: str = "") -> str:
    """Return a table row."""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


class Spot(NamedTuple):
    """A physical cell of a table to be made: place, text, spans."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


def table_of(spots: Sequence[Spot]) -> str:
    """Return a table with these physical cells, merged the way Word stores it."""
    height = max(spot.row + spot.rowspan for spot in spots)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    for spot in spots:
        span = f'<w:gridSpan w:val="{spot.colspan}"/>' if spot.colspan > 1 else ""
        for down in range(spot.rowspan):
            merge = "" if spot.rowspan == 1 else "<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>'
            rows[spot.row + down].append((spot.column, text_cell("" if down else spot.text, span + merge)))
    return table(*(row(*(made for _, made in sorted(cells))) for cells in rows))


def document(body: str, space: str = WORD, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Return the XML of a main part with this body."""
    return f'{prolog}<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def relations(targets: Mapping[str, str], office: str = OFFICE) -> str:
    """Return a relationships part: type word → target."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'


def docx(body: str, *, styles: str = "", numbering: str = "", title: str = "") -> bytes:
    """Return a docx with this body; `styles` and `numbering` are the insides of those parts."""
    return docx_of(document(body), styles=styles, numbering=numbering, title=title)


def docx_of(main: str | bytes, *, styles: str = "", numbering: str = "", title: str = "") -> bytes:
    """Return a docx with this main part, whatever it is."""
    related = {}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": main,
    }
    if styles:
        related["styles"] = "styles.xml"
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    if numbering:
        related["numbering"] = "numbering.xml"
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>'
    if title:
        parts["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
        )
    parts["word/_rels/document.xml.rels"] = relations(related)
    return package(parts)


def list_level(level: int, form: str, pattern: str, start: int = 1) -> str:
    """Return one level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*levels: str) -> str:
    """Return the inside of a numbering part with one list, number 1, of these levels."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def numbered(level: int = 0, number: int = 1) -> str:
    """Return the paragraph property that puts a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
