"""Run every check over a report."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.checks.catalogue import EQUATIONS, READINGS
from gongkai.core.checks.check import Case, Outcome, Reading, Thresholds
from gongkai.core.checks.equations import Question, Test, answer, finding_of, questions, test_of
from gongkai.core.checks.frame import Frame, frame_of, numbers
from gongkai.core.checks.mending import fillings, repairs
from gongkai.core.findings import Finding, Severity, Status, Verdict
from gongkai.core.law.cite import LAYOUT_2019, LAYOUT_2021
from gongkai.core.report.layouts import Y2019, Layout, layout_in_force
from gongkai.core.report.model import TABLES, Report

_STATUSES = tuple(Status)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check(report: Report, previous: Report | None = None, thresholds: Thresholds | None = None) -> Verdict:
    """Return all findings about `report`, heaviest first, with the count of every outcome over all checks made.

    `previous` is the predecessor: the same agency's report about the year before. A check over a blank or unreadable
    cell is undecided, never passed. Takes about half a millisecond.

    >>> from gongkai.core.report.layouts import Y2021
    >>> check(Report(Y2021, year=2024)).findings[0].code
    'FORM-SECTION'
    """
    frame = frame_of(report)
    values = numbers(report, frame)
    earlier = None if previous is None else frame_of(previous)
    if previous is not None and earlier is not None:
        values += numbers(previous, earlier)
    case = Case(report, frame, values, previous, earlier, thresholds or Thresholds())
    outcomes, passed, mute = _computed(case)
    readings = _asked(report.year)
    for reading in readings:
        outcomes += reading(case)
    findings = [outcome for outcome in outcomes if type(outcome) is Finding]
    if findings and _form_of(report) is Y2019:
        findings = [_as_of_2019(finding) for finding in findings]
    summary = {status: outcomes.count(status) for status in _STATUSES}
    summary[Status.PASS] += passed
    summary[Status.NOT_APPLICABLE] += mute + len(READINGS) - len(readings)
    for finding in findings:
        summary[finding.status] += 1
    findings.sort(key=lambda finding: _WEIGHT[finding.severity] + 3 * (finding.status is Status.UNKNOWN))
    return Verdict(tuple(findings), summary)


def _form_of(report: Report) -> Layout:
    return report.layout if report.year is None else layout_in_force(report.year)


def _as_of_2019(finding: Finding) -> Finding:
    """Cite the edition that was in force for the reports of 2019 and 2020."""
    return replace(finding, cite=finding.cite.replace(LAYOUT_2021, LAYOUT_2019))


@lru_cache(maxsize=64)
def _asked(year: int | None) -> tuple[Reading, ...]:
    """Return the checks written as functions that are asked of a report about `year`."""
    return tuple(reading for each, reading in READINGS if each.holds(year))


def _computed(case: Case) -> tuple[list[Outcome], int, int]:
    """Ask all equations; return what they found, how many hold, and how many are not asked."""
    plan = _plan(_key(case.report, case.frame), _key(case.previous, case.earlier), case.report.year)
    values = case.values
    if all(holds(values) for holds in plan.tests):
        return [], len(plan.tests), plan.mute
    answers = [answer(question, values) for question in plan.questions]
    open_ = [given for given in answers if given.status is not Status.PASS]
    failed = any(given.status is Status.FAIL for given in open_)
    mends = repairs(answers, case.frame, values) if failed else {}
    fills = fillings(answers, case.frame, values)
    case.fillings = {fill.cell: fill.value for fill in fills.values()}
    mends |= fills
    found = [finding_of(given, case, mends.get(given.question)) for given in open_]
    return found, len(answers) - len(open_), plan.mute


class _Key(NamedTuple):
    """What of a report decides which questions can be asked of it: its kind of form and the tables that are there."""

    layout: str
    single: bool
    tables: tuple[str, ...]


class _Plan(NamedTuple):
    """The questions asked of a report with their quick tests, and how many are not."""

    questions: tuple[Question, ...]
    tests: tuple[Test, ...]
    mute: int


def _key(report: Report | None, frame: Frame | None) -> _Key | None:
    if report is None or frame is None:
        return None
    return _Key(frame.layout.key, frame.single, tuple([name for name in TABLES if report.table(name) is not None]))


@lru_cache(maxsize=1024)
def _plan(now: _Key, before: _Key | None, year: int | None) -> _Plan:
    plan = questions(EQUATIONS, now[:2], None if before is None else before[:2])
    there = {(False, name) for name in now.tables} | {(True, name) for name in (before.tables if before else ())}
    asked = [each for each in plan.questions if each.tables <= there and each.equation.check.holds(year)]
    return _Plan(tuple(asked), tuple(map(test_of, asked)), plan.mute + len(plan.questions) - len(asked))
