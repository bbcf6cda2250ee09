"""A document as one text to scan, and the way back from a place in it to the paragraph or the cell of a table.

What the file carries beside its body (headers, comments, hidden text) stands behind the body, each with its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gongkai.formats.blocks import Document, Grid, GridCell
from gongkai.formats.read.hidden import Aside


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, a cell of a table or an aside that begins at `start` of the text; all numbers count from 1.

    `aside` is the Chinese words for a place outside the body.
    """

    start: int
    page: int | None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    aside: str = ""

    def words(self, at: int) -> str:
        """Return where character `at` of the text stands, as a person would look for it."""
        if self.aside:
            return f"{self.aside}第{at - self.start + 1}字"
        where = f"第{self.paragraph}段" if self.table is None else f"第{self.table}张表第{self.row}行第{self.column}列"
        page = f"第{self.page}页" if self.page is not None else ""
        return f"{page}{where}第{at - self.start + 1}字"

    def plain(self, at: int) -> dict[str, Any]:
        """Return the same for JSON; `offset` counts characters from 0 within the paragraph or cell."""
        if self.aside:
            return {"part": self.aside, "offset": at - self.start}
        named = {"page": self.page, "paragraph": self.paragraph, "table": self.table, "row": self.row}
        return {
            **{key: value for key, value in {**named, "column": self.column}.items() if value is not None},
            "offset": at - self.start,
        }


@dataclass(slots=True)
class Sheet:
    """The whole text: a paragraph a line, a row of a table a line with tabs between its cells; then the asides.

    `body` is where the body ends.
    """

    parts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    length: int = 0
    body: int = 0

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self.parts)

    def place(self, at: int) -> Place:
        """Return the place that holds character `at`."""
        return self.places[bisect_right(self.places, at, key=lambda place: place.start) - 1]

    def add(self, text: str, place: Place) -> None:
        """Add a paragraph or cell; a line end or a tab goes before it."""
        self.parts.append(text)
        self.places.append(place)
        self.length += len(text)

    def part(self, sign: str) -> None:
        """Add what stands between two places."""
        self.parts.append(sign)
        self.length += len(sign)


def sheet_of(document: Document, asides: Iterable[Aside] = ()) -> Sheet:
    """Lay a document out as one text, and behind it what its file carries besides."""
    sheet = Sheet()
    paragraphs = tables = 0
    for block in document.blocks:
        if sheet.places:
            sheet.part("\n")
        if isinstance(block, Grid):
            tables += 1
            _add_table(sheet, block, tables)
        else:
            paragraphs += 1
            sheet.add(block.text, Place(sheet.length, block.page, paragraph=paragraphs))
    sheet.body = sheet.length
    for aside in asides:
        # An empty line between, so that no number seems to go on from one to the next.
        sheet.part("\n\n")
        sheet.add(aside.text, Place(sheet.length, None, aside=aside.place))
    return sheet


def _add_table(sheet: Sheet, grid: Grid, number: int) -> None:
    before: GridCell | None = None
    shared = {cell.row for cell in grid.cells if cell.column > 0}
    for cell in grid.cells:
        if before is not None:
            sheet.part("\t" if cell.row == before.row else "\n")
        # In a row of several cells, a line end inside one would tear a name from its number.
        text = cell.text.replace("\n", " ") if cell.row in shared else cell.text
        sheet.add(text, Place(sheet.length, grid.page, table=number, row=cell.row + 1, column=cell.column + 1))
        before = cell
