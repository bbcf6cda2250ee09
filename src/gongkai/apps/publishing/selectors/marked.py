"""What of a text must not go out unseen: its marks of personal data and secrecy, and which of them a person has settled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from gongkai.apps.publishing.models import Item, SettledMark, Text
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Review
from gongkai.core.publication.marks import Mark, Urgency
from gongkai.core.publication.review import ReviewStanding
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.scan import scan

__all__ = ["BODY", "Found", "Place", "found_in", "open_marks", "passage_of", "places", "reasons_against_marks"]

BODY = "body"
_NAMED = 3
"""Marks that a refusal names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark, the hash of what it marks, and the person's word on it where there is one."""

    mark: Mark
    passage: str
    settled: SettledMark | None

    @property
    def open(self) -> bool:
        """Whether it asks something of a person and nobody has answered."""
        return self.settled is None and self.mark.urgency is not Urgency.HINT

    @property
    def grave(self) -> bool:
        """Whether it must be dealt with before the text goes out."""
        return self.settled is None and self.mark.urgency is Urgency.MUST_MASK

    @property
    def of_secrecy(self) -> bool:
        """Whether nobody may cover it: a mark of secrecy and the like."""
        return self.mark.masked is None and self.mark.urgency is Urgency.MUST_MASK


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text that was searched: its name, its label, what stands there, what was found."""

    name: str
    label: str
    text: str
    found: tuple[Found, ...]

    @property
    def pieces(self) -> tuple[tuple[str, Found | None], ...]:
        """The text cut at its marks, each piece with its mark or None."""
        cut: list[tuple[str, Found | None]] = []
        done = 0
        for each in self.found:
            cut += [(self.text[done : each.mark.start], None), (each.mark.text, each)]
            done = each.mark.end
        return tuple((piece, mark) for piece, mark in (*cut, (self.text[done:], None)) if piece)


def places(item: Item, text: Text) -> tuple[Place, ...]:
    """Return every part of a version with its marks: the words that the public reads, then its attachments."""
    settled = {each.passage: each for each in item.settled_marks.select_related("by")}
    parts = [
        ("title", "标题", text.title),
        ("description", "内容概述", text.description),
        ("keywords", "关键词", text.keywords),
        (BODY, "正文", text.plain),
    ]
    parts += [
        (f"attachment-{each.number}", f"附件“{each.name}”", f"{each.name}\n{each.plain}" if each.plain else each.name)
        for each in text.attachments.all()
    ]
    return tuple(Place(name, label, told, found_in(item, told, settled)) for name, label, told in parts)


def found_in(item: Item, text: str, settled: dict[str, SettledMark]) -> tuple[Found, ...]:
    """Return the marks of a text of an item, each with the word of the person who settled it."""
    marks = ((mark, passage_of(item, mark)) for mark in scan(text))
    return tuple(Found(mark, passage, settled.get(passage)) for mark, passage in marks)


def passage_of(item: Item, mark: Mark) -> str:
    """Return the hash by which a mark is known again in later versions of the item."""
    return hashlib.sha256(f"{item.key}\n{mark.kind.value}\n{mark.text}".encode()).hexdigest()


def open_marks(searched: tuple[Place, ...]) -> tuple[Found, ...]:
    """Return the marks that nobody has answered, the gravest first."""
    found = (each for place in searched for each in place.found if each.open)
    return tuple(sorted(found, key=lambda each: each.mark.urgency.rank))


def reasons_against_marks(item: Item, standing: ReviewStanding, act: Act, text: Text) -> tuple[str, ...]:
    """Return why a text's marks keep an act from being done: grave ones that nobody has answered.

    Secrecy review isn't passed over them, nor is anything published with them; each is covered, or let stand by a person
    who gives the reason. What isn't to be published may hold them.
    """
    if text.attribute != Attribute.PROACTIVE or not _lets_out(standing, act):
        return ()
    searched = places(item, text)
    grave = [f"{place.label}中的{each.mark.kind.label}" for place in searched for each in place.found if each.grave]
    if not grave:
        return ()
    kinds = list(dict.fromkeys(grave))
    named = "、".join(kinds[:_NAMED]) + ("等" if len(kinds) > _NAMED else "")
    return (f"还有{len(grave)}处必须处理的标记没有核实（{named}），请在“检查”里逐处遮盖，或者写明核实情况后保留",)


def _lets_out(standing: ReviewStanding, act: Act) -> bool:
    if act is Act.PASSED:
        return bool(standing.steps_left) and Review.SECRECY_REVIEW in standing.steps_left[0].reviews
    return act is Act.PUBLISHED
