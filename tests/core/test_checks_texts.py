"""The checks of wording, identity, completeness and privacy at their edges."""

from __future__ import annotations

import pytest
from tests.support.mutations import OTHER, OVERVIEW, PROBLEMS, in_2020, predecessor_in_order, put, report_in_order

from gongkai.core.checks.check import Thresholds
from gongkai.core.checks.figures import quantities, quote, sentences
from gongkai.core.checks.run import check
from gongkai.core.findings import Finding, Repair, Severity, Status
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2014, Y2019
from gongkai.core.report.model import Heading, Report


def _found(report: Report, code: str, previous: Report | None = None, **limits: float) -> list[Finding]:
    verdict = check(report, previous, Thresholds(**limits) if limits else None)  # type: ignore[arg-type]
    return [finding for finding in verdict.findings if finding.code == code]


def _with(**sections: str | None) -> Report:
    report = report_in_order()
    report.sections = {"overview": OVERVIEW, "problems": PROBLEMS, "other": OTHER, **sections}
    return report


@pytest.mark.parametrize("words", [
    "县政府政府信息公开工作", "理论学习中心中心组", "一个一个核对", "以公开为目的的活动", "方方面面", "进一步推进", "的确有的的确没有",
])  # fmt: skip
def test_lawful_repetitions_are_no_slips(words: str) -> None:
    assert _found(_with(other=OTHER + words), "TXT-TYPO") == []


@pytest.mark.parametrize(("words", "quoted"), [
    ("严格落实落实制度", "落实落实"), ("认真布署", "布署"), ("我局的的工作", "局的的"), ("截止2024年12月31日", "截止2024年"), ("完善机制，，", "，，"),
])  # fmt: skip
def test_slips_are_quoted(words: str, quoted: str) -> None:
    found = _found(_with(other=OTHER + words), "TXT-TYPO")
    assert len(found) == 1
    assert quoted in (found[0].quote or "")


@pytest.mark.parametrize(("problems", "caught"), [
    ("", True), ("无。", True), ("存在问题，将改进。", True), (PROBLEMS, False),
    ("今年以来，我局高度重视政府信息公开工作，认真学习条例，召开专题会议，开展业务培训，取得明显成效，群众满意。", True),
    ("一是政策解读的形式比较单一，二是栏目更新滞后，三是工作人员经常变动，四是宣传力度小，五是群众知晓率低，六是档案归集慢。", True),
])  # fmt: skip
def test_problems_need_substance_and_measures(problems: str, caught: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert bool(_found(_with(problems=problems), "TXT-PROBLEMS")) is caught


def test_the_length_of_the_overview_is_a_note_with_a_limit_of_ones_own() -> None:
    report = report_in_order()
    assert _found(report, "TXT-LENGTH") == []
    note = _found(report, "TXT-LENGTH", overview_length=100)[0]
    assert (note.severity, note.right) == (Severity.NOTE, 100)


def test_a_text_taken_over_says_its_share() -> None:
    previous = predecessor_in_order()
    previous.sections["problems"] = PROBLEMS
    found = _found(report_in_order(), "TXT-COPIED", previous)
    assert len(found) == 1
    assert "100%" in found[0].message
    assert _found(report_in_order(), "TXT-COPIED", previous, copied=1.0) == []
    short = _with(problems="未收到申请。")
    assert _found(short, "TXT-COPIED", previous) == []
    assert _found(_with(problems=None, overview=None), "TXT-COPIED", previous) == []


def test_the_old_layout_is_quoted_wrongly_only_since_2021() -> None:
    text = OTHER + "按照国办公开办函〔2019〕60号的要求编制。"
    assert len(_found(_with(other=text), "TXT-OLD-LAW")) == 1
    report, _ = in_2020()
    report.sections["other"] = text
    assert _found(report, "TXT-OLD-LAW") == []


def test_an_invalid_identity_number_and_a_masked_telephone_are_left_alone() -> None:
    text = OTHER + "编号110105194912310021，电话138****5678，0451-53551234，流水号20240138123456789。"
    codes = {f.code for f in check(_with(other=text)).findings}
    assert not codes & {"TXT-IDENTITY", "TXT-MOBILE"}


@pytest.mark.parametrize(("heading", "severity"), [
    (Heading("五", "存在问题及改进情况", "problems"), None),
    (Heading("五", "2024年政府信息公开工作中存在的主要问题和改进措施", "problems"), None),
    (Heading("五", "存在的主要问题及整改措施", "problems"), None),
    (Heading("五", "存在的问题及下一步改进措施", "problems"), None),
    (Heading("五", "今后打算", "problems"), Severity.ERROR),
    (Heading("五", "工作打算", "problems"), Severity.ERROR),
    (Heading("五", "改进情况", "problems"), Severity.ERROR),
    (Heading("六", "存在的主要问题及改进情况", "problems"), Severity.ERROR),
    (Heading("五", "存在的 主要问题及改进情况：", "problems"), None),
    (Heading("", "存在的主要问题及改进情况", "problems"), None),
])  # fmt: skip
def test_a_misnamed_heading_is_an_error_and_a_harmless_variant_is_none(
    heading: Heading, severity: Severity | None
) -> None:
    report = report_in_order()
    report.headings[4] = heading
    assert [f.severity for f in _found(report, "FORM-SECTION")] == ([severity] if severity else [])


@pytest.mark.parametrize(("place", "words", "wrong"), [
    (0, "总体情况", False), (0, "2024年政府信息公开工作总体情况", False), (0, "基本情况", True), (0, "工作概述", True),
    (1, "主动公开政府信息的情况", False), (1, "行政机关主动公开政府信息情况", False), (1, "政府信息公开平台建设", True),
    (2, "行政机关收到和处理政府信息公开申请情况", False), (2, "收到及处理政府信息公开申请的情况", False), (2, "依申请公开情况", True),
    (3, "因政府信息公开工作被申请行政复议、提起行政诉讼情况", False), (3, "政府信息公开行政复议和行政诉讼情况", False), (3, "复议诉讼情况", True),
    (5, "其他需要报告事项", False), (5, "需要报告的其他事项", False), (5, "附则", True),
])  # fmt: skip
def test_headings_may_vary_as_the_editions_do(place: int, words: str, wrong: bool) -> None:  # noqa: FBT001 - a column of the table above
    report = report_in_order()
    report.headings[place] = report.headings[place]._replace(words=words)
    assert [f.severity for f in _found(report, "FORM-SECTION")] == ([Severity.ERROR] if wrong else [])


def test_sections_out_of_order_are_one_finding() -> None:
    report = report_in_order()
    report.headings[0], report.headings[4] = report.headings[4], report.headings[0]
    found = _found(report, "FORM-SECTION")
    assert len(found) == 1
    assert "次序" in found[0].message


def test_the_free_chapters_of_old_reports_are_not_measured_by_headings() -> None:
    report = Report(Y2014, agency="测试县财政局", year=2014, sections={"overview": "概述。", "problems": PROBLEMS})
    report.headings = [Heading("四", "存在的主要问题", "problems"), Heading("九", "概述", "overview")]
    assert _found(report, "FORM-SECTION") == []


def test_the_edition_of_table_2_and_of_table_3() -> None:
    report, _ = in_2020()
    report.year = 2021
    assert "〔2021〕30号" in _found(report, "FORM-LAYOUT")[0].message
    report, _ = in_2020()
    report.table3 = report_in_order().table3
    assert "分为三行" in _found(report, "FORM-LAYOUT")[0].message
    assert report.layout is Y2019


def test_cells_of_every_kind_are_told_apart() -> None:
    report = report_in_order()
    assert report.table2 is not None
    assert report.table4 is not None
    report.table2["charges"]["amount"] = Cell(None, Mark.SLASH, raw="/")
    report.table2["licenses"]["decisions"] = Cell(None, Mark.UNDECIDED, raw="1203")
    report.table4["reconsideration"]["upheld"] = Cell(-2, raw="-2")
    findings = check(report).findings
    by_code = {f.code: f for f in findings}
    assert "斜线" in by_code["CELL-BLANK"].message
    assert by_code["CELL-UNREADABLE"].status is Status.UNKNOWN
    assert by_code["CELL-COUNT"].cells == ("table4.reconsideration.upheld",)


def test_title_and_predecessor() -> None:
    report, previous = report_in_order(), predecessor_in_order()
    report.title = "测试县民政局2024年政府信息公开工作年度报告"
    assert "测试县商务局" in _found(report, "FORM-TITLE")[0].message
    report.title = None
    previous.agency = "测试县商务和粮食局"
    assert _found(report, "FORM-TITLE") == []
    assert "测试县商务和粮食局" in _found(report, "YEAR-PREDECESSOR", previous)[0].message


def test_a_name_of_another_agency_is_no_slip() -> None:
    assert _found(_with(other=OTHER + "会同测试县民政局办理，由县商务局负责。"), "TXT-AGENCY") == []
    report = report_in_order()
    report.agency = None
    assert _found(report, "TXT-AGENCY") == []


def test_jumps_leave_small_counts_alone() -> None:
    report, previous = report_in_order(), predecessor_in_order()
    for each, now in ((report, 9), (previous, 90)):
        assert each.table2 is not None
        each.table2["compulsions"]["decisions"] = Cell(now)
    assert _found(report, "YEAR-JUMP", previous) == []
    assert len(_found(report, "YEAR-JUMP", previous, small=50)) == 1


def test_the_sentence_is_quoted_as_it_stood() -> None:
    text = "（一）无。\n（二）全年收到政府信息公开申请 ９９ 件，均已\n答复！其余照旧。"
    report = _with(overview=OVERVIEW + text)
    assert "（二）全年收到政府信息公开申请 ９９ 件，均已答复" in {f.quote for f in _found(report, "TXT-NUMBER")}
    told = sentences("甲。乙。")
    assert quote("", told[1]) == "乙"


def test_a_page_number_between_the_lines_parts_no_sentence() -> None:
    text = "全年收到政府信息公开申请12\n— 3 —\n件，办结\n10件。"
    assert [each.words for each in sentences(text)] == ["全年收到政府信息公开申请12件,办结10件"]


def test_odd_numerals_are_no_numbers() -> None:
    assert quantities("百十件") == []
    assert [q.value for q in quantities("一百零五件、1.5亿元、3千克、二十件")] == [105, 150_000_000, 20]


@pytest.mark.parametrize(
    "text", ["", "。。。", "\n\n", "件件件%%%", "9" * 5000 + "件申请", "（" * 3000, "收到申请" * 2000, "，" * 9000]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert check(_with(overview=text, problems=text, other=text)).summary[Status.PASS] > 40


def test_a_change_may_be_negative_and_nothing_else() -> None:
    report, previous = in_2020()
    put(report, "table2.licenses.change", -5)
    assert _found(report, "CELL-COUNT", previous) == []
    put(report, "table2.licenses.decisions", -5)
    assert [f.cells for f in _found(report, "CELL-COUNT", previous)] == [("table2.licenses.decisions",)]


@pytest.mark.parametrize(
    ("year", "number"), [(2019, "〔2019〕60号"), (2020, "〔2019〕60号"), (2021, "〔2021〕30号"), (None, "〔2019〕60号")]
)
def test_findings_cite_the_edition_of_their_year(year: int | None, number: str) -> None:
    report, _ = in_2020()
    report.year, report.table4 = year, None
    cites = {f.cite for f in check(report).findings if f.code.startswith("FORM-")}
    assert cites
    assert all(number in cite for cite in cites)


def test_words_in_quotation_marks_have_single_ones_inside() -> None:
    report = report_in_order()
    put(report, "table3.withheld_security_stability.total", None)
    put(report, "table4.direct_litigation.total", 3)
    report.sections["overview"] = OVERVIEW + "因政府信息公开引起行政诉讼9件，危及三安全一稳定不予公开4件。"
    messages = [f.message for f in check(report).findings]
    assert any("‘三安全一稳定’" in message for message in messages)
    for message in messages:
        inside = message.split("“")
        assert all("”" in part for part in inside[1:]), message


def test_a_blank_that_row_and_column_determine_is_proposed() -> None:
    report = report_in_order()
    put(report, "table3.settled.business", None)
    findings = check(report).findings
    assert {f.code for f in findings} == {"CELL-BLANK", "T3-FLOW", "T3-SETTLED-SUM", "T3-ROW-SUM"}
    assert {f.repair for f in findings} == {Repair("table3.settled.business", 9)}
    blank = next(f for f in findings if f.code == "CELL-BLANK")
    assert "“商业企业”是9" in blank.message
    assert "请填0" not in blank.message
    assert all(f.status is Status.UNKNOWN and "是9" in f.message for f in findings if f is not blank)


def test_among_many_blanks_those_that_want_a_number_are_named() -> None:
    report = report_in_order()
    for row, column in (
        ("received", "natural_person"),
        ("disclosed", "research"),
        ("withheld_process", "legal_services"),
        ("settled", "public_interest"),
    ):
        put(report, f"table3.{row}.{column}", None)
    (blank,) = _found(report, "CELL-BLANK")
    assert "涉及4行" in blank.message
    assert "推算，表三“自然人”列“一、本年新收政府信息公开申请数量”行是50，请" in blank.message


def test_a_blank_that_row_and_column_see_differently_is_not_proposed() -> None:
    report = report_in_order()
    put(report, "table3.settled.business", None)
    put(report, "table3.settled.total", 63)
    findings = check(report).findings
    assert [f for f in findings if f.repair and f.repair.cell == "table3.settled.business"] == []
    assert "请填0" in next(f for f in findings if f.code == "CELL-BLANK").message


def test_of_two_blanks_in_a_row_those_that_are_determined_are_named() -> None:
    report = report_in_order()
    put(report, "table3.disclosed.business", None)
    put(report, "table3.disclosed.research", None)
    blank = _found(report, "CELL-BLANK")
    assert [f.repair for f in blank] == [None]
    assert "没有的请填0" in blank[0].message
