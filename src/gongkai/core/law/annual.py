"""Days of the year that the law fixes in the calendar, such as those for the annual report; they never move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, document, in_force
from gongkai.core.law.limits import PACKAGE, SEEN


@dataclass(frozen=True, slots=True)
class AnnualDate:
    """A month and day of every year by which something about the year before must be done, and by which agencies."""

    name: str
    label: str
    agency_kinds: tuple[str, ...]
    month: int
    day: int
    since: date
    until: date | None
    cite: Cite
    sure: str

    def of(self, year: int) -> date:
        """Return the day for what is about `year`: it lies in the year after.

        >>> annual_dates()[1].of(2024)
        datetime.date(2025, 1, 31)
        """
        return date(year + 1, self.month, self.day)


@cache
def annual_dates() -> tuple[AnnualDate, ...]:
    """Return every annual date, all texts of the law, in the order of the data."""
    found = document(PACKAGE, "annual_dates.toml")
    return tuple(_annual_date(name, entry) for name, table in found.items() for entry in table)


def annual_dates_in_force(on: date) -> Iterator[AnnualDate]:
    """Yield the annual dates that the law has on a day.

    >>> [each.month for each in annual_dates_in_force(date(2018, 6, 1)) if each.name == "annual_report"]
    [3]
    """
    return in_force(annual_dates(), on)


def annual_report_due(agency_kind: str, year: int) -> date:
    """Return the last day to publish the annual report about `year`, by the law in force on that day.

    `agency_kind` is department or government. A day off doesn't move it (条例第四十九条). `NoLawInForce` for years before
    the first report.

    >>> annual_report_due("department", 2024), annual_report_due("department", 2017)
    (datetime.date(2025, 1, 31), datetime.date(2018, 3, 31))
    """
    return annual_report_date(agency_kind, year).of(year)


def annual_report_date(agency_kind: str, year: int) -> AnnualDate:
    """Return the text of the law that `annual_report_due` goes by, with its article.

    >>> str(annual_report_date("government", 2024).cite)
    '政府信息公开条例（国务院令第711号）第四十九条第二款'
    """
    own = [each for each in annual_dates() if each.name == "annual_report" and agency_kind in each.agency_kinds]
    for each in own:
        if any(in_force([each], each.of(year))):
            return each
    raise NoLawInForce(
        f"{year}年没有政府信息公开工作年度报告：编制年度报告自{own[0].since.isoformat()}起才有规定；请核对年度。"
    )


def _annual_date(name: str, entry: Entry) -> AnnualDate:
    (cite,) = cites_of(entry)
    return AnnualDate(
        name,
        entry["label"],
        tuple(entry["agency_kinds"]),
        entry["month"],
        entry["day"],
        entry["from"],
        entry.get("until"),
        cite,
        entry.get("sure", SEEN),
    )
