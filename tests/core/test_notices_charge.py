from datetime import date
from decimal import Decimal

import pytest
from tests.support.notices import letter, plain

from gongkai.core.errors import InvalidNotice
from gongkai.core.notices.charge import charge_of
from gongkai.core.notices.particulars import Fee

ON = date(2025, 6, 11)


@pytest.mark.parametrize(
    ("method", "count", "amount", "account"),
    [
        ("by_case", 12, 100, "该申请是同一申请人在同一自然月内提出的第12件，收费标准为每件100元"),
        ("by_case", 31, 200, "该申请是同一申请人在同一自然月内提出的第31件，收费标准为每件200元"),
        ("by_page", 31, 10, "该申请要求提供的信息共31页，其中第1页至第30页不收费，第31页每页10元，计10元"),
    ],
)
def test_a_fee_is_reckoned_and_accounted_for(method, count, amount, account):
    charge = charge_of(Fee(method=method, count=count), ON)
    assert (charge.amount, charge.account) == (Decimal(amount), account)


def test_until_method_and_count_are_told_there_is_none():
    assert charge_of(Fee(method="by_case"), ON) is None
    assert charge_of(Fee(count=12), ON) is None


def test_what_is_free_is_not_charged():
    with pytest.raises(InvalidNotice, match=r"^按件计收，10件在不收费的范围内，不能发收费通知书。$"):
        charge_of(Fee(method="by_case", count=10), ON)


def test_an_unknown_method_is_refused():
    with pytest.raises(InvalidNotice, match="只能是：by_case、by_page"):
        charge_of(Fee(method="按件", count=12), ON)


def test_a_notice_by_case_states_its_amount_without_being_told():
    changed = plain("P12")
    changed["notice"]["fee"] |= {"method": "by_case", "count": 45}
    del changed["event"][-1]["amount"]
    assert "本机关决定对该申请按件计收信息处理费" in letter(changed).text
    assert "您应缴纳信息处理费300元。" in letter(changed).text
