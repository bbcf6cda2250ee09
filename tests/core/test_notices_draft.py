import re
from datetime import date

import pytest
from tests.support.notices import NAMES, dossier, letter, plain, with_event, with_notice, without_event

from gongkai.core.errors import NoticeIncomplete
from gongkai.core.notices.letter import Grid, Heading, Listing, Paragraph, Slip
from gongkai.core.notices.templates import label_of, template

EVERY = pytest.mark.parametrize("name", NAMES)
# What may be left unsaid: the notice is lawful without it.
OPTIONAL = {
    "published.day",
    "given.number",
    "files.number",
    "files.pages",
    "amendment.evidence",
    "registration.query_code",
    "registration.query_way",
    "consultation.id",
}
# Said in another way where it is left out: the wording changes, or the law gives it.
OTHERWISE = {
    ("D02-collect", "provision.way"),
    ("D02-collect", "provision.place"),
    ("D04b", "ground.reason"),
    ("D04d", "ground.reason"),
    ("D04d-silent", "ground.reason"),
    ("D03", "withheld.1.reason"),
    ("P09", "given.1.pages"),
    *((name, "day") for name in ("P03", "P04", "P05", "P06", "P07", "P10", "P12", "P13d")),
}
# What is then asked for instead, where a statement stands for another.
INSTEAD = {
    ("D04d-privacy", "third_party.not_consulted"): ("third_record",),
    ("D07-unknown", "responsible.unknown"): ("responsible.agency", "responsible.contact"),
    ("D08-nothing", "processing.nothing"): ("processing.existing",),
}


def leaves(table, path=""):
    """Yield path and removal for every key of [notice] and its tables."""
    for key, value in table.items():
        where = f"{path}{key}"
        if isinstance(value, dict):
            yield from leaves(value, f"{where}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, each in enumerate(value, 1):
                yield from leaves(each, f"{where}.{number}.")
        else:
            yield where


def without(name, path):
    changed = plain(name)
    table = changed["notice"]
    *parents, last = path.split(".")
    for parent in parents:
        table = table[int(parent) - 1] if parent.isdecimal() else table[parent]
    del table[last]
    return changed


REMOVABLE = [
    (name, path) for name in NAMES for path in leaves(plain(name)["notice"]) if path not in {"code", "variant"}
]


@pytest.mark.parametrize(("name", "path"), REMOVABLE, ids=lambda each: each)
def test_nothing_that_the_law_wants_can_be_left_out(name, path):
    changed = without(name, path)
    key = re.sub(r"\.\d+\.", ".", path)
    if key in OPTIONAL or (name, path) in OTHERWISE:
        assert letter(changed).text
        return
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    count = len(plain(name)["notice"].get(path.split(".")[0], ())) if "." in path else 0
    place = re.search(r"\.(\d+)\.", path)
    instead = INSTEAD.get((name, path), (key,))
    before = f"第{place[1]}项的" if place and count > 1 else ""
    assert refused.value.missing == tuple(f"{before}{label_of(each)}" for each in instead)


@pytest.mark.parametrize(
    ("table", "key", "label"),
    [
        ("agency", "code", "机关代字（[agency]的code）"),
        ("case", "wanted", "申请公开的内容（原文）"),
        ("applicant", "name", "申请人的姓名或者名称"),
        ("agency", "name", "本机关名称"),
        ("agency", "office", "政府信息公开工作机构名称"),
        ("agency", "phone", "联系电话"),
        ("agency", "court", "有管辖权的人民法院"),
        ("agency", "reviewing_government", label_of("reviewing")),
    ],
)
def test_common_elements_can_not_be_left_out(table, key, label):
    changed = plain("D06")
    del changed[table][key]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (label,)


@pytest.mark.parametrize(("table", "key"), [("case", "register"), ("agency", "address"), ("agency", "hours")])
def test_other_particulars_may_be_missing(table, key):
    changed = plain("D06")
    del changed[table][key]
    assert letter(changed).text.count("（登记号") == (key != "register")


def test_everything_missing_is_told_at_once():
    changed = plain("D06")
    changed["notice"] = {"code": "D06"}
    changed["event"].pop()
    changed["agency"] = {}
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.notice == "D06政府信息不存在告知书"
    assert refused.value.missing == (
        "本机关名称",
        "文号",
        "检索人",
        "检索日期",
        "检索的范围（在哪里找的）",
        "检索的关键词",
        "检索的时间范围",
        "检索的结果",
        label_of("reviewing"),
        "有管辖权的人民法院",
        "政府信息公开工作机构名称",
        "联系电话",
        "落款日期",
    )


@pytest.mark.parametrize(
    ("name", "event", "path"),
    [
        ("P03", "rectification_requested", "course.rectification.on"),
        ("P04", "reasons_requested", "course.reasons_asked.on"),
        ("P05", "extended", "course.extension.workdays"),
        ("P06", "third_party_consulted", "third.asked.on"),
        ("P07", "third_party_consulted", "third.asked.on"),
        ("P08", "third_party_consulted", "consulted"),
        ("P10", "agency_consulted", "other.asked.on"),
        ("P12", "fee_noticed", "course.fee.on"),
        ("D13-silent", "reasons_requested", "course.reasons_asked.on"),
        ("D15", "rectification_requested", "course.rectification.on"),
        ("D16", "fee_noticed", "course.fee.on"),
        ("D17-withdrawn", "withdrawn", "course.withdrawn.on"),
        ("P01", "confirmed", "received"),
    ],
)
def test_what_has_not_happened_can_not_be_told(name, event, path):
    with pytest.raises(NoticeIncomplete) as refused:
        letter(without_event(name, event))
    assert label_of(path) in refused.value.missing


def test_an_extension_is_approved_by_somebody():
    changed = plain("D06-full")
    del changed["event"][-2]["approved_by"]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (label_of("course.extension.approved_by"),)


def test_who_did_not_pay_had_the_notice():
    for name in ("D16", "D16-note"):
        changed = plain(name)
        del changed["event"][-1]["received"]
        with pytest.raises(NoticeIncomplete) as refused:
            letter(changed)
        assert refused.value.missing == (label_of("course.fee.received"),)


def test_a_third_party_who_was_never_asked_needs_a_reason():
    changed = plain("D04d")
    changed["event"] = [event for event in changed["event"] if "third_party" not in event["kind"]]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (label_of("third_record"),)


def test_a_list_must_not_be_empty():
    for name, key in [("D01", "published"), ("D02", "given"), ("D12", "publications"), ("P13d", "files")]:
        with pytest.raises(NoticeIncomplete) as refused:
            letter(with_notice(name, **{key: []}))
        assert refused.value.missing == (label_of(key),)
    with pytest.raises(NoticeIncomplete) as refused:
        letter(with_notice("D03", withheld=[]))
    assert refused.value.missing == (label_of("withheld"),)


# --- How it reads ----------------------------------------------------------------------------------------------------


@EVERY
def test_a_letter_reads_well(name):
    text = letter(name).text
    assert not re.search(r"[。，；：、]\s*[。，；：、]|[（“]\s*[）”]|[\[\]{}]|None|\d{4}-\d\d-\d\d", text), text
    assert "的的" not in text
    form = template(plain(name)["notice"]["code"], plain(name)["notice"].get("variant", ""))
    for block in letter(name).blocks:
        if isinstance(block, Paragraph) and form.code != "P13d":
            assert block.text.endswith(("。", "：")), block.text


@EVERY
def test_the_common_elements_are_there(name):
    made, told = letter(name), plain(name)
    form = template(told["notice"]["code"], told["notice"].get("variant", ""))
    assert (made.agency, made.signature, made.title) == ("某县某局", "某县某局", form.title)
    assert made.internal is (not made.addressee)
    assert made.seal is not made.internal
    assert bool(made.number) is bool(form.family)
    if not made.internal:
        assert "0000-12345678" in made.contact
    if form.code.startswith("D") and not made.internal:
        assert made.addressee == told["applicant"]["name"]
        assert "本机关于2025年6月3日收到" in made.text
        assert form.code == "D19" or f"“{told['case']['wanted']}”" in made.text
        assert "《中华人民共和国" in made.text


def test_nobody_is_told_of_the_department_above_after_2024():
    for name in NAMES:
        assert "主管部门" not in letter(name).text
        assert "某市某局" not in letter(name).text


def test_you_is_who_is_written_to():
    assert "您申请公开的内容" in letter("D02").text
    assert "您" not in letter("D06-full").text
    assert "贵单位申请公开的内容" in letter("D06-full").text
    changed = plain("P06")
    assert "涉及贵单位" in letter(changed).text
    changed["party"][0]["natural"] = True
    assert "涉及您" in letter(changed).text
    assert "贵机关共同制作" in letter("P10").text


def test_blocks_are_of_every_kind():
    kinds = {type(block) for name in NAMES for block in letter(name).blocks}
    assert kinds == {Paragraph, Heading, Listing, Grid, Slip}


def test_days_are_computed_and_never_typed():
    assert "将于2025年7月15日前（含当日）答复您" in letter("P05").text
    assert "于2025年6月6日收到的，最后一日为2025年6月27日" in letter("P06").text
    assert "于2025年6月5日收到的，最后一日为2025年6月26日" in letter("P10").text
    assert "于2025年6月12日收到的，最后一日为2025年7月10日" in letter("P12").text
    assert "本机关将于2025年7月1日前（含当日）答复您" in letter("P02").text


def test_given_information_is_attached_unless_it_is_collected():
    assert letter("D02").attachments == ("某农贸市场改造项目招标文件", "某农贸市场改造项目中标通知书")
    assert letter("D02-collect").attachments == ()
    assert letter(with_notice("D06", attachments=["检索情况说明"])).attachments == ("检索情况说明",)
    assert letter("P06").attachments == ("政府信息公开征求意见确认函",)


def test_a_secret_is_named_without_detail_and_its_evidence_not_at_all():
    assert "保密室" not in letter("D04a").text
    assert "李某" not in letter("D06").text


def test_a_parts_ground_must_be_told():
    changed = plain("D03")
    del changed["notice"]["withheld"][1]["checked"]
    del changed["notice"]["withheld"][1]["reason"]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == (
        "第2项的已核对没有法律、法规、规章规定该信息应当公开",
        "第2项的不予公开的理由",
    )


def test_other_third_party_rights_need_their_reason():
    changed = plain("D04d")
    changed["notice"]["ground"]["kind"] = "其他第三方合法权益"
    assert "涉及第三方合法权益，公开会对其造成损害：其中有投标人" in letter(changed).text
    del changed["notice"]["ground"]["reason"]
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == ("不予公开的理由",)


def test_a_query_may_be_one_of_the_parts():
    changed = plain("D03")
    changed["notice"]["withheld"] = [{"part": "房屋登记信息", "ground": "N8"}]
    changed["notice"]["query"] = {
        "subject": "不动产登记资料",
        "rule": "《不动产登记暂行条例》第二十七条",
        "counter": "查询窗口",
    }
    text = letter(changed).text
    assert "请您依照上述规定到查询窗口办理查询。" in text
    assert "第三十六条第（七）项" in text
    assert "应当先申请行政复议" not in text


# --- Numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, "3", "某商公开告〔2025〕3号", "某商公开告[2025]第003号"])
def test_a_number_is_completed_and_written_one_way(number):
    assert letter(with_notice("D06", number=number)).number == "某商公开告〔2025〕3号"


def test_a_number_without_a_day_waits_for_the_day():
    changed = with_notice("D15", day=None)
    with pytest.raises(NoticeIncomplete) as refused:
        letter(changed)
    assert refused.value.missing == ("落款日期",)


# --- Cautions --------------------------------------------------------------------------------------------------------


def test_what_the_law_leaves_open_is_said():
    assert [name for name in NAMES if dossier(plain(name)).cautions()] == ["D05", "D14", "D18"]
    assert dossier(plain("D05")).cautions() == (
        "O12（行政查询事项）的依据或者救济途径没有明确规定，本文书按通行做法写，请法制机构确认。",
    )
    assert dossier(plain("D18")).cautions() == (
        "D18已移交国家档案馆信息告知书引用的条文没有核对过原文，请核对后再签发。",
    )


def test_a_late_reply_is_said():
    changed = plain("D06")
    changed["event"][-1]["on"] = date(2025, 7, 2)
    assert dossier(changed).cautions() == ("答复期限已于2025年7月1日届满，本文书作出时已经逾期。",)


def test_a_late_rectification_notice_is_said():
    changed = with_event("P03", "rectification_requested", on=date(2025, 6, 13))
    changed["notice"]["day"] = date(2025, 6, 13)
    assert dossier(changed).cautions() == (
        "补正告知的法定期限已于2025年6月12日届满，本文书作出时已经逾期（条例第三十条）。",
    )


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("D06", {}, True),
        ("D03", {}, True),
        ("D04f", {}, False),
        ("P03", {}, False),
        ("D06", {"court": "某市中级人民法院"}, False),
        ("D06", {"court": ""}, False),
        ("D06", {"name": "某县某镇人民政府"}, False),
    ],
)
def test_a_government_is_not_sued_in_the_basic_court(name, told, said):
    changed = plain(name)
    changed["application"]["agency_kind"] = "government"
    changed["agency"] |= told
    caution = (
        "对国务院部门或者县级以上地方人民政府所作的行政行为提起诉讼的，由中级人民法院管辖（行政诉讼法第十五条第一项），"
        "[agency]的court写的是“某县人民法院”，请核对管辖法院。"
    )
    assert dossier(changed).cautions() == ((caution,) if said else ())


def test_provisional_days_are_said():
    changed = plain("D06")
    for event, day in zip(changed["event"], (date(2026, 12, 20), date(2026, 12, 21), date(2027, 1, 8)), strict=True):
        event["on"] = day
    assert "有的日期落在放假通知尚未公布的年份" in dossier(changed).cautions()[0]
