"""A timeline as a value, and as it is read from a file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.support.courses import course, day, plain_course

from gongkai.core.casework.events import EVENTS, Extended, Rectified, Submitted
from gongkai.core.casework.timeline import APPLICANT_KINDS, MOST_EVENTS, AgencyKind, Channel, Timeline, read_timeline
from gongkai.core.errors import InvalidTimeline


def test_a_file_becomes_a_timeline():
    read = course(
        "online", "2025-06-03 confirmed", "2025-06-02 submitted", applicant="business", agency_kind="government"
    )
    assert (read.channel, read.applicant, read.agency_kind) == (Channel.ONLINE, "business", AgencyKind.GOVERNMENT)
    assert [event.kind for event in read.events] == ["submitted", "confirmed"]


def test_what_is_not_said_is_a_natural_person_before_a_department():
    read = course("counter", "2025-06-02 submitted")
    assert (read.applicant, read.agency_kind) == ("natural_person", AgencyKind.DEPARTMENT)


def test_events_of_one_day_are_taken_in_the_order_of_the_law():
    lines = ["2025-06-02 submitted", "2025-06-02 rectification_requested", "2025-06-02 rectified"]
    assert course("counter", *lines).events == course("counter", *reversed(lines)).events


def test_days_may_be_dates_or_words():
    plain = plain_course("counter", "2025-06-02 submitted")
    plain["event"][0]["on"] = date(2025, 6, 2)
    assert read_timeline(plain) == course("counter", "2025-06-02 submitted")


def test_money_is_exact():
    fee = course("counter", "2025-06-02 submitted", "2025-06-03 fee_noticed amount=0.10").events[1]
    assert fee.amount == Decimal("0.10")


def test_until_leaves_out_what_came_later():
    whole = course("counter", "2025-06-02 submitted", "2025-06-05 rectification_requested")
    assert [event.kind for event in whole.until(day("2025-06-04")).events] == ["submitted"]
    assert whole.until(day("2025-06-05")) is whole
    assert Timeline(Channel.COUNTER).until(day("2025-06-05")).events == ()


def test_one_more_event_falls_into_its_place():
    whole = course("counter", "2025-06-02 submitted", "2025-06-05 rectification_requested")
    more = whole.with_event(Rectified(on=day("2025-06-09"))).with_event(Extended(on=day("2025-06-06"), workdays=3))
    assert [event.kind for event in more.events] == ["submitted", "rectification_requested", "extended", "rectified"]
    assert len(whole.events) == 2


def test_the_applicants_are_the_columns_of_the_form():
    assert len(APPLICANT_KINDS) == 6
    assert "total" not in APPLICANT_KINDS


GOOD = {"kind": "submitted", "on": "2025-06-02"}


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({}, "缺少[application]"),
        ({"application": 3, "event": [GOOD]}, "缺少[application]"),
        ({"application": {"channel": "counter"}}, "没有任何[[event]]"),
        ({"application": {"channel": "counter"}, "event": []}, "没有任何[[event]]"),
        ({"application": {"channel": "counter"}, "event": {"kind": "submitted"}}, "没有任何[[event]]"),
        ({"application": {}, "event": [GOOD]}, "channel没有写，只能是：counter"),
        ({"application": {"channel": "pigeon"}, "event": [GOOD]}, "channel“pigeon”"),
        ({"application": {"channel": "counter", "aplicant": "x"}, "event": [GOOD]}, "是不是applicant"),
        ({"application": {"channel": "counter", "applicant": "total"}, "event": [GOOD]}, "applicant“total”"),
        ({"application": {"channel": "counter"}, "event": [7]}, "第1个[[event]]不是一节键值"),
        ({"application": {"channel": "counter"}, "event": [{}]}, "没有写kind（发生了什么），只能是：submitted、"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"kind": "submited"}]}, "是不是submitted"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"kind": "zzz"}]}, "只能是：submitted、"),
        ({"application": {"channel": "counter"}, "event": [{"kind": "submitted"}]}, "（提交申请）缺少on"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"workdays": 3}]}, "workdays不认识"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"on": "6月2日"}]}, "“6月2日”不是日期"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"on": datetime(2025, 6, 2, 1, 2)}]}, "不是日期"),  # noqa: DTZ001
        ({"application": {"channel": "counter"}, "event": [GOOD | {"on": 20250602}]}, "不是日期"),
        ({"application": {"channel": "counter"}, "event": [GOOD | {"note": 1.5}]}, "应是文字"),
        (
            {"application": {"channel": "counter"}, "event": [GOOD, {"kind": "extended", "on": "2025-06-03"}]},
            "缺少workdays",
        ),
        (
            {"application": {"channel": "counter"}, "event": [GOOD, {"kind": "replied", "on": "2025-06-03"}]},
            "缺少outcome",
        ),
    ],
)
def test_a_bad_file_is_refused_by_key(plain, words):
    with pytest.raises(InvalidTimeline) as refused:
        read_timeline(plain)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "key", "value", "words"),
    [
        ("extended", "workdays", "20", "应是整数"),
        ("extended", "workdays", True, "应是整数"),
        ("third_party_answered", "consents", 1, "应是true或者false"),
        ("fee_noticed", "amount", "许多", "应是金额"),
        ("fee_noticed", "amount", True, "应是金额"),
        ("fee_noticed", "amount", -1, "大于零"),
        ("fee_noticed", "amount", "NaN", "大于零"),
        ("fee_noticed", "amount", 0, "大于零"),
        ("fee_noticed", "amount", "1.2345", "最多到分"),
        ("extended", "approved_by", 5, "应是文字"),
    ],
)
def test_a_bad_value_is_refused_by_key(kind, key, value, words):
    plain = plain_course("counter", "2025-06-02 submitted")
    plain["event"].append({"kind": kind, "on": "2025-06-03", key: value})
    with pytest.raises(InvalidTimeline) as refused:
        read_timeline(plain)
    assert words in str(refused.value)
    assert f"的{key}" in str(refused.value)


def test_a_table_of_events_under_another_name_is_not_lost():
    plain = plain_course("counter", "2025-06-02 submitted") | {"events": [{"kind": "confirmed", "on": "2025-06-03"}]}
    with pytest.raises(InvalidTimeline, match=r"\[\[events\]\]不认识"):
        read_timeline(plain)


def test_other_tables_are_left_to_others():
    plain = plain_course("counter", "2025-06-02 submitted") | {
        "notice": {"code": "D06"},
        "party": [{"name": "甲"}],
        "n": [1],
    }
    assert len(read_timeline(plain).events) == 1


def test_too_many_events():
    lines = ["2025-06-02 submitted"] * (MOST_EVENTS + 1)
    with pytest.raises(InvalidTimeline, match="一件申请最多500条"):
        course("counter", *lines)


def test_a_number_may_name_a_party():
    plain = plain_course("counter", "2025-06-02 submitted", "2025-06-03 third_party_consulted")
    plain["event"][1]["id"] = 1
    assert read_timeline(plain).events[1].id == "1"


def test_every_kind_can_be_read():
    required = {"extended": {"workdays": 3}, "replied": {"outcome": "O02"}}
    events = [{"kind": kind, "on": "2025-06-02"} | required.get(kind, {}) for kind in EVENTS]
    read = read_timeline({"application": {"channel": "counter"}, "event": events})
    assert [event.kind for event in read.events] == list(EVENTS)
    assert read.events[0] == Submitted(on=day("2025-06-02"))
