"""Text against table: cases that a clerk can read, in `tests/cases/text_against_table.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.support.mutations import consistent_report, in_2020, with_cells

from gongkai.core.checks.figures import sentences
from gongkai.core.checks.narrative import ALL_SETTLED, NONE, NUMBER
from gongkai.core.checks.run import check
from gongkai.core.checks.statements import Statement, statements
from gongkai.core.checks.subjects import SUBJECTS, places
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


@pytest.mark.parametrize(("told", "codes"), [(1150, []), (1250, []), (1149, ["TXT-NUMBER"]), (1251, ["TXT-NUMBER"])])
def test_charges_told_in_yuan_agree_with_their_rounding_to_ten_thousands(told: int, codes: list[str]) -> None:
    case = {"text": f"全年行政事业性收费{told}元。", "cells": {"table2.charges.amount": Decimal("0.12")}}
    assert [finding.code for finding in _findings(case)] == codes


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("2024年收到省政府转来的政府信息公开申请12件。", ["received=12"]),
        ("没有尚未审结的政府信息公开行政复议案件。", []),
        ("没有被纠正的政府信息公开行政复议案件。", ["reconsideration.overturned=0无"]),
    ],
)
def test_neither_a_transfer_is_a_carry_over_nor_nothing_pending_nothing_at_all(text: str, reads: list[str]) -> None:
    assert [_told(each) for each in statements(sentences(text), 2024, "测试县商务局")] == reads


def test_documents_are_not_compared_with_a_form_that_does_not_ask_for_them() -> None:
    assert places(SUBJECTS["normative_documents.issued"], "y2019", single=True) == ()
    report, _ = in_2020()
    report.sections = {"overview": "制发行政规范性文件3件。", "problems": None, "other": None}
    assert [finding for finding in check(report).findings if finding.code in CODES] == []


def test_the_cases_make_enough_checks() -> None:
    assert sum(len(case["reads"]) for case in CASES if not case.get("findings")) >= 45
    assert len({case["name"] for case in CASES}) == len(CASES)
