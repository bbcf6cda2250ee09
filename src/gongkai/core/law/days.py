"""Days as sentences write them."""

from __future__ import annotations

from datetime import date

WEEKDAYS = "一二三四五六日"


def chinese(day: date) -> str:
    """Write a day as official Chinese does.

    >>> chinese(date(2025, 6, 2))
    '2025年6月2日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def with_weekday(day: date) -> str:
    """Write a day with its weekday.

    >>> with_weekday(date(2025, 6, 2))
    '2025年6月2日（周一）'
    """
    return f"{chinese(day)}（周{WEEKDAYS[day.weekday()]}）"
