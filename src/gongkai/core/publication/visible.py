"""What of a text can be seen, and whether two names are the same person's however they were typed."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that leave no mark: controls, zero-width and direction marks, every kind of space."""
_BLANKS = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))) | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Letters and marks of other categories that leave no mark either: fillers, joiners, variation selectors."""


def visible(text: str) -> str:
    r"""Return the characters of a text that can be seen; spaces are none of them.

    >>> visible(" 王\u200b某\u3000")
    '王某'
    """
    return "".join(letter for letter in text if letter not in _BLANKS and unicodedata.category(letter) not in _UNSEEN)


def is_blank(text: str) -> bool:
    r"""Say whether nothing in a text can be seen.

    >>> is_blank("\u200b \u3000"), is_blank("〇")
    (True, False)
    """
    return not visible(text)


def identity(name: str) -> str:
    r"""Return the one way of writing a name or number of a person: width, case, spaces and unseen marks make no other.

    >>> identity("０１ Li\u200b") == identity("01li")
    True
    """
    before, now = None, name
    while now != before:
        before, now = now, unicodedata.normalize("NFKC", visible(unicodedata.normalize("NFKC", now).casefold()))
    return now
