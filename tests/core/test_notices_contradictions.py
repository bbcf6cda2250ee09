from dataclasses import replace
from datetime import date

import pytest
from tests.support.notices import dossier, letter, plain, with_event, with_notice

from gongkai.core.errors import InvalidNotice, NoLawInForce, NoticeIncomplete
from gongkai.core.notices.draft import draft


def refused(changed):
    with pytest.raises(InvalidNotice) as found:
        letter(changed)
    return str(found.value).partition("：")[2]


def with_ground(name, **told):
    changed = plain(name)
    changed["notice"]["ground"].update(told)
    return changed


def test_before_its_law_a_document_can_not_be_made():
    changed = plain("P03")
    for event, day in zip(changed["event"], ((2, 1), (2, 2), (2, 4)), strict=True):
        event["on"] = date(2019, *day)
    changed["event"][-1]["respond_by"] = date(2019, 3, 1)
    changed["notice"]["day"] = date(2019, 2, 4)
    with pytest.raises(
        NoLawInForce, match=r"^P03政府信息公开申请补正告知书从2019年5月15日起才有依据，2019年2月4日不能制作。$"
    ):
        letter(changed)


def test_the_day_is_not_before_receipt():
    read = dossier(plain("P02"))
    early = replace(read.details, day=date(2025, 6, 2))
    with pytest.raises(
        InvalidNotice, match=r"^P02政府信息公开申请接收回执：落款日期2025年6月2日早于收到申请之日2025年6月3日。$"
    ):
        draft("P02", read.case, read.agency, early)


def test_the_number_is_of_the_year_of_the_day():
    assert refused(with_notice("D06", number="某商公开告〔2024〕3号")) == (
        "文号某商公开告〔2024〕3号的年份是2024年，落款日期是2025年6月20日，年份应当一致。"
    )


def test_the_rank_fits_the_kind_of_agency():
    changed = plain("D06")
    changed["agency"]["rank"] = "government"
    assert refused(changed) == "[agency]的rank“government”与[application]的agency_kind“department”不一致。"


def test_the_document_is_that_of_the_outcome():
    assert refused(with_event("D06", "replied", outcome="O05")) == ("经过里写的答复是O05（国家秘密），应当制作D04a。")
    assert refused(with_event("D18", "replied", outcome="O13")) == "经过里写的答复是O13（信息不存在），应当制作D06。"


def test_nothing_is_replied_to_a_withdrawn_application():
    changed = plain("D15")
    changed["event"] = [*plain("D17-withdrawn")["event"]]
    assert refused(changed) == "申请已于2025年6月12日撤回，不再答复。"


def test_nobody_lapses_who_rectified_or_paid():
    changed = plain("D15")
    changed["event"].append({"kind": "rectified", "on": date(2025, 6, 20)})
    assert refused(changed) == "申请人已于2025年6月20日补正，不能按逾期不补正处理。"
    changed = plain("D16")
    changed["event"].append({"kind": "fee_paid", "on": date(2025, 7, 10)})
    assert refused(changed) == "申请人已于2025年7月10日缴费，不能按逾期未缴费处理。"


def test_nobody_lapses_before_the_last_day_is_over():
    assert refused(with_notice("D15", day=date(2025, 6, 20))) == "补正期限2025年6月20日还没有届满。"
    assert refused(with_notice("D16", day=date(2025, 7, 10))) == "缴费期限2025年7月10日还没有届满。"


def test_reasons_that_hold_are_not_called_unreasonable():
    assert refused(with_event("D13", "reasons_given", reasonable=True)) == (
        "经过里写申请人的理由合理，不能按理由不合理告知不予处理。"
    )
    assert refused(with_event("D13-silent", "reasons_requested", respond_by=date(2025, 6, 25))) == (
        "说明理由的期限2025年6月25日还没有届满。"
    )


def test_a_fee_is_what_the_law_reckons():
    assert refused(with_event("P12", "fee_noticed", amount=1000)) == "经过里写的金额是1000元，按规定计算是1100元。"


def test_the_ground_is_that_of_the_document():
    assert refused(with_ground("D04e", ground="N6")) == (
        "本文书的情形是N5（属于三类内部事务信息），[notice.ground]写的是N6。"
    )
    assert letter(with_ground("D04e", ground="N5")).text == letter("D04e").text


def test_the_kind_is_one_of_the_ground():
    assert refused(with_ground("D04e", kind="车辆管理、后勤管理")) == (
        "N5（属于三类内部事务信息）没有“车辆管理”这一种，只有：人事管理、后勤管理、内部工作流程。"
    )
    assert refused(with_ground("D04a", kind="机密")) == "N1（属于国家秘密）没有“机密”这一种，不分种类。"
    assert "讨论记录、过程稿" in letter(with_ground("D04f", kind="讨论记录、过程稿")).text


def test_a_rule_that_wants_it_public_prevails():
    assert refused(with_ground("D04f", checked=False)) == (
        "法律、法规、规章规定该信息应当公开的，从其规定，不能以属于四类过程性信息为由不予公开（条例第十六条第二款）。"
    )


def test_consent_is_not_told_as_objection():
    assert (
        refused(with_event("D04d", "third_party_answered", consents=True))
        == "第三方同意公开的，应当予以公开（条例第十五条）。"
    )
    changed = with_event("D03", "third_party_answered", consents=True)
    assert refused(changed) == "第三方同意公开的，应当予以公开（条例第十五条）。"


def test_a_third_party_has_its_time():
    waiting = "第三方（甲公司）提出意见的期限还没有届满，也没有收到意见。"
    assert refused(with_event("D04d-silent", "replied", on=date(2025, 6, 20))) == waiting
    changed = plain("D02-collect")
    changed["event"] = [event for event in changed["event"] if event["kind"] != "third_party_answered"]
    assert refused(changed) == waiting


def test_records_not_due_for_transfer_are_replied_to():
    changed = plain("D18")
    changed["notice"]["archive"]["term_ended"] = False
    assert refused(changed) == "国家规定的移交期限没有届满的，政府信息公开事项仍由本机关办理，请按实体情形答复。"


def test_an_objection_without_good_reason_keeps_nothing_back():
    assert refused(with_event("D04d", "third_party_answered", reasonable=False)) == (
        "第三方不同意公开但是没有合理理由的，不能以第三方不同意为由不予公开（条例第三十二条）。"
    )


@pytest.mark.parametrize(
    ("name", "table", "key", "what"),
    [
        ("D07", "responsible", "agency", "负责公开的机关"),
        ("D19-forwarded", "amendment", "agency", "有权更正的机关"),
        ("P11", "assistance", "agency", "协办单位"),
        ("P13a", "transfer", "agency", "转送的接收单位"),
    ],
)
def test_nobody_is_referred_to_the_agency_itself(name, table, key, what):
    changed = plain(name)
    changed["notice"][table][key] = "某县某局"
    assert refused(changed) == f"{what}“某县某局”就是本机关。"


@pytest.mark.parametrize("number", [21, "某商公开告〔2025〕21号"])
def test_an_earlier_reply_is_another_one(number):
    changed = with_notice("D11", number=number)
    changed["notice"]["earlier"] |= {"number": "某商公开告〔2025〕21号", "day": date(2025, 6, 4)}
    assert refused(changed) == "原答复书的文号某商公开告〔2025〕21号就是本文书的文号。"
    changed["notice"]["earlier"]["number"] = "某商公开告〔2025〕20号"
    assert "某商公开告〔2025〕20号" in letter(changed).text


def test_an_earlier_reply_is_compared_only_with_a_number():
    changed = with_notice("D11", number=None)
    with pytest.raises(NoticeIncomplete):
        letter(changed)


@pytest.mark.parametrize("rule", ["有关规定", "《不动产登记暂行条例》", "第二十七条"])
def test_the_law_is_named_with_its_article(rule):
    told = f"依据“{rule}”没有写明法律、行政法规的名称和条款，请写成《某法》第某条的样子。"
    assert refused(with_ground("D04b", rule=rule)) == told
    changed = plain("D05")
    changed["notice"]["query"]["rule"] = rule
    assert refused(changed) == told
    changed = plain("D03")
    changed["notice"]["withheld"].append({"part": "乙", "ground": "N2", "rule": rule})
    assert refused(changed) == told
    changed["notice"]["withheld"][2] = {"part": "乙", "ground": "N8"}
    changed["notice"]["query"] = {"subject": "甲", "rule": rule, "counter": "乙"}
    assert refused(changed) == told


def test_a_fee_that_was_not_paid_is_what_the_law_reckons():
    assert refused(with_event("D16", "fee_noticed", amount=99999)) == "经过里写的金额是99999元，按规定计算是1100元。"
