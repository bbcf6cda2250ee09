from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.notices.wording import Filled, Verbatim, all_gaps, fill, gaps, holds, in_words

FACTS = {"a": "甲", "none": None, "empty": " ", "day": date(2025, 6, 3), "no": False, "yes": True}


@pytest.mark.parametrize(
    ("template", "text", "missing"),
    [
        ("没有空白。", "没有空白。", ()),
        ("{a}于{day}到。", "甲于2025年6月3日到。", ()),
        ("{a}[（{none}）]。", "甲。", ()),
        ("{a}[（{a}）]。", "甲（甲）。", ()),
        ("{none}和{empty}", "和", ("none", "empty")),
        ("[甲{a}[乙{none}]]。", "甲甲。", ()),
        ("[甲{none}[乙{a}]]。", "。", ()),
    ],
)
def test_gaps_are_filled_left_out_or_reported(template, text, missing):
    assert fill(template, FACTS.get) == Filled(text, missing)


def test_the_gaps_of_a_template_are_known():
    assert gaps("{a}[{b}]{c}") == ("a", "c")
    assert all_gaps("{a}[{b}]{c}") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (False, ""),
        (True, "是"),
        (3, "3"),
        (Decimal("1700.00"), "1700"),
        (Decimal("12.5"), "12.50"),
        (("甲", "", "乙。"), "甲、乙"),
        ("尾号。；", "尾号"),
        ("第一行\n\n 第二行。\n", "第一行；第二行"),
        ("（括号）", "（括号）"),
        ("张\u202e某\u200b\ufeff", "张某"),
        ("\u200b", ""),
        (Verbatim(" 1.甲。\n\n2.乙\u2066\r\n"), "1.甲。\n2.乙"),
    ],
)
def test_values_are_written_as_a_notice_does(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a", True),
        ("!a", False),
        ("none", False),
        ("!none", True),
        ("no", False),
        ("yes", True),
        ("a=甲", True),
        ("a=乙", False),
        ("a!=乙", True),
        ("a!=甲", False),
    ],
)
def test_conditions(condition, expected):
    assert holds([condition], FACTS.get) is expected


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("“{a}”", "“甲‘乙“丙”’”"),
        ("“关于{a}的”{a}", "“关于甲‘乙“丙”’的”甲“乙‘丙’”"),
        ("“甲”{a}", "“甲”甲“乙‘丙’”"),
        ("“[（{a}）]”", "“（甲‘乙“丙”’）”"),
        ("“一{a}二{a}”", "“一甲‘乙“丙”’二甲‘乙“丙”’”"),
    ],
)
def test_quotation_marks_within_quotation_marks_are_those_of_the_next_level(template, text):
    assert fill(template, {"a": "甲“乙‘丙’”"}.get).text == text
