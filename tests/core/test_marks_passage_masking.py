"""Marks and their rules, the text made plain, and the text covered."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.law.cite import Cite
from gongkai.core.publication.identity_numbers import is_identity_number
from gongkai.core.publication.marks import Kind, Urgency, either, rule, rules, words
from gongkai.core.publication.masking import mask, unmaskable
from gongkai.core.publication.passage import Passage, covered, in_words
from gongkai.core.publication.scan import scan

SECRETS = {Kind.SECRECY_MARK, Kind.WORK_SECRET, Kind.INTERNAL_MATERIAL, Kind.TRADE_SECRET, Kind.NOT_FOR_DISCLOSURE}


def test_every_kind_has_its_rule_and_every_rule_its_articles() -> None:
    assert set(rules()) == set(Kind)
    for law in rules().values():
        assert law.cites
        assert law.since >= date(2019, 5, 15)
        assert law.sure in {"", "conv"}
        assert law.label
        assert law.why


def test_nobody_paints_over_a_mark_of_secrecy() -> None:
    assert {kind for kind in Kind if not rule(kind).maskable and rule(kind).urgency is Urgency.MUST_MASK} == SECRETS


def test_urgencies_have_words_and_an_order() -> None:
    assert [(urgency.label, urgency.rank) for urgency in Urgency] == [("必须处理", 0), ("请核实", 1), ("提示", 2)]
    assert Kind.MOBILE_NUMBER.label == "手机号码"


def test_the_longest_word_of_a_list_is_tried_first() -> None:
    assert "家庭住址" in words("address_labels")
    assert either("mail_houses").index("vip.qq.com") < either("mail_houses").index("|qq.com")


def test_the_plain_text_keeps_every_place() -> None:
    passage = Passage("\uff21：１２３　—\u200b4")
    assert passage.plain == "A:123 - 4"
    assert len(passage.plain) == len(passage.text)


def test_a_line_is_cut_at_its_ends_and_at_its_reach() -> None:
    passage = Passage("甲\n乙丙\n丁")
    assert [passage.line(place) for place in (0, 2, 5)] == ["甲", "乙丙", "丁"]
    assert Passage("一二三四五六七").line(3, reach=2) == "二三四五"
    assert passage.before(3, 2) == "\n乙"
    assert passage.line_starts == [0, 2, 5]


def test_a_sentence_is_cut_at_its_stops_its_line_and_its_reach() -> None:
    passage = Passage("甲。乙丙。丁\n戊")
    assert [passage.sentence(place) for place in (0, 2, 5, 7)] == ["甲", "乙丙", "丁", "戊"]
    long = Passage("前" * 200 + "中" + "后" * 200)
    assert long.sentence(200) == "前" * 120 + "中" + "后" * 119


@pytest.mark.parametrize(("text", "first", "last", "expected"), [
    ("230184198703051018", 6, 1, "230184***********8"), ("2301 84-1987\n0305", 4, 4, "2301******0305"), ("abc", 0, 0, "***"),
])  # fmt: skip
def test_stars_between_what_stays(text: str, first: int, last: int, expected: str) -> None:
    assert covered(text, first, last) == expected


def test_at_least_one_character_is_hidden() -> None:
    assert covered("abc", 2, 2) == "ab*"


def test_each_act_is_named_once() -> None:
    cites = (Cite("甲法", "第一条"), Cite("甲法", "第二条"), Cite("乙法", "第三条"))
    assert in_words(cites) == "甲法第一条、第二条；乙法第三条"


def test_masking_covers_what_it_is_given_and_nothing_else() -> None:
    text = "张某230184198703051018，机密★10年，邮箱zhang@163.com"
    marks = scan(text)
    assert mask(text, marks) == "张某230184***********8，机密★10年，邮箱z****@163.com"
    assert mask(text, marks[:1]) == "张某230184***********8，机密★10年，邮箱zhang@163.com"
    assert mask(text, ()) == text
    assert [found.text for found in unmaskable(marks)] == ["机密★10年"]


def test_the_masked_identity_number_cannot_be_completed_from_the_day_of_birth() -> None:
    masked = scan("身份证号230184198703051018，1987年3月5日出生")[0].masked
    assert masked is not None
    fitting = [serial for serial in range(1000) if is_identity_number(f"{masked[:6]}19870305{serial:03}{masked[-1]}")]
    assert len(fitting) > 80


@pytest.mark.parametrize(("text", "masked"), [
    ("手机+86 138-1234-5678", "138****5678"), ("卡号6222021234567890128", "***************0128"), ("住址：黑龙江省五常市某镇某村2组15号", "黑龙江省五常市***"),
    ("住址：某村2组15号", "***"), ("住址：某县某村2组15号", "某县***"), ("家庭电话：0451-53523789", "**********89"), ("a@qq.com", "a***@qq.com"), ("京A·D12345", "京A******5"),
    ("出生日期：1949年12月31日", "1949年*月*日"), ("微信号：zhang_mou88", "zh*********"), ("护照E12345678", "E******78"),
])  # fmt: skip
def test_each_kind_keeps_what_practice_keeps(text: str, masked: str) -> None:
    assert [mark.masked for mark in scan(text)] == [masked]
