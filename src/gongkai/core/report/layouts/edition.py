"""What an edition of the form is made of. The editions themselves are the modules beside this one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` in code and JSON, `label` as printed, `money` where it holds 万元 and not a count."""

    key: str
    label: str
    money: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `path` are the printed cells to its left that span several rows, outermost first.

    `label` is the text of the row's own label cell, as printed. `leaf` marks the rows of table 3 that add up to 总计.
    """

    key: str
    label: str
    path: tuple[str, ...] = ()
    leaf: bool = False

    @property
    def name(self) -> str:
        """The row in the form's own words, with the groups it stands in."""
        return "·".join((*self.path[1:], self.label)) if self.path else self.label


@dataclass(frozen=True, slots=True)
class Block:
    """A part of table 2 under one heading (第二十条第（一）项), with its own columns."""

    heading: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of columns of table 4; `path` are the header cells above it, outermost first."""

    key: str
    label: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseColumn(Column):
    """A column of a group of table 4."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its numbered heading as printed, and the key of its text or of its table."""

    number: str
    heading: str
    text: str | None = None
    table: str | None = None

    @property
    def title(self) -> str:
        """The heading with its number: 一、总体情况."""
        return f"{self.number}、{self.heading}"


@dataclass(frozen=True, slots=True)
class Layout:
    """An edition of the form: everything readers, writers, checks and pages need to know of it.

    `first_year` is the first report year it holds for. Tables 2, 3 and 4 are empty for editions that have none.
    """

    key: str
    notice: str
    first_year: int
    sections: tuple[Section, ...]
    table2: tuple[Block, ...] = ()
    table3_note: str = ""
    table3_columns: tuple[Column, ...] = ()
    table3: tuple[Line, ...] = ()
    table4: tuple[Group, ...] = ()
    table4_columns: tuple[CaseColumn, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)

    def shape(self, table: str) -> dict[str, tuple[str, ...]]:
        """Return row key → column keys of `table2`, `table3` or `table4`, in printed order.

        >>> from gongkai.core.report.layouts import Y2021
        >>> Y2021.shape("table2")["licenses"]
        ('decisions',)
        """
        if table == "table2":
            return {
                line.key: tuple(column.key for column in block.columns) for block in self.table2 for line in block.lines
            }
        if table == "table3":
            keys = tuple(column.key for column in self.table3_columns)
            return {line.key: keys for line in self.table3}
        keys = tuple(column.key for column in self.table4_columns)
        return {group.key: keys for group in self.table4}

    @property
    def leaves(self) -> tuple[Line, ...]:
        """The rows of table 3 whose sum is 总计."""
        return tuple(line for line in self.table3 if line.leaf)
