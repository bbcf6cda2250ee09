"""What those who were consulted said: one opinion for each, never several collapsed into one.

条例第三十二条 keeps an objection of a third party only where it has good reason; whoever is silent leaves the decision
to the agency. 条例第三十四条 takes the silence of an agency that made the information together with this one as consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.casework.course import Consultation
from gongkai.core.casework.events import Answered, Consulted, ThirdPartyAnswered, ThirdPartyConsulted
from gongkai.core.deadlines.standing import Standing

THIRD_PARTY = "第三方"
CO_MAKER = "共同制作的机关"


class Stand(StrEnum):
    """How somebody who was consulted stands to the disclosure; the first that holds of several decides.

    `UNKNOWN` has answered, but the timeline does not say whether it consents; `DISMISSED` objects without good reason.
    """

    PENDING = "pending"
    UNKNOWN = "unknown"
    OBJECTED = "objected"
    SILENT = "silent"
    DISMISSED = "dismissed"
    AGREED = "agreed"


NO_OBSTACLE = frozenset({Stand.AGREED, Stand.DISMISSED})
"""Stands that keep nothing from being disclosed (条例第十五条、第三十二条)."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One party's opinion; `name` is how a letter to the applicant calls it, telling nobody's identity.

    `several` says that others were consulted too.
    """

    id: str
    name: str
    stand: Stand
    asked: Consulted
    answer: Answered | None
    several: bool


def opinions(standing: Standing, letter: type[Consulted]) -> tuple[Opinion, ...]:
    """Return the opinions of all who were consulted by that kind of letter, in the order of the letters."""
    found = [one for one in standing.course.consultations if isinstance(one.asked, letter)]
    several = len(found) > 1
    word = THIRD_PARTY if letter is ThirdPartyConsulted else CO_MAKER
    return tuple(
        Opinion(
            id=one.asked.id,
            name=f"{word}（{number}）" if several else word,
            stand=_stand(one, standing),
            asked=one.asked,
            answer=one.answer,
            several=several,
        )
        for number, one in enumerate(found, 1)
    )


def _stand(one: Consultation, standing: Standing) -> Stand:
    answer = one.answer
    if answer is None:
        return Stand.PENDING if any(each is one for each in standing.open_consultations()) else Stand.SILENT
    if answer.consents is None:
        return Stand.UNKNOWN
    if answer.consents:
        return Stand.AGREED
    dismissed = isinstance(answer, ThirdPartyAnswered) and answer.reasonable is False
    return Stand.DISMISSED if dismissed else Stand.OBJECTED
