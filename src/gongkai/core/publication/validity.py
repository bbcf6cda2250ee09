"""Whether a document is in force on a day, from when it took effect, how long it holds, and what happened to it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.errors import InvalidMetadata
from gongkai.core.law.days import chinese


class Validity(StrEnum):
    """What the mark of validity on a page says."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"
    AMENDED = "amended"
    PARTLY_EXPIRED = "partly_expired"
    PARTLY_REPEALED = "partly_repealed"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The mark.

        >>> [each.label for each in Validity]
        ['有效', '失效', '废止', '已修改', '部分失效', '部分废止', '尚未生效']
        """
        return _LABELS[self]

    @property
    def binds(self) -> bool:
        """Whether anything of the document still holds.

        >>> Validity.PARTLY_REPEALED.binds, Validity.EXPIRED.binds
        (True, False)
        """
        return self not in {Validity.EXPIRED, Validity.REPEALED, Validity.NOT_YET}


_LABELS = {
    Validity.IN_FORCE: "有效",
    Validity.EXPIRED: "失效",
    Validity.REPEALED: "废止",
    Validity.AMENDED: "已修改",
    Validity.PARTLY_EXPIRED: "部分失效",
    Validity.PARTLY_REPEALED: "部分废止",
    Validity.NOT_YET: "尚未生效",
}


class Alteration(StrEnum):
    """What can happen to a document after it was issued; the first two end it for good."""

    REPEALED = "repealed"
    EXPIRED = "expired"
    PARTLY_REPEALED = "partly_repealed"
    PARTLY_EXPIRED = "partly_expired"
    AMENDED = "amended"
    EXTENDED = "extended"


_ENDS = {Alteration.REPEALED: Validity.REPEALED, Alteration.EXPIRED: Validity.EXPIRED}
_LEAVES = {
    Alteration.PARTLY_REPEALED: Validity.PARTLY_REPEALED,
    Alteration.PARTLY_EXPIRED: Validity.PARTLY_EXPIRED,
    Alteration.AMENDED: Validity.AMENDED,
}


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that happened to a document: from which day it counts, and by which document (its number or title).

    `until` is the new last day of one whose time was extended; None extends without end.
    """

    on: date
    how: Alteration
    by: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """From which day a document holds, until which day (included; None without end), and what happened to it since.

    `InvalidMetadata` where it ends before it begins.
    """

    effective_from: date
    effective_to: date | None = None
    altered: tuple[Altered, ...] = ()

    def __post_init__(self) -> None:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise InvalidMetadata(
                f"失效日期{chinese(self.effective_to)}早于生效日期{chinese(self.effective_from)}：请核对两个日期。"
            )


@dataclass(frozen=True, slots=True)
class ValidityStanding:
    """The validity on a day, one sentence that says why, and the document that did it ("" where none)."""

    validity: Validity
    message: str
    by: str = ""


def validity(term: Term, on: date) -> ValidityStanding:
    """Return the validity of a document on a day.

    What ends it goes before all else; else the time it was given; else what was last changed in it.

    >>> validity(Term(date(2020, 1, 1), date(2024, 12, 31)), date(2025, 1, 1)).validity
    <Validity.EXPIRED: 'expired'>
    """
    until = term.effective_to
    left = ValidityStanding(Validity.IN_FORCE, f"自{chinese(term.effective_from)}起有效。")
    for each in sorted((each for each in term.altered if each.on <= on), key=lambda each: each.on):
        by = f"由{each.by}" if each.by else ""
        if until is not None and each.on > until:
            break
        if each.how in _ENDS:
            found = _ENDS[each.how]
            return ValidityStanding(found, f"{chinese(each.on)}起{by}{_verb(found)}。", each.by)
        if each.how is Alteration.EXTENDED:
            until = each.until
        else:
            found = _LEAVES[each.how]
            left = ValidityStanding(found, f"{chinese(each.on)}起{by}{_verb(found)}。", each.by)
    if until is not None and on > until:
        return ValidityStanding(Validity.EXPIRED, f"有效期至{chinese(until)}，已经失效。")
    if on < term.effective_from:
        return ValidityStanding(Validity.NOT_YET, f"自{chinese(term.effective_from)}起生效，尚未生效。")
    return left


def _verb(found: Validity) -> str:
    return "修改" if found is Validity.AMENDED else found.label
