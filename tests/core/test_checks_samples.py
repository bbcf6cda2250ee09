"""The checks over the real documents: what their publishers got wrong is found, and nothing else is alleged."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.core.checks.run import check
from gongkai.core.findings import Finding, Status
from gongkai.formats.read.dispatch import read_report

GOLDEN = Path(__file__).parents[1] / "golden"
ERRORS = {
    "city-2025": [],
    "hongze-2023": ["T4-SUM", "T4-SUM", "FORM-LAYOUT"],
    "pingtan-culture-2022": ["TXT-YEAR"],
    "pingtan-market-2021": [],
    "shanghai-office-2025": [],
    "shuyang-reform-2023": [],
    "wuchang-commerce-2024": [],
}
PARTS = {
    "donghu-street-2023-part": [],
    "huiyi-town-2021-part": ["T3-ROW-SUM", "T3-ROW-SUM"],
    "pingtan-resources-2019": [],
    "pingtan-finance-2014": [],
    "official-form-2021-blank": [],
}


def _failed(name: str) -> list[Finding]:
    source = next(path for path in (GOLDEN / name).iterdir() if path.stem == "source")
    verdict = check(read_report(source.read_bytes(), source.name))
    return [finding for finding in verdict.findings if finding.status is Status.FAIL]


@pytest.mark.parametrize("name", ERRORS)
def test_the_errors_of_whole_reports_are_found_and_no_others(name: str) -> None:
    assert [f.code for f in _failed(name) if f.severity == "error"] == ERRORS[name]


@pytest.mark.parametrize("name", PARTS)
def test_what_is_left_of_a_report_raises_no_false_alarm(name: str) -> None:
    found = [f.code for f in _failed(name) if f.severity == "error" and not f.code.startswith("FORM-")]
    assert found == PARTS[name]


@pytest.mark.parametrize("name", [*ERRORS, *PARTS])
def test_no_number_of_a_real_text_is_called_wrong(name: str) -> None:
    codes = {f.code for f in _failed(name)}
    assert not codes & {"TXT-NUMBER", "TXT-NONE", "TXT-ALL-SETTLED", "TXT-AGENCY", "T2-PRIOR", "T2-FEE-UNIT"}
