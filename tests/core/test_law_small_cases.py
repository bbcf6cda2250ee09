"""Cases of law on fees, on the terms of remedies and on outcomes: `fees.toml`, `remedies.toml`, `outcomes.toml`."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.core.casework.events import FeeNoticed, FeePaid, Submitted
from gongkai.core.casework.outcomes import OUTCOMES, outcome, reconsideration_first
from gongkai.core.casework.timeline import Channel, Timeline
from gongkai.core.deadlines import State, stand
from gongkai.core.deadlines.remedy_terms import Procedure, remedy_term
from gongkai.core.errors import NoLawInForce
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.fees import case_fee, page_fee, payment_deadline
from gongkai.core.report.layouts import Y2021

CASES = Path(__file__).parents[1] / "cases"
ON = date(2025, 6, 3)


def _read(name: str, table: str = "case") -> list[Any]:
    cases = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))[table]
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.mark.parametrize("case", _read("fees", "by_case"))
def test_applications_of_a_month_cost(case: dict[str, Any]) -> None:
    fee = case_fee(case["count"], ON)
    assert (fee.total, fee.last) == (Decimal(case["total"]), Decimal(case["last"])), case["arithmetic"]


@pytest.mark.parametrize("case", _read("fees", "by_page"))
def test_pages_of_an_application_cost(case: dict[str, Any]) -> None:
    assert page_fee(case["count"], ON).total == Decimal(case["total"]), case["arithmetic"]


@pytest.mark.parametrize("case", _read("fees", "payment"))
def test_a_fee_is_due_and_unpaid_lapses_the_day_after(case: dict[str, Any]) -> None:
    received, deadline, calendar = case["received"], case["deadline"], Calendar()
    assert payment_deadline(received, calendar) == deadline, case["arithmetic"]
    noticed = (Submitted(on=received), FeeNoticed(on=received))
    unpaid, paid = (Timeline(Channel.COUNTER, events=events) for events in (noticed, (*noticed, FeePaid(on=deadline))))
    assert stand(unpaid, calendar, deadline).state is State.AWAITING_PAYMENT
    assert stand(unpaid, calendar, case["lapsed_on"]).state is State.LAPSED
    assert stand(paid, calendar, deadline + timedelta(days=90)).state is State.HANDLING


def test_there_was_no_such_fee_before_2021() -> None:
    assert case_fee(11, date(2021, 1, 1)).total == Decimal(100)
    with pytest.raises(NoLawInForce):
        case_fee(11, date(2020, 12, 31))
    with pytest.raises(NoLawInForce):
        page_fee(31, date(2020, 12, 31))


@pytest.mark.parametrize("case", _read("remedies"))
def test_a_remedy_ends(case: dict[str, Any]) -> None:
    procedure = Procedure(case.get("procedure", "ordinary"))
    term = remedy_term(case["term"], case["start"], Calendar(), procedure, case.get("extension", 0))
    assert term.day == case["day"], "\n".join([case["arithmetic"], *term.steps])


@pytest.mark.parametrize("case", _read("outcomes"))
def test_an_outcome_has_its_notice_row_and_remedy(case: dict[str, Any]) -> None:
    found = outcome(case["code"])
    assert (found.notice, found.row) == (case["notice"], case["row"])
    assert not case["article"] or case["article"] in {cite.article for cite in found.cites}
    assert reconsideration_first(found, date(2023, 12, 31)) is case["first_2023"]
    assert reconsideration_first(found, date(2024, 1, 1)) is (None if case["first_2024"] == "-" else case["first_2024"])


def test_every_row_of_table_3_is_reached_by_a_case() -> None:
    rows = {param.values[0]["row"] for param in _read("outcomes")}
    assert rows == {line.key for line in Y2021.table3 if line.leaf}
    assert {param.values[0]["code"] for param in _read("outcomes")} == {each.code for each in OUTCOMES}
