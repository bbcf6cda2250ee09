"""The processing fee (信息处理费): by case within a month, or by page of one application, each progressively."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from gongkai.core.errors import FeeRefused, NoLawInForce
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import Entry, cites_of, entries, entries_in_force, in_force
from gongkai.core.law.limits import PACKAGE, SEEN, limit

FILE = "fees.toml"
MOST = 1_000_000
"""Of more cases in a month, or pages of one application, no account is made: the number is a slip."""
STEPS_TOLD = 6
"""Steps of an open tier that are told one by one; of more, those in the middle are told as one share."""


class Method(StrEnum):
    """How the fee of one application is reckoned."""

    BY_CASE = "by_case"
    BY_PAGE = "by_page"

    @property
    def label(self) -> str:
        """The method in the words of the measure.

        >>> Method.BY_CASE.label
        '按件计收'
        """
        return "按件计收" if self is Method.BY_CASE else "按量计收"

    @property
    def unit(self) -> str:
        """What is counted.

        >>> Method.BY_PAGE.unit
        '页'
        """
        return "件" if self is Method.BY_CASE else "页"


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of the scale: `rate` yuan for each of `first` to `last`, rising by `rise` after every `step` of them."""

    method: Method
    label: str
    first: int
    last: int | None
    rate: Decimal
    step: int | None
    rise: Decimal
    since: date
    until: date | None
    cite: Cite
    sure: str


@dataclass(frozen=True, slots=True)
class Share:
    """What falls into one tier: the `first` to `last` of those counted, at `rate` yuan each.

    With `steps` of more than one it gathers as many whole steps of the tier, the rate rising from each to the next.
    """

    tier: Tier
    first: int
    last: int
    rate: Decimal
    steps: int = 1

    @property
    def highest(self) -> Decimal:
        """The rate of the last of them."""
        return self.rate + self.tier.rise * (self.steps - 1)

    @property
    def total(self) -> Decimal:
        """The yuan for all of them; steps are alike in length, so their mean rate is that of the first and the last."""
        return (self.rate + self.highest) * (self.last - self.first + 1) / 2


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan: `total` for all that were counted, `last` for the last of them, and how it adds up."""

    total: Decimal
    last: Decimal
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class FeeCase:
    """One application in the account of a month: its number, the day of receipt, and how it is charged, if at all.

    `methods` holds no method (nothing is charged) or one; `pages` are those of this application, A4 or smaller, one side
    each; `outcome` is the code of its outcome (O01 …) where it is known.
    """

    number: str
    received: date
    methods: tuple[Method, ...] = ()
    pages: int = 0
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One application in the month's account: which of the month it is, its rate by case, and what it costs in yuan."""

    case: FeeCase
    ordinal: int
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of one applicant with one agency in one calendar month; `total` in yuan."""

    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> Decimal:
        """The yuan of all lines."""
        return sum((line.amount for line in self.lines), Decimal(0))


@cache
def tiers() -> tuple[Tier, ...]:
    """Return every tier of both methods, as the data has them."""
    return tuple(_tier(method, entry) for method in Method for entry in entries(PACKAGE, FILE, method))


def tiers_in_force(method: Method, on: date) -> tuple[Tier, ...]:
    """Return the tiers of a method on a day; `NoLawInForce` before there was a fee.

    >>> [str(tier.rate) for tier in tiers_in_force(Method.BY_PAGE, date(2025, 1, 1))]
    ['0', '10', '20', '40']
    """
    found = tuple(in_force((tier for tier in tiers() if tier.method is method), on))
    if not found:
        first = min(tiers(), key=lambda tier: tier.since)
        raise NoLawInForce(
            f"{on.isoformat()}还没有信息处理费的规定：{first.cite.act}自{first.since.isoformat()}起施行；请核对日期。"
        )
    return found


def case_fee(cases: int, on: date) -> Fee:
    """Return what an applicant owes for a number of applications in one calendar month, all charged by case.

    `on` is a day of that month. 109号第四条.

    >>> fee = case_fee(31, date(2025, 3, 1))
    >>> str(fee.total), str(fee.last)
    ('2200', '200')
    """
    return _fee(Method.BY_CASE, cases, on)


def page_fee(pages: int, on: date) -> Fee:
    """Return what one application of so many pages costs by page; pages of several applications aren't added. 109号第五条.

    >>> str(page_fee(150, date(2025, 3, 1)).total)
    '1700'
    """
    return _fee(Method.BY_PAGE, pages, on)


def month_ledger(cases: Sequence[FeeCase]) -> Ledger:
    """Reckon one applicant's applications to one agency within one calendar month, by the day of receipt.

    Every application counts for the ordinals, charged or not; those of one day in the order given. `FeeRefused` for an
    application outside the month, charged by both methods, or by page though it only points to what is public.
    """
    ordered = sorted(cases, key=lambda case: case.received)
    for case in ordered:
        _refuse_other_month(case, ordered[0])
        _refuse_method(case)
    return Ledger(tuple(_line(case, ordinal) for ordinal, case in enumerate(ordered, 1)))


def payment_deadline(notice_received: date, calendar: Calendar) -> date:
    """Return the last day to pay: the workdays are counted from the day after the notice was received.

    >>> payment_deadline(date(2025, 4, 25), Calendar())
    datetime.date(2025, 5, 27)
    """
    return calendar.add(notice_received, limit("fee_payment", notice_received).amount)


def _tier(method: Method, entry: Entry) -> Tier:
    (cite,) = cites_of(entry)
    return Tier(
        method,
        entry["label"],
        entry["first"],
        entry.get("last"),
        Decimal(entry["rate"]),
        entry.get("step"),
        Decimal(entry.get("rise", "0")),
        entry["from"],
        entry.get("until"),
        cite,
        entry.get("sure", SEEN),
    )


def _fee(method: Method, count: int, on: date) -> Fee:
    found = tiers_in_force(method, on)
    if count < 0:
        raise FeeRefused(f"{method.unit}数不能是负数（{count}）：请填写0或者更大的整数。")
    if count > MOST:
        raise FeeRefused(f"{method.unit}数超过了{MOST}，不像是真的：请核对后再算。")
    shares = tuple(share for tier in found for share in _shares(tier, count))
    total = sum((share.total for share in shares), Decimal(0))
    return Fee(total, shares[-1].highest if shares else Decimal(0), shares)


def _shares(tier: Tier, count: int) -> Iterator[Share]:
    """Yield what of the first `count` falls into a tier, a share for each rate, or one for many in the middle."""
    end = count if tier.last is None else min(count, tier.last)
    if end < tier.first:
        return
    if tier.step is None:
        yield Share(tier, tier.first, end, tier.rate)
        return
    steps = (end - tier.first) // tier.step + 1
    if steps <= STEPS_TOLD:
        spans = [(place, 1) for place in range(steps)]
    else:
        half = STEPS_TOLD // 2
        middle = (half, steps - 2 * half)
        spans = [*((place, 1) for place in range(half)), middle, *((place, 1) for place in range(steps - half, steps))]
    for place, together in spans:
        first = tier.first + place * tier.step
        yield Share(tier, first, min(end, first + together * tier.step - 1), tier.rate + place * tier.rise, together)


def _line(case: FeeCase, ordinal: int) -> FeeLine:
    rate = case_fee(ordinal, case.received).last
    match case.methods:
        case (Method.BY_CASE,):
            amount = rate
        case (Method.BY_PAGE,):
            amount = page_fee(case.pages, case.received).total
        case _:
            amount = Decimal(0)
    return FeeLine(case, ordinal, rate, amount)


def _refuse_other_month(case: FeeCase, first: FeeCase) -> None:
    if (case.received.year, case.received.month) != (first.received.year, first.received.month):
        raise FeeRefused(
            f"申请{case.number}于{case.received.isoformat()}收到，与申请{first.number}（{first.received.isoformat()}）"
            "不在同一个自然月：请按月分别计算。"
        )


def _refuse_method(case: FeeCase) -> None:
    if len(case.methods) > 1:
        rule = _rule("one_method", case.received)
        raise FeeRefused(f"申请{case.number}同时按件、按量计收：{rule}，请只选一种。")
    closed = [entry for entry in _rules("not_by_page", case.received) if case.outcome in entry["outcomes"]]
    if Method.BY_PAGE in case.methods and closed:
        raise FeeRefused(f"申请{case.number}不能按量计收：{_told(closed[0])}，请改为按件计收或者不收费。")


def _rules(table: str, on: date) -> Iterable[Entry]:
    return entries_in_force(entries(PACKAGE, FILE, table), on)


def _rule(table: str, on: date) -> str:
    return _told(next(iter(_rules(table, on))))


def _told(entry: Entry) -> str:
    return f"{entry['label']}（{'、'.join(map(str, cites_of(entry)))}）"
