"""What is typed, as it is understood."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.search.typed import LONGEST, MOST_TOKENS, MOST_WORDS, Typed, Word, understand

NEVER = {*string.punctuation, *string.whitespace, *string.ascii_uppercase, "\x00", *map(chr, range(0xE000, 0xF900))}
"""What would mean something to a database, or is private to the index."""


def wanted(text):
    return [("".join(word.told), word.open_end) for word in understand(text).wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市场监管", [("市场监管", False)]),
        ("市场 监管", [("市场", False), ("监管", False)]),
        ("市场，监管、市场", [("市场", False), ("监管", False)]),
        ("《办法》的通知", [("办法", False), ("的通知", False)]),
        ("清商规〔2025〕3号", [("清商规 2025 3 号", False)]),
        ("清商规[2025]3号", [("清商规 2025 3 号", False)]),
        ("清商规(2025)3", [("清商规 2025 3 ", False)]),
        ("gov", [(" gov", True)]),
        ("g", [(" g ", False)]),
        ("2025", [(" 2025", True)]),
        ("202", [(" 202 ", False)]),
        ("GB/T 1", [(" gb t ", False), (" 1 ", False)]),
        ('"GB/T 1"', [(" gb t 1 ", False)]),
        ("“市场 监管”局", [("市场 监管", False), ("局", False)]),
        ("“没有关上", [("没有关上", False)]),
        ("“通　知”", [("通知", False)]),
        ("a-b", [(" a b ", False)]),
        ("政府OR信息 AND (公开*)", [("政府 or 信息", False), (" and", True), ("公开", False)]),
        ("python,django", [(" python", True), (" django", True)]),
        ("NEAR(a b, 5) ^y", [(" near a ", False), (" b ", False), (" 5 ", False), (" y ", False)]),
    ],
)
def test_words_wanted(text, expected):
    assert wanted(text) == expected
    assert understand(text).unwanted == ()


@pytest.mark.parametrize(
    ("text", "words", "without"),
    [
        ("预算 -公开", ["预算"], ["公开"]),
        ("预算 －公开", ["预算"], ["公开"]),
        ("预算-公开", ["预算", "公开"], []),
        ("-“市场 监管” 企业", ["企业"], ["市场 监管"]),
        ("预算 -预算", ["预算"], []),
        ("-", [], []),
        ("- 预算", ["预算"], []),
        ("--预算", [], ["预算"]),
    ],
)
def test_words_left_out(text, words, without):
    typed = understand(text)
    assert [word.told for word in typed.wanted] == words
    assert [word.told for word in typed.unwanted] == without


@pytest.mark.parametrize("text", ["", " ", "　", "，。", '""', "“”", "\x00", "*", '-""', "\ue001\ue000", "^$", "''"])
def test_nothing_to_look_for(text):
    assert understand(text) == Typed()


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("市场", True), ("场", True), ("市场监", False), ("gov", True), ('"gov"', False), ("g", True), ('"g"', True),
        ("12", True), ("2025", True), ('"2025"', False), ("x" * 24, True), ("x" * 25, False), ("第3条", False),
    ],
)  # fmt: skip
def test_what_the_index_alone_settles(text, settled):
    assert [word.settled for word in understand(text).wanted] == [settled]


def test_what_is_typed_is_read_up_to_a_length():
    assert understand("政府" * 5_000).wanted == (Word(("政府" * (LONGEST // 2),)),)
    assert len(understand(" ".join(map(str, range(100)))).wanted) == MOST_WORDS
    han = "".join(chr(0x4E00 + each) for each in range(LONGEST))
    assert len(understand(han).wanted[0].tokens) == MOST_TOKENS


@given(
    st.text(
        st.one_of(st.sampled_from("\"“”-－*^:(){}'\\&|!<>,;.%_ 　\n\x00\ud800\ue000"), st.characters()), max_size=300
    )
)
def test_anything_typed_is_understood(text):
    typed = understand(text)
    for word in (*typed.wanted, *typed.unwanted):
        assert word.pieces
        assert word.tokens
        assert not set("".join(word.tokens)) & NEVER
