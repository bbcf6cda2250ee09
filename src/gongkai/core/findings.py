"""What checks answer: findings, frozen values that name the cell, both sides and the way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; an error blocks, a warning asks, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Status(StrEnum):
    """What became of one check."""

    PASS = "pass"  # noqa: S105 — the outcome of a check
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Repair:
    """The one cell, and its value, that would mend a failing row and a failing column together.

    A proposal: nothing applies it unasked.
    """

    cell: str
    value: int | Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or can't be decided, in a report.

    `code` is stable (`docs/generated/checks.md`); `cells` are named `tableN.row.column`;
    `left` and `right` are both sides of the broken relation; `message` is one Chinese sentence
    with both numbers and the next step; `cite` the legal source. `quote` is the sentence of the
    report that a text check speaks about.
    """

    code: str
    severity: Severity
    message: str
    cite: str
    cells: tuple[str, ...] = ()
    left: int | Decimal | None = None
    right: int | Decimal | None = None
    status: Status = Status.FAIL
    repair: Repair | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings of one run, with the count of every outcome over all checks made."""

    findings: tuple[Finding, ...]
    summary: dict[Status, int] = field(default_factory=dict)
