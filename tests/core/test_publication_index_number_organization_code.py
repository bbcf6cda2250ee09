"""Index numbers and the codes in them: read in every way found, made by one rule, checked digit by digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidMetadata
from gongkai.core.publication.index_number import (
    LENGTH,
    IndexKind,
    make_index_number,
    next_index_number,
    read_index_number,
)
from gongkai.core.publication.organization_code import (
    CREDIT_LETTERS,
    LETTERS,
    check_character,
    credit_check_character,
    is_credit_code,
    is_organization_code,
    organization_code,
)

# Codes of public agencies, as printed on their pages.
CREDIT_CODES = ("11341702486344515H", "12620600MB0523338C", "11620622013933539B")
BODIES = st.text(LETTERS, min_size=8, max_size=8)
CREDIT_BODIES = st.text(CREDIT_LETTERS, min_size=17, max_size=17)


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_codes_of_agencies_check(code):
    assert is_credit_code(code)
    assert is_organization_code(organization_code(code))


@pytest.mark.parametrize(
    ("body", "last"), [("00001434", "9"), ("48634451", "5"), ("00000000", "0"), ("00000011", "5"), ("0000100X", "6")]
)
def test_the_ninth_character(body, last):
    assert check_character(body) == last


def test_the_ninth_character_may_be_x():
    found = {check_character(f"{number:08d}") for number in range(30)}
    assert "X" in found
    assert found <= set("0123456789X")


@given(BODIES)
def test_only_one_ninth_character_is_right(body):
    assert [last for last in "0123456789X" if is_organization_code(body + last)] == [check_character(body)]


@given(CREDIT_BODIES, st.integers(0, 16), st.sampled_from(CREDIT_LETTERS))
def test_one_wrong_character_of_a_credit_code_is_found(body, place, letter):
    code = body + credit_check_character(body)
    assert is_credit_code(code)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_credit_code(wrong) == (wrong == code)


@pytest.mark.parametrize("code", ["", "0000143", "00001434Y", "000014349 ", "ABCDEFG", "00001434９"])
def test_what_is_no_organization_code(code):
    assert not is_organization_code(code)


@pytest.mark.parametrize("code", ["", "1134170248634451", "I1341702486344515H", "11341702486344515h"])
def test_what_is_no_credit_code(code):
    assert not is_credit_code(code)
    with pytest.raises(InvalidMetadata, match="不是统一社会信用代码，或者末位校验不符"):
        organization_code(code)


@pytest.mark.parametrize(
    ("raw", "kind", "code", "year", "month", "serial"),
    [
        ("000014349/2017-00110", IndexKind.NATIONAL, "000014349", 2017, None, 110),
        (" 000014349/2017-00110\n", IndexKind.NATIONAL, "000014349", 2017, None, 110),
        ("11341702486344515H/202110-00013", IndexKind.CODED, "11341702486344515H", 2021, 10, 13),
        ("12620600MB0523338C/2025-04735", IndexKind.CODED, "12620600MB0523338C", 2025, None, 4735),
        ("00001434/2017-0110", IndexKind.CODED, "00001434", 2017, None, 110),
        ("000014349/2017-0110", IndexKind.CODED, "000014349", 2017, None, 110),
        ("000014349/201705-00110", IndexKind.CODED, "000014349", 2017, 5, 110),
        ("20191202-189769", IndexKind.DATED, "", 2019, 12, 189769),
        ("530000201912020000012", IndexKind.DIGITS, "", None, None, None),
        ("000014349/201713-00110", IndexKind.UNKNOWN, "", None, None, None),
        ("20191302-189769", IndexKind.UNKNOWN, "", None, None, None),
        ("某县公开第3号", IndexKind.UNKNOWN, "", None, None, None),
        ("", IndexKind.UNKNOWN, "", None, None, None),
    ],
)
def test_index_numbers_as_they_are_found(raw, kind, code, year, month, serial):
    found = read_index_number(raw)
    assert (found.kind, found.code, found.year, found.month, found.serial) == (kind, code, year, month, serial)
    assert str(found) == raw.strip()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("000014349/2017-00110", ""),
        ("12620600MB0523338C/2025-04735", "用18位统一社会信用代码，共29位，不是20位"),
        ("11341702486344515H/202110-00013", "用18位统一社会信用代码，年份后有月份，共31位，不是20位"),
        ("000014349/2017-0110", "用9位代码，共19位，不是20位"),
        ("20191202-189769", "以日期开头，共15位，不是20位"),
        ("530000201912020000012", "只有数字，共21位，不是20位"),
        ("某县公开第3号", "认不出编法，共7位，不是20位"),
        ("某" * 20, "认不出编法"),
        ("000014349/0000-00000", "年份0000不对，顺序号是0"),
        ("000014349/1948-00001", "年份1948不对"),
        ("000014349/2025-00000", "顺序号是0"),
        ("000014349/2025-0000", "用9位代码，共19位，不是20位，顺序号是0"),
        ("00001202-0000", "以日期开头，共13位，不是20位，年份0000不对，顺序号是0"),
    ],
)
def test_how_a_number_departs_from_the_rule(raw, why):
    assert read_index_number(raw).why_not_national == why


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ("000014349/2017-00110", False),
        ("000014348/2017-00110", True),
        ("11341702486344515H/202110-00013", False),
        ("11341702486344516H/202110-00013", True),
        ("00001434/2017-0110", False),
        ("20191202-189769", False),
    ],
)
def test_the_code_in_a_number_is_checked(raw, wrong):
    assert read_index_number(raw).code_is_wrong is wrong


def test_a_number_is_made_by_the_rule():
    assert str(make_index_number("00001434-9", 2025, 7)) == "000014349/2025-00007"
    with pytest.raises(InvalidMetadata, match="组织机构代码“000014348”不是9位或者校验不符"):
        make_index_number("000014348", 2025, 7)
    for year in (-5, 17, 1948, 20_170):
        with pytest.raises(InvalidMetadata, match=f"年份{year}不在1949到9999之间，不能编索引号：请核对年份。"):
            make_index_number("000014349", year, 7)
    for serial in (0, 100_000):
        with pytest.raises(InvalidMetadata, match="不在1到99999之间"):
            make_index_number("000014349", 2025, serial)


def test_the_next_number_follows_the_largest_of_the_agency_and_year():
    given_out = [
        read_index_number(raw)
        for raw in (
            "000014349/2025-00009",
            "000014349/2025-00002",
            "000014349/2024-00100",
            "486344515/2025-00500",
            "某县公开第3号",
        )
    ]
    assert str(next_index_number("00001434-9", 2025, given_out)) == "000014349/2025-00010"
    assert str(next_index_number("000014349", 2026, given_out)) == "000014349/2026-00001"


@given(BODIES, st.integers(1949, 9999), st.integers(1, 99_999))
def test_what_is_made_is_read_back(body, year, serial):
    made = make_index_number(body + check_character(body), year, serial)
    assert read_index_number(str(made)) == made
    assert len(str(made)) == LENGTH
    assert made.why_not_national == ""
    assert not made.code_is_wrong


@given(st.text(max_size=40))
def test_nothing_breaks_the_reader(raw):
    assert str(read_index_number(raw)) == raw.strip()
