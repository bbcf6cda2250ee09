"""Gongkai (公开): read, check, write, compare and add up annual reports on government information disclosure.

The statutory report (政府信息公开工作年度报告, 条例第四十九条、第五十条) as a value, from any document::

    import gongkai

    report = gongkai.read_file("五常市商务局2024.docx")
    report.cell("table3.received.total").value            # 0, or None where the document has no number
    verdict = gongkai.check(report, previous=gongkai.read_file("五常市商务局2023.pdf"))
    [finding.message for finding in verdict.findings]
    gongkai.write_report(report, "年报.pdf")

**Shapes.** A `Report` has `table2`, `table3`, `table4`: row key → column key → `Cell`, or None where the document has no
such table; `sections`: `overview`, `problems`, `other` → text, paragraphs separated by a newline. A cell is named
`tableN.row.column`; keys are those of `gongkai-report/1` (`report_schema()`), in the order of the printed form.
`to_plain` and `from_plain` go to and from plain values for JSON.

**Units.** Counts are `int`, in pieces (件). Money is `Decimal` in 万元; 元 and 亿元 are converted when read, and the cell
says so. What is blank, a dash or unreadable is `value=None` with its `Mark`, never 0.

**Errors.** What is wrong with a report is a `Finding`, never an exception. `GongkaiError` and below are for calls that can't
be honoured, each with one Chinese sentence: `ReportUnreadable`, `InvalidReport`, `UnknownLayout`, `OutputRefused`.

**Sources.** The editions of the form are 国办公开办函〔2021〕30号 (`y2021`), 〔2019〕60号 (`y2019`) and the older
statistics (`y2014`); every finding carries its own citation.

Names are imported when first used, so that `import gongkai` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.core.aggregate.totals import Aggregate, aggregate
    from gongkai.core.checks.run import check
    from gongkai.core.errors import GongkaiError, InvalidReport, OutputRefused, ReportUnreadable, UnknownLayout
    from gongkai.core.findings import Finding, Repair, Severity, Status, Verdict
    from gongkai.core.report.cells import Cell, Mark, Place, Recovery
    from gongkai.core.report.comparison import Comparison, compare
    from gongkai.core.report.model import Report
    from gongkai.core.report.plain import from_plain, to_plain
    from gongkai.core.report.schema import report_schema
    from gongkai.corpus.reading import read_file, read_files
    from gongkai.formats.read.dispatch import read_report
    from gongkai.formats.write.dispatch import write_report

__version__ = "0.1.0"

_HOMES = {
    "gongkai.core.aggregate.totals": ("Aggregate", "aggregate"),
    "gongkai.core.checks.run": ("check",),
    "gongkai.core.errors": ("GongkaiError", "InvalidReport", "OutputRefused", "ReportUnreadable", "UnknownLayout"),
    "gongkai.core.findings": ("Finding", "Repair", "Severity", "Status", "Verdict"),
    "gongkai.core.report.cells": ("Cell", "Mark", "Place", "Recovery"),
    "gongkai.core.report.comparison": ("Comparison", "compare"),
    "gongkai.core.report.model": ("Report",),
    "gongkai.core.report.plain": ("from_plain", "to_plain"),
    "gongkai.core.report.schema": ("report_schema",),
    "gongkai.corpus.reading": ("read_file", "read_files"),
    "gongkai.formats.read.dispatch": ("read_report",),
    "gongkai.formats.write.dispatch": ("write_report",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Aggregate",
    "Cell",
    "Comparison",
    "Finding",
    "GongkaiError",
    "InvalidReport",
    "Mark",
    "OutputRefused",
    "Place",
    "Recovery",
    "Repair",
    "Report",
    "ReportUnreadable",
    "Severity",
    "Status",
    "UnknownLayout",
    "Verdict",
    "aggregate",
    "check",
    "compare",
    "from_plain",
    "read_file",
    "read_files",
    "read_report",
    "report_schema",
    "to_plain",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
