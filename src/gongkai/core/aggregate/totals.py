"""Add up many reports of one year into one (条例第五十条：县级以上地方人民政府汇总本级年度报告).

Every cell of the sum is the sum of the children that have a number there. A child without a number is told, never taken
for zero. Texts are left to the author: the sum has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai.core.aggregate.contribution import Contribution, contribution
from gongkai.core.aggregate.conversion import Converted, addresses, converted
from gongkai.core.aggregate.roll import Roll
from gongkai.core.checks.run import check
from gongkai.core.report.addresses import TABLE_WORDS
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Layout, layout_in_force
from gongkai.core.report.model import SECTION_KEYS, TABLES, Report, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gongkai.core.findings import Finding

NAMED_AT_MOST = 5


class Lack(StrEnum):
    """In what way a child is missing from the sum."""

    NO_REPORT = "no_report"  # expected, and no report was given
    NO_TABLE = "no_table"  # a report without one or more of the three tables
    NO_NUMBER = "no_number"  # cells that hold no number
    OTHER_LAYOUT = "other_layout"  # cells that the sum's edition of the form has no place for


class Missing(NamedTuple):
    """What an agency did not bring: the tables or cells, and a Chinese sentence."""

    agency: str
    lack: Lack
    places: tuple[str, ...]
    message: str
    source: str = ""


class Inconsistent(NamedTuple):
    """A child that was added up although it has errors; `findings` are those of severity error."""

    agency: str
    source: str
    findings: tuple[Finding, ...]


class LeftOut(NamedTuple):
    """A report that was not added up, and why in one Chinese sentence. `differs`: a double with other numbers."""

    agency: str
    year: int | None
    source: str
    message: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The sum of many reports, in the edition of the form in force for its year, and an account of it.

    `counted` are the agencies added up, in order; `missing`, `inconsistent`, `left_out` what is wanting;
    `unexpected` agencies that are not on the list of the expected; `notes` sentences on conversions and on what looks doubled.
    """

    report: Report
    counted: tuple[str, ...]
    missing: tuple[Missing, ...] = ()
    inconsistent: tuple[Inconsistent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unexpected: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def aggregate(reports: Iterable[Report], agency: str, year: int, expected: Sequence[str] = ()) -> Aggregate:
    """Check and add up `reports` of `year` for `agency`; `expected` are the names of those that should be there.

    One report is held at a time. `sum_up` does the same with reports that were checked elsewhere.
    """
    return sum_up((contribution(report, check(report)) for report in reports), agency, year, expected)


def sum_up(children: Iterable[Contribution], agency: str, year: int, expected: Sequence[str] = ()) -> Aggregate:
    """Add up what the `children` bring, one after another, and say who is missing, doubled or inconsistent."""
    totals = _Totals(layout_in_force(year), year)
    for child in children:
        totals.take(child)
    report = totals.report(agency)
    roll = Roll(expected, totals.counted)
    absent = (Missing(name, Lack.NO_REPORT, (), message) for name, message in roll.absent())
    return Aggregate(
        report=report,
        counted=tuple(totals.counted),
        missing=(*absent, *totals.missing),
        inconsistent=tuple(totals.inconsistent),
        left_out=tuple(totals.left_out),
        unexpected=roll.unexpected(),
        notes=tuple(report.notes),
    )


@dataclass(slots=True)
class _Totals:
    """The running sum. Memory does not grow with the numbers of the children, only with what is told of them."""

    layout: Layout
    year: int
    sums: dict[str, int | Decimal] = field(default_factory=dict)
    without: dict[str, list[str]] = field(default_factory=dict)
    first: dict[str, Contribution] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)
    counted: list[str] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    inconsistent: list[Inconsistent] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, child: Contribution) -> None:
        """Add one child, or say why not."""
        refusal = self._refusal(child)
        if refusal is not None:
            self.left_out.append(refusal)
            return
        self.counted.append(child.name)
        if child.errors:
            self.inconsistent.append(Inconsistent(child.name, child.source, child.errors))
        found = converted(child, self.layout)
        for address, value in found.values.items():
            self.sums[address] = self.sums.get(address, 0) + value
        self._tell_gaps(child, found)
        self._tell_conversion(child, found)
        self._tell_twin(child)

    def report(self, agency: str) -> Report:
        """Return the sum as a report without texts."""
        return Report(
            layout=self.layout,
            agency=agency,
            year=self.year,
            title=f"{agency}{self.year}年政府信息公开工作年度报告",
            sections=dict.fromkeys(SECTION_KEYS),
            notes=[f"由{len(self.counted)}份报告汇总", *self.notes],
            table2=self._table("table2"),
            table3=self._table("table3"),
            table4=self._table("table4"),
        )

    def _refusal(self, child: Contribution) -> LeftOut | None:
        who = child.name, child.year, child.source
        if child.year != self.year:
            told = "没有写明年度" if child.year is None else f"是{child.year}年的报告"
            return LeftOut(*who, f"{child.name}：{told}，不是{self.year}年的，没有计入；请换成{self.year}年的报告")
        if not child.tables:
            lack = f"{child.name}：报告里没有找到三张统计表，没有可以相加的数字，请补交统计表"
            self.missing.append(Missing(child.name, Lack.NO_TABLE, TABLES, lack, child.source))
            return LeftOut(*who, f"{child.name}：没有三张统计表，没有计入")
        earlier = self.first.setdefault(child.agency, child) if child.agency else child
        if earlier is child:
            return None
        same = earlier.values == child.values and earlier.gaps == child.gaps
        told = "数字相同" if same else "数字不同，请确认用哪一份"
        files = "、".join(part.source for part in (earlier, child) if part.source)
        message = f"{child.name}的{self.year}年报告给了不止一份（{files}），只计入先给的一份；{told}"
        return LeftOut(*who, message, differs=not same)

    def _tell_gaps(self, child: Contribution, found: Converted) -> None:
        absent = tuple(name for name in TABLES if name not in child.tables)
        if absent:
            words = "、".join(TABLE_WORDS[name] for name in absent)
            message = f"{child.name}：没有{words}，这部分没有计入，请补交后重新汇总"
            self.missing.append(Missing(child.name, Lack.NO_TABLE, absent, message, child.source))
        if found.gaps:
            message = f"{child.name}：有{len(found.gaps)}格没有数字（空白、横线或认不出），没有计入，请核实后补上"
            self.missing.append(Missing(child.name, Lack.NO_NUMBER, found.gaps, message, child.source))
        for address in addresses(self.layout):
            if address not in found.values:
                self.without.setdefault(address, []).append(child.name)

    def _tell_conversion(self, child: Contribution, found: Converted) -> None:
        if found.left_out:
            message = f"{child.name}：表二是另一种格式（{child.layout}），{len(found.left_out)}格在{self.year}年的格式里没有对应，没有计入"
            self.missing.append(Missing(child.name, Lack.OTHER_LAYOUT, found.left_out, message, child.source))
        if found.divided:
            count = found.divided.get("total") or sum(found.divided.values())
            self.notes.append(f"{child.name}：“（六）其他处理”只有一行，{count}件暂列入“3.其他”，如属前两项请改列")

    def _tell_twin(self, child: Contribution) -> None:
        counts = [value for address, value in child.values.items() if value and address.startswith("table3")]
        if len(counts) < NAMED_AT_MOST:
            return
        print_of = hash(frozenset(child.values.items()))
        earlier = self.seen.setdefault(print_of, child.name)
        if earlier != child.name:
            self.notes.append(f"{child.name}与{earlier}的所有数字完全相同，请核对是否同一份报告计了两次")

    def _table(self, name: str) -> Table | None:
        shape = self.layout.shape(name)
        table = {
            row: {column: self._cell(f"{name}.{row}.{column}") for column in columns} for row, columns in shape.items()
        }
        return table if any(cell.value is not None for row in table.values() for cell in row.values()) else None

    def _cell(self, address: str) -> Cell:
        names = self.without.get(address, [])
        note = f"不含{_listed(names)}" if names else None
        if address not in self.sums:
            return Cell(None, Mark.BLANK, note=note)
        value = self.sums[address]
        return Cell(value, raw=str(value), note=note)


def _listed(names: list[str]) -> str:
    shown = "、".join(names[:NAMED_AT_MOST])
    return shown if len(names) <= NAMED_AT_MOST else f"{shown}等{len(names)}个单位"
