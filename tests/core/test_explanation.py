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
