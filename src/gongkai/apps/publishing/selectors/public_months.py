"""What is public by the month in which it was published, for open data and maps of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from gongkai.apps.publishing.selectors.public import Row, rows_of, visible

__all__ = ["Month", "months", "published_in"]

FIRST_YEAR, LAST_YEAR = 1949, 9000
"""Years that anything can have been published in; dates near the ends of what programs count can't be told in a zone."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which something was published that is online, and how much."""

    year: int
    month: int
    total: int

    @property
    def slug(self) -> str:
        """The month as it stands in addresses.

        >>> Month(2025, 3, 1).slug
        '2025-03'
        """
        return f"{self.year:04}-{self.month:02}"


def months() -> tuple[Month, ...]:
    """Return the months that have something, newest first."""
    found = visible().order_by().annotate(month=TruncMonth("published_at")).values("month").annotate(total=Count("pk"))
    told = [(timezone.localtime(each["month"]), each["total"]) for each in found]
    return tuple(Month(month.year, month.month, total) for month, total in sorted(told, reverse=True))


def published_in(year: int, month: int, on: date) -> tuple[Row, ...]:
    """Return what was published in a month, oldest first, with its validity on a day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    begin = timezone.make_aware(datetime(year, month, 1))  # noqa: DTZ001 — made aware by the zone of the service
    end = timezone.make_aware(datetime(year + month // 12, month % 12 + 1, 1))  # noqa: DTZ001 — as above
    return rows_of(visible().filter(published_at__gte=begin, published_at__lt=end).order_by("sequence"), on)
