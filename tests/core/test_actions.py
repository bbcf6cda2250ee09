"""What may be done next, and every reason against the rest."""

from __future__ import annotations

import pytest
from tests.support.courses import course, day, over_counter

from gongkai.core.deadlines import explain
from gongkai.core.deadlines.actions import _RULES, actions, reasons_against
from gongkai.core.law.calendar import Calendar

CALENDAR = Calendar()
ASKED = "2025-06-05 rectification_requested respond_by=2025-06-20"
NOTICED = "2025-06-10 fee_noticed"
REPLIED = "2025-06-12 replied outcome=O02"


def allowed(when, *lines, channel="counter"):
    if channel == "counter":
        found = explain(over_counter(*lines), CALENDAR, day(when))
    else:
        found = explain(course(channel, "2025-06-02 submitted", *lines), CALENDAR, day(when))
    return {action.name for action in found.allowed}


HANDLING = {
    "request_rectification", "request_reasons", "consult_third_party", "consult_agency", "extend", "notice_fee", "reply",
    "withdraw",
}  # fmt: skip


@pytest.mark.parametrize(
    ("when", "lines", "names"),
    [
        ("2025-06-02", (), HANDLING),
        ("2025-06-12", (), HANDLING - {"request_rectification"}),
        ("2025-07-01", (), {"request_reasons", "consult_third_party", "consult_agency", "reply", "withdraw"}),
        ("2025-06-05", (ASKED,), {"receive_rectification", "withdraw"}),
        ("2025-06-23", (ASKED,), {"receive_rectification", "reply"}),
        ("2025-06-12", (ASKED, "2025-06-12 rectified"), HANDLING - {"request_rectification"}),
        ("2025-06-10", (NOTICED,), {"receive_payment", "withdraw"}),
        ("2025-07-09", (NOTICED,), {"reply"}),
        ("2025-06-12", (NOTICED, "2025-06-12 fee_paid"), HANDLING - {"request_rectification", "notice_fee"}),
        ("2025-06-03", ("2025-06-03 extended workdays=3",), HANDLING - {"extend"}),
        ("2025-06-03", ("2025-06-03 third_party_consulted",), HANDLING | {"receive_third_party_answer"}),
        ("2025-06-03", ("2025-06-03 agency_consulted",), HANDLING | {"receive_agency_answer"}),
        ("2025-06-03", ("2025-06-03 reasons_requested",), (HANDLING | {"receive_reasons"}) - {"request_reasons"}),
        (
            "2025-06-04",
            ("2025-06-03 reasons_requested", "2025-06-04 reasons_given"),
            HANDLING - {"request_reasons"},
        ),
        ("2025-06-12", (REPLIED,), {"deliver"}),
        ("2025-06-13", (REPLIED, "2025-06-13 delivered"), set()),
        ("2025-06-03", ("2025-06-03 withdrawn",), set()),
    ],
)  # fmt: skip
def test_allowed(when, lines, names):
    assert allowed(when, *lines) == names


def test_before_receipt_the_application_is_confirmed_or_signed_for():
    assert allowed("2025-06-02", channel="online") == {"confirm", "withdraw"}
    assert allowed("2025-06-02", channel="registered_post") == {"sign_for", "withdraw"}


def against(name, when, *lines):
    return "；".join(reasons_against(name, explain(over_counter(*lines), CALENDAR, day(when))))


@pytest.mark.parametrize(
    ("name", "when", "lines", "words"),
    [
        ("confirm", "2025-06-03", (), "用不到这一步"),
        ("request_rectification", "2025-06-12", (), "告知补正的期限2025年6月11日已经届满"),
        ("request_rectification", "2025-06-06", (ASKED,), "2025年6月5日已经告知过"),
        ("request_rectification", "2025-06-10", (NOTICED,), "已经发出收费通知"),
        ("receive_rectification", "2025-06-03", (), "没有告知过补正"),
        ("receive_rectification", "2025-06-12", (ASKED, "2025-06-12 rectified"), "2025年6月12日已经收到补正"),
        ("receive_rectification", "2025-06-13", (ASKED, "2025-06-13 withdrawn"), "申请已撤回"),
        ("receive_rectification", "2025-06-23", (ASKED, "2025-06-23 replied outcome=O22"), "申请已答复"),
        ("request_reasons", "2025-06-06", (ASKED,), "正在等待申请人补正"),
        ("request_reasons", "2025-06-03", ("2025-06-03 reasons_requested",), "已经要求过"),
        ("receive_reasons", "2025-06-03", (), "没有要求过"),
        ("receive_reasons", "2025-06-04", ("2025-06-03 reasons_requested", "2025-06-04 reasons_given"), "已经说明理由"),
        ("consult_third_party", "2025-06-10", (NOTICED,), "正在等待申请人缴费"),
        ("receive_agency_answer", "2025-06-03", (), "没有尚未答复的“征求其他机关意见”"),
        ("extend", "2025-07-01", (), "答复期限2025年6月30日已经届满，延长应当在届满之前"),
        ("extend", "2025-06-04", ("2025-06-03 extended workdays=3",), "只能延长一次"),
        ("notice_fee", "2025-06-11", (NOTICED,), "一件申请只收一次费"),
        ("notice_fee", "2025-06-06", (ASKED,), "正在等待申请人补正"),
        ("notice_fee", "2025-07-01", (), "收费通知应当在届满之前"),
        ("receive_payment", "2025-06-03", (), "没有发过收费通知"),
        ("receive_payment", "2025-06-12", (NOTICED, "2025-06-12 fee_paid"), "2025年6月12日已经缴费"),
        ("reply", "2025-06-06", (ASKED,), "申请内容尚不明确"),
        ("reply", "2025-06-12", (REPLIED,), "申请已答复，已经办结"),
        ("reply", "2025-06-12", ("2025-06-12 withdrawn",), "申请已撤回，已经办结"),
        ("deliver", "2025-06-03", (), "还没有答复"),
        ("deliver", "2025-06-13", (REPLIED, "2025-06-13 delivered"), "2025年6月13日已经送达"),
        ("withdraw", "2025-06-12", (REPLIED,), "申请已答复，已经办结"),
    ],
)  # fmt: skip
def test_the_reason(name, when, lines, words):
    assert words in against(name, when, *lines)


def test_confirming_twice_is_refused():
    found = explain(course("online", "2025-06-02 submitted", "2025-06-03 confirmed"), CALENDAR)
    assert reasons_against("confirm", found) == ("2025年6月3日已经收到申请",)


def test_before_receipt_nothing_is_handled():
    found = explain(course("online", "2025-06-02 submitted"), CALENDAR)
    assert {reasons_against(action.name, found) for action in actions()} >= {("还没有收到申请",)}
    assert "还没有收到申请" in reasons_against("reply", found)


def test_no_step_before_there_was_a_law_for_it():
    found = explain(course("counter", "2020-06-01 submitted"), CALENDAR)
    assert reasons_against("notice_fee", found) == ("收到申请的2020年6月1日，法律还没有规定这一步",)
    old = explain(course("counter", "2018-06-04 submitted"), CALENDAR)
    assert {action.name for action in old.allowed} == {
        "request_rectification", "consult_third_party", "extend", "reply", "withdraw",
    }  # fmt: skip


def test_every_action_has_a_rule_a_label_and_an_article():
    assert [action.name for action in actions()] == list(_RULES)
    assert all(action.label and action.cite.act for action in actions())


def test_every_refusal_has_its_reasons():
    found = explain(over_counter(), CALENDAR)
    assert {one.action.name for one in found.refused} | {action.name for action in found.allowed} == set(_RULES)
    assert all(one.reasons for one in found.refused)
