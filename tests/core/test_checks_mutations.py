"""Every check has a mutation that it alone must catch, and every mutation names a check."""

from __future__ import annotations

import pytest
from tests.support.mutations import MUTATIONS, in_2020, mutated, predecessor_in_order, report_in_order

from gongkai.core.checks.catalogue import CHECKS, EQUATIONS, READINGS, render
from gongkai.core.checks.run import check
from gongkai.core.findings import Severity, Status


def test_reports_in_order_have_no_findings() -> None:
    assert check(report_in_order(), predecessor_in_order()).findings == ()
    assert check(report_in_order()).findings == ()
    assert check(*in_2020()).findings == ()


def test_every_check_has_a_mutation_and_every_mutation_a_check() -> None:
    assert set(MUTATIONS) == set(CHECKS)


@pytest.mark.parametrize("code", CHECKS)
def test_the_mutation_is_caught(code: str) -> None:
    findings = check(*mutated(code)).findings
    own = [finding for finding in findings if finding.code == code]
    assert own, [finding.code for finding in findings]
    expected = Severity.WARNING if own[0].status is Status.UNKNOWN else CHECKS[code].severity
    assert {finding.severity for finding in own} == {expected}
    assert all(finding.message.endswith("。") and finding.cite for finding in own)


@pytest.mark.parametrize("code", CHECKS)
def test_no_other_check_of_error_level_speaks(code: str) -> None:
    findings = check(*mutated(code)).findings
    others = {finding.code for finding in findings if finding.severity is Severity.ERROR} - {code}
    assert others == set()


def test_the_page_of_checks_lists_each_once() -> None:
    page = render()
    assert all(page.count(f"| `{code}` |") == 1 for code in CHECKS)
    assert len(CHECKS) == len(EQUATIONS) + len(READINGS) + 1
