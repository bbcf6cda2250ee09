import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidNotice
from gongkai.core.notices.numbers import FAMILIES, DocumentNumber, NumberRegister, NumberScheme, read_number
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


@pytest.mark.parametrize("text", ["", "3号", "某商〔25〕3号", "某商〔2025〕0号", "某商〔2025〕三号", "某商〔2025〕3"])
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


def test_an_agency_writes_its_codes_its_own_way():
    scheme = NumberScheme("某政办", "{agency}{family}复").with_sign("reply", "依申请")
    assert str(scheme.number("reply", 2025, 8)) == "某政办依申请复〔2025〕8号"
    assert scheme.code("fee") == "某政办费复"


def test_an_unknown_family_is_refused():
    with pytest.raises(InvalidNotice, match="没有文书种类“letters”"):
        NumberScheme("五商").with_sign("letters", "函")


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
    numbers = tuple(DocumentNumber("甲告", 2025, serial) for serial in (1, 3, 3))
    assert NumberRegister(numbers).faults() == (
        "甲告〔2025〕2号空缺，请补登，或者登记为作废并写明原因。",
        "甲告〔2025〕3号用了2次，请核对文书，重新编号。",
    )
