"""Two texts side by side: how alike they are, and what changed paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

PASSAGE = 12
"""A run of this many characters found word for word in the other text counts as repeated."""

_HALF = PASSAGE // 2
_REWORDED_FROM = 0.4
_TOKENS = re.compile(r"\d+(?:[.,，]\d+)*[%％]?|[A-Za-z]+|.", re.DOTALL)
_CLAUSES = re.compile(r"[^，。；！？\n]*[，。；！？\n]?")
_TOKENS_AT_MOST = 1_500
_PARAGRAPHS_AT_MOST = 2_000
_PAIRS_AT_MOST = 10_000


class Change(StrEnum):
    """What became of a paragraph, or of a piece of one."""

    KEPT = "kept"
    REWORDED = "reworded"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of characters that was kept, removed or added."""

    change: Change
    text: str


class ParagraphChange(NamedTuple):
    """One paragraph: `old` is None where it was added, `new` where it was removed; `pieces` only where reworded."""

    change: Change
    old: str | None
    new: str | None
    pieces: tuple[Piece, ...] = ()


def likeness(old: str, new: str) -> float:
    """Return how alike two texts are, 0 to 1: the Dice share of character pairs, spaces left out, order ignored.

    >>> likeness("未收到申请。", "未收到申请。"), likeness("甲乙", "丙丁")
    (1.0, 0.0)
    """
    before, after = _pairs(old), _pairs(new)
    size = before.total() + after.total()
    if not size:
        return 1.0 if _bare(old) == _bare(new) else 0.0
    return 2 * (before & after).total() / size


def repeated(old: str, new: str) -> float:
    """Return the share of `new` (0 to 1) that stands in `old` word for word, in runs of `PASSAGE` characters or more.

    >>> round(repeated("我局严格落实政府信息公开条例，全年未收到申请。", "我局严格落实政府信息公开条例，收到申请三件。"), 2)
    0.68
    """
    before, after = _bare(old), _bare(new)
    covered = reach = start = checked = 0
    while start <= len(after) - PASSAGE:
        half = -(-start // _HALF) * _HALF  # every passage that begins after the half before holds this one
        if half >= checked:
            checked = half + 1
            if after[half : half + _HALF] not in before:
                start = half + 1
                continue
        at = before.find(after[start : start + PASSAGE])
        if at == -1:
            start += 1
            continue
        end = start + _run(before, at, after, start)
        covered += end - max(start, reach)
        reach = end
        start = end - PASSAGE + 1
    return covered / len(after) if after else 0.0


def _run(one: str, at: int, other: str, start: int) -> int:
    """Return how many characters of `one` from `at` stand in `other` from `start` too; the first passage does."""
    size, step = PASSAGE, len(other)
    while step:
        piece = other[start + size : start + size + step]
        if piece and one.startswith(piece, at + size):
            size += len(piece)
        else:
            step //= 2
    return size


def paragraph_changes(old: str, new: str) -> tuple[ParagraphChange, ...]:
    """Return every paragraph of both texts in order, with what became of it; paragraphs are lines."""
    before, after = _lines(old), _lines(new)
    popular = max(len(before), len(after)) > _PARAGRAPHS_AT_MOST
    changes: list[ParagraphChange] = []
    for tag, start, end, into, until in SequenceMatcher(None, before, after, autojunk=popular).get_opcodes():
        if tag == "equal":
            changes += [ParagraphChange(Change.KEPT, text, text) for text in before[start:end]]
        else:
            changes += _replaced(before[start:end], after[into:until])
    return tuple(changes)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return what was kept, removed and added inside one reworded paragraph; a number changes as a whole.

    >>> [(piece.change.value, piece.text) for piece in pieces("收到12件", "收到15件")]
    [('kept', '收到'), ('removed', '12'), ('added', '15'), ('kept', '件')]
    """
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if max(len(before), len(after)) > _TOKENS_AT_MOST:
        before, after = _CLAUSES.findall(old), _CLAUSES.findall(new)
    popular = max(len(before), len(after)) > _TOKENS_AT_MOST
    found: list[Piece] = []
    for tag, start, end, into, until in SequenceMatcher(None, before, after, autojunk=popular).get_opcodes():
        if tag == "equal":
            found.append(Piece(Change.KEPT, "".join(before[start:end])))
            continue
        found += [Piece(Change.REMOVED, "".join(before[start:end]))] if end > start else []
        found += [Piece(Change.ADDED, "".join(after[into:until]))] if until > into else []
    return tuple(found)


def _bare(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> Counter[str]:
    bare = _bare(text)
    return Counter(map(str.__add__, bare, bare[1:]))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _replaced(before: list[str], after: list[str]) -> list[ParagraphChange]:
    """Pair the paragraphs of a replaced stretch, in order, so that the likeness of the pairs is greatest."""
    changes: list[ParagraphChange] = []
    done = reached = 0
    for old, new in [*_aligned(before, after), (len(before), len(after))]:
        changes += [ParagraphChange(Change.REMOVED, text, None) for text in before[done:old]]
        changes += [ParagraphChange(Change.ADDED, None, text) for text in after[reached:new]]
        if old < len(before):
            pair = before[old], after[new]
            changes.append(ParagraphChange(Change.REWORDED, *pair, pieces(*pair)))
        done, reached = old + 1, new + 1
    return changes


def _aligned(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of positions of paragraphs that are one another's rewording, both rising."""
    if not before or not after or len(before) * len(after) > _PAIRS_AT_MOST:
        return []
    alike = [[_worth(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in range(len(before) - 1, -1, -1):
        for column in range(len(after) - 1, -1, -1):
            paired = alike[row][column] + best[row + 1][column + 1]
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < len(before) and column < len(after):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found.append((row, column))
            row, column = row + 1, column + 1
    return found


def _worth(old: str, new: str) -> float:
    alike = likeness(old, new)
    return alike if alike >= _REWORDED_FROM else 0.0
