"""Which entries are hits: candidates by the words of the index, and a look into the text where these don't settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search import bigrams, postings, rows
from gongkai.apps.search.typed import Typed

MOST = 2_000
"""Hits that are counted and paged through."""
MOST_LOOKED_INTO = 6_000
"""Candidates whose text is looked into, newest first, before a search gives up finding more."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words, facets that a hit has all of, and a day on which it is in force or no longer is."""

    typed: Typed
    facets: tuple[str, ...] = ()
    in_force_on: date | None = None
    expired_on: date | None = None

    @property
    def unsettled(self) -> bool:
        """Whether the words of the index don't settle what is a hit."""
        words = (*self.typed.wanted, *self.typed.unwanted)
        return bool(self.in_force_on or self.expired_on) or not all(word.settled for word in words)

    def among(self, sequences: Sequence[int]) -> list[int]:
        """Return those that are hits out of candidates, newest first."""
        having = [word.told for word in self.typed.wanted if not word.settled]
        lacking = [word.told for word in self.typed.unwanted if not word.settled]
        return rows.told_with(sequences, having, lacking, self.in_force_on, self.expired_on)


@dataclass(frozen=True, slots=True)
class Hits:
    """Hits, newest first; `all` is false where there may be more."""

    sequences: list[int]
    all: bool


def newest(search: Search, *, titles_only: bool = False) -> Hits:
    """Return the newest hits, at most `MOST`; with `titles_only` those whose title may have every word wanted.

    What has all words of the index is a candidate. A word of two characters is settled by that; a longer one can be
    there in parts only, so that the text is looked into. Few candidates fail there; where many do, the search goes on to
    older ones until `MOST_LOOKED_INTO`.
    """
    words = dict.fromkeys(token for word in search.typed.wanted for token in word.tokens)
    sought = [bigrams.in_title(token) for token in words] if titles_only else list(words)
    sought += map(bigrams.facet_token, search.facets)
    if search.expired_on:
        sought.append(bigrams.ending())
    without = [token for word in search.typed.unwanted if word.settled for token in word.tokens]
    candidates = postings.newest(sought, without, MOST + 1)
    more = len(candidates) > MOST
    if not search.unsettled:
        return Hits(candidates[:MOST], not more)
    found = search.among(candidates)
    if more and len(found) < MOST // 2:
        candidates = postings.newest(sought, without, MOST_LOOKED_INTO + 1)
        more = len(candidates) > MOST_LOOKED_INTO
        found += search.among(candidates[MOST + 1 : MOST_LOOKED_INTO])
    return Hits(found[:MOST], not more and len(found) <= MOST)
