import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidNotice
from gongkai.core.notices.numbers import (
    FAMILIES,
    DocumentNumber,
    NumberRegister,
    NumberScheme,
    Voided,
    read_number,
)
from gongkai.core.notices.templates import templates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五商公开告〔2025〕3号", "五商公开告〔2025〕3号"),
        ("沪水务秘答(2009)第007号", "沪水务秘答〔2009〕7号"),
        ("某商公开补[2025]1号", "某商公开补〔2025〕1号"),
        (" 某商公复【2025】 第 12 号 ", "某商公复〔2025〕12号"),
        ("某商公开告（2025年）字第3号", "某商公开告〔2025〕3号"),
    ],
)
def test_variants_are_read_and_written_one_way(text, expected):
    assert str(read_number(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "3号", "某商〔25〕3号", "某商〔2025〕0号", "某商〔2025〕三号", "某商〔2025〕3", f"某商〔2025〕{'9' * 31}号", "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InvalidNotice, match="看不懂"):
        read_number(text)


@given(st.integers(2008, 2100), st.integers(1, 99999))
def test_a_number_reads_back(year, serial):
    number = NumberScheme("某商").number("reply", year, serial)
    assert read_number(str(number)) == number


def test_families_have_their_signs():
    scheme = NumberScheme("五商")
    assert [scheme.code(each.key) for each in FAMILIES] == [
        "五商公开告",
        "五商公开补",
        "五商公开由",
        "五商公开延",
        "五商公开征",
        "五商公开费",
        "五商公开函",
        "五商公开更",
    ]
    assert {one.family for one in templates() if one.family} == {each.key for each in FAMILIES}


@pytest.mark.parametrize(
    ("code", "year", "serial", "message"),
    [
        ("", 2025, 1, "文号里的机关代字“”不对"),
        ("<b>告", 2025, 1, "只能用文字和数字"),
        ("某商\u200b告", 2025, 1, "只能用文字和数字"),
        ("某" * 41, 2025, 1, "机关代字"),
        ("某商告", 0, 1, "年份不对"),
        ("某商告", 25, 1, "年份不对"),
        ("某商告", 2025, 0, "序号应当是1到999999"),
        ("某商告", 2025, -1, "序号应当是"),
        ("某商告", 2025, 10**31, "序号应当是"),
    ],
)
def test_a_number_that_can_not_be_is_refused(code, year, serial, message):
    with pytest.raises(InvalidNotice, match=message):
        DocumentNumber(code, year, serial)


@pytest.mark.parametrize("told", ["3", "003", " 3 ", "某商公开告〔2025〕3号", "某商公开告(2025)第003号"])
def test_a_serial_or_a_whole_number_of_the_family_is_read(told):
    assert str(NumberScheme("某商").read("reply", told, 2025)) == "某商公开告〔2025〕3号"


@pytest.mark.parametrize("told", ["某商公开补〔2025〕3号", "别的局〔2025〕3号", "某商公开〔2025〕3号"])
def test_the_number_of_another_family_or_agency_is_refused(told):
    with pytest.raises(InvalidNotice, match="代字“某商公开告”不一致"):
        NumberScheme("某商").read("reply", told, 2025)


@pytest.mark.parametrize(
    ("signs", "message"),
    [
        ({"reply": "补"}, "“补”同时是答复、告知（实体）、补正告知的字"),
        ({"reply": "复", "fee": "复"}, "“复”同时是"),
        ({"reply": ""}, "的字“”不对"),
        ({"reply": "<b>"}, "的字“<b>”不对"),
    ],
)
def test_signs_that_would_mix_the_families_are_refused(signs, message):
    with pytest.raises(InvalidNotice, match=message):
        NumberScheme("某商").with_signs(signs)


def test_two_families_may_change_their_signs():
    scheme = NumberScheme("某商").with_signs({"reply": "补", "rectification": "告"})
    assert (scheme.code("reply"), scheme.code("rectification")) == ("某商公开补", "某商公开告")


def test_an_agency_writes_its_codes_its_own_way():
    scheme = NumberScheme("某政办", "{agency}{family}复").with_signs({"reply": "依申请"})
    assert str(scheme.number("reply", 2025, 8)) == "某政办依申请复〔2025〕8号"
    assert scheme.code("fee") == "某政办费复"


def test_an_unknown_family_is_refused():
    with pytest.raises(InvalidNotice, match="没有文书种类“letters”"):
        NumberScheme("五商").with_signs({"letters": "函"})


def test_numbers_run_by_year_and_family():
    register = NumberRegister()
    taken = []
    for code, year in [("甲告", 2024), ("甲告", 2025), ("甲补", 2025), ("甲告", 2025)]:
        register, number = register.take(code, year)
        taken.append(str(number))
    assert taken == ["甲告〔2024〕1号", "甲告〔2025〕1号", "甲补〔2025〕1号", "甲告〔2025〕2号"]
    assert register.faults() == ()


def test_a_voided_number_is_kept_and_never_used_again():
    register, number = NumberRegister().take("甲告", 2025)
    register = register.void(number, " 文书写错 ")
    assert [(str(each.number), each.reason) for each in register.voided] == [("甲告〔2025〕1号", "文书写错")]
    assert str(register.next("甲告", 2025)) == "甲告〔2025〕2号"
    assert register.faults() == ()
    with pytest.raises(InvalidNotice, match="已经作废过"):
        register.void(number, "再次")


def test_only_a_taken_number_is_voided_and_with_a_reason():
    register, number = NumberRegister().take("甲告", 2025)
    with pytest.raises(InvalidNotice, match="没有登记过"):
        register.void(DocumentNumber("甲告", 2025, 2), "误编")
    with pytest.raises(InvalidNotice, match="要写明原因"):
        register.void(number, " ")


def test_gaps_and_doubles_are_told():
    numbers = tuple(DocumentNumber("甲告", 2025, serial) for serial in (2, 4, 4, 7))
    assert NumberRegister(numbers).faults() == (
        "甲告〔2025〕1号空缺，请补登，或者登记为作废并写明原因。",
        "甲告〔2025〕3号空缺，请补登，或者登记为作废并写明原因。",
        "甲告〔2025〕4号用了2次，请核对文书，重新编号。",
        "甲告〔2025〕5号至6号空缺，请补登，或者登记为作废并写明原因。",
    )


def test_a_gap_is_filled_by_entering_or_voiding_it():
    gap, other = DocumentNumber("甲告", 2025, 1), DocumentNumber("甲告", 2025, 2)
    register = NumberRegister((DocumentNumber("甲告", 2025, 3),))
    register = register.void(gap, "漏编").enter(other)
    assert register.faults() == ()
    assert str(register.next("甲告", 2025)) == "甲告〔2025〕4号"
    for number in (gap, other):
        with pytest.raises(InvalidNotice, match="已经登记过或者作废了"):
            register.enter(number)


def test_a_number_that_is_only_voided_is_never_given_again():
    register = NumberRegister((), (Voided(DocumentNumber("甲告", 2025, 5), "误编"),))
    assert register.next("甲告", 2025).serial == 6
    assert register.faults() == ("甲告〔2025〕1号至4号空缺，请补登，或者登记为作废并写明原因。",)


def test_a_long_register_is_examined_at_once():
    numbers = tuple(DocumentNumber("甲告", 2025, serial) for serial in range(1, 50_001))
    started = time.perf_counter()
    assert NumberRegister((*numbers, DocumentNumber("甲告", 2025, 900_000))).faults() == (
        "甲告〔2025〕50001号至899999号空缺，请补登，或者登记为作废并写明原因。",
    )
    assert time.perf_counter() - started < 5
