"""What an application can come to: O01 to O24, each with its articles, its notice and its one row of table 3.

The data lie in `data/outcomes.toml`. One application, one outcome, one row: where its parts ended differently, see
`merged`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.errors import NoLawInForce, StepRefused, UnknownOutcome
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, entries_in_force
from gongkai.core.law.days import chinese
from gongkai.core.report.layouts.y2021 import Y2021

PACKAGE = "gongkai.core.casework"
PARTLY = "O04"


class Reconsideration(StrEnum):
    """Whether 行政复议 must come before the court; of acts on or after the day in `recourse.toml`."""

    FIRST = "first"
    FREE = "free"
    UNCLEAR = "unclear"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return _RECONSIDERATION[self]


_RECONSIDERATION = {
    Reconsideration.FIRST: "先复议后诉讼（复议前置）",
    Reconsideration.FREE: "复议、诉讼任选",
    Reconsideration.UNCLEAR: "法律不明确，按任选告知",
    Reconsideration.NONE: "程序性告知，不单独复议、诉讼",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """The articles one of which is the ground of what is withheld, and what follows from it in words."""

    label: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome: `row` is the key of its row of table 3 (form of 2021), `notice` the code of its document.

    `must_state` and `evidence` are keys of `statements.toml`: what the notice says, what the file holds. `sure` is
    "own?" where no source settles the matter; the user is told. `grounds` are told where `cites` don't hold them.
    """

    code: str
    situation: str
    cites: tuple[Cite, ...]
    notice: str
    row: str
    reconsideration: Reconsideration
    must_state: tuple[str, ...]
    evidence: tuple[str, ...]
    sure: str
    label: str
    since: date
    grounds: Grounds | None = None


def _outcome(entry: Entry) -> Outcome:
    grounds = entry.get("grounds")
    return Outcome(
        code=entry["code"],
        situation=entry["situation"],
        cites=cites_of(entry),
        notice=entry["notice"],
        row=entry["row"],
        reconsideration=Reconsideration(entry["reconsideration"]),
        must_state=tuple(entry["must_state"]),
        evidence=tuple(entry["evidence"]),
        sure=entry.get("sure", ""),
        label=entry["label"],
        since=entry["from"],
        grounds=None if grounds is None else Grounds(grounds["label"], cites_of(grounds)),
    )


OUTCOMES: tuple[Outcome, ...] = tuple(_outcome(entry) for entry in entries(PACKAGE, "outcomes.toml", "outcome"))
_BY_CODE = {one.code: one for one in OUTCOMES}


def outcome(code: str, on: date | None = None) -> Outcome:
    """Return the outcome of that code; raise UnknownOutcome where there is none, NoLawInForce before its law.

    >>> outcome("O13").row
    'unavailable_not_held'
    """
    if code not in _BY_CODE:
        raise UnknownOutcome(f"没有办理结果“{code}”，只有O01到O{len(OUTCOMES)}，请从中选择。")
    one = _BY_CODE[code]
    if on is not None and on < one.since:
        raise NoLawInForce(
            f"{chinese(on)}还没有{code}（{one.label}）这种办理结果：它依据的规定自{chinese(one.since)}起施行；请核对日期。"
        )
    return one


def reconsideration_first(outcome: Outcome, on: date) -> bool | None:
    """Say whether reconsideration must come before the court for an act of that day; None where the law is unclear.

    行政复议法第二十三条第一款第四项 holds for acts on or after 2024-01-01; before it the choice was free.

    >>> reconsideration_first(_BY_CODE["O05"], date(2024, 1, 1))
    True
    >>> reconsideration_first(_BY_CODE["O05"], date(2023, 12, 31))
    False
    >>> reconsideration_first(_BY_CODE["O12"], date(2024, 1, 1)) is None
    True
    """
    if not any(entries_in_force(entries(PACKAGE, "recourse.toml", "precedence"), on)):
        return False
    if outcome.reconsideration is Reconsideration.UNCLEAR:
        return None
    return outcome.reconsideration is Reconsideration.FIRST


def merged(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the one outcome of an application whose parts ended in several.

    Part disclosed and part withheld is O04 and swallows all the rest (条例第三十七条, label of the row). Anything else
    mixed raises StepRefused: split the application (一事一申请) or choose the main outcome. So do outcomes that only
    share a row, for each has its own articles and evidence; several ways of disclosing are one.

    >>> merged([outcome("O02"), outcome("O10"), outcome("O13")]).code
    'O04'
    """
    kinds = sorted(set(outcomes), key=lambda one: one.code)
    if not kinds:
        raise StepRefused("合并办理结果", ("还没有任何一部分有办理结果，请先逐项写明",))
    rows = {one.row for one in kinds}
    if len(kinds) == 1 or rows == {"disclosed"}:
        return kinds[-1]
    if "partly_disclosed" in rows or ("disclosed" in rows and any(row.startswith("withheld_") for row in rows)):
        return outcome(PARTLY)
    named = "、".join(f"{one.code}（{one.label}）" for one in kinds)
    raise StepRefused(
        "合并办理结果",
        (f"{named}不是同一种结果，也不是部分公开（区分处理），请按一事一申请拆分后分别登记，或者选定其中主要的一种",),
    )


@cache
def row_label(row: str) -> str:
    """Return a row of table 3 in the form's own words, with the group it stands in.

    >>> row_label("unavailable_not_held")
    '（四）无法提供·1.本机关不掌握相关政府信息'
    """
    return next(line.name for line in Y2021.table3 if line.key == row)


@cache
def statement_label(key: str) -> str:
    """Return what a key of `must_state` or `evidence` means; KeyError where it means nothing.

    >>> statement_label("search.places")
    '检索的范围（在哪里找的）'
    """
    return _labels()[key]


@cache
def _labels() -> dict[str, str]:
    tables = ("statement", "evidence")
    return {each["key"]: each["label"] for table in tables for each in entries(PACKAGE, "statements.toml", table)}
