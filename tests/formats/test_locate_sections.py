import pytest
from tests.support.grids import grid

from gongkai.formats.blocks import Paragraph
from gongkai.formats.locate.rows import rows_of
from gongkai.formats.locate.sections import Item, chosen, heading_words, joined, marks, paragraphs, pieces, text_after


def items(*texts):
    return [Item(text) for text in texts]


def found(all_items):
    return chosen(all_items, marks(all_items))


@pytest.mark.parametrize(
    ("heading", "number", "section"),
    [
        ("一、总体情况", "一", "overview"),
        ("一 、 总 体 情 况", "一", "overview"),
        ("第五部分 存在的主要问题和改进措施", "五", "problems"),
        ("二.主动公开政府信息情况", "二", "table2"),
        ("三、收到和处理政府信息公开申请情况", "三", "table3"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四", "table4"),
        ("其他需要报告的事项", "", "other"),
    ],
)
def test_headings_as_they_are_written(heading, number, section):
    assert [(mark.number, mark.section) for mark in marks(items(heading))] == [(number, section)]


def test_a_list_of_the_sections_is_no_heading():
    all_items = items(
        "本报告包括：一、总体情况；六、其他需要报告的事项。", "一、总体情况", "好。", "六、其他需要报告的事项", "无。"
    )
    headings = found(all_items)
    assert [mark.index for mark in headings] == [1, 3]
    assert text_after(all_items, headings, "overview") == "好。"


def test_headings_in_one_line_of_text():
    all_items = items("一、总体情况今年好。五、存在的主要问题及改进情况有。六、其他需要报告的事项无。 附件下载")
    headings = found(all_items)
    texts = {key: text_after(all_items, headings, key) for key in ("overview", "problems", "other")}
    assert texts == {"overview": "今年好。", "problems": "有。", "other": "无。"}
    assert heading_words(all_items, headings)[0].words == "总体情况"


def test_a_section_that_is_not_there_has_no_text():
    assert text_after(items("好。"), [], "overview") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("无。\n附件下载\n打印 关闭", "无。"),
        ("无。\n附件1：某局报告.docx\n上一篇：某某", "无。"),
        ("详见附件。", "详见附件。"),
        ("可通过网站、微信", "可通过网站、微信"),
    ],
)
def test_what_a_site_prints_after_the_article_is_left_out(text, wanted):
    all_items = items("六、其他需要报告的事项", *text.split("\n"))
    assert text_after(all_items, found(all_items), "other") == wanted


def test_lines_of_a_page_become_paragraphs_again():
    wide = "政" * 30
    blocks = [Paragraph(wide, lines=True), Paragraph("公开。", lines=True), Paragraph("（一）方面", lines=True)]
    assert paragraphs(blocks) == [wide + "公开。", "（一）方面"]
    told = [
        Paragraph(wide, lines=True),
        Paragraph(wide, lines=True, starts=True),
        Paragraph("完", lines=True, starts=False),
    ]
    assert paragraphs(told) == [wide, wide + "完"]
    assert paragraphs([Paragraph("甲"), Paragraph("乙")]) == ["甲", "乙"]


def test_residue_and_empty_lines_go():
    assert joined(["[bookmark: _GoBack]甲。", "", "　乙。"]) == "甲。\n乙。"


def test_tables_belong_to_a_region_only_when_asked_for():
    all_items = [
        Item("二、主动公开政府信息情况"),
        Item("", "table2", rows_of(grid("| 规章 | 0 |"))),
        Item("六、其他需要报告的事项"),
    ]
    headings = found(all_items)
    assert "".join(pieces(all_items, headings[0], headings[1])) == ""
    assert "".join(pieces(all_items, headings[0], headings[1], tables=True)) == "规章|0"


FORM = (
    "一、总体情况", "全年做了工作。", "二、主动公开政府信息情况", "表。", "三、收到和处理政府信息公开申请情况", "表。",
    "四、政府信息公开行政复议、行政诉讼情况", "表。", "五、存在的主要问题及改进情况", "问题是少。", "六、其他需要报告的事项", "无。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("overview", "一、基本情况"),
        ("overview", "一、工作概述"),
        ("overview", "一、总体概况"),
        ("overview", "、总体情况"),
        ("table3", "三、依申请公开情况"),
        ("table4", "四、复议诉讼情况"),
        ("problems", "五、工作打算"),
        ("problems", "五、下一步工作计划"),
        ("problems", "五、存在问题及下一步打算"),
        ("problems", "五、存在的主要问题及整改措施"),
    ],
)
def test_sections_under_another_name_in_their_place(section, heading):
    order = ("overview", "table2", "table3", "table4", "problems", "other")
    texts = list(FORM)
    texts[2 * order.index(section)] = heading
    headings = found(items(*texts))
    assert [mark.section for mark in headings] == list(order)
    words = heading_words(items(*texts), headings)[order.index(section)]
    assert f"{words.number}、{words.words}" == heading
    assert text_after(items(*texts), headings, "overview") == "全年做了工作。"
    assert text_after(items(*texts), headings, "problems") == "问题是少。"


@pytest.mark.parametrize(
    "line", ["五、工作打算是继续努力。", "四、工作打算", "五、收费情况", "五、工作打算" + "细" * 40, "（五）工作打算"]
)
def test_no_heading_by_words_alone(line):
    texts = list(FORM)
    texts[8] = line
    assert "problems" not in {mark.section for mark in found(items(*texts))}


def test_no_heading_out_of_its_place():
    texts = [*FORM[:2], "五、工作打算", *FORM[2:8], *FORM[9:]]
    assert "problems" not in {mark.section for mark in found(items(*texts))}
