"""How a paper of an agency is put together: its words, its days, the signature below it, the column where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

from gongkai.apps.demonstration.county import AgencySeed
from gongkai.apps.demonstration.paper import Kind, PaperSeed
from gongkai.apps.demonstration.texts import Filling, calendar, fill, page, workday
from gongkai.core.law.days import chinese
from gongkai.core.publication.columns import Column, column_tree
from gongkai.core.publication.scope import Level

LONGEST_DESCRIPTION = 100
SIGNATURE = "align-right"
"""The class of the two lines below a document: who issued it, and when."""
_SEASONS = ("冬季", "冬季", "春季", "春季", "春季", "夏季", "夏季", "夏季", "秋季", "秋季", "秋季", "冬季")
_DELAYS = (0, 0, 0, 1, 1, 2, 2, 3, 4, 6, 9, 14)
_AT_ONCE = (0, 0, 0, 1)
_TERMS = ("三年", "五年", "以证照载明为准")
_LATE = 27
"""Workdays after which a late paper appears: more than the law allows, so that supervision has something to find."""
_IN_LATE = 90

_LEISURELY = frozenset(
    {
        Kind.NEWS,
        Kind.LICENSE,
        Kind.PENALTY,
        Kind.INSPECTION,
        Kind.PROJECT,
        Kind.FEES,
        Kind.LIVELIHOOD,
        Kind.DISCLOSURE_RULES,
    }
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that the demonstration covers, both included."""

    since: date
    until: date

    def months(self) -> tuple[tuple[int, int], ...]:
        """Return the years and months of the period, in order.

        >>> Period(date(2024, 11, 20), date(2025, 1, 5)).months()
        ((2024, 11), (2024, 12), (2025, 1))
        """
        first = self.since.year * 12 + self.since.month - 1
        last = self.until.year * 12 + self.until.month - 1
        return tuple((at // 12, at % 12 + 1) for at in range(first, last + 1))

    def holds(self, day: date) -> bool:
        """Say whether a day is in the period."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper: how the papers made from it are titled, described, filed and written."""

    kind: Kind
    column: str
    title: str
    description: str
    body: str
    genre: str = "其他"
    keywords: tuple[str, ...] = ()
    theme: str = ""
    signed: bool = False


def filling(agency: AgencySeed, day: date, random: Random, words: Mapping[str, str] | None = None) -> Filling:
    """Return the words by which an agency fills a text of a day."""
    drawn = {"section": random.choice(agency.sections[1:]), "valid": random.choice(_TERMS)}
    own = {"village": agency.villages} if agency.villages else {}
    return Filling(random, {**agency_words(agency), **_day_words(day), **drawn, **(words or {})}, day, own)


def paper(
    form: Form, agency: AgencySeed, day: date, filled: Filling, published_on: date | None, key: str = ""
) -> PaperSeed:
    """Return a paper written by a form; the body is filled first, for titles may repeat what it tells.

    The key may be given later, when all papers are in order.
    """
    body = page(form.body).filled(filled)
    if form.signed:
        body += f'<p class="{SIGNATURE}">{agency.name}</p><p class="{SIGNATURE}">{chinese(day)}</p>'
    title = fill(form.title, filled)
    return PaperSeed(
        key=key,
        agency=agency.key,
        section=filled.value("section"),
        column=place(form.column, agency.level),
        kind=form.kind,
        title=agency.name + title if title.startswith("关于") else title,
        description=shortened(fill(form.description, filled)),
        body=body,
        formed_on=day,
        published_on=published_on,
        theme=form.theme or agency.theme,
        genre=form.genre,
        keywords=tuple(dict.fromkeys(fill(each, filled) for each in form.keywords)),
    )


def publication_day(kind: Kind, day: date, until: date, random: Random) -> date:
    """Return when a paper of a day appears, never after the last day.

    What tells of days to come appears at once; the rest within a few workdays, now and then late.
    """
    if kind in _LEISURELY:
        delay = _LATE if random.randrange(_IN_LATE) == 0 else random.choice(_DELAYS)
    else:
        delay = random.choice(_AT_ONCE)
    return min(calendar().add(workday(day), delay), max(until, day))


def shortened(text: str) -> str:
    """Return a description within the limit of characters, cut where a sentence has a pause."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    cut = text[: LONGEST_DESCRIPTION - 1]
    return cut[: max(cut.rfind(mark) for mark in "，；。")] + "。"


@cache
def place(column: str, level: Level) -> str:
    """Return the column where something stands with an agency of a level, which may not keep the one that departments keep.

    >>> place("assistance", Level.TOWN_GOVERNMENT), place("assistance", Level.SUBDISTRICT_OFFICE)
    ('statutory.art21_town.social_assistance', 'statutory.livelihood')
    """
    if column == "assistance":
        column = "statutory.art21_town.social_assistance"
    return column if column in columns(level) else "statutory.livelihood"


@cache
def columns(level: Level) -> frozenset[str]:
    """Return the keys of the columns that take content with an agency of a level."""
    return frozenset(_keys(column_tree(level)))


@cache
def agency_words(agency: AgencySeed) -> Mapping[str, str]:
    """Return the words of an agency that its texts use."""
    town = agency.name.removesuffix("人民政府")[-1]
    return {
        "agency": agency.name,
        "short": agency.short_name,
        "we": agency.own_word,
        "whole": f"全{town}" if agency.level is Level.TOWN_GOVERNMENT else "全街道",
        "word": agency.document_word,
        "street": agency.address,
        "telephone": agency.telephone,
        "email": agency.email,
        "postcode": agency.postcode,
        "desk": agency.disclosure_section,
    }


def chosen(days: Sequence[date], wanted: int, random: Random) -> list[date]:
    """Return some of the days, in order."""
    return sorted(random.sample(days, min(wanted, len(days))))


def day_in(year: int, month: int, when: str, random: Random) -> date:
    """Return a workday of a month: at its start, at its end, or any."""
    low, high = {"start": (1, 6), "end": (25, 28), "any": (1, 28)}[when]
    day = workday(date(year, month, random.randint(low, high)))
    return day if day.month == month else workday(date(year, month, 1) + timedelta(days=13))


def _keys(found: Sequence[Column]) -> list[str]:
    return [key for each in found if not each.entry for key in (each.key, *_keys(each.below))]


@lru_cache(maxsize=4096)
def _day_words(day: date) -> Mapping[str, str]:
    after = day.month % 12 + 1
    return {
        "year": str(day.year),
        "lastyear": str(day.year - 1),
        "nextyear": str(day.year + 1),
        "month": str(day.month),
        "month_after": str(after if after > day.month else 12),
        "date": str(day.day),
        "dated": chinese(day),
        "quarter": str((day.month + 2) // 3),
        "season": _SEASONS[day.month - 1],
    }
