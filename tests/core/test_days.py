"""Days in sentences."""

from __future__ import annotations

from datetime import date

from gongkai.core.law.days import chinese, with_weekday


def test_a_day_has_no_leading_zeros():
    assert chinese(date(2025, 1, 5)) == "2025年1月5日"


def test_sunday_is_the_last_of_the_week():
    assert with_weekday(date(2025, 1, 5)) == "2025年1月5日（周日）"
