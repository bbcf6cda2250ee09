"""Who owes what by when, and whether it was done in time."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.deadlines import stand
from gongkai.core.deadlines.duties import Duty
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.dated import entries


def owed(at, *lines):
    standing = stand(over_counter(*lines), Calendar(), day(at))
    return [(duty.kind, duty.deadline and duty.deadline.isoformat(), duty.met) for duty in standing.duties]


REPLY = ("reply", "2025-06-30", None)
NOTICE = "rectification_notice"
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"


@pytest.mark.parametrize(
    ("at", "lines", "duties"),
    [
        ("2025-06-02", (), [(NOTICE, "2025-06-11", None), REPLY]),
        ("2025-06-11", (), [(NOTICE, "2025-06-11", None), REPLY]),
        ("2025-06-12", (), [REPLY]),
        ("2025-07-01", (), [("reply", "2025-06-30", False)]),
        (
            "2025-06-05",
            (ASKED,),
            [(NOTICE, "2025-06-11", True), ("rectification", "2025-06-20", None), ("reply", None, None)],
        ),
        (
            "2025-06-12",
            ("2025-06-12 rectification_requested",),
            [(NOTICE, "2025-06-11", False), ("rectification", None, None), ("reply", None, None)],
        ),
        (
            "2025-06-23",
            (ASKED, "2025-06-23 rectified"),
            [(NOTICE, "2025-06-11", True), ("rectification", "2025-06-20", False), ("reply", "2025-07-21", None)],
        ),
        ("2025-06-23", (ASKED,), [(NOTICE, "2025-06-11", True), ("rectification", "2025-06-20", False)]),
        ("2025-06-06", (ASKED, "2025-06-06 withdrawn"), [(NOTICE, "2025-06-11", True), ("rectification", "2025-06-20", None)]),
        (
            "2025-06-24",
            (ASKED, "2025-06-24 replied outcome=O22"),
            [(NOTICE, "2025-06-11", True), ("rectification", "2025-06-20", False), ("reply", None, True)],
        ),
        (
            "2025-07-14",
            ("2025-06-12 fee_noticed", "2025-07-14 replied outcome=O23"),
            [("payment", "2025-07-10", False), ("reply", None, True)],
        ),
        ("2025-06-03", ("2025-06-03 withdrawn",), []),
        ("2025-07-03", ("2025-07-03 withdrawn",), [("reply", "2025-06-30", False)]),
        ("2025-06-03", ("2025-06-03 replied outcome=O02",), [("reply", "2025-06-30", True)]),
        ("2025-07-01", ("2025-07-01 replied outcome=O02",), [("reply", "2025-06-30", False)]),
        (
            "2025-06-12",
            ("2025-06-12 fee_noticed received=2025-06-13",),
            [("payment", "2025-07-11", None), ("reply", None, None)],
        ),
        ("2025-07-14", ("2025-06-12 fee_noticed received=2025-06-13",), [("payment", "2025-07-11", False)]),
        (
            "2025-06-16",
            ("2025-06-12 fee_noticed", "2025-06-16 fee_paid"),
            [("payment", "2025-07-10", True), ("reply", "2025-07-14", None)],
        ),
        (
            "2025-06-16",
            ("2025-06-12 fee_noticed", "2025-06-16 replied outcome=O02"),
            [("payment", "2025-07-10", None), ("reply", None, True)],
        ),
        (
            "2025-06-12",
            ("2025-06-12 third_party_consulted id=甲", "2025-06-12 agency_consulted"),
            [("third_party_answer", "2025-07-03", None), ("agency_answer", "2025-07-03", None), ("reply", "2025-07-21", None)],
        ),
        (
            "2025-07-04",
            ("2025-06-12 third_party_consulted", "2025-07-04 third_party_answered"),
            [("third_party_answer", "2025-07-03", False), ("reply", "2025-07-21", None)],
        ),
    ],
)  # fmt: skip
def test_duties(at, lines, duties):
    assert owed(at, *lines) == duties


def test_nothing_is_owed_before_receipt():
    assert stand(course("online", "2025-06-02 submitted"), Calendar()).duties == ()


def test_under_the_old_law_there_was_no_time_to_ask():
    standing = stand(course("counter", "2018-06-04 submitted", "2018-06-05 agency_consulted"), Calendar())
    assert [(duty.kind, duty.deadline, duty.met) for duty in standing.duties] == [
        ("agency_answer", None, None),
        ("reply", None, None),
    ]


def test_a_duty_says_who_owes_what_by_which_article():
    duty = Duty("third_party_answer", None, None, "甲公司")
    assert duty.label == "第三方（甲公司）提出意见"
    assert duty.cite.article == "第三十二条"
    assert Duty("reply", None, None).label == "行政机关答复"


@pytest.mark.parametrize("row", entries("gongkai.core.deadlines", "duties.toml", "duty"), ids=lambda row: row["name"])
def test_every_text_of_a_duty_says_whose_it_is(row):
    assert row["who"] == OWED_BY[row["name"]]
    assert Duty(row["name"], None, None, received=row["from"]).cite.act == row["cite"]["act"]


OWED_BY = {
    "rectification_notice": "行政机关",
    "rectification": "申请人",
    "third_party_answer": "第三方",
    "agency_answer": "被征求意见的机关",
    "payment": "申请人",
    "reply": "行政机关",
}
