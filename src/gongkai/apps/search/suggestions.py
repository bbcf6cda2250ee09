"""What to propose while somebody types: words that go on as typed, and titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from gongkai.apps.search import bigrams, postings, rows
from gongkai.apps.search.bigrams import clean, is_han
from gongkai.apps.search.typed import Word, understand

READ = 300
"""Titles that are read: the newest with what is typed in them."""
LONGEST = 12
"""Characters of a word proposed."""
_WEAK = " 的了和与及或等在对为于以是"
"""Characters before which a word proposed ends."""
OFTEN = 3
"""Titles that must have a word before it is proposed."""
WORDS = 5
"""Words proposed; titles fill the rest."""


def suggest(typed: str, most: int = 10) -> tuple[str, ...]:
    """Return what somebody who has typed this may want to type: words often found in titles, then titles.

    Only the newest `READ` titles that have what is typed are read, so that it costs the same whatever is typed.
    """
    words = understand(typed).wanted
    if not words:
        return ()
    tokens = dict.fromkeys(bigrams.in_title(token) for word in words for token in word.tokens)
    told = rows.titles(postings.newest(list(tokens), (), READ))
    titles = [title for title, line in told if all(word.told in line for word in words)]
    lines = [line for _, line in told]
    proposed = _longer(lines, words[0], clean(typed).strip()) if len(words) == 1 else []
    return tuple(dict.fromkeys((*proposed[:WORDS], *titles)))[:most]


def _longer(lines: Iterable[str], word: Word, typed: str) -> list[str]:
    """Return words that go on as typed, the most frequent first; of one that always goes on, only the longer."""
    counts: Counter[str] = Counter()
    for line in lines:
        rest = _rest(line, word)
        counts.update({rest[:length] for length in range(1, len(rest) + 1)})
    often = [(rest, count) for rest, count in counts.items() if count >= OFTEN]
    closed = [(rest, count) for rest, count in often if not _goes_on(rest, count, often)]
    closed.sort(key=lambda each: (-each[1], -len(each[0]), each[0]))
    return [typed + rest for rest, _ in closed]


def _rest(line: str, word: Word) -> str:
    """Return how the run of characters goes on after the word."""
    place = line.find(word.told)
    if place < 0 or not is_han(word.pieces[-1]):
        return ""
    after = line[place + len(word.told) :][: max(0, LONGEST - len(word.pieces[-1]))]
    return "".join(takewhile(lambda each: each not in _WEAK, after))


def _goes_on(rest: str, count: int, others: Sequence[tuple[str, int]]) -> bool:
    """Whether what follows is nearly always followed by the same."""
    return any(len(other) > len(rest) and other.startswith(rest) and seen * 5 >= count * 4 for other, seen in others)
