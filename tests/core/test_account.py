"""How a deadline was counted, in sentences and day by day."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.deadlines import explain
from gongkai.core.law.acts import brief
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.dated import cites_of, entries

CALENDAR = Calendar()
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"


def told(*lines, at=None):
    return "\n".join(explain(over_counter(*lines), CALENDAR, at and day(at)).steps)


@pytest.mark.parametrize(
    ("lines", "at", "words"),
    [
        ((), None, "收到申请之日为2025年6月2日（周一）"),
        ((), None, "答复期限为20个工作日，收到当日不计，第1个工作日是2025年6月3日（周二）"),
        ((), None, "其间周末不是工作日"),
        ((), None, "到期日：2025年6月30日（周一）。"),
        ((), None, "到2025年6月2日还剩20个工作日。"),
        ((), "2025-06-30", "2025年6月30日是最后一天。"),
        ((), "2025-07-02", "到2025年7月2日已经逾期2个工作日。"),
        ((ASKED,), None, "在7个工作日内（至2025年6月11日），等待补正，补正期限到2025年6月20日"),
        (("2025-06-05 rectification_requested",), None, "没有写明补正期限"),
        (("2025-06-12 rectification_requested",), None, "超过了告知补正的期限2025年6月11日"),
        ((ASKED,), None, "期限何时继续计算还不知道，到期日待定。"),
        ((ASKED, "2025-06-12 rectified"), None, "自收到补正之日起重新计算，第1个工作日是2025年6月13日（周五）"),
        ((ASKED,), "2025-06-23", "2025年6月20日届满"),
        (("2025-06-10 fee_noticed",), None, "申请人应当在2025年7月8日前（含当日）缴费"),
        (("2025-06-10 fee_noticed", "2025-06-16 fee_paid"), None, "自缴费次日起重新计算，第1个工作日是2025年6月17日"),
        (("2025-06-10 extended workdays=5 approved_by=某主任",), None, "经某主任同意，答复期限延长5个工作日"),
        (("2025-06-10 extended workdays=5",), None, "”，答复期限延长5个工作日"),
        (("2025-06-10 extended workdays=5",), None, "答复期限20个工作日，延长5个工作日，数到2025年7月7日（周一）；"),
        (("2025-07-01 extended workdays=5",), None, "但答复期限2025年6月30日已经届满，到期日不因此改变"),
        (("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-08-29"), None, "延迟至2025年8月29日前（含当日）答复"),
        (("2025-06-03 reasons_requested", "2025-06-05 reasons_given"), None, "答复期限不变"),
        (
            ("2025-06-03 third_party_consulted", "2025-06-09 third_party_answered"),
            None,
            "2025年6月9日对方提出意见，其间2025年6月4日至2025年6月9日的4个工作日不计入答复期限",
        ),
        (("2025-06-03 third_party_consulted",), None, "对方提出意见的期限到2025年6月24日"),
        (
            ("2025-06-03 third_party_consulted", "2025-06-27 third_party_answered"),
            None,
            "对方提出意见的期限到2025年6月24日，其间",
        ),
        (("2025-06-03 third_party_consulted", "2025-06-03 third_party_answered"), None, "没有工作日需要扣除"),
        (("2025-06-03 third_party_consulted", "2025-06-09 third_party_answered"), None, "不计入4个工作日"),
        (("2025-06-12 replied outcome=O02",), None, "2025年6月12日答复，在期限之内。"),
        (("2025-07-02 replied outcome=O02",), None, "2025年7月2日答复，逾期答复。"),
        (("2025-06-30 replied outcome=O02 posted=2025-07-01",), None, "（交邮之日2025年7月1日为准），逾期答复。"),
        ((ASKED, "2025-06-12 replied outcome=O16"), None, "2025年6月12日答复。"),
        (("2025-06-12 withdrawn",), None, "2025年6月12日申请人撤回申请，办理终止。"),
    ],
)  # fmt: skip
def test_the_sentence(lines, at, words):
    assert words in told(*lines, at=at)


def test_before_receipt():
    steps = explain(course("online", "2025-06-02 submitted"), CALENDAR).steps
    assert len(steps) == 1
    assert "目前还没有“双方确认”，答复期限尚未起算" in steps[0]


def test_after_a_lapse_nothing_is_pending():
    assert "待定" not in told(ASKED, at="2025-06-23")


def test_holidays_and_made_up_days_are_named():
    steps = "\n".join(explain(course("counter", "2025-09-15 submitted"), CALENDAR).steps)
    assert "10月1日至10月8日（国庆节" in steps
    assert "9月28日、10月11日调休上班，是工作日" in steps


def test_a_deadline_that_no_weekend_delays():
    lines = ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-08-29")
    assert "其间周末不是工作日" in told(*lines)
    one_day = explain(course("counter", "2018-06-04 submitted"), CALENDAR)
    assert "6月16日至6月18日（端午节）" in "\n".join(one_day.steps)


def test_a_year_without_notice_is_said_to_be_provisional():
    steps = "\n".join(explain(course("counter", "2049-12-20 submitted"), CALENDAR).steps)
    assert "2049、2050年的放假通知尚未导入" in steps


def test_under_the_old_law():
    lines = ("2018-06-04 submitted", "2018-06-05 rectification_requested", "2018-06-06 third_party_consulted")
    steps = "\n".join(explain(course("counter", *lines), CALENDAR).steps)
    assert "“补正告知”，等待补正，没有写明补正期限" in steps
    assert "对方答复以前的时间不计入答复期限" in steps


def test_every_rule_of_the_clock_is_told_by_some_course():
    told_all = told(
        "2025-06-03 third_party_consulted", ASKED, "2025-06-12 rectified", "2025-06-12 reasons_requested",
        "2025-06-13 reasons_given", "2025-06-16 fee_noticed", "2025-06-17 fee_paid", "2025-08-29 extended workdays=1",
    ) + told(ASKED, at="2025-06-23") + told("2025-06-10 fee_noticed", at="2025-07-09")  # fmt: skip
    old = ("2018-06-04 submitted", "2018-06-05 third_party_consulted", "2018-06-06 third_party_answered",
           "2018-08-01 extended workdays=1")  # fmt: skip
    told_all += "".join(explain(course("counter", *old), CALENDAR).steps)
    for row in entries("gongkai.core.deadlines", "clock.toml", "rule"):
        cite = cites_of(row)[0]
        assert (cite.article or brief(cite)) in told_all


@pytest.mark.parametrize(
    ("lines", "at", "words"),
    [
        (("2025-06-03 reasons_requested respond_by=2025-06-13",), None, "“要求说明理由”，期限到2025年6月13日，答复期限照常计算"),
        (("2025-06-03 reasons_requested",), None, "“要求说明理由”，答复期限照常计算"),
        (
            ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reasonable=false"),
            None,
            "理由不合理，可以告知不予处理",
        ),
        (
            ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-08-30"),
            None,
            "延迟至2025年8月30日（这一天不是工作日）前（含当日）答复",
        ),
        (
            ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-08-29"),
            None,
            "另定的答复日期2025年8月29日晚于数出的日期，以另定的为准。",
        ),
        (
            ("2025-06-03 reasons_requested", "2025-06-05 reasons_given reply_by=2025-06-12"),
            None,
            "另定的答复日期2025年6月12日不晚于数出的日期，期限不缩短。",
        ),
        ((ASKED, "2025-06-23 rectified"), None, "晚于补正期限2025年6月20日，须有正当理由才能接受；"),
        (
            ("2025-06-03 third_party_consulted", "2025-06-27 third_party_answered"),
            None,
            "“第三方提出意见”，晚于2025年6月24日的期限，不再另计时间",
        ),
        (
            ("2025-06-03 third_party_consulted id=甲", "2025-06-05 agency_consulted", "2025-06-09 third_party_answered id=甲"),
            None,
            "其中2个工作日与前面的征求意见重叠，只计一次",
        ),
    ],
)  # fmt: skip
def test_what_decides_is_said(lines, at, words):
    assert words in told(*lines, at=at)


def test_pauses_that_do_not_overlap_share_nothing():
    lines = (
        "2025-06-03 third_party_consulted id=甲", "2025-06-05 third_party_answered id=甲",
        "2025-06-05 third_party_consulted id=乙", "2025-06-09 third_party_answered id=乙",
    )  # fmt: skip
    assert "重叠" not in told(*lines)


def test_old_applications_are_told_by_the_old_law():
    steps = "\n".join(
        explain(course("counter", "2018-06-04 submitted", "2018-06-05 third_party_consulted"), CALENDAR).steps
    )
    assert "政府信息公开条例（2007年）第二十三条、第二十四条第三款" in steps
    assert "政府信息公开条例第" not in steps
