"""Papers written by the forms of `papers_notices.toml` and `papers_matters.toml`: notices, permits, penalties and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from gongkai.apps.demonstration.county import AgencySeed, disclosing
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import entries
from gongkai.apps.demonstration.writing import (
    Form,
    Period,
    chosen,
    day_in,
    filling,
    paper,
    publication_day,
)

FILES = ("papers_notices.toml", "papers_matters.toml")
QUARTERS = (3, 6, 9, 12)
EVERY_MONTH = tuple(range(1, 13))
_UNSIGNED = frozenset({Kind.NEWS, Kind.PLAN, Kind.DISCLOSURE_RULES})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A form with when it is used: how often a year, in which months, at which time of the month, numbered or not.

    `variants` are the words of its variants that an agency takes by turns; `suffix` follows the agency's letters in a number.
    """

    form: Form
    agencies: frozenset[str]
    levels: frozenset[str]
    months: tuple[int, ...]
    yearly: float
    when: str
    once: bool
    numbered: bool
    suffix: str
    variants: tuple[Mapping[str, Any], ...]

    def concerns(self, agency: AgencySeed) -> bool:
        """Say whether the agency writes such papers."""
        return agency.key in self.agencies or agency.level.value in self.levels

    def variants_of(self, agency: AgencySeed) -> tuple[Mapping[str, Any], ...]:
        """Return the variants of an agency; one without words where there are none."""
        return tuple(each for each in self.variants if agency.key in each["agencies"]) or ({},)


@cache
def occasions() -> tuple[Occasion, ...]:
    """Return the forms of the data files with their times."""
    return tuple(_occasion(row) for file in FILES for row in entries(file, "paper"))


def form_papers(period: Period, scale: float, random: Random) -> Iterator[tuple[PaperSeed, str]]:
    """Yield the papers of all forms in a period, each with what stands before the year in its number ("" for none)."""
    for agency in disclosing():
        for occasion in occasions():
            if occasion.concerns(agency):
                yield from _of_occasion(occasion, agency, period, scale, random)


def _of_occasion(
    occasion: Occasion, agency: AgencySeed, period: Period, scale: float, random: Random
) -> Iterator[tuple[PaperSeed, str]]:
    titles: set[str] = set()
    for variant, day in _days(occasion, agency, period, scale, random):
        words = {key: value for key, value in variant.items() if key not in {"agencies", "months"}}
        filled = filling(agency, day, random, words)
        made = paper(occasion.form, agency, day, filled, publication_day(occasion.form.kind, day, period.until, random))
        if made.title not in titles:
            titles.add(made.title)
            yield made, agency.document_word + occasion.suffix if occasion.numbered else ""


def _days(
    occasion: Occasion, agency: AgencySeed, period: Period, scale: float, random: Random
) -> Iterator[tuple[Mapping[str, Any], date]]:
    """Yield when an agency uses a form and with which variant; variants take turns, beginning anywhere."""
    variants = occasion.variants_of(agency)
    turn = random.randrange(len(variants))
    months = sorted({month for each in variants for month in each.get("months", occasion.months)})
    days = [
        day
        for year, month in period.months()
        if month in months
        for day in [day_in(year, month, occasion.when, random)]
        if period.holds(day)
    ]
    wanted = 1.0 if occasion.once else occasion.yearly * len(period.months()) / 12 * scale
    number = int(wanted) + (random.random() < wanted % 1)
    for day in chosen(days, number, random):
        fitting = [each for each in variants if day.month in each.get("months", EVERY_MONTH)]
        yield fitting[turn % len(fitting)], day
        turn += 1


def _occasion(row: Mapping[str, Any]) -> Occasion:
    title = row["title"]
    quarterly = "{quarter}" in title
    kind = Kind(row["kind"])
    form = Form(
        kind=kind,
        column=row["column"],
        title=title,
        description=row["description"],
        body=row["body"],
        genre=row["genre"],
        keywords=tuple(row["keywords"]),
        theme=row.get("theme", ""),
        signed=kind not in _UNSIGNED,
    )
    return Occasion(
        form=form,
        agencies=frozenset(row.get("agencies", ())),
        levels=frozenset(row.get("levels", ())),
        months=tuple(row.get("months", QUARTERS if quarterly else EVERY_MONTH)),
        yearly=row["yearly"],
        when=row.get("when", "end" if quarterly or "{month}月" in title else "any"),
        once=row.get("once", False),
        numbered=row.get("numbered", False),
        suffix=row.get("suffix", "发"),
        variants=tuple(row.get("variants", ())),
    )
