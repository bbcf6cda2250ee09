import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.locate.sections import paragraphs
from gongkai.formats.read.text import read, read_text


def drawn(block):
    """Return a block as lists of texts, row by row."""
    if isinstance(block, Paragraph):
        return block.text
    rows = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def blocks(text):
    return [drawn(block) for block in read_text(text).blocks]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "甲\n| 规章 | 0 |  |\n|---|---|---|\n| 许可 | 1 | 2 |\n乙",
            ["甲", [["规章", "0", ""], ["许可", "1", "2"]], "乙"],
        ),
        ("\t规章\n\t0\n\t\n\n\t商业\n企业\n\t5\n\n\n尾", [[["规章", "0", ""], ["商业\n企业", "5"]], "尾"]),
        ("规章\t0\t\t3\n许可\t1\t\t", [[["规章", "0", "", "3"], ["许可", "1", "", ""]]]),
        ('"一、本年,新收",1,,3\n二、上年,0,0,0', [[["一、本年,新收", "1", "", "3"], ["二、上年", "0", "0", "0"]]]),
        ("甲\n— 3 —\n乙\n第 2 页", ["甲", "乙"]),
    ],
)
def test_tables_in_text(text, wanted):
    assert blocks(text) == wanted


def test_text_after_a_word_table_is_not_part_of_its_last_number():
    assert blocks("\t规章\n\t0\n\n\t许可\n\t30\n单位负责人：张三")[-1] == "单位负责人：张三"
    assert blocks("\t规章\n\t0\n\n\t许可\n\t22\n（其中修订16件）\n\n")[0][1][1] == "22\n（其中修订16件）"


def test_prose_with_a_pipe_is_no_table():
    assert blocks("我局发布《快检|天天报》系列文章。" * 20)[0].startswith("我局发布")


def test_headings_and_metadata():
    document = read_text("标题: 甲局2023年政府信息公开工作年度报告\n## 一、总体情况")
    assert document.titles == ["甲局2023年政府信息公开工作年度报告"]
    assert document.blocks[1] == Paragraph("一、总体情况", heading=True)


def test_lines_broken_by_a_page_are_told():
    page = "\n".join(["政府信息公开工作情况如下所述各项内容均已完成并且公布"] * 20)
    assert all(block.lines for block in read_text(page).blocks)
    assert not any(block.lines for block in read_text("一、总体情况\n好。").blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding(encoding):
    text = "测试市统计局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息五十一条。"
    assert [block.text for block in read(text.encode(encoding)).blocks] == text.split("\n")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReportUnreadable):
        read(bytes(range(1, 32)) * 200)


@settings(max_examples=60)
@given(st.text(alphabet="0|\t\n ,甲、-#", max_size=300))
def test_any_text_becomes_blocks(text):
    for block in read_text(text).blocks:
        assert isinstance(block, Grid | Paragraph)


@pytest.mark.parametrize(
    "text", ["|0|\n" * 60_000, "\t0\n" * 60_000, "0,0,0,0\n" * 60_000, "|" * 200_000, "0" * 200_000]
)
def test_long_monotonous_texts_are_read_once(text):
    assert read_text(text).blocks


def test_bars_without_borders_keep_their_empty_first_cells():
    text = "三、结果 | （一）予以公开 | 1 | 1\n | （二）部分公开 | 0 | 0\n | （三）不予公开 | 2 | \n"
    assert blocks(text) == [
        [["三、结果", "（一）予以公开", "1", "1"], ["", "（二）部分公开", "0", "0"], ["", "（三）不予公开", "2", ""]]
    ]
    assert blocks("| a | 1 |\n|   | 2 |\n") == [[["a", "1"], ["", "2"]]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("信息内容,本年处理决定数量\n行政许可,12\n", [[["信息内容", "本年处理决定数量"], ["行政许可", "12"]]]),
        ("a,自然人,总计\n一、新收,1,1\n三、结果,（一）公开,1,1\n", None),
        ('"甲,乙",数量\n丙,"1,234"\n', [[["甲,乙", "数量"], ["丙", "1,234"]]]),
        ("全年公开,解读\n答复,办结。\n", ["全年公开,解读", "答复,办结。"]),
        ("（一）予以公开 0 203,456 3 203,459\n（二）部分 1,234 0 1,234\n", [
            "（一）予以公开 0 203,456 3 203,459", "（二）部分 1,234 0 1,234",
        ]),
    ],
)  # fmt: skip
def test_commas(text, wanted):
    wanted = wanted or [[["a", "自然人", "总计"], ["一、新收", "1", "1"], ["三、结果", "（一）公开", "1", "1"]]]
    assert blocks(text) == wanted


DUMP = """某某县水务局2024年政府信息公开工作年度报
                 告
根据《中华人民共和国政府信息公开条例》
（国务院令第711
号）规定，编制本报告。本报告所列数据的统计期限为2024年1
月1日至12月31日。
一、总体情况
（一）主动公开。全年在门户网站发布信息356条，其中政策解
读12条，按时公开。
（二）其他。
（一）予以公开      1 0 0 0 0 0 1
（二）部分公开      2 0 0 0 0 0 2
3
45
\f一、存在的问题
一是公开内容不够细。
二是解读少。
"""


PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定，编制本报告。"
    "本报告所列数据的统计期限为2024年1月1日至12月31日。"
)


def test_lines_of_a_page_dump_become_paragraphs():
    document = read_text(DUMP)
    assert paragraphs(document.blocks) == [
        "某某县水务局2024年政府信息公开工作年度报",
        "告",
        PREAMBLE,
        "一、总体情况",
        "（一）主动公开。全年在门户网站发布信息356条，其中政策解读12条，按时公开。",
        "（二）其他。",
        "（一）予以公开      1 0 0 0 0 0 1",
        "（二）部分公开      2 0 0 0 0 0 2",
        "3",
        "45",
        "一、存在的问题",
        "一是公开内容不够细。",
        "二是解读少。",
    ]
