"""All papers of the demonstration county, in the order of their days, with their keys and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gongkai.apps.demonstration.paper import PaperSeed
from gongkai.apps.demonstration.papers_budget import budget_papers
from gongkai.apps.demonstration.papers_forms import form_papers
from gongkai.apps.demonstration.papers_policies import policy_papers
from gongkai.apps.demonstration.papers_reports import report_papers
from gongkai.apps.demonstration.papers_standing import standing_papers
from gongkai.apps.demonstration.papers_states import troubled, unfinished_papers
from gongkai.apps.demonstration.papers_statistics import statistics_papers
from gongkai.apps.demonstration.papers_works import story_papers
from gongkai.apps.demonstration.writing import Period

SEED = 711
DAYS = 730
_WIDEST_GAP = 4
"""Documents that an agency doesn't publish take numbers too: those that it does are up to so many apart."""


def county_papers(until: date, scale: float = 1.0, seed: int = SEED) -> tuple[PaperSeed, ...]:
    """Return the papers of the two years that end on a day, the same for the same arguments; about 2,500 at scale 1.

    Keys are stable as long as the arguments are. Relations name keys of papers that come before.
    """
    random = Random(seed)  # noqa: S311 — invented data that must be the same every time
    period = Period(until - timedelta(days=DAYS - 1), until)
    drafted = [
        *form_papers(period, scale, random),
        *_unnumbered(story_papers(period, scale, random)),
        *_unnumbered(policy_papers(period, scale, random)),
        *_unnumbered(statistics_papers(period, scale, random)),
        *_unnumbered(_thinned(_yearly(period, random), scale, random)),
    ]
    drafted.sort(key=lambda pair: (pair[0].formed_on, bool(pair[0].relations), pair[0].agency, pair[0].title))
    finished = _finished(_distinct(drafted), random)
    changed = troubled(finished, period, scale, random)
    titles = {each.title for each in finished}
    unfinished = [
        replace(each, key=f"unfinished-{number:03d}")
        for number, each in enumerate(unfinished_papers(period, scale, titles, random), start=1)
    ]
    return (*(changed.get(each.key, each) for each in finished), *unfinished)


def _yearly(period: Period, random: Random) -> Iterator[PaperSeed]:
    yield from standing_papers(period, random)
    yield from budget_papers(period, random)
    yield from report_papers(period, random)


def _thinned(papers: Iterable[PaperSeed], scale: float, random: Random) -> Iterator[PaperSeed]:
    """Leave out papers at a scale below 1, the same for every agency and kind on the average."""
    return (each for each in papers if scale >= 1 or random.random() < scale)


def _unnumbered(papers: Iterable[PaperSeed]) -> Iterator[tuple[PaperSeed, str]]:
    return ((each, "") for each in papers)


def _distinct(drafted: Iterable[tuple[PaperSeed, str]]) -> Iterator[tuple[PaperSeed, str]]:
    """Leave out what an agency has already published under the same title."""
    titles: set[tuple[str, str]] = set()
    for each, word in drafted:
        if (each.agency, each.title) not in titles:
            titles.add((each.agency, each.title))
            yield each, word


def _finished(drafted: Iterable[tuple[PaperSeed, str]], random: Random) -> list[PaperSeed]:
    """Give keys in the order of the days, and numbers that grow through each year."""
    serials: dict[str, int] = {}
    numbers: dict[tuple[str, int], int] = {}
    finished = []
    for each, word in drafted:
        serials[each.agency] = serials.get(each.agency, 0) + 1
        number = each.document_number
        if word:
            year, day = each.formed_on.year, each.formed_on.timetuple().tm_yday
            numbers[word, year] = numbers.get((word, year), day // 10) + random.randint(1, _WIDEST_GAP)
            number = f"{word}〔{year}〕{numbers[word, year]}号"
        key = each.key or f"{each.agency}-{serials[each.agency]:04d}"
        finished.append(replace(each, key=key, document_number=number))
    return finished
