"""Texts as the index takes them."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.search import bigrams
from gongkai.apps.search.bigrams import clean, facet_token, fold, is_han, pieces, sought_tokens, tokens, told

TEXTS = st.text(
    st.one_of(st.sampled_from("政府信息公开，。 　\n〔〕2025ab\uff21①⽂通知-\x00㎡İ𠮷々"), st.characters()), max_size=60
)


def words(title, body, *facets):
    return set(tokens(*told(title, body).split("\n"), facets).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府信息公开", ["政府信息公开"]),
        ("清商规〔2025〕3号", ["清商规", "2025", "3", "号"]),
        ("清商规[2025] 3 号", ["清商规", "2025", "3", "号"]),
        ("GB/T 1.1-2020", ["gb", "t", "1", "1", "2020"]),
        ("\uff27\uff22／\uff34　１", ["gb", "t", "1"]),
        ("通　　知", ["通知"]),
        ("张 三", ["张三"]),
        ("张三 李四", ["张三", "李四"]),
        ("经办 张 三 科长", ["经办", "张三", "科长"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("姓\t名", ["姓", "名"]),
        ("⽂件①", ["文件", "1"]),
        ("二〇二五年", ["二〇二五年"]),
        ("𠮷野家", ["𠮷野家"]),
        ("Ünïcode_x", ["ünïcode", "x"]),
        ("，。！《》", []),
        ("", []),
    ],
)
def test_pieces(text, expected):
    assert pieces(clean(text)) == expected


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301", "é"),
        ("政\u200b府\ufeff", "政府"),
        ("政\x00府\ue010", "政 府 "),
        ("\ud800", " "),
        ("豈", "豈"),
        ("㎡", "㎡"),
        ("甲\n乙\t丙", "甲\n乙\t丙"),
    ],
)
def test_clean(typed, kept):
    assert clean(typed) == kept


@given(TEXTS)
def test_what_is_kept_can_be_stored_and_is_kept_once(text):
    kept = clean(text)
    kept.encode()
    assert "\x00" not in kept
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


@given(TEXTS)
def test_folding_moves_no_character(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_every_piece_is_found_by_what_is_sought_of_it(title, body):
    title, body = clean(title), clean(body)
    found = words(title, body)
    for piece in (*pieces(title), *pieces(body)):
        assert set(sought_tokens(piece)) <= found
        if is_han(piece):
            assert set(piece) <= found
            assert {first + second for first, second in pairwise(piece)} <= found


@given(TEXTS)
def test_no_pair_is_made_of_what_does_not_touch(text):
    run_pairs = set()
    for piece in pieces(clean(text)):
        run_pairs |= {piece[at : at + 2] for at in range(len(piece) - 1)} if is_han(piece) else set()
    assert {word for word in words("", clean(text)) if len(word) == 2 and is_han(word) and is_han(word[1])} == run_pairs


def test_the_words_of_an_entry():
    assert words("通知", "办法 WPS 2025年", "kind:notice") - {bigrams.everything()} == {
        *("通", "知", "通知", "\ue002通", "\ue002知", "\ue002通知"),
        *("办", "法", "办法", "wp", "wps", "2025", "年"),
        facet_token("kind:notice"),
    }


def test_what_has_a_last_day_has_a_private_word():
    assert set(tokens("通", "", (), ends=True).split()) - set(tokens("通", "", ()).split()) == {bigrams.ending()}


def test_the_beginnings_of_words_and_of_long_numbers_are_words_of_the_index():
    assert words("", "gongkai 20251122 345 a 20ab") - {bigrams.everything()} == {
        *("go", "gon", "gong", "gongk", "gongka", "gongkai"),
        *("2025", "20251", "202511", "2025112", "20251122"),
        *("345", "a", "20a", "20ab"),
    }
    assert max(map(len, words("", "x" * 500))) == bigrams.LONGEST_WORD


def test_a_body_has_a_longest_length():
    assert told("", "很" * (bigrams.LONGEST_TEXT + 5)) == f"  \n {'很' * bigrams.LONGEST_TEXT} "


@given(st.text(max_size=12), st.text(max_size=12))
def test_different_facets_are_different_words(one, other):
    if bigrams.facet_line(one) != bigrams.facet_line(other):
        assert facet_token(one) != facet_token(other)
    assert facet_token(one).startswith("\ue001")
    assert not any(each.isascii() and not each.islower() and not each.isdigit() for each in facet_token(one))


def test_no_text_has_a_private_word():
    typed = f"{bigrams.everything()}{facet_token('kind:notice')}\ue002通知"
    assert not any(
        word[0] >= "\ue000" and word[0] <= "\uf8ff" for word in words("", clean(typed)) - {bigrams.everything()}
    )
