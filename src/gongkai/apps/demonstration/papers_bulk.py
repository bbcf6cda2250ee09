"""As much information as a benchmark wants, written quickly: ten years of stories and notices with all their metadata."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from gongkai.apps.demonstration.county import AgencySeed, disclosing
from gongkai.apps.demonstration.paper import PaperSeed
from gongkai.apps.demonstration.papers_forms import occasions
from gongkai.apps.demonstration.papers_works import STYLES, story, works_of
from gongkai.apps.demonstration.texts import workday
from gongkai.apps.demonstration.writing import Form, filling, paper

YEARS = 10
_STORIES, _REMARKS = 6, 6
"""Stories of each work and style that are compiled, and the remarks in each; they are told again with other numbers and days."""


def bulk_papers(count: int, seed: int = 1, until: date = date(2026, 11, 20)) -> Iterator[PaperSeed]:
    """Yield so many published papers in the order of their days, ending on a day; the same for the same seed."""
    random = Random(seed)  # noqa: S311 — data for a benchmark
    since = until - timedelta(days=365 * YEARS)
    span = (until - since).days
    agencies = disclosing()
    for number in range(count):
        agency = random.choice(agencies)
        form, words = random.choice(_forms(agency))
        day = workday(since + timedelta(days=number * span // count))
        filled = filling(agency, day, random, dict(words))
        yield paper(form, agency, day, filled, day, f"bulk-{number + 1:06d}")


@cache
def _forms(agency: AgencySeed) -> tuple[tuple[Form, tuple[tuple[str, str], ...]], ...]:
    """Return the forms that an agency uses in bulk, each with the words it adds."""
    random = Random(agency.key)  # noqa: S311 — the same every time
    found: list[tuple[Form, tuple[tuple[str, str], ...]]] = []
    for work in works_of(agency):
        for style in STYLES:
            forms = (story(agency, work, style, random, _REMARKS) for _ in range(_STORIES))
            found += [(form, (("name", work["name"]),)) for form in forms]
    for occasion in occasions():
        if occasion.concerns(agency) and not occasion.once:
            for variant in occasion.variants_of(agency):
                words = tuple((key, value) for key, value in variant.items() if key not in {"agencies", "months"})
                found += [(occasion.form, words)] * 2
    return tuple(found)
