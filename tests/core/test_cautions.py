"""What was done though it might not be is recorded, and said."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.deadlines import explain
from gongkai.core.deadlines.cautions import cautions
from gongkai.core.law.calendar import Calendar

CALENDAR = Calendar()
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"
NOTICED = "2025-06-10 fee_noticed"


def doubts(*lines, at="2025-12-31"):
    return list(cautions(over_counter(*lines), CALENDAR, day(at)))


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (ASKED, "2025-06-12 rectified", "2025-06-13 replied outcome=O16"),
        (ASKED, "2025-06-23 replied outcome=O22"),
        (NOTICED, "2025-07-09 replied outcome=O23"),
        ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reasonable=false", "2025-06-09 replied outcome=O20"),
        ("2025-06-03 third_party_consulted", "2025-06-05 third_party_answered consents=false", "2025-06-09 replied outcome=O08"),
        ("2025-06-03 extended workdays=5 approved_by=某主任", "2025-06-09 replied outcome=O02"),
        ("2025-06-03 withdrawn",),
    ],
)  # fmt: skip
def test_a_lawful_course_raises_no_doubt(lines):
    assert doubts(*lines) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("2025-06-12 rectification_requested respond_by=2025-06-20",), "“补正告知”：告知补正的期限2025年6月11日已经届满"),
        (("2025-06-05 rectification_requested",), "没有写明补正期限"),
        (("2025-06-03 extended workdays=5",), "没有记载谁同意"),
        (("2025-07-01 extended workdays=5 approved_by=某",), "“延长答复期限”：答复期限2025年6月30日已经届满"),
        ((ASKED, "2025-06-06 extended workdays=5 approved_by=某"), "正在等待申请人补正"),
        ((ASKED, "2025-06-06 replied outcome=O02"), "“答复”：正在等待申请人补正"),
        ((NOTICED, "2025-06-11 replied outcome=O02"), "“答复”：正在等待申请人缴费"),
        (("2025-06-06 replied outcome=O22",), "没有告知过补正"),
        ((ASKED, "2025-06-16 replied outcome=O22"), "补正期限2025年6月20日还没有届满"),
        ((ASKED, "2025-06-12 rectified", "2025-06-16 replied outcome=O22"), "2025年6月12日已经收到补正"),
        (("2025-06-06 replied outcome=O23",), "没有发过收费通知"),
        ((NOTICED, "2025-06-16 replied outcome=O23"), "缴费期限2025年7月8日还没有届满"),
        ((NOTICED, "2025-06-12 fee_paid", "2025-06-16 replied outcome=O23"), "2025年6月12日已经缴费"),
        (("2025-06-06 replied outcome=O16",), "申请人没有补正过"),
        (("2025-06-06 replied outcome=O20",), "没有要求申请人说明理由"),
        (
            ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reasonable=true", "2025-06-06 replied outcome=O20"),
            "经过里写理由合理",
        ),
        (("2025-06-06 replied outcome=O08",), "没有征求第三方意见的记录"),
        (
            ("2025-06-03 third_party_consulted", "2025-06-05 third_party_answered consents=true", "2025-06-06 replied outcome=O08"),
            "第三方同意公开",
        ),
    ],
)  # fmt: skip
def test_the_doubt(lines, words):
    assert any(words in doubt for doubt in doubts(*lines)), doubts(*lines)


def test_an_unfit_outcome_is_named():
    assert doubts("2025-06-06 replied outcome=O16") == [
        "请核对2025年6月6日的“答复”：O16（补正后仍不明确）与经过不合，申请人没有补正过。"
    ]


def test_what_comes_later_is_left_out():
    assert doubts("2025-06-03 extended workdays=5", at="2025-06-02") == []


def test_a_step_that_the_law_did_not_know():
    found = explain(course("counter", "2018-06-04 submitted", "2018-06-05 reasons_requested"), CALENDAR)
    assert found.steps[-1] == "请核对2018年6月5日的“要求说明理由”：收到申请的2018年6月4日，法律还没有规定这一步。"
