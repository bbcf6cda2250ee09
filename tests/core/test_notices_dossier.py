from datetime import date

import pytest
from tests.support.notices import NAMES, dossier, plain, with_notice

from gongkai.core.casework.recourse import Rank
from gongkai.core.errors import InvalidNotice, InvalidTimeline
from gongkai.core.notices.profile import QueryRecourse


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_read(name):
    read = dossier(plain(name))
    assert read.code == plain(name)["notice"]["code"]
    assert read.case.applicant.name == plain(name)["applicant"]["name"]
    assert read.agency.scheme.agency == "某商"


def test_values_are_read_by_their_kind():
    read = dossier(with_notice("D02", number=3, day="2025-06-20", attachments=["甲", "乙"]))
    assert (read.details.number, read.details.day, read.details.attachments) == ("3", date(2025, 6, 20), ("甲", "乙"))
    assert [(each.title[-5:], each.pages) for each in read.details.given] == [("目招标文件", 48), ("中标通知书", 1)]
    assert dossier(plain("D18")).details.archive.term_ended is True


def test_the_standing_is_that_of_the_notices_day():
    changed = plain("P05")
    changed["event"].append({"kind": "replied", "on": date(2025, 7, 10), "outcome": "O13"})
    assert dossier(changed).case.standing.course.reply is None


def test_a_profile_of_its_own():
    changed = plain("D06")
    changed["agency"] |= {
        "rank": "vertical",
        "query_recourse": "first",
        "pattern": "{agency}{family}",
        "signs": {"reply": "复"},
    }
    agency = dossier(changed).agency
    assert (agency.rank, agency.query_recourse) == (Rank.VERTICAL, QueryRecourse.FIRST)
    assert agency.scheme.code("reply") == "某商复"


def test_the_rank_follows_the_kind_of_agency():
    changed = plain("D06")
    changed["application"]["agency_kind"] = "government"
    assert dossier(changed).agency.rank is Rank.GOVERNMENT


def change(*path, value):
    changed = plain("D06")
    table = changed
    for key in path[:-1]:
        table = table.setdefault(key, {})
    table[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("notice",), [], "缺少\\[notice\\]一节，请照样本补上：./gongkai notice example D06"),
        (("case",), None, "缺少\\[case\\]一节"),
        (("applicant",), None, "缺少\\[applicant\\]一节，请照样本补上：./gongkai notice example D06"),
        (("notic",), {}, "文件的notic不认识，只能是：application、event、case、"),
        (("notice", "number"), 10**31, "number不对，序号应是1到999999的整数"),
        (("notice", "number"), 0, "number不对"),
        (("case", "number"), "1", "\\[case\\]的number不认识，只能是：register、wanted。"),
        (("case", "wanted"), 1, "\\[case\\]的wanted“1”应是文字，请加引号。"),
        (("notice", "code"), 6, "\\[notice\\]的code“6”应是文字"),
        (("notice", "serach"), {}, "\\[notice\\]的serach不认识，只能是：variant、"),
        (("notice", "search"), "无", "\\[notice\\]的search应是一节键值。"),
        (("notice", "search", "place"), "无", "\\[notice\\]的search的place不认识，只能是：places、"),
        (("notice", "search", "day"), "六月", "\\[notice\\]的search的day“六月”不是日期，请写成2025-06-02的样子。"),
        (("notice", "day"), 20250620, "不是日期"),
        (("notice", "given"), {}, "\\[notice\\]的given应是若干项，请用\\[\\[…\\]\\]或者方括号写。"),
        (("notice", "given"), [{"pages": 0}], "\\[notice\\]的given第1项的pages“0”应是大于零的整数。"),
        (("notice", "given"), [{"pages": True}], "应是大于零的整数"),
        (("notice", "archive"), {"term_ended": 1}, "\\[notice\\]的archive的term_ended“1”应是true或者false。"),
        (("party",), [{"phone": "1"}], "\\[\\[party\\]\\]第1项的phone不认识"),
        (("agency", "rank"), "bureau", "\\[agency\\]的rank“bureau”不认识，只能是：department、government、"),
        (("agency", "query_recourse"), "never", "只能是：free、first。"),
        (("agency", "tel"), "1", "\\[agency\\]的tel不认识，只能是：name、office、"),
        (("agency", "scheme"), "1", "\\[agency\\]的scheme不认识"),
        (("agency", "signs"), "告", "\\[agency.signs\\]应是一节键值"),
        (("agency", "signs"), {"answer": "告"}, "没有文书种类“answer”"),
        (("agency", "pattern"), "某公开", "\\[agency\\]的pattern“某公开”不对"),
        (("agency", "pattern"), "{agent}{family}", "的pattern“{agent}{family}”不对"),
        (("agency", "signs"), {"reply": "补"}, "“补”同时是"),
        (("agency", "pattern"), "{agency.name}{family}", "不对，请写成"),
        (("agency", "pattern"), "{agency}{family}{", "不对，请写成“{agency}公开{family}”的样子。"),
    ],
)
def test_what_can_not_be_understood_is_named(path, value, message):
    with pytest.raises(InvalidNotice, match=message):
        dossier(change(*path, value=value))


def test_the_kind_of_applicant_is_told():
    changed = plain("D06")
    del changed["application"]["applicant"]
    with pytest.raises(
        InvalidNotice, match=r"^\[application\]没有写applicant（申请人类别），.*只能是：natural_person、"
    ):
        dossier(changed)


def test_every_party_has_its_own_id():
    changed = plain("P06")
    changed["party"].append({"id": "甲公司", "name": "某某二公司"})
    with pytest.raises(InvalidNotice, match=r"^\[\[party\]\]的id“甲公司”写了2次"):
        dossier(changed)


def test_one_opinion_needs_no_list():
    changed = plain("D04d")
    assert len(dossier(changed).details.third_party) == 1
    changed["notice"]["third_party"] = [changed["notice"]["third_party"], {"id": "乙", "part": 2}]
    assert [(one.id, one.part) for one in dossier(changed).details.third_party] == [("", None), ("乙", 2)]


def test_the_timeline_is_checked_first():
    with pytest.raises(InvalidTimeline):
        dossier(change("event", value=[]))


def test_a_number_of_thousands_of_digits_is_refused_in_a_sentence():
    with pytest.raises(InvalidNotice, match="序号应是1到999999的整数"):
        dossier(change("notice", "number", value=16**5000))
