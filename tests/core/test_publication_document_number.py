"""Document numbers: read however typed, written as GB/T 9704 wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidMetadata
from gongkai.core.publication.document_number import DocumentNumber, read_document_number


@pytest.mark.parametrize(
    ("typed", "proper", "why"),
    [
        ("国办发〔2017〕47号", "国办发〔2017〕47号", ""),
        (" 国办发〔2017〕47号 ", "国办发〔2017〕47号", ""),
        ("国办发[2017]47号", "国办发〔2017〕47号", "年份没有用六角括号"),
        ("国办发（2017）47号", "国办发〔2017〕47号", "年份没有用六角括号"),
        ("国办发【2017】47号", "国办发〔2017〕47号", "年份没有用六角括号"),
        ("国办发\uff3b2017\uff3d47号", "国办发〔2017〕47号", "年份没有用六角括号"),
        ("国办发〔2017]47号", "国办发〔2017〕47号", "年份没有用六角括号"),
        ("某政办发〔17〕5号", "某政办发〔2017〕5号", "年份没有用四位"),
        ("某政办发〔98〕5号", "某政办发〔1998〕5号", "年份没有用四位"),
        ("某政办发〔2017〕第5号", "某政办发〔2017〕5号", "顺序号前加了“第”"),
        ("某政办发〔2017〕05号", "某政办发〔2017〕5号", "顺序号编了虚位"),
        ("某政办发〔2017〕5", "某政办发〔2017〕5号", "末尾没有“号”"),
        ("某政办发 〔2017〕 5号", "某政办发〔2017〕5号", "空格、数字或者“第”的写法不合规范"),
        ("国务院令第711号", "国务院令第711号", ""),
        ("国务院令711号", "国务院令第711号", "空格、数字或者“第”的写法不合规范"),
    ],
)
def test_numbers_as_they_are_typed(typed, proper, why):
    found = read_document_number(typed)
    assert (str(found.number), found.why_improper, found.raw) == (proper, why, typed.strip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于某事的通知",
        "〔2017〕47号",
        "国办发2017年47号",
        "国办发〔2017〕0号",
        "国务院令第0号",
        "国办发〔1900〕4号",
    ],
)
def test_what_is_no_number(text):
    assert read_document_number(text) is None


@pytest.mark.parametrize(("code", "year", "number"), [("", 2017, 1), ("国办发", 2017, 0), ("国办发", 17, 1)])
def test_a_number_that_can_not_be(code, year, number):
    with pytest.raises(InvalidMetadata, match="编不成发文字号"):
        DocumentNumber(code, year, number)


@given(
    st.text("国省市县政办发函规字", min_size=1, max_size=8),
    st.one_of(st.none(), st.integers(1949, 9999)),
    st.integers(1, 999_999),
)
def test_what_is_written_is_read_back(code, year, number):
    made = DocumentNumber(code + "令" if year is None else code, year, number)
    found = read_document_number(str(made))
    assert (found.number, found.why_improper) == (made, "")
