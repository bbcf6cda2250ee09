"""The quick pass over a plain workbook and the library say the same, or the quick pass declines."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.reports import reports

from gongkai.formats.read import xlsx
from gongkai.formats.read.package import open_package
from gongkai.formats.read.xlsx_scan import scan
from gongkai.formats.write.dispatch import render

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
VALUES = st.one_of(
    st.none(),
    st.integers(-5, 10**9),
    st.decimals(0, 9999, places=2, allow_nan=False).map(float),
    st.text("一二三申请 0123456789<>&\"'\n", max_size=12).map(lambda text: f"字{text}"),
    st.booleans(),
)
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=8)


def by_openpyxl(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(["".join(value.split("\n")) if isinstance(value, str) else value for value in row])
    if len(rows) > 2:
        book.active.merge_cells("A1:B2")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(rows):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("表")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(number, column, value)
    return target.getvalue()


def both(data):
    return scan(open_package(data)), xlsx.read_thoroughly(data)


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
@QUICK
@given(rows=ROWS)
def test_made_up_sheets_read_the_same(make, rows):
    quick, thorough = both(make(rows))
    assert quick is None or quick == thorough


@settings(QUICK, max_examples=12)
@given(report=reports())
def test_our_own_workbooks_take_the_quick_pass(report):
    quick, thorough = both(render(report, "xlsx"))
    assert quick == thorough


def test_what_is_not_plain_is_declined():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_formula("A1", "=1+1", value=2)
    assert scan(open_package(target.getvalue())) is None
