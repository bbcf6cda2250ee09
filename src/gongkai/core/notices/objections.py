"""What a notice may not say against what those who were consulted said, or while they may still say it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.casework.outcomes import outcome
from gongkai.core.notices.facts import Facts
from gongkai.core.notices.opinions import NO_OBSTACLE, Opinion, Stand
from gongkai.core.notices.templates import Recipient

TELLS_THIRD_PARTIES = frozenset({"D02", "D03", "D04d", "P09"})
TELLS_CO_MAKERS = frozenset({"D02", "D03"})
TO_THIRD_PARTY = "P09"
PROVIDED = "D02"


def against_opinions(facts: Facts) -> Iterator[str]:
    """Yield what the notice contradicts of the consultations, as sentences without full stop."""
    yield from _of_names(facts)
    yield from _of_unfinished(facts)
    yield from _of_addressee(facts)
    yield from _of_outcome(facts)


def _of_names(facts: Facts) -> Iterator[str]:
    details = facts.details
    heard = [each for each in details.third_party if not each.not_consulted]
    for asked, told in ((facts.asked_parties, heard), (facts.co_makers, details.co_maker)):
        ids = [one.id for one in asked]
        if len(ids) > 1 and "" in ids:
            yield "征求了几方的意见，经过里每一次征求意见和每一份意见都要写id"
        elif facts.template.to is Recipient.APPLICANT:
            yield from _of_told(ids, [each.id for each in told])
    known = [one.id for one in facts.asked_parties]
    for part in (*details.withheld, details.ground):
        yield from (f"经过里没有征求过“{each}”的意见，不能写在party里" for each in part.parties if each not in known)
    count = max(len(details.withheld), 1)
    for each in details.third_party:
        if each.part is not None and each.part > count:
            yield f"[notice.third_party]的part是{each.part}，不予公开的只有{count}部分"


def _of_told(ids: list[str], told: list[str]) -> Iterator[str]:
    yield from (f"经过里没有征求过“{each}”的意见" for each in told if each and each not in ids)
    if len(ids) > 1 and "" in told:
        yield f"征求了{len(ids)}方的意见，请用id逐一写明是哪一方的：{'、'.join(ids)}"


def _of_unfinished(facts: Facts) -> Iterator[str]:
    code = facts.template.code
    asked = facts.asked_parties if code in TELLS_THIRD_PARTIES else ()
    if code == TO_THIRD_PARTY:
        asked = tuple(one for one in asked if facts.third and one.asked is facts.third.asked)
    for one in (*asked, *(facts.co_makers if code in TELLS_CO_MAKERS else ())):
        called = f"{one.name}（{one.id}）" if one.id else one.name
        if one.stand is Stand.PENDING:
            yield f"{called}提出意见的期限还没有届满，也没有收到意见"
        if one.stand is Stand.UNKNOWN:
            yield f"经过里{called}的意见没有写是否同意公开，请补上consents = true或者false"


def _of_addressee(facts: Facts) -> Iterator[str]:
    if facts.template.code == TO_THIRD_PARTY and facts.third_stand is Stand.AGREED:
        yield "该第三方同意公开，不需要再告知决定公开的理由"


def _of_outcome(facts: Facts) -> Iterator[str]:
    reply, consulted = facts.course.reply, facts.asked_parties
    if facts.template.code != PROVIDED or reply is None:
        return
    after = "third_party_record" in outcome(reply.outcome).evidence
    if after and not consulted:
        yield f"经过里写的答复是{reply.outcome}，但是没有征求第三方意见的记录；没有征求过的，答复写O02"
    if consulted and not after:
        yield f"征求过第三方意见后公开的，经过里的答复写O03，不是{reply.outcome}"


def none_objects(opinions: tuple[Opinion, ...]) -> bool:
    """Say whether all were asked and none of them keeps the information from being disclosed."""
    return bool(opinions) and all(one.stand in NO_OBSTACLE for one in opinions)
