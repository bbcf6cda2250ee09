"""What of a text is shown for a hit, with marks around what was looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.apps.search.bigrams import BLANK, FIRST_MARK, HAN, LAST_MARK, fold, is_han
from gongkai.apps.search.typed import Word

BEGIN, END = "\ue010", "\ue011"
"""Around what matched; no text of the index has them."""
PASSAGE = 120
"""Characters of a passage."""
BEFORE = 24
"""Characters shown before what matched."""
PARTS = 3
"""Places of a text that one passage shows."""
GAP = "……"

_WINDOW, _FARTHEST = 8_192, 131_072
"""Characters searched from where a word stands as it was typed; and where it stands nowhere so."""
_MARKS = re.compile(f"[{FIRST_MARK}-{LAST_MARK}]")
_LINES = re.compile(r"\s+")


def html(marked: str) -> SafeString:
    r"""Return a marked title or passage as html, everything escaped but the marks.

    >>> html("a<\ue010b\ue011")
    'a&lt;<mark>b</mark>'
    """
    shown = escape(marked).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(_MARKS.sub("", shown))  # noqa: S308 — escaped in the line before


def pattern(words: Sequence[Word]) -> re.Pattern[str] | None:
    """Return what finds the words in a folded text, written as they may be; None where there is nothing to find."""
    ways = sorted((_way(word) for word in words), key=len, reverse=True)
    return re.compile("|".join(f"({way})" for way in ways)) if ways else None


def mark(text: str, sought: re.Pattern[str] | None) -> str:
    """Return a text with marks around every match."""
    if sought is None:
        return text
    shown: list[str] = []
    done = 0
    for found in sought.finditer(fold(text)):
        shown += text[done : found.start()], BEGIN, text[found.start() : found.end()], END
        done = found.end()
    return "".join((*shown, text[done:]))


def passage(body: str, words: Sequence[Word], sought: re.Pattern[str] | None) -> str:
    """Return the part of a body that says most of the words, marked; its beginning where none is in it."""
    chosen = _chosen(_first_places(body, words, sought))
    if not chosen:
        return _shown(body, 0, PASSAGE, None) + (GAP if body[PASSAGE:].strip() else "")
    room = PASSAGE // len(chosen)
    parts, done = [], 0
    for first, last in chosen:
        begin = max(done, _sentence(body, first - min(BEFORE, room // 3), first))
        end = min(len(body), max(last, begin + room))
        parts += [GAP if body[done:begin].strip() else "", _shown(body, begin, end, sought)]
        done = end
    return "".join((*parts, GAP if body[done:].strip() else ""))


def _way(word: Word) -> str:
    blanks = f"[{BLANK}]*"
    told = r"[\W_]*".join(blanks.join(piece) if is_han(piece) else re.escape(piece) for piece in word.pieces)
    before = "" if is_han(word.pieces[0]) else rf"(?<![^\W_{HAN}])"
    after = "" if is_han(word.pieces[-1]) or word.open_end else rf"(?![^\W_{HAN}])"
    return before + told + after


def _first_places(body: str, words: Sequence[Word], sought: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Return where each word first stands, in order; a long body is not folded as a whole to find them."""
    if sought is None:
        return []
    likely = [place for word in words if (place := body.find(word.pieces[0])) >= 0]
    start = max(0, min(likely, default=0) - BEFORE)
    return _firsts(body, start, start + _WINDOW, sought) or _firsts(body, 0, _FARTHEST, sought)


def _firsts(body: str, start: int, end: int, sought: re.Pattern[str]) -> list[tuple[int, int]]:
    places: dict[int | None, tuple[int, int]] = {}
    for found in sought.finditer(fold(body[start:end])):
        places.setdefault(found.lastindex, (start + found.start(), start + found.end()))
    return sorted(places.values())


def _chosen(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places that a passage shows: the first, and each where those before don't reach."""
    chosen: list[tuple[int, int]] = []
    for first, last in places:
        if len(chosen) < PARTS and (not chosen or first > chosen[-1][0] + PASSAGE // 2):
            chosen.append((first, last))
    return chosen


def _sentence(body: str, begin: int, first: int) -> int:
    """Return where to begin before a match: after the end of the sentence before, where that is near."""
    begin = max(0, begin)
    clear = "".join(takewhile(lambda each: each not in "。！？；\n", reversed(body[begin:first])))
    return first - len(clear)


def _shown(body: str, begin: int, end: int, sought: re.Pattern[str] | None) -> str:
    return _LINES.sub(" ", mark(body[begin:end], sought)).strip(" ")
