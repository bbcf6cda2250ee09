"""A standing with its reasons is the contract's answer."""

from __future__ import annotations

from tests.support.courses import course, over_counter

from gongkai.core.deadlines import Explanation, explain, stand
from gongkai.core.law.calendar import Calendar


def test_it_is_the_standing_and_more():
    timeline = over_counter("2025-06-12 replied outcome=O02")
    found = explain(timeline, Calendar())
    assert isinstance(found, Explanation)
    assert found.plain() == stand(timeline, Calendar()).plain() | {
        "allowed": ["deliver"],
        "refused": [{"action": one.action.name, "reasons": list(one.reasons)} for one in found.refused],
        "steps": list(found.steps),
    }


def test_the_example_of_the_contract():
    plain = explain(course("online", "2025-06-02 submitted", "2025-06-03 confirmed"), Calendar()).plain()
    assert plain["allowed"][:1] == ["request_rectification"]
    assert {"consult_third_party", "extend", "reply"} < set(plain["allowed"])
    assert all(isinstance(step, str) and step.endswith("。") for step in plain["steps"])
    assert {"action", "reasons"} == set(plain["refused"][0])


def remedies(*lines):
    return explain(over_counter(*lines), Calendar()).plain().get("remedies")


def test_once_delivered_the_reply_may_be_disputed_until_a_day():
    delivered = "2025-06-20 delivered"
    assert remedies("2025-06-12 replied outcome=O13", delivered) == [
        {"kind": "reconsideration_application", "deadline": "2025-08-19"},
        {"kind": "direct_litigation", "deadline": "2025-12-22"},
    ]
    assert remedies("2025-06-12 replied outcome=O05", delivered) == [
        {"kind": "reconsideration_application", "deadline": "2025-08-19"}
    ]
    assert len(remedies("2025-06-12 replied outcome=O12", delivered)) == 2


def test_before_delivery_no_term_runs():
    assert remedies("2025-06-12 replied outcome=O13") is None
    assert remedies() is None
