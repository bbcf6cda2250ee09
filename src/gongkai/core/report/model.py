"""The annual report as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.core.report.cells import ABSENT, Cell
from gongkai.core.report.layouts import Layout

Table = dict[str, dict[str, Cell]]

TABLES = ("table2", "table3", "table4")
SECTION_KEYS = ("overview", "problems", "other")


class Heading(NamedTuple):
    """A section heading as it stood: number as printed (may be empty), words, and what it was taken for.

    `section` is the key of the text (`overview`, `problems`, `other`) or table (`table2` …), or None.
    """

    number: str
    words: str
    section: str | None


class Statistic(NamedTuple):
    """One line of an older statistics annex (统计表): its label and unit as printed, and its cell."""

    label: str
    unit: str
    cell: Cell


@dataclass(slots=True)
class Report:
    """An annual report (条例第五十条), as read from a document, compiled, or typed.

    `table2`, `table3`, `table4` are row key → column key → `Cell`, or None where the document has no such table.
    Where table 3 has the single row （六）其他处理 its key is `otherwise`, whatever `layout` says: `layout` is
    decided by table 2. `sections` holds the texts of sections one, five and six without their headings,
    paragraphs separated by one newline. `notes` are sentences about how it was read.
    """

    layout: Layout
    agency: str | None = None
    year: int | None = None
    title: str | None = None
    preamble: str | None = None
    sections: dict[str, str | None] = field(default_factory=dict)
    table2: Table | None = None
    table3: Table | None = None
    table4: Table | None = None
    statistics: list[Statistic] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    source: str | None = None

    def table(self, name: str) -> Table | None:
        """Return `table2`, `table3` or `table4` by name."""
        found: Table | None = getattr(self, name)
        return found

    def cell(self, address: str) -> Cell:
        """Return the cell called `tableN.row.column`, or `ABSENT`."""
        table, row, column = address.split(".")
        rows = self.table(table)
        return ABSENT if rows is None else rows.get(row, {}).get(column, ABSENT)

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Yield every cell with its address, in the order of the document's tables."""
        for name in TABLES:
            for row, columns in (self.table(name) or {}).items():
                for column, cell in columns.items():
                    yield f"{name}.{row}.{column}", cell
