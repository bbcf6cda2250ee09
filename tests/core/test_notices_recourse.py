import pytest
from tests.support.notices import dossier, letter, plain, with_notice

from gongkai.core.errors import NoticeIncomplete
from gongkai.core.notices.draft import draft
from gongkai.core.notices.letter import Paragraph
from gongkai.core.notices.recourse import kind
from gongkai.core.notices.templates import template

FIRST = (
    "您如对本机关不予公开的决定不服，根据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，应当先申请行政复议。"
    "您可以自收到本告知书之日起60日内，向某县人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内，依法向人民法院提起行政诉讼。"
)
FREE = (
    "您如对本告知书不服，可以自收到本告知书之日起60日内，向某县人民政府申请行政复议；"
    "也可以自收到本告知书之日起6个月内，依法向某县人民法院提起行政诉讼。"
)


def last(changed):
    """Return the last paragraph of a letter."""
    return [block.text for block in letter(changed).blocks if isinstance(block, Paragraph)][-1]


def of_2023(name):
    """Return an example as it would have been in 2023, with the department above in the profile."""
    changed = plain(name)
    for event in changed["event"]:
        for key in ("on", "received", "respond_by"):
            if key in event:
                event[key] = event[key].replace(year=2023)
    changed["agency"]["upper_department"] = "某市某局"
    return changed


@pytest.mark.parametrize("letter_of", list("abcdefg"))
def test_what_is_withheld_goes_to_reconsideration_first(letter_of):
    assert last(f"D04{letter_of}") == FIRST


@pytest.mark.parametrize("name", ["D01", "D02", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "D13", "D14"])
def test_everything_else_is_free(name):
    assert last(name) == FREE


@pytest.mark.parametrize("name", ["D15", "D16", "D17-inquiry", "D18", "D19-kept"])
def test_the_ends_of_a_case_are_free(name):
    assert last(name) == FREE


def test_partly_disclosed_tells_both():
    text = last("D03")
    assert text.startswith(FIRST.replace("的决定不服", "的部分不服"))
    assert text.endswith("依法向某县人民法院提起行政诉讼。")
    assert "您如对本告知书的其他内容不服" in text


@pytest.mark.parametrize("name", ["P02", "P03", "P04", "P05", "P06", "P07", "P08", "P10", "P11", "P12", "P13a", "P01"])
def test_procedural_notices_have_none(name):
    assert "行政复议" not in letter(name).text
    assert "行政诉讼" not in letter(name).text


def test_a_third_party_may_choose():
    assert last("P09") == FREE.replace("您", "贵单位")


def test_before_2024_the_choice_was_free_and_the_department_above_might_review():
    text = last(of_2023("D04f"))
    assert text == FREE.replace("向某县人民政府", "向某县人民政府或者某市某局")


def test_before_2024_the_department_above_must_be_named():
    changed = of_2023("D04f")
    del changed["agency"]["upper_department"]
    with pytest.raises(NoticeIncomplete, match="upper_department"):
        letter(changed)


def test_since_2024_the_department_above_is_not_named_even_if_known():
    changed = plain("D04f")
    changed["agency"]["upper_department"] = "某市某局"
    assert last(changed) == FIRST


@pytest.mark.parametrize(
    ("rank", "kind_of_agency", "reviewers"),
    [
        ("government", "government", "某市人民政府"),
        ("provincial_government", "government", "某县某局"),
        ("state_council_department", "department", "某县某局"),
        ("vertical", "department", "某市某局"),
        ("justice", "department", "某市人民政府或者某市某局"),
    ],
)
def test_the_reviewer_follows_the_rank(rank, kind_of_agency, reviewers):
    changed = plain("D04f")
    changed["application"]["agency_kind"] = kind_of_agency
    changed["agency"] |= {"rank": rank, "reviewing_government": "某市人民政府", "upper_department": "某市某局"}
    assert f"内，向{reviewers}申请行政复议" in last(changed)


def test_what_to_tell_of_special_queries_is_the_agencys_choice():
    changed = plain("D05")
    changed["agency"]["query_recourse"] = "first"
    assert last(changed) == FIRST.replace("不予公开的决定", "").replace("对本机关", "对本告知书")
    for event in changed["event"]:
        event["on"] = event["on"].replace(year=2023)
    changed["agency"]["upper_department"] = "某市某局"
    assert last(changed).startswith("您如对本告知书不服")


def test_a_notice_without_a_day_is_taken_as_of_todays_law():
    changed = with_notice("D04f", day=None)
    changed["event"].pop()
    read = dossier(changed)
    with pytest.raises(NoticeIncomplete) as refused:
        draft(read.code, read.case, read.agency, read.details)
    assert refused.value.missing == ("落款日期",)


def test_parts_decide_how_a_partly_disclosed_reply_ends():
    from gongkai.core.notices.facts import Facts

    read = dossier(plain("D03"))
    assert kind(Facts(template("D03"), read.case, read.agency, read.details)) == "partly"
    changed = with_notice("D03", withheld=[])
    read = dossier(changed)
    assert kind(Facts(template("D03"), read.case, read.agency, read.details)) == "partly"


@pytest.mark.parametrize(
    ("rank", "kind_of_agency"), [("provincial_government", "government"), ("state_council_department", "department")]
)
def test_those_who_review_themselves_tell_of_the_state_council(rank, kind_of_agency):
    ruling = "也可以向国务院申请裁决，国务院依法作出最终裁决"
    for name, times in (("D04f", 1), ("D06", 1), ("D03", 2), ("P03", 0)):
        changed = plain(name)
        changed["application"]["agency_kind"] = kind_of_agency
        changed["agency"]["rank"] = rank
        assert letter(changed).text.count(f"向人民法院提起行政诉讼，{ruling}。") == times
        assert ruling not in letter(name).text
    changed = of_2023("D04f")
    changed["application"]["agency_kind"] = kind_of_agency
    changed["agency"]["rank"] = rank
    assert ruling in last(changed)
