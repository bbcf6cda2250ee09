"""Consistent reports by number: the same number always gives the same report."""

from __future__ import annotations

from random import Random

from gongkai.core.checks.trial import consistent_report
from gongkai.core.report.model import Report


def report_of(seed: int) -> Report:
    """Return a report in which every sum holds."""
    return consistent_report(Random(seed))  # noqa: S311 - repeatable, nothing secret
