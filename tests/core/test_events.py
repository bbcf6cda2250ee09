"""Every kind of event has a label and an article, and its keys are those of the contract."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from gongkai.core.casework.events import (
    EVENTS,
    FeeNoticed,
    Replied,
    ThirdPartyConsulted,
    cite_for,
    label_of,
)
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
    "third_party_answered": {"id", "consents"},
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
    assert rows == list(EVENTS)
    assert all(label_of(kind) and cite_for(kind).act for kind in EVENTS)


def test_a_letter_runs_from_the_day_it_was_received():
    day, later = date(2025, 6, 3), date(2025, 6, 5)
    assert ThirdPartyConsulted(on=day).got_letter == day
    assert ThirdPartyConsulted(on=day, received=later).got_letter == later
    assert FeeNoticed(on=day).got_notice == day
    assert FeeNoticed(on=day, received=later).got_notice == later


def test_a_reply_by_post_leaves_when_it_is_posted():
    assert Replied(on=date(2025, 6, 3), outcome="O02", posted=date(2025, 6, 5)).left == date(2025, 6, 5)
