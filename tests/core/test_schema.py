from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, ValidationError
from tests.support.reports import reports

from gongkai.core.report.cells import Cell, Mark, Place, Recovery
from gongkai.core.report.layouts import LAYOUTS, Y2019, Y2021
from gongkai.core.report.model import Heading, Report
from gongkai.core.report.plain import to_plain
from gongkai.core.report.schema import report_schema

SCHEMA = report_schema()


def test_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_every_report_is_valid(report: Report) -> None:
    for provenance in (True, False):
        Draft202012Validator(SCHEMA).validate(to_plain(report, provenance=provenance))


def test_every_row_and_column_of_every_edition_is_told() -> None:
    for layout in LAYOUTS.values():
        for name in ("table2", "table3", "table4"):
            for row, columns in layout.shape(name).items():
                told = SCHEMA["properties"][name]["properties"][row]
                assert set(columns) <= told["properties"].keys()


def test_money_is_a_decimal_string_and_counts_are_integers() -> None:
    table2 = SCHEMA["properties"]["table2"]["properties"]
    assert table2["charges"]["properties"]["amount"]["$ref"] == "#/$defs/amount"
    assert table2["procurement"]["properties"]["amount"]["$ref"] == "#/$defs/amount"
    assert table2["charges"]["properties"]["change"]["$ref"] == "#/$defs/count"


def traced() -> dict[str, Any]:
    place = Place(page=1, table=2, row=3, column=4, box=(1.0, 2.0, 3.5, 4.0))
    cell = Cell(3, raw="３", place=place, remark="约", recovered=Recovery.DIGITS, note="连写")
    report = Report(Y2021, "甲局", 2024, table3={"received": {"total": cell, "research": Cell(None, Mark.SLASH, "/")}})
    report.headings = [Heading("一", "总体情况", "overview"), Heading("", "附件", None)]
    report.notes = ["一句。"]
    return json.loads(json.dumps(to_plain(report)))


def test_traces_are_valid() -> None:
    Draft202012Validator(SCHEMA).validate(traced())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "gongkai-report/2"),
        (("layout",), "y2020"),
        (("year",), "2024"),
        (("sections",), {"overview": ""}),
        (("table3", "received", "total"), "3"),
        (("table3", "received", "total"), 3.5),
        (("table3", "received", "totals"), 3),
        (("table3", "recieved"), {}),
        (("table3",), []),
        (("table2",), {"charges": {"amount": 1.5}}),
        (("table2",), {"charges": {"amount": "1,000"}}),
        (("cells", "table3.received.total", "mark"), "zero"),
        (("cells", "table9.a.b"), {"raw": "", "mark": "blank"}),
        (("remarks",), {"table3.received.total": 1}),
        (("headings",), [["一", "总体情况"]]),
    ],
)
def test_what_breaks_the_contract_is_refused(path: tuple[str, ...], value: object) -> None:
    plain = copy.deepcopy(traced())
    inner: Any = plain
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(plain)


def test_wrong_sums_and_half_tables_are_valid() -> None:
    report = Report(Y2019, table3={"received": {"total": Cell(-3)}}, table4={})
    Draft202012Validator(SCHEMA).validate(to_plain(report))
