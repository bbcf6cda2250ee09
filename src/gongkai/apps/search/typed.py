"""What somebody typed into the search box, understood. Whatever it is, it is text to be found and never an error.

Blanks and punctuation between words mean that all are wanted; what stands in “” or "" is wanted as it is written; a minus
before a word leaves out what has it. Pieces that touch are one word: 清商规〔2025〕3号 is found however the brackets are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.apps.search.bigrams import LONGEST_WORD, clean, is_han, pieces, shortest_start, sought_tokens

LONGEST = 200
"""Characters that are read of what is typed; nobody means more."""
MOST_WORDS = 12
MOST_TOKENS = 24
"""Words of the index asked for one typed word; a longer one is compared with the text anyway."""

_OPEN, _CLOSE = '"“”„\uff02「『', '"“”\uff02」』'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-－−])?(?:[{_OPEN}](?P<quoted>[^{_OPEN}{_CLOSE}]*)[{_CLOSE}]?|(?P<plain>[^\s{_OPEN}]+))"
)
_ENDS = re.compile(r"[，,；;。！!？?、|&+*^~<>《》=…]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word wanted, or not wanted: its pieces, and whether the last of them may go on (a word of letters half typed)."""

    pieces: tuple[str, ...]
    open_end: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words of the index that every entry with this word has."""
        every = dict.fromkeys(token for piece in self.pieces for token in sought_tokens(piece))
        return tuple(every)[:MOST_TOKENS]

    @property
    def settled(self) -> bool:
        """Whether the index alone says that an entry has this word; else its text must be looked at."""
        if len(self.pieces) > 1:
            return False
        (piece,) = self.pieces
        if is_han(piece):
            return len(piece) <= 2
        return len(piece) <= LONGEST_WORD and (self.open_end or len(piece) < shortest_start(piece))

    @property
    def told(self) -> str:
        """The word as `bigrams.told` has it."""
        first, last = self.pieces[0], self.pieces[-1]
        before = "" if is_han(first) else " "
        after = "" if is_han(last) or self.open_end else " "
        return f"{before}{' '.join(self.pieces)}{after}"


@dataclass(frozen=True, slots=True)
class Typed:
    """The words wanted, all of them, and those not wanted, none of them."""

    wanted: tuple[Word, ...] = ()
    unwanted: tuple[Word, ...] = ()


def understand(text: str) -> Typed:
    """Read what somebody typed.

    >>> [word.pieces for word in understand('市场监管，"GB/T 1" 清商规〔2025〕3号').wanted]
    [('市场监管',), ('gb', 't', '1'), ('清商规', '2025', '3', '号')]
    >>> understand("-预算 (OR").unwanted, understand("-预算 (OR").wanted
    ((Word(pieces=('预算',), open_end=False),), (Word(pieces=('or',), open_end=True),))
    """
    wanted: dict[Word, None] = {}
    unwanted: dict[Word, None] = {}
    for part in _PART.finditer(clean(text[:LONGEST])):
        words = _quoted(part["quoted"]) if part["plain"] is None else _plain(part["plain"])
        (unwanted if part["minus"] else wanted).update(dict.fromkeys(words))
    return Typed(tuple(wanted)[:MOST_WORDS], tuple(word for word in unwanted if word not in wanted)[:MOST_WORDS])


def _quoted(text: str) -> list[Word]:
    found = pieces(text)
    return [Word(tuple(found))] if found else []


def _plain(text: str) -> list[Word]:
    words = []
    for part in _ENDS.split(text):
        run: list[str] = []
        for piece in pieces(part):
            if run and is_han(run[-1]) and is_han(piece):
                words.append(_word(run))
                run = []
            run.append(piece)
        if run:
            words.append(_word(run))
    return words


def _word(run: list[str]) -> Word:
    last = run[-1]
    return Word(tuple(run), not is_han(last) and len(last) >= shortest_start(last))
