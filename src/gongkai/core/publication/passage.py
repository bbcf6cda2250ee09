"""A text as the detectors look at it: full-width digits and signs made plain, every character at its old place."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import groupby

from gongkai.core.law.cite import Cite
from gongkai.core.publication.marks import Kind, Mark, Urgency, rule

_WIDE: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x200C, 0x200D, 0xFEFF, 0x0B, 0x0D), " ")
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")
_PLAIN: dict[int, int | str] = {**_WIDE, **_SPACES, **_DASHES}

HAN = "\u4e00-\u9fff"
LABEL_REACH = 24
SENTENCE_REACH = 120
SENTENCE_ENDS = "\n。"


class Passage:
    """One text under examination.

    `text` as it was given, `plain` of the same length with full-width forms, odd spaces and dashes made plain.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_PLAIN)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.plain))]

    def before(self, start: int, reach: int = LABEL_REACH) -> str:
        """Return the few plain characters that stand before a place."""
        return self.plain[max(0, start - reach) : start]

    def line(self, place: int, reach: int = 120) -> str:
        """Return the plain line around a place, at most `reach` characters to either side."""
        left = max(0, place - reach)
        first = self.plain.rfind("\n", left, place)
        last = self.plain.find("\n", place, place + reach)
        return self.plain[first + 1 if first >= 0 else left : last if last >= 0 else place + reach]

    def sentence(self, place: int) -> str:
        """Return the sentence around a place, within its line; a full stop ends one."""
        first = max(self.plain.rfind(stop, max(0, place - SENTENCE_REACH), place) for stop in SENTENCE_ENDS) + 1
        ends = [end for stop in SENTENCE_ENDS if (end := self.plain.find(stop, place, place + SENTENCE_REACH)) >= 0]
        return self.text[max(first, place - SENTENCE_REACH) : min(ends, default=place + SENTENCE_REACH)]

    def mark(
        self,
        kind: Kind,
        span: tuple[int, int],
        reason: str,
        *,
        urgency: Urgency | None = None,
        masked: str | None = None,
    ) -> Mark:
        """Return the mark at `span`; `reason` says how sure it is, `urgency` and `masked` are the rule's if not given."""
        law = rule(kind)
        text = self.text[slice(*span)]
        explanation = f"{reason}；{law.why}（{in_words(law.cites)}）。{law.remedy}。"
        if masked is None and law.maskable:
            masked = covered(text, law.keep_first, law.keep_last)
        return Mark(kind, *span, text, urgency or law.urgency, explanation, masked)


def in_words(cites: tuple[Cite, ...]) -> str:
    """Return citations as a sentence names them, each act once.

    >>> in_words((Cite("个人信息保护法", "第二十五条"), Cite("个人信息保护法", "第三十四条")))
    '个人信息保护法第二十五条、第三十四条'
    """
    return "；".join(
        act + "、".join(cite.article for cite in same) for act, same in groupby(cites, lambda cite: cite.act)
    )


def covered(text: str, first: int, last: int) -> str:
    """Return `text` with stars but for its `first` and `last` characters; spaces, hyphens and line ends inside go.

    >>> covered("138 1234 5678", 3, 4)
    '138****5678'
    """
    solid = re.sub(r"[\s\-\u2010-\u2015]+", "", text)
    hidden = max(1, len(solid) - first - last)
    return solid[:first] + "*" * hidden + solid[first + hidden :]
