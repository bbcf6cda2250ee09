"""Text against table: cases that a clerk can read, in `tests/cases/text_against_table.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.support.mutations import consistent_report, with_cells

from gongkai.core.checks.figures import sentences
from gongkai.core.checks.narrative import ALL_SETTLED, NONE, NUMBER
from gongkai.core.checks.run import check
from gongkai.core.checks.statements import Statement, statements
from gongkai.core.findings import Finding

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/text_against_table.toml").read_text("utf-8"))["case"]
CODES = {NUMBER.code, NONE.code, ALL_SETTLED.code}


def _told(said: Statement) -> str:
    value = said.value.normalize() if isinstance(said.value, Decimal) else said.value
    return f"{said.subject.key}={value}{'%' if said.share else ''}{'无' if said.none else ''}"


def _findings(case: dict) -> list[Finding]:
    report = with_cells(consistent_report(0), case.get("cells", {}))
    report.year, report.agency = case.get("year", 2024), case.get("agency", "测试县商务局")
    report.sections = {"overview": case["text"], "problems": None, "other": None}
    return [finding for finding in check(report).findings if finding.code in CODES]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_numbers_of_the_text_are_read(case: dict) -> None:
    said = statements(sentences(case["text"]), case.get("year", 2024), case.get("agency", "测试县商务局"))
    assert [_told(each) for each in said] == case["reads"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_only_true_contradictions_are_reported(case: dict) -> None:
    assert [finding.code for finding in _findings(case)] == sorted(
        case.get("findings", []), key=lambda code: code != "TXT-NONE"
    )


def test_the_cases_make_enough_checks() -> None:
    assert sum(len(case["reads"]) for case in CASES if not case.get("findings")) >= 45
    assert len({case["name"] for case in CASES}) == len(CASES)
