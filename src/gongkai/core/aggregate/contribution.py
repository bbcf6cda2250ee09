"""What one report brings to a sum: its numbers, its gaps and its errors, without its texts.

Small enough that thousands can be sent from reading processes and folded one after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.findings import Finding, Severity, Verdict
from gongkai.core.report.cells import Mark
from gongkai.core.report.model import TABLES, Report

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Contribution:
    """The numbers of one child.

    `layout` is the key of its edition; `tables` the tables it has; `values` its numbers by address (`tableN.row.column`;
    counts, and money in 万元); `gaps` the addresses that hold no number; `errors` its findings of severity error.
    """

    agency: str | None
    year: int | None
    source: str
    layout: str
    tables: frozenset[str]
    values: dict[str, int | Decimal]
    gaps: tuple[str, ...] = ()
    errors: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The agency, or where it has no name the file, in words for a message."""
        return self.agency or f"没有写明单位的报告（{self.source or '来源不明'}）"


def contribution(report: Report, verdict: Verdict, source: str = "") -> Contribution:
    """Return what `report`, checked with `verdict`, brings to a sum; `source` is told where its own is unknown."""
    return Contribution(
        agency=report.agency,
        year=report.year,
        source=source or report.source or "",
        layout=report.layout.key,
        tables=frozenset(name for name in TABLES if report.table(name) is not None),
        values={address: cell.value for address, cell in report.cells() if cell.value is not None},
        gaps=tuple(address for address, cell in report.cells() if cell.value is None and cell.mark is not Mark.ABSENT),
        errors=tuple(finding for finding in verdict.findings if finding.severity is Severity.ERROR),
    )
