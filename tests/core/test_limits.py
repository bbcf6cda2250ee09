"""The terms of the law, by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest

from gongkai.core.errors import NoLawInForce
from gongkai.core.law.limits import Unit, limit, limits, limits_in_force

OLD_LAST, NEW_FIRST = date(2019, 5, 14), date(2019, 5, 15)


@pytest.mark.parametrize(
    ("name", "on", "words", "article"),
    [
        ("reply", date(2008, 5, 1), "15个工作日", "第二十四条第二款"),
        ("reply", OLD_LAST, "15个工作日", "第二十四条第二款"),
        ("reply", NEW_FIRST, "20个工作日", "第三十三条第二款"),
        ("extension", OLD_LAST, "15个工作日", "第二十四条第二款"),
        ("extension", NEW_FIRST, "20个工作日", "第三十三条第二款"),
        ("rectification_notice", NEW_FIRST, "7个工作日", "第三十条"),
        ("third_party_answer", NEW_FIRST, "15个工作日", "第三十二条"),
        ("agency_answer", NEW_FIRST, "15个工作日", "第三十四条"),
        ("fee_payment", date(2021, 1, 1), "20个工作日", "第六条"),
        ("publication", OLD_LAST, "20个工作日", "第十八条"),
        ("publication", NEW_FIRST, "20个工作日", "第二十六条"),
        ("decision_withdrawal", date(2021, 7, 15), "3个工作日", "第四十八条第二款"),
        ("reconsideration_application", date(2023, 12, 31), "60日", "第九条"),
        ("reconsideration_application", date(2024, 1, 1), "60日", "第二十条第一款"),
        ("reconsideration_examination", date(2024, 1, 1), "5个工作日", "第三十条"),
        ("reconsideration_copy", date(2023, 12, 31), "7个工作日", "第二十三条"),
        ("reconsideration_copy", date(2024, 1, 1), "7个工作日", "第四十八条"),
        ("reconsideration_copy_simplified", date(2024, 1, 1), "3个工作日", "第五十四条"),
        ("reconsideration_reply", date(2023, 12, 31), "10日", "第二十三条"),
        ("reconsideration_reply", date(2024, 1, 1), "10个工作日", "第四十八条"),
        ("reconsideration_reply_simplified", date(2024, 1, 1), "5个工作日", "第五十四条"),
        ("reconsideration_decision", date(2023, 12, 31), "60日", "第三十一条"),
        ("reconsideration_decision", date(2024, 1, 1), "60日", "第六十二条第一款"),
        ("reconsideration_extension", date(2024, 1, 1), "30日", "第六十二条第一款"),
        ("reconsideration_decision_simplified", date(2024, 1, 1), "30日", "第六十二条第二款"),
        ("direct_litigation", date(2015, 4, 30), "3个月", "第三十九条"),
        ("direct_litigation", date(2015, 5, 1), "6个月", "第四十六条第一款"),
        ("litigation_after_reconsideration", date(2024, 1, 1), "15日", "第四十五条"),
        ("litigation_after_silence", date(2018, 2, 8), "6个月", "第六十六条"),
        ("complaint_copy", date(2024, 1, 1), "5日", "第六十七条第一款"),
        ("defence", date(2015, 4, 30), "10日", "第四十三条第一款"),
        ("defence", date(2015, 5, 1), "15日", "第六十七条第一款"),
    ],
)
def test_what_the_law_gives_on_a_day(name, on, words, article):
    found = limit(name, on)
    assert (str(found), found.cite.article) == (words, article)


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("reply", date(2008, 4, 30)),
        ("rectification_notice", OLD_LAST),
        ("third_party_answer", OLD_LAST),
        ("fee_payment", date(2020, 12, 31)),
        ("reconsideration_reply_simplified", date(2023, 12, 31)),
    ],
)
def test_before_a_rule_there_is_no_law(name, on):
    with pytest.raises(NoLawInForce, match=on.isoformat()):
        limit(name, on)


def test_the_refusal_names_the_first_text():
    with pytest.raises(NoLawInForce) as caught:
        limit("third_party_answer", date(2018, 1, 1))
    assert str(caught.value) == (
        "2018-01-01没有“第三方提出意见”的规定：最早的是政府信息公开条例（国务院令第711号）第三十二条，"
        "自2019-05-15起施行；请核对日期。"
    )


def test_a_name_that_no_term_has_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        limit("answer", NEW_FIRST)


def test_the_texts_of_a_term_follow_each_other_without_gap_or_overlap():
    for name, group in groupby(limits(), key=lambda each: each.name):
        texts = list(group)
        for earlier, later in pairwise(texts):
            assert earlier.until is not None, name
            assert later.since == earlier.until + timedelta(days=1), name
        assert texts[-1].until is None, name


def test_all_that_is_in_force_on_a_day():
    names = [each.name for each in limits_in_force(date(2018, 1, 1))]
    assert names[:3] == ["reply", "extension", "publication"]
    assert len(names) == len(set(names)) == 17
    assert all(each.since <= NEW_FIRST for each in limits_in_force(NEW_FIRST))


def test_before_the_first_regulation_nothing_is_in_force():
    with pytest.raises(NoLawInForce, match=r"国务院令第492号.*自2008-05-01起施行"):
        limits_in_force(date(2008, 4, 30))
    assert limits_in_force(date(2008, 5, 1))


def test_every_unit_has_its_word():
    assert [unit.label for unit in Unit] == ["个工作日", "日", "个月", "年"]


def test_how_sure_an_entry_is():
    assert limit("reply", NEW_FIRST).sure == "seen"
    assert limit("reply", OLD_LAST).sure == "own+"
    assert {each.sure for each in limits()} <= {"seen", "own+", "own?", "conv"}
