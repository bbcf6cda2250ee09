"""Several third parties in one document: each with its own opinion, for each part that is withheld."""

from datetime import date

import pytest
from tests.support.notices import letter, plain, with_event, with_parties

from gongkai.core.errors import NoticeIncomplete
from gongkai.core.notices.templates import label_of

NO = {"consents": False}


def opinion(identity, mark, **more):
    """Return what a clerk tells of an opinion."""
    return {"id": identity, "objection": f"{mark}意", "assessment": f"{mark}评", "public_interest": f"{mark}益", **more}


def test_each_third_party_is_told_with_its_own_opinion():
    changed = with_parties("D04d", ("甲公司", NO), ("乙公司", {"consents": True}), ("丙公司", NO))
    changed["notice"]["third_party"] = [opinion("丙公司", "丙"), opinion("甲公司", "甲")]
    text = letter(changed).text
    assert "本机关于2025年6月5日、2025年6月6日、2025年6月7日书面征求了第三方的意见" in text
    for number, mark in ((1, "甲"), (3, "丙")):
        assert (
            f"第三方（{number}）不同意公开，意见是：{mark}意。经审查，第三方（{number}）的理由合理：{mark}评。" in text
        )
    assert text.count("第三方（2）同意公开。") == 1
    assert "不公开该信息不会对公共利益造成重大影响：甲益；丙益。" in text
    assert "公司" not in text.partition("本机关依照")[2]


def test_what_is_missing_of_several_is_told_by_party():
    changed = with_parties("D04d", ("甲公司", NO), ("乙公司", NO))
    changed["notice"]["third_party"] = [opinion("甲公司", "甲")]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (
        f"第三方（2）（乙公司）的{label_of('third_party.objection')}",
        f"第三方（2）（乙公司）的{label_of('third_party.assessment')}",
    )


def test_each_withheld_part_has_its_own_party_and_weighing():
    changed = with_parties("D03", ("甲公司", NO), ("乙公司", NO), ("丙公司", {"consents": True}))
    parts = changed["notice"]["withheld"]
    parts.append(parts[0] | {"part": "附件3", "party": "乙公司"})
    changed["notice"]["third_party"] = [opinion("甲公司", "甲"), opinion("乙公司", "乙")]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (f"第1项的{label_of('withheld.party')}",)
    parts[0]["party"] = "甲公司"
    text = letter(changed).text
    first, third = (line for line in text.splitlines() if line.startswith(("1.评标报告第15页", "3.附件3")))
    assert "甲意" in first
    assert "乙意" not in first
    assert "乙意" in third
    assert "甲意" not in third
    assert "一、予以公开的内容\n征求意见的结果和本机关的审查情况是：第三方（3）同意公开。" in text


def test_one_party_is_weighed_anew_for_each_part():
    changed = plain("D03")
    parts = changed["notice"]["withheld"]
    parts.append(parts[0] | {"part": "附件3"})
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (
        f"第1项的{label_of('third_party.objection')}",
        f"第1项的{label_of('third_party.assessment')}",
        label_of("third_party.public_interest"),
        f"第3项的{label_of('third_party.objection')}",
        f"第3项的{label_of('third_party.assessment')}",
    )
    changed["notice"]["third_party"] = [opinion("", "一", part=1), opinion("", "三", part=3)]
    text = letter(changed).text
    assert text.index("一意") < text.index("附件3") < text.index("三意")
    assert text.index("一益") < text.index("附件3") < text.index("三益")


def test_a_part_may_touch_somebody_who_could_not_be_asked():
    changed = with_parties("D03", ("甲公司", {"consents": True}), ("乙公司", {"consents": True}))
    reached = {"part": 1, "not_consulted": "下落不明", "assessment": "评", "public_interest": "益"}
    changed["notice"]["third_party"] = [reached]
    text = letter(changed).text
    assert "因下落不明，本机关未能征求第三方的意见。" in text
    assert "第三方（1）同意公开。第三方（2）同意公开。" in text


def test_nobody_who_was_asked_counts_as_not_asked():
    changed = plain("D04d")
    changed["notice"]["third_party"] |= {"not_consulted": "下落不明", "part": 1}
    assert "下落不明" not in letter(changed).text


def test_disclosure_tells_each_opinion_and_why_it_does_not_stand_against_it():
    changed = with_parties("D02-collect", ("甲", {"consents": True}), ("乙", NO), ("丙", NO | {"reasonable": False}))
    changed["notice"]["third_party"] = [opinion("乙", "乙"), opinion("丙", "丙", dismissal="丙的理由没有依据")]
    assert (
        "征求意见的结果和本机关的审查情况是：第三方（1）同意公开。"
        "第三方（3）不同意公开，意见是：丙意。经审查，其理由不合理：丙的理由没有依据。"
        "第三方（2）不同意公开。经审查，本机关认为不公开可能对公共利益造成重大影响：乙益。根据"
    ) in letter(changed).text
    changed = plain("D02-collect")
    changed["event"] = [event for event in changed["event"] if event["kind"] != "third_party_answered"]
    changed["event"][-1]["on"] = date(2025, 7, 10)
    assert "审查情况是：第三方逾期未提出意见，经审查，可以公开。根据" in letter(changed).text


def test_an_objecting_agency_is_answered():
    changed = with_event("D02-joint", "agency_answered", consents=False)
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (label_of("co_maker.objection"), label_of("co_maker.assessment"))
    changed["notice"]["co_maker"] = {"objection": "尚在执行", "assessment": "文件已经印发"}
    assert (
        "共同制作的机关不同意公开，意见是：尚在执行。经审查，本机关认为应当公开：文件已经印发。" in letter(changed).text
    )


def test_a_third_party_is_told_why_its_objection_did_not_hold():
    changed = with_event("P09", "third_party_answered", reasonable=False)
    changed["notice"]["third_party"]["dismissal"] = "数据依法应当公开"
    text = letter(changed).text
    assert "本机关认为贵单位的理由不合理：数据依法应当公开。根据《中华人民共和国政府信息公开条例》第三十二条" in text
    assert "公共利益" not in text
    changed = with_parties("P09", ("甲公司", None))
    changed["notice"]["day"] = date(2025, 7, 10)
    assert "贵单位在规定的期限内没有提出意见。" in letter(changed).text


def test_the_applicant_is_told_of_every_letter():
    changed = with_parties("P08", ("甲公司", None), ("乙公司", None))
    changed["notice"]["day"] = date(2025, 6, 9)
    assert "已于2025年6月5日、2025年6月6日书面征求第三方的意见" in letter(changed).text


@pytest.mark.parametrize("name", ["P06", "P07", "P09"])
def test_of_several_parties_the_letter_says_which(name):
    changed = with_parties(name, ("甲公司", NO), ("乙公司", NO))
    del changed["notice"]["consultation"]["id"]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (label_of("consultation.id"),)
