"""Identity numbers and account numbers, each by its detector alone."""

from __future__ import annotations

import pytest

from gongkai.core.publication.account_numbers import find_bank_cards, find_chat_accounts, is_card_number
from gongkai.core.publication.identity_numbers import find_identity_numbers, is_identity_number
from gongkai.core.publication.marks import Urgency
from gongkai.core.publication.organization_code import is_credit_code
from gongkai.core.publication.passage import Passage

VALID = "230184198703051018"


@pytest.mark.parametrize("last", "0123456789X")
def test_one_check_character_of_eleven_holds(last: str) -> None:
    assert is_identity_number(VALID[:17] + last) is (last == "8")


def test_every_single_slip_breaks_the_check_character() -> None:
    slips = [VALID[:at] + digit + VALID[at + 1 :] for at in range(17) for digit in "0123456789" if digit != VALID[at]]
    assert [number for number in slips if is_identity_number(number)] == []


def test_luhn_finds_every_single_slip() -> None:
    card = "6222021234567890128"
    slips = [card[:at] + digit + card[at + 1 :] for at in range(19) for digit in "0123456789" if digit != card[at]]
    assert is_card_number(card)
    assert [number for number in slips if is_card_number(number)] == []


@pytest.mark.parametrize("written", [
    VALID, "230184 19870305 1018", "230184 1987 0305 1018", "230 184 19870305 1018", "230 184 1987 0305 1018", "2301 8419 8703 0510 18",
    "23018419870305101 8", "230184 198703051018", "23018419870305\n1018", "2\n30184198703051018", "23018419870305101 \n 8",
])  # fmt: skip
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    marks = list(find_identity_numbers(Passage(f"证件{written}，")))
    assert [(mark.text, mark.start, mark.masked) for mark in marks] == [(written, 2, "230184***********8")]


@pytest.mark.parametrize("written", [
    "2 3 0 1 8 4 1 9 8 7 0 3 0 5 1 0 1 8", "230184\t19870305\t1018", "230184\n19870305\n1018", "1" + VALID, VALID + "1", VALID + "*", "*" + VALID, VALID + "/2024",
    "230184188703051018", "230184198702301018", VALID[:17] + "7",
])  # fmt: skip
def test_digits_that_are_no_identity_number(written: str) -> None:
    assert list(find_identity_numbers(Passage(f"证件{written}"))) == []


def test_a_foreigners_card_and_a_firms_credit_code_begin_alike() -> None:
    assert [mark.text for mark in find_identity_numbers(Passage("911110198001010017"))] == ["911110198001010017"]
    both = "912301199101010006"
    assert is_identity_number(both)
    assert is_credit_code(both)
    assert list(find_identity_numbers(Passage(both))) == []


@pytest.mark.parametrize("after", ["Xa", "x", "X", "，"])
def test_a_letter_after_the_number(after: str) -> None:
    found = [mark.text for mark in find_identity_numbers(Passage(VALID + after))]
    assert found == ([] if after in {"x", "X"} else [VALID])


def test_numbers_that_overlap_are_each_tried() -> None:
    found = {mark.text for mark in find_identity_numbers(Passage(f"12 {VALID} 5\n{VALID}"))}
    assert found == {VALID}


@pytest.mark.parametrize(("text", "urgency"), [
    ("身份证230184870305101", Urgency.MUST_MASK), ("230184870305101", Urgency.ASK), ("信用代码230184870305101", None), ("230184871305101", None),
    ("990184870305101", None), ("0.230184870305101", None),
])  # fmt: skip
def test_fifteen_digits(text: str, urgency: Urgency | None) -> None:
    assert [mark.urgency for mark in find_identity_numbers(Passage(text))] == ([urgency] if urgency else [])


@pytest.mark.parametrize(("text", "found"), [
    (f"残疾证{VALID}43", [Urgency.MUST_MASK]), (f"{VALID}43", [Urgency.ASK]), (f"{VALID}95", []), (f"{VALID[:17]}743", []), ("23018419871305101843", []),
])  # fmt: skip
def test_disability_certificates(text: str, found: list[Urgency]) -> None:
    assert [mark.urgency for mark in find_identity_numbers(Passage(text))] == found


@pytest.mark.parametrize(("text", "found"), [
    ("账号230184198703051099", []),  # eighteen digits with a day in them: an identity number that fails its check
    ("账号230184208703051099", []),
    ("账号230184178703051099", [Urgency.ASK]),
    ("账号12345678901", []),
    ("账号123456789012", [Urgency.ASK]),
    ("对公账号123456789012", []),
    ("对公账户 6222021234567890128", [Urgency.ASK]),
    ("名称：某县某医院 卡号6222021234567890128", [Urgency.ASK]),
    ("62220212345678901280", []),
    ("6222021234567890128/2024", []),
    ("9558801234567890128", [Urgency.ASK]),
    ("7222021234567890124", []),
    ("单号6222 0212 3456 7890 128", []),
    ("6222 0212 3456 7890 127", []),
    ("6222-0212 3456 7890 128", []),
])  # fmt: skip
def test_cards_and_accounts(text: str, found: list[Urgency]) -> None:
    assert [mark.urgency for mark in find_bank_cards(Passage(text))] == found


@pytest.mark.parametrize(("text", "found"), [
    ("微信：zhang_88", ["zhang_88"]), ("扣扣号是1234567", ["1234567"]), ("QQ群：123456789", []), ("本局微信：zhang_88", []), ("微信：张某", []), ("QQ：1234", []),
])  # fmt: skip
def test_chat_accounts(text: str, found: list[str]) -> None:
    assert [mark.text for mark in find_chat_accounts(Passage(text))] == found
