"""Dated data: what holds on a day, and what it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import cites_of, document, entries, entries_in_force, holds, in_force
from gongkai.core.law.limits import limits

OLD = {"from": date(2008, 5, 1), "until": date(2019, 5, 14)}
NEW = {"from": date(2019, 5, 15)}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2008, 4, 30), []),
        (date(2008, 5, 1), [OLD]),
        (date(2019, 5, 14), [OLD]),
        (date(2019, 5, 15), [NEW]),
        (date(2099, 1, 1), [NEW]),
    ],
)
def test_both_ends_are_included(on, expected):
    assert list(entries_in_force([OLD, NEW], on)) == expected


def test_an_entry_without_a_beginning_has_always_held():
    assert list(entries_in_force([{}, {"until": date(2020, 1, 1)}], date(1990, 1, 1))) == [
        {},
        {"until": date(2020, 1, 1)},
    ]


def test_values_are_chosen_like_entries():
    texts = [each for each in limits() if each.name == "reply"]
    assert [each.amount for each in in_force(texts, date(2019, 5, 14))] == [15]
    assert holds(date(2019, 5, 15), None, date(2019, 5, 15))


def test_a_file_is_parsed_once():
    assert document("gongkai.core.law", "time_limits.toml") is document("gongkai.core.law", "time_limits.toml")
    assert [entry["workdays"] for entry in entries("gongkai.core.law", "time_limits.toml", "reply")] == [15, 20]


def test_an_entry_rests_on_one_article_on_several_or_on_none():
    one = {"act": "行政诉讼法", "article": "第四十六条"}
    assert cites_of({"cite": one}) == (Cite("行政诉讼法", "第四十六条"),)
    assert cites_of({"cites": [one, {"act": "民法典"}]}) == (Cite("行政诉讼法", "第四十六条"), Cite("民法典"))
    assert cites_of({"label": "没有依据"}) == ()
