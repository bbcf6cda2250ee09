"""An agency's profile: what its notices say of itself, and who reviews and judges its acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.casework.recourse import Rank
from gongkai.core.notices.numbers import NumberScheme


class QueryRecourse(StrEnum):
    """What to tell where the law does not say whether reconsideration comes first (O12, 条例第三十六条第七项)."""

    FREE = "free"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyProfile:
    """The agency as its notices show it; `reviewing_government` of a government is the one above it.

    `upper_department` is only needed for acts before 2024, vertical systems and justice bureaus.
    """

    name: str = ""
    office: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    reviewing_government: str = ""
    upper_department: str = ""
    court: str = ""
    scheme: NumberScheme
    rank: Rank = Rank.DEPARTMENT
    query_recourse: QueryRecourse = QueryRecourse.FREE
