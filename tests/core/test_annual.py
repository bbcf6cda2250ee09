"""Days of the year that never move."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.annual import annual_dates, annual_dates_in_force, annual_report_date, annual_report_due
from gongkai.core.law.calendar import Calendar


@pytest.mark.parametrize(
    ("agency_kind", "year", "due"),
    [
        ("department", 2008, date(2009, 3, 31)),
        ("government", 2008, date(2009, 3, 31)),
        ("department", 2018, date(2019, 3, 31)),
        ("government", 2018, date(2019, 3, 31)),
        ("department", 2019, date(2020, 1, 31)),
        ("government", 2019, date(2020, 3, 31)),
        ("department", 2025, date(2026, 1, 31)),
    ],
)
def test_when_the_annual_report_is_due(agency_kind, year, due):
    assert annual_report_due(agency_kind, year) == due


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_day_off_does_not_move_it(year):
    due = annual_report_due("department", year)
    assert (due.month, due.day) == (1, 31)
    assert not Calendar().is_workday(due)


def test_the_report_about_a_year_before_the_regulation_was_never_due():
    with pytest.raises(NoLawInForce) as caught:
        annual_report_due("department", 2007)
    assert str(caught.value) == ("2007年没有政府信息公开工作年度报告：编制年度报告自2008-05-01起才有规定；请核对年度。")


def test_the_articles_behind_the_days():
    assert annual_report_date("department", 2017).cite.article == "第三十一条"
    assert annual_report_date("department", 2024).cite.article == "第四十九条第一款"
    assert annual_report_date("government", 2024).cite.article == "第四十九条第二款"


def test_what_is_in_force_on_a_day():
    assert [(each.name, each.month) for each in annual_dates_in_force(date(2019, 5, 14))] == [
        ("annual_report", 3),
        ("site_report", 1),
    ]
    assert [(each.name, each.month) for each in annual_dates_in_force(date(2019, 5, 15))] == [
        ("annual_report", 1),
        ("annual_report", 3),
        ("site_report", 1),
    ]
    assert len(annual_dates()) == 4
