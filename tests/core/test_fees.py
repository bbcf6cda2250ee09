"""The processing fee: the worked table of the measure, the account of a month, and the time to pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import FeeRefused, NoLawInForce
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.fees import (
    MOST,
    STEPS_TOLD,
    FeeCase,
    Method,
    case_fee,
    month_ledger,
    page_fee,
    payment_deadline,
    tiers,
)

DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("cases", "last", "total"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (10, 0, 0),
        (11, 100, 100),
        (30, 100, 2_000),
        (31, 200, 2_200),
        (40, 200, 4_000),
        (41, 300, 4_300),
        (50, 300, 7_000),
        (51, 400, 7_400),
        (60, 400, 11_000),
        (100, 800, 37_000),
    ],
)
def test_the_worked_table_by_case(cases, last, total):
    fee = case_fee(cases, DAY)
    assert (fee.last, fee.total) == (Decimal(last), Decimal(total))


@pytest.mark.parametrize(
    ("pages", "total"),
    [
        (0, 0),
        (30, 0),
        (31, 10),
        (50, 200),
        (100, 700),
        (101, 720),
        (150, 1_700),
        (200, 2_700),
        (201, 2_740),
        (300, 6_700),
        (500, 14_700),
    ],
)
def test_the_worked_table_by_page(pages, total):
    assert page_fee(pages, DAY).total == Decimal(total)


@given(st.integers(min_value=1, max_value=3_000))
def test_each_case_adds_its_own_rate(cases):
    rate = 0 if cases <= 10 else 100 if cases <= 30 else 200 + 100 * ((cases - 31) // 10)
    fee = case_fee(cases, DAY)
    assert fee.last == rate
    assert fee.total - case_fee(cases - 1, DAY).total == rate


@given(st.integers(min_value=0, max_value=3_000))
def test_each_page_costs_by_its_place(pages):
    expected = max(0, min(pages, 100) - 30) * 10 + max(0, min(pages, 200) - 100) * 20 + max(0, pages - 200) * 40
    assert page_fee(pages, DAY).total == expected


def test_the_shares_tell_how_a_fee_adds_up():
    shares = [(share.first, share.last, share.rate, share.total) for share in case_fee(45, DAY).shares]
    assert shares == [(1, 10, 0, 0), (11, 30, 100, 2_000), (31, 40, 200, 2_000), (41, 45, 300, 1_500)]


@given(st.integers(min_value=1, max_value=1_000_000))
def test_the_shares_add_up_and_leave_nothing_out(cases):
    fee = case_fee(cases, DAY)
    tens, rest = divmod(max(0, cases - 30), 10)
    steps = 10 * (200 * tens + 100 * tens * (tens - 1) // 2)
    assert fee.total == 100 * max(0, min(cases, 30) - 10) + steps + rest * (200 + 100 * tens)
    assert [share.first for share in fee.shares[1:]] == [share.last + 1 for share in fee.shares[:-1]]
    assert (fee.shares[0].first, fee.shares[-1].last) == (1, cases)
    assert len(fee.shares) <= 2 + STEPS_TOLD + 1


@pytest.mark.parametrize(("cases", "shares"), [(30, 2), (31, 3), (90, 8), (91, 9), (1_000_000, 9)])
def test_very_many_steps_are_told_as_one(cases, shares):
    assert len(case_fee(cases, DAY).shares) == shares


def test_the_steps_in_the_middle_are_gathered():
    told = [(each.first, each.last, each.rate, each.highest, each.steps) for each in case_fee(115, DAY).shares[4:7]]
    assert told == [(51, 60, 400, 400, 1), (61, 90, 500, 700, 3), (91, 100, 800, 800, 1)]
    assert case_fee(115, DAY).shares[5].total == 18_000


@pytest.mark.parametrize(("fee", "unit"), [(case_fee, "件"), (page_fee, "页")])
def test_more_than_can_be_is_refused(fee, unit):
    assert fee(MOST, DAY).total > 0
    with pytest.raises(FeeRefused, match=f"^{unit}数超过了1000000，不像是真的：请核对后再算。$"):
        fee(MOST + 1, DAY)


@pytest.mark.parametrize("fee", [case_fee, page_fee])
def test_before_2021_there_was_no_fee(fee):
    assert fee(40, date(2021, 1, 1)).total > 0
    with pytest.raises(NoLawInForce) as caught:
        fee(40, date(2020, 12, 31))
    assert str(caught.value) == (
        "2020-12-31还没有信息处理费的规定：政府信息公开信息处理费管理办法（国办函〔2020〕109号）自2021-01-01起施行；"
        "请核对日期。"
    )


@pytest.mark.parametrize(("fee", "unit"), [(case_fee, "件"), (page_fee, "页")])
def test_less_than_nothing_is_refused(fee, unit):
    with pytest.raises(FeeRefused, match=f"^{unit}数不能是负数（-1）：请填写0或者更大的整数。$"):
        fee(-1, DAY)


def test_every_tier_rests_on_the_measure():
    assert {tier.cite.act for tier in tiers()} == {"政府信息公开信息处理费管理办法（国办函〔2020〕109号）"}
    assert {(tier.method, tier.sure) for tier in tiers()} == {(Method.BY_CASE, "seen"), (Method.BY_PAGE, "own+")}
    assert [method.label for method in Method] == ["按件计收", "按量计收"]


def twelve(*, last: tuple[Method, ...] = (), pages: int = 0, outcome: str = "") -> list[FeeCase]:
    """Return twelve applications of March, the last of which is charged as told."""
    first = [FeeCase(f"{number:02}", date(2025, 3, number)) for number in range(1, 12)]
    return [*first, FeeCase("12", date(2025, 3, 12), last, pages, outcome)]


@pytest.mark.parametrize(("methods", "amount"), [((), 0), ((Method.BY_CASE,), 100), ((Method.BY_PAGE,), 1_100)])
def test_the_twelfth_application_is_charged_one_way(methods, amount):
    ledger = month_ledger(twelve(last=methods, pages=120))
    assert ledger.lines[-1].ordinal == 12
    assert ledger.lines[-1].rate == 100
    assert ledger.lines[-1].amount == ledger.total == amount


def test_never_both_ways():
    with pytest.raises(FeeRefused) as caught:
        month_ledger(twelve(last=(Method.BY_CASE, Method.BY_PAGE), pages=120))
    assert str(caught.value) == (
        "申请12同时按件、按量计收：每件申请只选一种办法计收，不得重复计算"
        "（政府信息公开信息处理费管理办法（国办函〔2020〕109号）第三条），请只选一种。"
    )


def test_what_is_public_already_is_not_charged_by_page():
    with pytest.raises(FeeRefused) as caught:
        month_ledger(twelve(last=(Method.BY_PAGE,), pages=120, outcome="O01"))
    assert str(caught.value) == (
        "申请12不能按量计收：相关政府信息已经主动公开，只告知获取的方式、途径的，不按量计收"
        "（政府信息公开信息处理费管理办法（国办函〔2020〕109号）第五条），请改为按件计收或者不收费。"
    )
    assert month_ledger(twelve(last=(Method.BY_CASE,), outcome="O01")).total == 100
    assert month_ledger(twelve(last=(Method.BY_PAGE,), pages=31, outcome="O02")).total == 10


def test_the_days_of_receipt_give_the_ordinals():
    cases = [
        FeeCase("丙", date(2025, 3, 31), (Method.BY_CASE,)),
        FeeCase("甲", date(2025, 3, 1)),
        FeeCase("乙", date(2025, 3, 1)),
    ]
    assert [(line.case.number, line.ordinal) for line in month_ledger(cases).lines] == [("甲", 1), ("乙", 2), ("丙", 3)]


def test_two_months_are_two_accounts():
    with pytest.raises(FeeRefused) as caught:
        month_ledger([FeeCase("1", date(2025, 3, 31)), FeeCase("2", date(2025, 4, 1))])
    assert str(caught.value) == ("申请2于2025-04-01收到，与申请1（2025-03-31）不在同一个自然月：请按月分别计算。")
    with pytest.raises(FeeRefused):
        month_ledger([FeeCase("1", date(2025, 3, 1)), FeeCase("2", date(2024, 3, 1))])


def test_an_empty_month_costs_nothing():
    assert month_ledger([]).total == Decimal(0)


def test_the_time_to_pay_counts_an_adjusted_sunday():
    assert payment_deadline(date(2025, 4, 25), Calendar()) == date(2025, 5, 27)
