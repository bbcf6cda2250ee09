"""What a notice may not say because the application's course, the law or the agency's profile says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.casework.grounds import ground
from gongkai.core.casework.outcomes import outcome
from gongkai.core.errors import InvalidNotice, NoLawInForce
from gongkai.core.law.days import chinese
from gongkai.core.notices.dates import wrong_days
from gongkai.core.notices.facts import THIRD_PARTY_RIGHTS, Facts
from gongkai.core.notices.numbers import read_number
from gongkai.core.notices.objections import against_opinions, none_objects
from gongkai.core.notices.opinions import Stand
from gongkai.core.notices.particulars import Withheld

WITHDRAWN = "D17"
RULE = re.compile(r"《.+》.*第.+条")


def refuse_contradictions(facts: Facts) -> None:
    """Raise InvalidNotice with the first contradiction; NoLawInForce where the day lies before the document's law."""
    form, day = facts.template, facts.day
    if day is not None and day < form.since:
        raise NoLawInForce(f"{form.code}{form.label}从{chinese(form.since)}起才有依据，{chinese(day)}不能制作。")
    for told in _contradictions(facts):
        raise InvalidNotice(f"{form.code}{form.label}：{told}。")


def _contradictions(facts: Facts) -> Iterator[str]:
    yield from wrong_days(facts)
    yield from _of_number(facts)
    yield from _of_profile(facts)
    yield from _of_outcome(facts)
    yield from _of_lapse(facts)
    yield from _of_charge(facts)
    yield from _of_reasons(facts)
    yield from _of_grounds(facts)
    yield from against_opinions(facts)
    yield from _of_others(facts)
    yield from _of_rules(facts)
    if facts.details.archive.term_ended is False:
        yield "国家规定的移交期限没有届满的，政府信息公开事项仍由本机关办理，请按实体情形答复"


def _of_number(facts: Facts) -> Iterator[str]:
    day = facts.day
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
    if facts.template.code in {"P12", "D16"} and charge and noticed and noticed.amount not in {None, charge.amount}:
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
        yield from _of_part(facts.at_part(facts.details.ground, 1), facts.details.ground, single)
    elif facts.template.code == "D03":
        for number, part in enumerate(facts.details.withheld, 1):
            if part.ground:
                yield from _of_part(facts.at_part(part, number), part, part.ground)


def _of_part(facts: Facts, part: Withheld, code: str) -> Iterator[str]:
    rule = ground(code)
    kinds = [kind for kind in part.kind.split("、") if kind]
    unknown = [kind for kind in kinds if kind not in rule.kinds]
    if unknown:
        named = f"只有：{'、'.join(rule.kinds)}" if rule.kinds else "不分种类"
        yield f"{code}（{rule.label}）没有“{'、'.join(unknown)}”这一种，{named}"
    if rule.rule_prevails and part.checked is False:
        yield f"法律、法规、规章规定该信息应当公开的，从其规定，不能以{rule.label}为由不予公开（条例第十六条第二款）"
    if rule.code == THIRD_PARTY_RIGHTS and none_objects(facts.opinions):
        agreed = all(one.stand is Stand.AGREED for one in facts.opinions)
        yield (
            "第三方同意公开的，应当予以公开（条例第十五条）"
            if agreed
            else "第三方不同意公开但是没有合理理由的，不能以第三方不同意为由不予公开（条例第三十二条）"
        )


def _of_others(facts: Facts) -> Iterator[str]:
    """Refuse to refer an applicant to the agency itself, or to an earlier reply that is this one."""
    details, own = facts.details, facts.agency.name
    found = [("负责公开的机关", details.responsible.agency), ("有权更正的机关", details.amendment.agency)]
    found += [("协办单位", details.assistance.agency)]
    if facts.template.code == "P13a":
        found += [("转送的接收单位", details.transfer.agency)]
    for what, name in found:
        if own and name.strip() == own.strip():
            yield f"{what}“{name}”就是本机关"
    earlier = details.earlier.number.strip()
    if earlier and facts.day and earlier in {details.number.strip(), _whole_number(facts, facts.day)}:
        yield f"原答复书的文号{earlier}就是本文书的文号"


def _whole_number(facts: Facts, day: date) -> str:
    told = facts.details.number.strip()
    if not (facts.template.family and told.isdecimal()):
        return ""
    return str(facts.agency.scheme.number(facts.template.family, day.year, int(told)))


def _of_rules(facts: Facts) -> Iterator[str]:
    """Want the law that forbids disclosure, or has rules of its own on queries, named with its article."""
    details, code = facts.details, facts.template.code
    rules = [details.ground.rule] if code == "D04b" else [details.query.rule] if code == "D05" else []
    if code == "D03":
        rules += [part.rule for part in details.withheld if part.ground == "N2"]
        rules += [details.query.rule for part in details.withheld if part.ground == "N8"]
    for rule in rules:
        if rule.strip() and not RULE.search(rule):
            yield f"依据“{rule}”没有写明法律、行政法规的名称和条款，请写成《某法》第某条的样子"
