"""Fill the demonstration county with as many public papers as a benchmark wants, through the service that takes over."""

from __future__ import annotations

from itertools import islice

from gongkai.apps.demonstration.paper import PaperSeed
from gongkai.apps.demonstration.papers_bulk import bulk_papers
from gongkai.apps.demonstration.seed_papers import publish_all
from gongkai.apps.publishing.selectors.public import Shelf, total

__all__ = ["fill"]

PORTION = 4_000
"""Papers that are sorted by agency before they are taken over."""


def fill(count: int) -> int:
    """Grow the county to so many public items; return how many were added. Called again it goes on where it was.

    What a shorter call writes is not the beginning of what a longer one writes; the items are different, as they should be.
    """
    there = total(Shelf())
    papers = iter(bulk_papers(max(count - there, 0), seed=there))
    added = 0
    while portion := list(islice(papers, PORTION)):
        by_agency: dict[str, list[PaperSeed]] = {}
        for each in portion:
            by_agency.setdefault(each.agency, []).append(each)
        for key, of_one in by_agency.items():
            publish_all(key, of_one)
        added += len(portion)
    return added
