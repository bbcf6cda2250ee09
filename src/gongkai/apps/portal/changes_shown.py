"""What the public reads of a correction: what it said before and says now, as far as that may still be read.

Words that were taken out because they must not stand in public (a number of identity, a mark of secrecy) would come back
through the difference; where a detector finds any in them, only that something was taken out is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from gongkai.apps.publishing.selectors.public_item import Corrected
from gongkai.core.publication.scan import scan

__all__ = ["Difference", "Piece", "ShownCorrection", "shown_corrections"]

LONGEST = 20_000
"""Characters of both texts together up to which differences are worked out."""
ALIKE = 0.5
"""Two passages that share less than this of their characters are shown as wholes."""
MOST = 20
"""Differences that are shown; more are a new text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage, and whether they are what changed."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage before and after, in pieces; `covered` where what stood before must not be read again."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    covered: bool


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """A correction as its page tells it. `differences` is empty where they are too many or too long to be read."""

    at: datetime
    note: str
    differences: tuple[Difference, ...]


def shown_corrections(found: Iterable[Corrected]) -> tuple[ShownCorrection, ...]:
    """Return corrections as the public reads them."""
    return tuple(ShownCorrection(each.at, each.note, _differences(each)) for each in found)


def _differences(given: Corrected) -> tuple[Difference, ...]:
    if len(given.old) + len(given.new) > LONGEST:
        return ()
    old = [given.old_title, *given.old.splitlines()]
    new = [given.new_title, *given.new.splitlines()]
    matched = SequenceMatcher(None, old, new, autojunk=False)
    found = [
        _difference("\n".join(old[first:last]), "\n".join(new[begin:end]))
        for tag, first, last, begin, end in matched.get_opcodes()
        if tag != "equal"
    ]
    return tuple(found) if len(found) <= MOST else ()


def _difference(old: str, new: str) -> Difference:
    if scan(old):
        return Difference((), (Piece(new, changed=False),) if new else (), covered=True)
    parts = SequenceMatcher(None, old, new, autojunk=False)
    if not (old and new) or parts.ratio() < ALIKE:
        return Difference(_whole(old), _whole(new), covered=False)
    codes = parts.get_opcodes()
    return Difference(
        tuple(Piece(old[first:last], tag != "equal") for tag, first, last, _, _ in codes if last > first),
        tuple(Piece(new[begin:end], tag != "equal") for tag, _, _, begin, end in codes if end > begin),
        covered=False,
    )


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, changed=True),) if text else ()
