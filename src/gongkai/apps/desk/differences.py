"""What differs between two texts: paragraph by paragraph, character by character inside those that were changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 4000
"""Characters of a paragraph up to which its changes are looked for inside; a longer one is shown old and new."""
ALIKE = 0.3
"""Share of characters from which two paragraphs are the same one, changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: `sign` is "" where it stands in both, "-" where it went, "+" where it came."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; `sign` as of a piece, "~" where something inside changed."""

    sign: str
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> tuple[Piece, ...]:
        """What stood there before."""
        return tuple(each for each in self.pieces if each.sign != "+")

    @property
    def new(self) -> tuple[Piece, ...]:
        """What stands there now."""
        return tuple(each for each in self.pieces if each.sign != "-")


def differences(old: str, new: str) -> tuple[Paragraph, ...]:
    """Return two texts as one, with what went and what came.

    >>> [(each.sign, [(piece.sign, piece.text) for piece in each.pieces]) for each in differences("三月一日", "三月二日")]
    [('~', [('', '三月'), ('-', '一'), ('+', '二'), ('', '日')])]
    """
    before, after = old.splitlines(), new.splitlines()
    found: list[Paragraph] = []
    for how, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            found += [Paragraph("", (Piece("", line),)) for line in before[first:end]]
        else:
            found += _changed(before[first:end], after[start:stop])
    return tuple(found)


def _changed(before: list[str], after: list[str]) -> Iterator[Paragraph]:
    """Pair paragraphs in order as far as they are alike; the rest went or came."""
    paired = min(len(before), len(after))
    for old, new in zip(before[:paired], after[:paired], strict=True):
        yield from _paragraph(old, new)
    for line in before[paired:]:
        yield Paragraph("-", (Piece("-", line),))
    for line in after[paired:]:
        yield Paragraph("+", (Piece("+", line),))


def _paragraph(old: str, new: str) -> Iterator[Paragraph]:
    if max(len(old), len(new)) <= LONGEST:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        if matcher.ratio() >= ALIKE:
            yield Paragraph("~", tuple(_pieces(matcher, old, new)))
            return
    yield Paragraph("-", (Piece("-", old),))
    yield Paragraph("+", (Piece("+", new),))


def _pieces(matcher: SequenceMatcher[str], old: str, new: str) -> Iterator[Piece]:
    for how, first, end, start, stop in matcher.get_opcodes():
        if how == "equal":
            yield Piece("", old[first:end])
            continue
        if end > first:
            yield Piece("-", old[first:end])
        if stop > start:
            yield Piece("+", new[start:stop])
