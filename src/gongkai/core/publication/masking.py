"""A text with its marks covered; marks of secrecy stay, for nobody may paint them over."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.publication.marks import Mark, Urgency


def mask(text: str, marks: Iterable[Mark]) -> str:
    """Return `text` with the masked form in place of each of `marks`; those without one stay as they are.

    >>> from gongkai.core.publication.scan import scan
    >>> mask("手机13812345678", scan("手机13812345678"))
    '手机138****5678'
    """
    parts, done = [], 0
    for mark in sorted(marks, key=lambda each: each.start):
        if mark.masked is not None:
            parts += [text[done : mark.start], mark.masked]
            done = mark.end
    return "".join([*parts, text[done:]])


def unmaskable(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks for which masking is no way out and that forbid publication as the text stands."""
    return tuple(mark for mark in marks if mark.masked is None and mark.urgency is Urgency.MUST_MASK)
