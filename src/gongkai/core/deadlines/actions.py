"""What may be done next in an application, and every reason against the rest.

An action is never offered by a bare yes or no: `reasons_against` gives sentences, and none means that it may be taken.
Labels and articles lie in `data/actions.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.core.casework.events import AgencyConsulted, Consulted, ThirdPartyConsulted, label_of
from gongkai.core.deadlines.duties import rectification_notice_deadline
from gongkai.core.deadlines.standing import NOT_RECTIFIED, Standing, State
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, entries, entries_in_force, named_in_force
from gongkai.core.law.days import chinese

Reasons = Iterator[str]


@dataclass(frozen=True, slots=True)
class Action:
    """A step that somebody may take: its name in the contract, its Chinese label, its article."""

    name: str
    label: str
    cite: Cite


@cache
def actions() -> tuple[Action, ...]:
    """Return every action with today's article, in the order in which an application meets them."""
    rows = entries_in_force(entries("gongkai.core.deadlines", "actions.toml", "action"), date.max)
    return tuple(Action(row["name"], row["label"], cites_of(row)[0]) for row in rows)


def reasons_against(name: str, standing: Standing) -> tuple[str, ...]:
    """Return every reason why an action may not be taken on that day; none means that it may."""
    if standing.state.ended and name not in _AT_THE_END:
        return (_ended(standing),)
    return (*_RULES[name](standing), *_without_law(name, standing))


def _without_law(name: str, standing: Standing) -> Reasons:
    """Refuse what the law of the day of receipt did not know yet; withdrawing and delivering needed no law."""
    rows = entries("gongkai.core.deadlines", "actions.toml", "action")
    if name in {"deliver", "withdraw"} or standing.received is None:
        return
    if named_in_force(rows, name, standing.received) is None:
        yield f"收到申请的{chinese(standing.received)}，法律还没有规定这一步"


def _ended(standing: Standing) -> str:
    return f"申请{standing.state.label}，已经办结"


def _open(standing: Standing) -> Reasons:
    if standing.received is None:
        yield "还没有收到申请"


def _not_waiting(standing: Standing) -> Reasons:
    if standing.state is State.AWAITING_RECTIFICATION:
        yield "正在等待申请人补正，申请内容尚不明确"
    elif standing.state is State.AWAITING_PAYMENT:
        yield "正在等待申请人缴费，缴费后再办理"


def _within_deadline(standing: Standing, what: str) -> Reasons:
    deadline = standing.reply_deadline
    if deadline is not None and standing.at > deadline:
        yield f"答复期限{chinese(deadline)}已经届满，{what}应当在届满之前"


def _arrival(kind: str) -> Callable[[Standing], Reasons]:
    def against(standing: Standing) -> Reasons:
        receipt = standing.course.receipt
        if receipt.event != kind:
            yield f"{receipt.rule}，用不到这一步"
        elif standing.received is not None:
            yield f"{chinese(standing.received)}已经收到申请"

    return against


def _ask_for_rectification(standing: Standing) -> Reasons:
    yield from _open(standing)
    asked = standing.course.rectification
    if asked is not None:
        yield f"{chinese(asked.on)}已经告知过，补正应当一次性告知"
    elif standing.reply_clock is not None:
        last = rectification_notice_deadline(standing.reply_clock)
        if last is not None and standing.at > last:
            yield f"告知补正的期限{chinese(last)}已经届满"
        if standing.state is State.AWAITING_PAYMENT:
            yield "已经发出收费通知，申请内容应当已经明确"


def _receive_rectification(standing: Standing) -> Reasons:
    course = standing.course
    if standing.outcome not in {None, NOT_RECTIFIED} or course.reply:
        yield _ended(standing)
    elif course.rectification is None:
        yield "没有告知过补正"
    elif course.rectified is not None:
        yield f"{chinese(course.rectified.on)}已经收到补正"


def _ask_for_reasons(standing: Standing) -> Reasons:
    yield from _open(standing)
    yield from _not_waiting(standing)
    if standing.course.reasons_asked is not None:
        yield f"{chinese(standing.course.reasons_asked.on)}已经要求过说明理由"


def _receive_reasons(standing: Standing) -> Reasons:
    yield from _open(standing)
    if standing.course.reasons_asked is None:
        yield "没有要求过说明理由"
    elif standing.course.reasons is not None:
        yield f"{chinese(standing.course.reasons.on)}申请人已经说明理由"


def _consult(standing: Standing) -> Reasons:
    yield from _open(standing)
    yield from _not_waiting(standing)


def _receive_answer(letter: type[Consulted]) -> Callable[[Standing], Reasons]:
    def against(standing: Standing) -> Reasons:
        yield from _open(standing)
        if standing.course.open_consultation(letter) is None:
            yield f"没有尚未答复的“{label_of(letter.kind)}”"

    return against


def _extend(standing: Standing) -> Reasons:
    yield from _open(standing)
    yield from _not_waiting(standing)
    if standing.course.extension is not None:
        yield f"{chinese(standing.course.extension.on)}已经延长过一次，只能延长一次"
    yield from _within_deadline(standing, "延长")


def _notice_fee(standing: Standing) -> Reasons:
    yield from _open(standing)
    if standing.state is State.AWAITING_RECTIFICATION:
        yield from _not_waiting(standing)
    if standing.course.fee is not None:
        yield f"{chinese(standing.course.fee.on)}已经发过收费通知，一件申请只收一次费"
    yield from _within_deadline(standing, "收费通知")


def _receive_payment(standing: Standing) -> Reasons:
    yield from _open(standing)
    if standing.course.fee is None:
        yield "没有发过收费通知"
    elif standing.course.payment is not None:
        yield f"{chinese(standing.course.payment.on)}已经缴费"


def _reply(standing: Standing) -> Reasons:
    if standing.course.reply or standing.course.withdrawn:
        yield _ended(standing)
    elif standing.lapse is None:
        yield from _open(standing)
        yield from _not_waiting(standing)


def _deliver(standing: Standing) -> Reasons:
    if standing.course.reply is None:
        yield "还没有答复"
    elif standing.course.delivered is not None:
        yield f"{chinese(standing.course.delivered.on)}已经送达"


def _withdraw(_standing: Standing) -> Reasons:
    yield from ()


# What may still follow the end: the reply is delivered, a lapse is written down or overcome by a late rectification.
_AT_THE_END = {"deliver", "reply", "receive_rectification"}
_RULES: dict[str, Callable[[Standing], Reasons]] = {
    "sign_for": _arrival("signed_for"),
    "confirm": _arrival("confirmed"),
    "request_rectification": _ask_for_rectification,
    "receive_rectification": _receive_rectification,
    "request_reasons": _ask_for_reasons,
    "receive_reasons": _receive_reasons,
    "consult_third_party": _consult,
    "receive_third_party_answer": _receive_answer(ThirdPartyConsulted),
    "consult_agency": _consult,
    "receive_agency_answer": _receive_answer(AgencyConsulted),
    "extend": _extend,
    "notice_fee": _notice_fee,
    "receive_payment": _receive_payment,
    "reply": _reply,
    "deliver": _deliver,
    "withdraw": _withdraw,
}
