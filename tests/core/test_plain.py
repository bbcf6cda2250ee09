from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.reports import essence, reports

from gongkai.core.errors import InvalidReport, UnknownLayout
from gongkai.core.report.cells import Cell, Mark, Place, Recovery
from gongkai.core.report.layouts import Y2021
from gongkai.core.report.model import Heading, Report
from gongkai.core.report.plain import from_plain, to_plain

BARE = {"schema": "gongkai-report/1", "layout": "y2021"}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_plain_and_back_is_the_same(report: Report) -> None:
    plain = json.loads(json.dumps(to_plain(report)))
    assert to_plain(from_plain(plain)) == plain
    assert essence(from_plain(plain)) == essence(report)


def test_every_trace_of_a_cell_comes_back() -> None:
    place = Place(page=2, row=3, box=(1.0, 2.0, 3.5, 4.0))
    cell = Cell(3, Mark.NUMBER, "约３件", place, "约", Recovery.OCR, "由图片读出")
    blank = Cell(None, Mark.UNDECIDED, "12 3", None, None, None, "分不开")
    report = Report(Y2021, table3={"received": {"total": cell, "business": blank}})
    report.headings = [Heading("一", "总体情况", "overview")]
    back = from_plain(json.loads(json.dumps(to_plain(report))))
    assert back.table3 == report.table3
    assert back.headings == report.headings


def test_shape_of_the_contract() -> None:
    report = Report(Y2021, "甲局", 2024, "题", sections={"overview": "一句。"})
    report.table2 = {
        "charges": {"amount": Cell(Decimal("12.50"))},
        "licenses": {"decisions": Cell(None, Mark.DASH, "-")},
    }
    assert to_plain(report, provenance=False) == {
        "schema": "gongkai-report/1",
        "layout": "y2021",
        "agency": "甲局",
        "year": 2024,
        "title": "题",
        "preamble": None,
        "sections": {"overview": "一句。", "problems": None, "other": None},
        "table2": {"charges": {"amount": "12.50"}, "licenses": {"decisions": None}},
        "table3": None,
        "table4": None,
    }


def test_without_traces_a_null_is_a_blank_cell() -> None:
    report = from_plain({**BARE, "table3": {"received": {"total": None, "business": 4}}})
    assert report.cell("table3.received.total") == Cell(None, Mark.BLANK, "")
    assert report.cell("table3.received.business") == Cell(4, Mark.NUMBER, "4")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"schema": "other/1"}, "不是 gongkai-report/1 格式的年度报告"),
        ({"layout": None}, "缺少 layout，应是 y2014、y2019 或 y2021"),
        ({"year": True}, "year 应是整数或 null"),
        ({"agency": 5}, "agency 应是文字或 null"),
        ({"table3": []}, "table3 应是对象或 null"),
        ({"table3": {"received": 5}}, "table3.received 应是对象"),
        ({"table3": {"extra": {"total": 3}}}, "table3.extra 不是格式里的行"),
        ({"table3": {"received": {"total": 1.5}}}, "table3.received.total 应是整数、小数字符串或 null，现在是 1.5"),
        ({"table3": {"received": {"total": True}}}, "table3.received.total"),
        ({"table3": {"received": {"total": "1.5"}}}, "table3.received.total 应是整数或 null，现在是 '1.5'"),
        ({"table2": {"charges": {"amount": "NaN"}}}, "table2.charges.amount"),
        ({"statistics": [{"unit": "件", "value": 3}]}, "statistics 的每一项应是有 label、unit、value 的对象"),
        ({"statistics": ["发布信息3件"]}, "statistics 的每一项应是有 label、unit、value 的对象"),
    ],
)
def test_message_names_the_wrong_key(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(InvalidReport, match=why):
        from_plain({**BARE, **wrong})


@pytest.mark.parametrize("trace", [{"mark": "guessed"}, {"place": {"leaf": 3}}, ["raw", "3"]])
def test_a_trace_that_cannot_be_read_is_told_by_its_cell(trace: object) -> None:
    plain = {**BARE, "table3": {"received": {"total": 3}}, "cells": {"table3.received.total": trace}}
    with pytest.raises(InvalidReport, match=r"^cells 里 table3\.received\.total 的写法不对："):
        from_plain(plain)


def test_unknown_layout_is_named() -> None:
    with pytest.raises(UnknownLayout, match="没有名为“y1999”的格式"):
        from_plain({**BARE, "layout": "y1999"})
