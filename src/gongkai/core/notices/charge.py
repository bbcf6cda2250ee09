"""The processing fee as a fee notice states it: method, account and amount, reckoned from the law's scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.core.errors import InvalidNotice
from gongkai.core.law.fees import Method, Share, case_fee, page_fee
from gongkai.core.notices.particulars import Fee


@dataclass(frozen=True, slots=True)
class Charge:
    """What one application costs, in 元, and the sentence that says how it adds up."""

    method: Method
    account: str
    amount: Decimal


def charge_of(fee: Fee, on: date) -> Charge | None:
    """Reckon the fee of one application; None while method or count is not told. InvalidNotice if nothing is due.

    >>> charge_of(Fee(method="by_page", count=120), date(2025, 4, 25)).amount
    Decimal('1100')
    """
    if not fee.method or fee.count is None:
        return None
    if fee.method not in set(Method):
        raise InvalidNotice(f"[notice.fee]的method“{fee.method}”不认识，只能是：{'、'.join(Method)}。")
    method = Method(fee.method)
    charge = _by_case(fee.count, on) if method is Method.BY_CASE else _by_page(fee.count, on)
    if not charge.amount:
        raise InvalidNotice(f"{method.label}，{fee.count}{method.unit}在不收费的范围内，不能发收费通知书。")
    return charge


def _by_case(count: int, on: date) -> Charge:
    rate = case_fee(count, on).last
    return Charge(Method.BY_CASE, f"该申请是同一申请人在同一自然月内提出的第{count}件，收费标准为每件{rate}元", rate)


def _by_page(count: int, on: date) -> Charge:
    fee = page_fee(count, on)
    scale = "，".join(map(_step, fee.shares))
    return Charge(Method.BY_PAGE, f"该申请要求提供的信息共{count}页，其中{scale}", fee.total)


def _step(share: Share) -> str:
    rate = f"每页{share.rate}元，计{share.total}元" if share.rate else "不收费"
    span = f"第{share.first}页" if share.first == share.last else f"第{share.first}页至第{share.last}页"
    return f"{span}{rate}"
