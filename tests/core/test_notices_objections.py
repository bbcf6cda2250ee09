"""No notice says what those who were consulted did not say, nor speaks while they still may."""

from datetime import date

import pytest
from tests.support.notices import letter, plain, with_event, with_parties, without_event

from gongkai.core.errors import InvalidNotice

NO = {"consents": False}
YES = {"consents": True}


def refused(changed):
    with pytest.raises(InvalidNotice) as found:
        letter(changed)
    return str(found.value).partition("：")[2]


def told(*opinions):
    return [{"assessment": "评", "public_interest": "益", "objection": "意", **one} for one in opinions]


@pytest.mark.parametrize("name", ["D02-collect", "D03", "D04d", "P09"])
def test_nobody_is_spoken_of_before_the_time_is_over(name):
    changed = with_parties(name, ("甲公司", None))
    assert refused(changed) == "第三方（甲公司）提出意见的期限还没有届满，也没有收到意见。"


def test_one_objection_does_not_hide_that_another_is_still_awaited():
    changed = with_parties("D04d", ("甲公司", NO), ("乙公司", None))
    changed["notice"]["third_party"] = told({"id": "甲公司"})
    assert refused(changed) == "第三方（2）（乙公司）提出意见的期限还没有届满，也没有收到意见。"


@pytest.mark.parametrize("name", ["D02-collect", "D03", "D04d", "P09"])
def test_an_answer_says_whether_it_consents(name):
    assert refused(with_parties(name, ("甲公司", {}))) == (
        "经过里第三方（甲公司）的意见没有写是否同意公开，请补上consents = true或者false。"
    )


def test_a_letter_to_one_party_waits_only_for_that_one():
    changed = with_parties("P09", ("甲公司", NO), ("乙公司", None))
    assert letter(changed).addressee == "某某有限公司"


def test_who_agrees_is_not_told_why_it_is_disclosed_all_the_same():
    assert refused(with_parties("P09", ("甲公司", YES))) == "该第三方同意公开，不需要再告知决定公开的理由。"


@pytest.mark.parametrize("name", ["D02-joint"])
def test_an_agency_has_its_time_and_says_whether_it_consents(name):
    assert refused(without_event(name, "agency_answered")) == (
        "共同制作的机关（乙局）提出意见的期限还没有届满，也没有收到意见。"
    )
    changed = plain(name)
    del changed["event"][3]["consents"]
    assert "共同制作的机关（乙局）的意见没有写是否同意公开" in refused(changed)


def test_a_reply_after_consultation_has_the_outcome_of_one():
    assert refused(with_event("D02-collect", "replied", outcome="O02")) == (
        "征求过第三方意见后公开的，经过里的答复写O03，不是O02。"
    )
    assert refused(with_event("D02", "replied", outcome="O03")) == (
        "经过里写的答复是O03，但是没有征求第三方意见的记录；没有征求过的，答复写O02。"
    )


def test_several_parties_have_their_ids():
    changed = with_parties("D04d", ("甲公司", NO), ("", NO))
    assert refused(changed) == "征求了几方的意见，经过里每一次征求意见和每一份意见都要写id。"
    changed = with_parties("D04d", ("甲公司", NO), ("乙公司", NO))
    assert refused(changed) == "征求了2方的意见，请用id逐一写明是哪一方的：甲公司、乙公司。"


def test_only_those_who_were_consulted_have_an_opinion():
    changed = plain("D04d")
    changed["notice"]["third_party"]["id"] = "丙公司"
    assert refused(changed) == "经过里没有征求过“丙公司”的意见。"
    changed = plain("D03")
    changed["notice"]["withheld"][0]["party"] = "甲公司、丙公司"
    assert refused(changed) == "经过里没有征求过“丙公司”的意见，不能写在party里。"
    changed = plain("D02-joint")
    changed["notice"]["co_maker"] = {"id": "丙局"}
    assert refused(changed) == "经过里没有征求过“丙局”的意见。"


def test_an_opinion_is_on_a_part_that_there_is():
    changed = plain("D03")
    changed["notice"]["third_party"]["part"] = 3
    assert refused(changed) == "[notice.third_party]的part是3，不予公开的只有2部分。"
    changed["notice"]["third_party"]["part"] = 1
    assert letter(changed).text == letter("D03").text
    changed = plain("D04d")
    changed["notice"]["third_party"]["part"] = 1
    assert letter(changed).text == letter("D04d").text


def test_nobody_withholds_where_none_objects_with_reason():
    changed = with_parties("D04d", ("甲公司", YES), ("乙公司", NO | {"reasonable": False}))
    changed["notice"]["third_party"] = told({"id": "乙公司"})
    assert refused(changed).startswith("第三方不同意公开但是没有合理理由的")
    changed = with_parties("D04d", ("甲公司", YES), ("乙公司", NO))
    changed["notice"]["third_party"] = told({"id": "乙公司"})
    assert "第三方（1）同意公开。" in letter(changed).text


def test_the_file_of_a_reply_without_that_document_is_left_alone():
    changed = without_event("D02-collect", "replied")
    changed["notice"]["day"] = date(2025, 6, 20)
    assert letter(changed).day == date(2025, 6, 20)
