"""The day printed is that of what the notice tells, and nothing it tells lies after it."""

from datetime import date

import pytest
from tests.support.notices import NAMES, dossier, letter, plain, with_event, with_notice, without_event

from gongkai.core.errors import InvalidNotice, NoticeIncomplete
from gongkai.core.notices.templates import Recourse, template

DATED = [
    name
    for name in NAMES
    if (told := plain(name)) and any(event["kind"] == "replied" for event in told["event"]) and "P13" not in name
] + ["P03", "P04", "P05", "P06", "P07", "P10", "P12"]


def refused(changed):
    with pytest.raises(InvalidNotice) as found:
        letter(changed)
    return str(found.value).partition("：")[2]


@pytest.mark.parametrize("name", DATED)
def test_the_day_is_that_of_the_event_and_no_other(name):
    day = letter(name).day
    assert letter(with_notice(name, day=day)).text == letter(with_notice(name, day=None)).text
    for other in (day.replace(year=2026), date(2025, 6, 4)):
        assert f"落款日期{other.year}年" in refused(with_notice(name, day=other))


def test_no_day_chooses_the_law_on_remedies():
    changed = with_event("D04f", "replied", on=date(2024, 1, 2))
    for event, day in zip(changed["event"], (date(2023, 12, 4), date(2023, 12, 5)), strict=False):
        event["on"] = day
    changed["notice"]["day"] = date(2023, 12, 29)
    assert refused(changed) == (
        "落款日期2023年12月29日与经过里“答复”的日期2024年1月2日不一致，成文日期就是作出该行为的日期，请改成同一天。"
    )
    del changed["notice"]["day"]
    assert "应当先申请行政复议" in letter(changed).text


def test_every_decision_is_dated_by_its_reply():
    kinds = {template(told["code"], told.get("variant", "")) for told in (plain(name)["notice"] for name in NAMES)}
    assert all((one.dated == "replied") is (one.recourse is Recourse.OUTCOME) for one in kinds)


def test_of_several_letters_the_day_is_that_of_the_one_named():
    changed = plain("P06")
    changed["event"].append({"kind": "third_party_consulted", "on": date(2025, 6, 9), "id": "乙"})
    changed["party"].append({"id": "乙", "name": "乙某"})
    changed["notice"]["consultation"]["id"] = "乙"
    assert "落款日期2025年6月5日与经过里“征求第三方意见”的日期2025年6月9日不一致" in refused(changed)
    changed["notice"]["day"] = date(2025, 6, 9)
    assert letter(changed).day == date(2025, 6, 9)


@pytest.mark.parametrize("name", ["P02", "P13b"])
def test_no_reply_is_promised_for_a_day_that_is_over(name):
    assert refused(with_notice(name, day=date(2025, 8, 1))) == (
        "落款日期2025年8月1日晚于答复期限届满日2025年7月1日，不能再写将于该日前答复。"
    )
    assert letter(with_notice(name, day=date(2025, 7, 1))).day == date(2025, 7, 1)


def test_a_paper_on_file_is_of_the_day_of_the_reply():
    assert letter("P13c").day == date(2025, 6, 20)


def test_what_has_run_out_is_not_extended():
    changed = with_event("P05", "extended", on=date(2025, 7, 5))
    changed["notice"]["day"] = date(2025, 7, 5)
    assert refused(changed) == "答复期限已于2025年7月1日届满，不能再延长（条例第三十三条第二款）。"
    for event in changed["event"]:
        event["on"] = min(event["on"], date(2025, 7, 1))
    changed["notice"]["day"] = date(2025, 7, 1)
    assert "将于2025年7月15日前" in letter(changed).text


def test_an_extension_without_receipt_is_only_incomplete():
    changed = without_event("P05", "extended")
    changed["event"].pop()
    assert dossier(changed).case.standing.reply_clock is None
    with pytest.raises(NoticeIncomplete, match="收到申请之日"):
        letter(changed)


@pytest.mark.parametrize(
    ("name", "kind", "term"),
    [("P03", "rectification_requested", "补正的最后一日"), ("P04", "reasons_requested", "说明理由的最后一日")],
)
def test_an_applicant_has_more_than_the_day_itself(name, kind, term):
    day = letter(name).day
    assert refused(with_event(name, kind, respond_by=day)) == (
        f"{term}2025年6月{day.day}日就是告知的当日，应当给申请人合理的期限。"
    )


def test_others_are_asked_for_help_in_time():
    changed = plain("P11")
    changed["notice"]["assistance"]["respond_by"] = date(2025, 6, 3)
    assert refused(changed) == "协办的最后一日2025年6月3日早于落款日期2025年6月4日。"
    changed["notice"]["assistance"]["respond_by"] = date(2025, 7, 2)
    assert refused(changed) == "协办的最后一日2025年7月2日晚于答复期限届满日2025年7月1日。"
    changed["notice"]["assistance"]["respond_by"] = date(2025, 7, 1)
    assert "请贵机关于2025年7月1日前" in letter(changed).text


@pytest.mark.parametrize(
    ("name", "path", "what"),
    [
        ("D01", ("published", 0, "day"), "公开的日期"),
        ("D06", ("search", "day"), "检索日期"),
        ("D11", ("earlier", "day"), "原答复书的日期"),
        ("D14", ("earlier", "day"), "原答复书的日期"),
        ("D18", ("archive", "transferred"), "档案的移交日期"),
        ("P13d", ("files", 1, "day"), "卷内文件的日期"),
    ],
)
def test_nothing_is_told_that_has_not_happened(name, path, what):
    changed = plain(name)
    table = changed["notice"]
    for key in path[:-1]:
        table = table[key]
    day = letter(name).day
    table[path[-1]] = date(2025, 7, 9)
    assert refused(changed) == f"{what}2025年7月9日晚于落款日期2025年6月{day.day}日。"
    table[path[-1]] = day
    assert letter(changed).day == day


def test_a_search_is_made_for_the_application():
    changed = plain("D06")
    changed["notice"]["search"]["day"] = date(2023, 6, 16)
    assert refused(changed) == "检索日期2023年6月16日早于提交申请的日期2025年6月2日，请为本件申请重新检索。"
