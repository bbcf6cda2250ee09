"""Which hit comes first: what is in the title, then how often and how close together the words stand, then what is new."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.apps.search.typed import Word

HALF_LIFE = 2 * 365.25
"""Days after which being new counts half."""
_SATED = 1.5
"""Times that a word must stand in a text to count more than half of what it can."""
_CLOSE = 30
"""Characters between words at which closeness counts half."""


def title_score(title: str, words: Sequence[Word]) -> float:
    """Return how well a title (as told) says the words, 0 where it doesn't say all: more the less else it says.

    >>> word = Word(("预算",))
    >>> title_score(" 预算 ", [word]), title_score(" 部门预算 ", [word]), title_score(" 决算 ", [word])
    (3.0, 1.5, 0.0)
    """
    if not words or not all(word.told in title for word in words):
        return 0.0
    letters = sum(len("".join(word.pieces)) for word in words)
    begins = title.startswith((words[0].told, f" {words[0].told}"))
    return 1.0 + min(1.0, letters / max(1, len(title.replace(" ", "")))) + begins


def text_score(told: str, words: Sequence[Word]) -> float:
    """Return how well a text says the words: how often each, and where there are several, how close together.

    >>> one, other = Word(("预算",)), Word(("公开",))
    >>> text_score(" 预算公开 ", [one, other]) > text_score(f" 预算 {'很' * 90} 公开 ", [one, other])
    True
    """
    if not words:
        return 0.0
    counts = [told.count(word.told) for word in words]
    often = sum(count / (count + _SATED) for count in counts) / len(words)
    return often + (_closeness(told, words) if len(words) > 1 else 0.0)


def newness(days: float) -> float:
    """Return what being new counts, so many days older than the newest: 1 for that, half after each `HALF_LIFE`."""
    return float(0.5 ** (days / HALF_LIFE))


def _closeness(told: str, words: Sequence[Word]) -> float:
    """Return how close to one of the first places of the first word the others stand, each on its nearer side."""
    best, place = 0.0, told.find(words[0].told)
    for _ in range(3):
        if place < 0:
            break
        gaps = [_gap(told, word, place) for word in words[1:]]
        best = max(best, 1 / (1 + sum(gaps) / len(gaps) / _CLOSE))
        place = told.find(words[0].told, place + 1)
    return best


def _gap(told: str, word: Word, place: int) -> int:
    after, before = told.find(word.told, place), told.rfind(word.told, 0, place)
    return min(after - place if after >= 0 else len(told), place - before if before >= 0 else len(told))
