"""What a notice may not say because the application's course, the law or the agency's profile says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.casework.grounds import ground
from gongkai.core.casework.outcomes import outcome
from gongkai.core.errors import InvalidNotice, NoLawInForce
from gongkai.core.law.days import chinese
from gongkai.core.notices.facts import Facts
from gongkai.core.notices.numbers import read_number
from gongkai.core.notices.particulars import Withheld

WITHDRAWN = "D17"
AFTER_CONSULTATION = {"D02", "D03", "D04d"}


def refuse_contradictions(facts: Facts) -> None:
    """Raise InvalidNotice with the first contradiction; NoLawInForce where the day lies before the document's law."""
    form, day = facts.template, facts.day
    if day is not None and day < form.since:
        raise NoLawInForce(f"{form.code}{form.label}从{chinese(form.since)}起才有依据，{chinese(day)}不能制作。")
    for told in _contradictions(facts):
        raise InvalidNotice(f"{form.code}{form.label}：{told}。")


def _contradictions(facts: Facts) -> Iterator[str]:
    yield from _of_day(facts)
    yield from _of_profile(facts)
    yield from _of_outcome(facts)
    yield from _of_lapse(facts)
    yield from _of_charge(facts)
    yield from _of_reasons(facts)
    yield from _of_grounds(facts)
    if facts.template.code in AFTER_CONSULTATION and facts.third_state == "pending":
        yield "第三方提出意见的期限还没有届满，也没有收到意见"
    if facts.details.archive.term_ended is False:
        yield "国家规定的移交期限没有届满的，政府信息公开事项仍由本机关办理，请按实体情形答复"


def _of_day(facts: Facts) -> Iterator[str]:
    day, received = facts.day, facts.received
    if day is not None and received is not None and day < received:
        yield f"落款日期{chinese(day)}早于收到申请之日{chinese(received)}"
    number = facts.details.number.strip()
    if facts.template.family and number and not number.isdecimal() and day is not None:
        year = read_number(number).year
        if year != day.year:
            yield f"文号{number}的年份是{year}年，落款日期是{chinese(day)}，年份应当一致"


def _of_profile(facts: Facts) -> Iterator[str]:
    if facts.agency.rank.kind is not facts.case.timeline.agency_kind:
        kind = facts.case.timeline.agency_kind
        yield f"[agency]的rank“{facts.agency.rank}”与[application]的agency_kind“{kind}”不一致"


def _of_outcome(facts: Facts) -> Iterator[str]:
    course, code = facts.course, facts.template.code
    if course.withdrawn and code.startswith("D") and code != WITHDRAWN:
        yield f"申请已于{chinese(course.withdrawn.on)}撤回，不再答复"
    told = outcome(course.reply.outcome) if course.reply else None
    if told and facts.outcome and told.notice != code and told is not facts.outcome:
        yield f"经过里写的答复是{told.code}（{told.label}），应当制作{told.notice}"


def _of_lapse(facts: Facts) -> Iterator[str]:
    course, day = facts.course, facts.day
    if facts.template.code == "D15" and course.rectification:
        last = course.rectification.respond_by
        if course.rectified:
            yield f"申请人已于{chinese(course.rectified.on)}补正，不能按逾期不补正处理"
        elif day and last and day <= last:
            yield f"补正期限{chinese(last)}还没有届满"
    if facts.template.code == "D16" and course.fee:
        last = facts.payment_deadline
        if course.payment:
            yield f"申请人已于{chinese(course.payment.on)}缴费，不能按逾期未缴费处理"
        elif day and last and day <= last:
            yield f"缴费期限{chinese(last)}还没有届满"


def _of_charge(facts: Facts) -> Iterator[str]:
    charge, noticed = facts.charge, facts.course.fee
    if facts.template.code == "P12" and charge and noticed and noticed.amount not in {None, charge.amount}:
        yield f"经过里写的金额是{noticed.amount}元，按规定计算是{charge.amount}元"


def _of_reasons(facts: Facts) -> Iterator[str]:
    course, day = facts.course, facts.day
    if facts.template.code != "D13" or course.reasons_asked is None:
        return
    last = course.reasons_asked.respond_by
    if course.reasons and course.reasons.reasonable:
        yield "经过里写申请人的理由合理，不能按理由不合理告知不予处理"
    elif course.reasons is None and day and last and day <= last:
        yield f"说明理由的期限{chinese(last)}还没有届满"


def _of_grounds(facts: Facts) -> Iterator[str]:
    single = facts.template.ground
    told = facts.details.ground.ground
    if single and told not in {"", single}:
        yield f"本文书的情形是{single}（{ground(single).label}），[notice.ground]写的是{told}"
    if single:
        yield from _of_part(facts, facts.details.ground, single)
    elif facts.template.code == "D03":
        for part in facts.details.withheld:
            if part.ground:
                yield from _of_part(facts, part, part.ground)


def _of_part(facts: Facts, part: Withheld, code: str) -> Iterator[str]:
    rule = ground(code)
    kinds = [kind for kind in part.kind.split("、") if kind]
    unknown = [kind for kind in kinds if kind not in rule.kinds]
    if unknown:
        named = f"只有：{'、'.join(rule.kinds)}" if rule.kinds else "不分种类"
        yield f"{code}（{rule.label}）没有“{'、'.join(unknown)}”这一种，{named}"
    if rule.rule_prevails and part.checked is False:
        yield f"法律、法规、规章规定该信息应当公开的，从其规定，不能以{rule.label}为由不予公开（条例第十六条第二款）"
    if rule.code == "N4" and facts.third_state == "agreed":
        yield "第三方同意公开的，应当予以公开（条例第十五条）"
