"""Information that isn't disclosed is looked at again: at intervals, and when something asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import InvalidTimeline
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.reassessment import (
    Conclusion,
    Interval,
    Reassessment,
    asks_for_publication,
    interval,
    occasions,
    reassessment_standing,
)

DECIDED = date(2024, 1, 31)


def standing(at, *looks, ground="N3", attribute=Attribute.WITHHELD, own=()):
    return reassessment_standing(attribute, ground, DECIDED, at, looks, own)


def look(on, conclusion=Conclusion.KEPT):
    return Reassessment(on, conclusion, "理由仍然成立", "张某")


def test_the_first_look_is_an_interval_after_the_decision():
    found = standing(date(2025, 1, 30))
    assert (found.due, found.is_due, found.sure) == (date(2025, 1, 31), False, "conv")
    assert found.message == (
        "2024年1月31日决定，每12个月评估一次，2025年1月31日前应当评估"
        "（政府信息公开条例（国务院令第711号）第十八条；间隔由本机关规定）。"
    )
    late = standing(date(2025, 1, 31))
    assert late.is_due
    assert late.message.endswith("，现在应当评估。")


def test_the_next_look_is_an_interval_after_the_last():
    found = standing(date(2026, 1, 1), look(date(2025, 2, 28)))
    assert found.due == date(2026, 2, 28)
    assert found.message.startswith("2025年2月28日上次评估，")


def test_months_end_where_the_month_does():
    assert standing(date(2024, 2, 1), ground="N6").due == date(2024, 7, 31)
    own = (Interval("", "本县规定", 1, interval().cite, "local"),)
    assert standing(date(2024, 2, 1), own=own).due == date(2024, 2, 29)
    own = (Interval("", "本县规定", 11, interval().cite, "local"),)
    assert standing(date(2024, 2, 1), own=own).due == date(2024, 12, 31)


def test_what_is_published_needs_no_look():
    assert standing(date(2030, 1, 1), attribute=Attribute.PROACTIVE).due is None
    found = standing(date(2030, 1, 1), look(date(2025, 1, 1), Conclusion.PROACTIVE))
    assert (found.due, found.is_due, found.message) == (None, False, "已经主动公开，不需要定期评估。")


def test_what_is_given_on_application_is_looked_at_too():
    assert standing(date(2024, 2, 1), ground="", attribute=Attribute.ON_APPLICATION).due == date(2025, 1, 31)


@pytest.mark.parametrize("days", [(date(2024, 1, 30),), (date(2025, 1, 2), date(2025, 1, 1))])
def test_looks_come_in_order(days):
    with pytest.raises(InvalidTimeline, match="的评估早于它之前的决定或者评估"):
        standing(date(2026, 1, 1), *map(look, days))


def test_occasions_concern_their_grounds():
    found = {each.key: each for each in occasions()}
    assert found["declassified"].concerns("N1")
    assert not found["declassified"].concerns("N4")
    assert found["law_changed"].concerns("")
    assert all(each.cites for each in found.values())
    assert found["superior_order"].cites[0].article == "第二十二条"


def test_conclusions_have_words_and_consequences():
    assert [each for each in Conclusion if each.publishes] == [Conclusion.PARTLY, Conclusion.PROACTIVE]
    assert len({each.label for each in Conclusion}) == 4


def test_two_applicants_suggest_publication():
    assert [asks_for_publication(count) for count in (0, 1, 2, 3)] == [False, False, True, True]
