"""Why information is not disclosed: the grounds N1 to N8 of articles 14, 15, 16 and 36(7), as dated data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.errors import UnknownGround
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries


class Duty(StrEnum):
    """What a ground asks of the agency: to withhold, to weigh and perhaps withhold, or to point elsewhere."""

    MUST = "must"
    MAY = "may"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground, its sub-kinds in the words of the article, and what has to be explained when it is used.

    `exception` is the article's own exception in words (third party's consent, public interest). `rule_prevails` says
    that a law, regulation or rule that wants the information public goes before the ground (第十六条第二款).
    """

    code: str
    name: str
    label: str
    content: str
    cites: tuple[Cite, ...]
    duty: Duty
    kinds: tuple[str, ...]
    must_explain: str
    exception: str
    rule_prevails: bool
    outcome: str
    since: date


def _ground(entry: Entry) -> Ground:
    return Ground(
        code=entry["code"],
        name=entry["name"],
        label=entry["label"],
        content=entry["content"],
        cites=cites_of(entry),
        duty=Duty(entry["duty"]),
        kinds=tuple(entry["kinds"]),
        must_explain=entry["must_explain"],
        exception=entry["exception"],
        rule_prevails=entry["rule_prevails"],
        outcome=entry["outcome"],
        since=entry["from"],
    )


GROUNDS: tuple[Ground, ...] = tuple(
    _ground(entry) for entry in entries("gongkai.core.casework", "grounds.toml", "ground")
)
_BY_CODE = {one.code: one for one in GROUNDS}


def ground(code: str) -> Ground:
    """Return the ground of that code; raise UnknownGround where there is none.

    >>> ground("N6").kinds
    ('讨论记录', '过程稿', '磋商信函', '请示报告')
    """
    try:
        return _BY_CODE[code]
    except KeyError:
        named = "、".join(f"{one.code}{one.label}" for one in GROUNDS)
        raise UnknownGround(f"没有不予公开的情形“{code}”，只有：{named}。") from None
