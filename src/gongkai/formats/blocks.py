"""What every physical reader answers: a document as paragraphs and span-aware grids, in reading order.

A reader of one format (docx, doc, html, pdf, xlsx, text, picture) only says what stands where.
What it means (which table this is, which row, which column) is found in `formats.locate`, once for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

Box = tuple[float, float, float, float]

MAX_ROWS = 4000
MAX_COLUMNS = 400
MAX_CELLS = 100_000


class GridCell(NamedTuple):
    """One physical cell: where it starts (from 0), its text, and how far it spans (at least 1).

    A merged cell stands once, at its upper left corner. `text` has its paragraphs and line breaks joined by
    one newline; runs inside a paragraph are joined by nothing. `picture` says the text was read from a picture.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None
    picture: bool = False


@lru_cache(maxsize=16_384)
def plain_cell(row: int, column: int, text: str) -> GridCell:
    """Return a cell that spans nothing; equal ones are one value, for most cells of most reports are zeros."""
    return GridCell(row, column, text)


@dataclass(slots=True)
class Grid:
    """One table of the document: its physical cells in reading order (row, then column).

    `page` counts from 1 where the format has pages. A table that the document splits (page break, several
    tables one after another) is several grids: joining them is the work of `formats.locate`.
    """

    cells: list[GridCell]
    page: int | None = None


class Paragraph(NamedTuple):
    """One paragraph (or line, where the format has no paragraphs) of running text.

    `lines` says that the text's line ends are the page's, not the author's (pdf, OCR), so that
    consecutive paragraphs may be one sentence. `heading` is set where the format marks a heading.
    `starts` tells, for such lines, whether the page shows a new paragraph beginning here (first-line indent,
    centred line, gap above: True), the line going on with the one before (False), or neither (None).
    """

    text: str
    page: int | None = None
    lines: bool = False
    heading: bool = False
    starts: bool | None = None


@dataclass(slots=True)
class Document:
    """A document as its reader saw it. `format` is the word used in messages (docx, pdf …).

    `titles` are candidates for the title from outside the body (html `<title>`, metadata), best first.
    `notes` are Chinese sentences about what the reader left out or had to mend.
    """

    blocks: list[Paragraph | Grid]
    format: str
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
