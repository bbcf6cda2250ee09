"""Read the index: find, count by facet, suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from gongkai.apps.search import highlight, hits, ranking, rows, suggestions
from gongkai.apps.search.entry import Found, Hit, Order
from gongkai.apps.search.models import IndexedEntry
from gongkai.apps.search.typed import Word, understand

__all__ = ["find", "suggest"]

suggest = suggestions.suggest
WEIGHED = 400
"""So many of the newest hits have their texts weighed; those before them follow by their time."""


def find(  # noqa: PLR0913 — a search has this many sides; all but the words by name
    words: str,
    facets: Sequence[str] = (),
    *,
    order: Order = Order.NEWEST,
    page: int = 1,
    size: int = 20,
    in_force_on: date | None = None,
    expired_on: date | None = None,
    counting: bool = False,
) -> Found:
    """Return a page of what has all the words and facets; `typed` tells how words are read. Anything typed is answered.

    Every entry with a word of two characters is found; nothing is shown that doesn't have the words as they were typed.
    The newest `hits.MOST` hits are counted and paged through. Ranked, these are put in order together with as many of
    the newest with all words in the title, which come first; of the others the newest `WEIGHED` are weighed. Without
    words the facets alone are followed. `in_force_on` keeps what is in force on a day (or has no dates), `expired_on`
    what ended before it. `counting` adds how many of the hits counted have each facet.
    """
    typed = understand(words)
    if not (typed.wanted or typed.unwanted) and (words.strip() or not facets):
        return Found(0, exact=True, hits=())
    search = hits.Search(typed, tuple(dict.fromkeys(facets)), in_force_on, expired_on)
    found = hits.newest(search)
    last = max(1, page) * size
    ordered = found.sequences
    if order is Order.RANKED and typed.wanted:
        ordered = _ranked(search, found, last)
    return Found(
        total=max(len(ordered), len(found.sequences)),
        exact=found.all,
        hits=_hits(ordered[last - size : last], typed.wanted),
        counts=_counts(found.sequences) if counting else {},
    )


def _ranked(search: hits.Search, found: hits.Hits, last: int) -> list[int]:
    """Return hits by rank. Texts are only weighed where the page asked for goes beyond the titles."""
    words = search.typed.wanted
    titled = hits.newest(search, titles_only=True).sequences if not found.all else found.sequences
    scores = _title_scores(titled, words)
    first = sorted(scores, key=lambda sequence: (scores[sequence], sequence), reverse=True)
    others = [sequence for sequence in found.sequences if sequence not in scores]
    if len(first) < last:
        weights = _text_scores(others[:WEIGHED], words)
        others.sort(key=lambda sequence: (weights.get(sequence, 0.0), sequence), reverse=True)
    return first + others


def _title_scores(sequences: Sequence[int], words: Sequence[Word]) -> Mapping[int, float]:
    lines = rows.title_lines(sequences)
    newest = max((day for _, day, _ in lines), default=0.0)
    scores = ((sequence, day, ranking.title_score(line, words)) for sequence, day, line in lines)
    return {sequence: score + ranking.newness(newest - day) for sequence, day, score in scores if score}


def _text_scores(sequences: Sequence[int], words: Sequence[Word]) -> Mapping[int, float]:
    texts = rows.texts(sequences)
    newest = max((day for _, day, _ in texts), default=0.0)
    return {each: ranking.text_score(told, words) + ranking.newness(newest - day) / 2 for each, day, told in texts}


def _counts(sequences: Sequence[int]) -> Mapping[str, int]:
    return Counter(chain.from_iterable(line.split("\n") for line in rows.facet_lines(sequences) if line))


def _hits(sequences: Sequence[int], words: Sequence[Word]) -> tuple[Hit, ...]:
    sought = highlight.pattern(words)
    entries = IndexedEntry.objects.only("key", "title", "body").in_bulk(sequences)
    return tuple(
        Hit(row.sequence, row.key, highlight.mark(row.title, sought), highlight.passage(row.body, words, sought))
        for row in (entries[sequence] for sequence in sequences if sequence in entries)
    )
