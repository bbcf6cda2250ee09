"""Which event may follow which."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.casework.course import follow
from gongkai.core.casework.events import AgencyConsulted, ThirdPartyConsulted
from gongkai.core.errors import InvalidTimeline, UnknownOutcome

ONE_OF_EACH = (
    "2025-06-03 rectification_requested respond_by=2025-06-20",
    "2025-06-04 rectified",
    "2025-06-05 reasons_requested",
    "2025-06-06 reasons_given reasonable=true reply_by=2025-08-01",
    "2025-06-09 third_party_consulted id=甲",
    "2025-06-10 third_party_answered id=甲 consents=true",
    "2025-06-11 agency_consulted",
    "2025-06-12 agency_answered",
    "2025-06-13 extended workdays=5",
    "2025-06-16 fee_noticed amount=100",
    "2025-06-17 fee_paid",
    "2025-06-18 replied outcome=O02 posted=2025-06-19",
    "2025-06-20 delivered how=邮寄",
)


def test_the_events_add_up():
    done = follow(over_counter(*ONE_OF_EACH))
    assert done.received == day("2025-06-02")
    assert done.rectification.respond_by == day("2025-06-20")
    assert done.rectified.on == day("2025-06-04")
    assert (done.reasons_asked.on, done.reasons.reply_by) == (day("2025-06-05"), day("2025-08-01"))
    assert [one.name for one in done.consultations] == ["征求第三方意见（甲）", "征求其他机关意见"]
    assert [one.answer.on for one in done.consultations] == [day("2025-06-10"), day("2025-06-12")]
    assert (done.extension.workdays, done.payment.on) == (5, day("2025-06-17"))
    assert (done.reply.outcome, done.delivered.how, done.withdrawn) == ("O02", "邮寄", None)


def test_an_unanswered_letter_is_found_by_its_kind():
    done = follow(over_counter("2025-06-09 third_party_consulted id=甲", "2025-06-10 third_party_answered id=甲",
                               "2025-06-11 third_party_consulted id=乙"))  # fmt: skip
    assert done.open_consultation(ThirdPartyConsulted).asked.id == "乙"
    assert done.open_consultation(AgencyConsulted) is None


def test_an_application_may_be_withdrawn_before_it_is_received():
    done = follow(course("online", "2025-06-02 submitted", "2025-06-03 withdrawn"))
    assert (done.received, done.withdrawn.on) == (None, day("2025-06-03"))


@pytest.mark.parametrize(
    ("channel", "lines", "words"),
    [
        (
            "online",
            ["2025-06-01 confirmed", "2025-06-02 submitted"],
            "2025年6月1日的“双方确认”不可能发生：还没有提交申请",
        ),
        ("counter", ["2025-06-02 submitted", "2025-06-03 submitted"], "一件申请只提交一次"),
        ("counter", ["2025-06-02 submitted", "2025-06-03 confirmed"], "用不到这一步"),
        ("online", ["2025-06-02 submitted", "2025-06-03 signed_for"], "用不到这一步"),
        (
            "online",
            ["2025-06-02 submitted", "2025-06-03 confirmed", "2025-06-04 confirmed"],
            "2025年6月3日已经收到申请",
        ),
        ("online", ["2025-06-02 submitted", "2025-06-03 replied outcome=O02"], "经过里没有“双方确认”"),
        (
            "registered_post",
            ["2025-06-02 submitted", "2025-06-03 replied outcome=O02", "2025-06-04 signed_for"],
            "收到申请之日是2025年6月4日",
        ),
        ("counter", ["2025-06-02 submitted", "2025-06-03 withdrawn", "2025-06-04 extended workdays=3"], "结束"),
        (
            "counter",
            ["2025-06-02 submitted", "2025-06-03 replied outcome=O02", "2025-06-04 extended workdays=3"],
            "结束",
        ),
        (
            "counter",
            ["2025-06-02 submitted", "2025-06-03 replied outcome=O02", "2025-06-04 replied outcome=O02"],
            "结束",
        ),
        ("counter", ["2025-06-02 submitted", "2025-06-03 replied outcome=O02", "2025-06-03 withdrawn"], "结束"),
        (
            "counter",
            ["2025-06-02 submitted", "2025-06-03 replied outcome=O02", "2025-06-04 delivered", "2025-06-05 delivered"],
            "结束",
        ),
    ],
)
def test_an_impossible_place(channel, lines, words):
    with pytest.raises(InvalidTimeline) as refused:
        follow(course(channel, *lines))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["2025-06-03 rectification_requested", "2025-06-04 rectification_requested"], "一次性告知"),
        (["2025-06-03 rectification_requested respond_by=2025-06-02"], "补正的最后一日2025年6月2日早于"),
        (["2025-06-03 rectified"], "此前没有“补正告知”"),
        (["2025-06-03 rectification_requested", "2025-06-04 rectified", "2025-06-05 rectified"], "补正只有一次"),
        (["2025-06-03 reasons_requested", "2025-06-04 reasons_requested"], "只有一次"),
        (["2025-06-03 reasons_requested respond_by=2025-06-02"], "说明理由的最后一日"),
        (["2025-06-03 reasons_given"], "此前没有“要求说明理由”"),
        (["2025-06-03 reasons_requested", "2025-06-04 reasons_given", "2025-06-05 reasons_given"], "只说明一次"),
        (["2025-06-03 reasons_requested", "2025-06-04 reasons_given reply_by=2025-06-03"], "确定的答复日期"),
        (
            ["2025-06-03 reasons_requested", "2025-06-04 reasons_given reasonable=false reply_by=2025-07-03"],
            "不能另定答复日期",
        ),
        (["2025-06-03 third_party_consulted received=2025-06-02"], "收到征求意见书的日期2025年6月2日早于"),
        (["2025-06-03 third_party_consulted id=甲", "2025-06-04 third_party_consulted id=甲"], "id“甲”已经用过"),
        (["2025-06-03 third_party_answered id=甲"], "此前没有id为“甲”的“征求第三方意见”"),
        (["2025-06-03 third_party_consulted id=甲", "2025-06-04 agency_answered id=甲"], "“征求其他机关意见”"),
        (
            ["2025-06-03 agency_consulted", "2025-06-04 agency_answered", "2025-06-05 agency_answered"],
            "2025年6月4日已经提出过意见",
        ),
        (
            ["2025-06-03 third_party_consulted received=2025-06-06", "2025-06-05 third_party_answered"],
            "2025年6月6日才收到征求意见书",
        ),
        (["2025-06-03 extended workdays=5", "2025-06-04 extended workdays=5"], "只能延长一次"),
        (["2025-06-03 extended workdays=0"], "至少是1个工作日"),
        (["2025-06-03 fee_noticed", "2025-06-04 fee_noticed"], "只按一种标准收一次费"),
        (["2025-06-03 fee_noticed received=2025-06-02"], "收到收费通知的日期"),
        (["2025-06-03 fee_paid"], "此前没有“发出收费通知”"),
        (["2025-06-03 fee_noticed", "2025-06-04 fee_paid", "2025-06-05 fee_paid"], "只缴一次费"),
        (["2025-06-03 replied outcome=O02 posted=2025-06-02"], "交邮日期2025年6月2日早于"),
        (["2025-06-03 delivered"], "还没有“答复”"),
        (["2025-06-03 replied outcome=O02 posted=2025-06-05", "2025-06-04 delivered"], "2025年6月5日才交邮"),
    ],
)
def test_an_impossible_event(lines, words):
    with pytest.raises(InvalidTimeline) as refused:
        follow(over_counter(*lines))
    assert words in str(refused.value)


def test_an_outcome_must_exist():
    with pytest.raises(UnknownOutcome):
        follow(over_counter("2025-06-03 replied outcome=O99"))
