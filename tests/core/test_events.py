"""Every kind of event has a label and an article, and its keys are those of the contract."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from gongkai.core.casework.events import (
    EVENTS,
    FeeNoticed,
    Replied,
    ThirdPartyConsulted,
    cite_for,
    label_of,
)
from gongkai.core.law.cite import FEES, REGULATION, Cite
from gongkai.core.law.dated import entries

KEYS = {
    "submitted": set(),
    "signed_for": set(),
    "confirmed": set(),
    "rectification_requested": {"respond_by"},
    "rectified": set(),
    "reasons_requested": {"respond_by"},
    "reasons_given": {"reasonable", "reply_by"},
    "third_party_consulted": {"id", "received"},
    "third_party_answered": {"id", "consents", "reasonable"},
    "agency_consulted": {"id", "received"},
    "agency_answered": {"id", "consents"},
    "extended": {"workdays", "approved_by"},
    "fee_noticed": {"received", "amount"},
    "fee_paid": set(),
    "replied": {"outcome", "posted"},
    "delivered": {"how"},
    "withdrawn": set(),
}


def test_the_keys_are_those_of_the_contract():
    assert {kind: {field.name for field in fields(EVENTS[kind])} - {"on", "note"} for kind in EVENTS} == KEYS


def test_every_kind_has_its_words_and_its_article_and_no_other_has():
    rows = [row["name"] for row in entries("gongkai.core.casework", "events.toml", "event")]
    assert list(dict.fromkeys(rows)) == list(EVENTS)
    assert all(label_of(kind) and cite_for(kind).act for kind in EVENTS)


def test_a_letter_runs_from_the_day_it_was_received():
    day, later = date(2025, 6, 3), date(2025, 6, 5)
    assert ThirdPartyConsulted(on=day).got_letter == day
    assert ThirdPartyConsulted(on=day, received=later).got_letter == later
    assert FeeNoticed(on=day).got_notice == day
    assert FeeNoticed(on=day, received=later).got_notice == later


def test_a_reply_by_post_leaves_when_it_is_posted():
    assert Replied(on=date(2025, 6, 3), outcome="O02", posted=date(2025, 6, 5)).left == date(2025, 6, 5)


OLD = "政府信息公开条例（国务院令第492号）"


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("submitted", "第二十条"),
        ("rectification_requested", "第二十一条第四项"),
        ("rectified", "第二十一条第四项"),
        ("third_party_consulted", "第二十三条"),
        ("third_party_answered", "第二十三条"),
        ("extended", "第二十四条第二款"),
        ("replied", "第二十一条"),
    ],
)
def test_under_the_first_regulation_an_event_rests_on_its_articles(kind, article):
    assert cite_for(kind, date(2019, 5, 14)) == Cite(OLD, article)
    assert cite_for(kind, date(2019, 5, 15)) == cite_for(kind)
    assert cite_for(kind).act == REGULATION


@pytest.mark.parametrize("kind", ["reasons_requested", "agency_consulted", "fee_noticed", "confirmed"])
def test_what_the_first_regulation_did_not_know_rests_on_nothing(kind):
    assert cite_for(kind, date(2019, 5, 14)) is None
    assert label_of(kind, date(2019, 5, 14)) == label_of(kind)


def test_an_event_is_called_what_its_law_calls_it():
    assert label_of("rectified", date(2018, 1, 2)) == "收到更改、补充"
    assert label_of("rectified", date(2019, 5, 15)) == label_of("rectified") == "收到补正"


def test_a_fee_rests_on_the_article_of_the_measure():
    assert {str(cite_for(kind)) for kind in ("fee_noticed", "fee_paid")} == {f"{FEES}第六条"}
