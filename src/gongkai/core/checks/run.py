"""Run every check over a report."""

from __future__ import annotations

from collections import Counter

from gongkai.core.checks.catalogue import EQUATIONS, READINGS
from gongkai.core.checks.check import Case, Outcome, Thresholds
from gongkai.core.checks.equations import Answer, answer, finding_of, questions
from gongkai.core.checks.frame import Frame, frame_of, numbers
from gongkai.core.checks.mending import repairs
from gongkai.core.findings import Finding, Severity, Status, Verdict
from gongkai.core.report.model import TABLES, Report

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
    outcomes = _computed(case)
    for each, reading in READINGS:
        if each.holds(report.year):
            outcomes.extend(reading(case))
        else:
            outcomes.append(Status.NOT_APPLICABLE)
    counts = Counter(outcome.status if isinstance(outcome, Finding) else outcome for outcome in outcomes)
    findings = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    findings.sort(key=lambda finding: _WEIGHT[finding.severity] + 3 * (finding.status is Status.UNKNOWN))
    return Verdict(tuple(findings), {status: counts[status] for status in Status})


def _computed(case: Case) -> list[Outcome]:
    plan = questions(EQUATIONS, _key(case.frame), None if case.earlier is None else _key(case.earlier))
    outcomes: list[Outcome] = [Status.NOT_APPLICABLE] * plan.mute
    answers: list[Answer] = []
    there = {(False, name) for name in TABLES if case.report.table(name) is not None}
    if case.previous is not None:
        there |= {(True, name) for name in TABLES if case.previous.table(name) is not None}
    year = case.report.year
    for question in plan.questions:
        if question.tables <= there and question.equation.check.holds(year):
            answers.append(answer(question, case.values))
        else:
            outcomes.append(Status.NOT_APPLICABLE)
    open_ = [given for given in answers if given.status is not Status.PASS]
    outcomes.extend([Status.PASS] * (len(answers) - len(open_)))
    if open_:
        failed = any(given.status is Status.FAIL for given in open_)
        mends = repairs(answers, case.frame, case.values) if failed else {}
        outcomes.extend(finding_of(given, case, mends.get(given.question)) for given in open_)
    return outcomes


def _key(frame: Frame) -> tuple[str, bool]:
    return frame.layout.key, frame.single
