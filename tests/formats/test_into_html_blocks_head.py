"""The frame of official documents is found, and tables say what names what."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.into_html_blocks import Block, Line, Table, plain_blocks, plain_line, rendered
from gongkai.formats.into_html_head import head_of


def lines(*texts: str) -> list[Block]:
    return [plain_line(text) for text in texts]


def centred(text: str, size: float = 22, *, bold: bool = True) -> Line:
    return Line(text, text, "align-center", size, bold)


@pytest.mark.parametrize(("blocks", "title"), [
    (lines("关于印发办法的通知", "各单位："), "关于印发办法的通知"),
    (lines("清禾县人民政府文件", "清政发〔2026〕1号", "清禾县人民政府", "关于表彰的决定", "各单位："), "清禾县人民政府关于表彰的决定"),
    (lines("2025 年度政府信息公开\n工作年度报告", "正文。"), "2025年度政府信息公开工作年度报告"),
    (lines("标题：关于征求意见的公告", "正文。"), "关于征求意见的公告"),
    (lines("农村公路管理办法（试行）", "第一条 为了管理，制定本办法。"), "农村公路管理办法（试行）"),
    ([centred("清禾县人民政府文件", 60), centred("关于公路的若干措施"), plain_line("各单位：")], "关于公路的若干措施"),
    ([centred("大题目的"), centred("后一半"), centred("小字", 12, bold=False), plain_line("正文。")], "大题目的后一半"),
    (lines("一、总体要求", "正文。"), ""),
    (lines("只有一段很普通的话，没有题目。"), ""),
    ([], ""),
])  # fmt: skip
def test_the_title_is_found(blocks: list[Block], title: str) -> None:
    head = head_of(list(blocks), [])
    assert head.title == title
    left = "".join(block.text for block in head.blocks if isinstance(block, Line))
    assert title not in left or not title


def test_a_title_that_the_file_tells_is_found_in_the_body() -> None:
    head = head_of(lines("清禾县好风光", "各位游客："), ["清禾县好风光"])
    assert (head.title, len(head.blocks)) == ("清禾县好风光", 1)


@pytest.mark.parametrize(("line", "number", "remarks"), [
    ("清政办发〔2026〕12号", "清政办发〔2026〕12号", 0), ("清政办发[2026]012号    签发人：张某", "清政办发〔2026〕12号", 1),
    ("清禾县人民政府令第3号", "清禾县人民政府令第3号", 0), ("根据国办发〔2019〕61号文件精神，现将有关事项明确如下，请各单位认真组织学习，抓好贯彻落实，确保见到成效。", "", 0),
    ("没有文号", "", 0),
])  # fmt: skip
def test_the_number_is_found_in_the_head(line: str, number: str, remarks: int) -> None:
    head = head_of(lines(line, "关于公路的通知", "各单位："), [])
    assert (head.document_number, len(head.remarks)) == (number, remarks)


@pytest.mark.parametrize(("line", "day"), [
    ("2026年3月5日", date(2026, 3, 5)), ("2026 年 3 月 5 日", date(2026, 3, 5)), ("二〇二六年十月二十三日", date(2026, 10, 23)),
    ("二○二六年三月十日", date(2026, 3, 10)), ("2026年2月30日", None), ("清禾县人民政府办公室2026年3月6日印发", None), ("自2026年3月5日起施行", None),
])  # fmt: skip
def test_the_day_is_the_last_line_that_is_nothing_else(line: str, day: date | None) -> None:
    assert head_of(lines("关于公路的通知", "正文。", line, "（此件公开发布）"), []).formed_on == day


@pytest.mark.parametrize(("line", "level"), [
    (plain_line("一、总体要求"), 2), (plain_line("第一章 总则"), 2), (plain_line("（一）原则"), 2), (plain_line("一、要求。各单位要落实。"), 0),
    (plain_line("第一条 为了管理"), 0), (plain_line("普通的话"), 0), (Line("节", "节", level=3), 2), (centred("主要内容"), 2),
    (centred("清禾县人民政府文件"), 0), (Line("一、图", '<img src="a">一、图'), 0),
])  # fmt: skip
def test_headings_are_told_from_sentences(line: Line, level: int) -> None:
    head = head_of([plain_line("正文。"), line], [])
    assert isinstance(head.blocks[-1], Line)
    assert head.blocks[-1].level == level


def grid(*rows: str) -> Table:
    cells = [
        GridCell(number, column, text) for number, row in enumerate(rows) for column, text in enumerate(row.split("|"))
    ]
    return Table(Grid(cells), [[plain_line(cell.text)] for cell in cells])


@pytest.mark.parametrize(("table", "heads", "names"), [
    (grid("项目|数量", "甲|1"), 2, 1), (grid("序号|项目|数量", "1|甲|2"), 3, 0), (grid("1|2", "3|4"), 0, 0), (grid("甲|乙"), 0, 0),
    (grid("姓名|说明", "张某|好", "李某|也好"), 2, 0), (grid("甲", "乙"), 0, 0), (grid("项目|", "甲|1"), 0, 2), (grid("项目|数量|比例", "甲|-|50%", "乙|12,000|—"), 3, 2),
])  # fmt: skip
def test_which_cells_are_heads(table: Table, heads: int, names: int) -> None:
    html = rendered([table])
    assert (html.count('scope="col"'), html.count('scope="row"')) == (heads, names)


def test_a_row_across_the_whole_table_heads_the_one_below() -> None:
    cells = [
        GridCell(0, 0, "2025年情况", 1, 2),
        GridCell(1, 0, "项目"),
        GridCell(1, 1, "数量"),
        GridCell(2, 0, "甲"),
        GridCell(2, 1, "1"),
    ]
    html = rendered([Table(Grid(cells), [[plain_line(cell.text)] for cell in cells])])
    assert html.startswith(
        '<table><thead><tr><th colspan="2" scope="colgroup">2025年情况</th></tr><tr><th scope="col">项目</th>'
    )


def test_an_empty_row_below_merged_cells_is_kept() -> None:
    cells = [GridCell(0, 0, "甲", 2), GridCell(0, 1, "乙", 2)]
    assert rendered([Table(Grid(cells), [[plain_line(cell.text)] for cell in cells])]).count("<tr>") == 2


def test_printed_lines_are_joined_as_the_page_shows() -> None:
    def line(text: str, *, starts: bool | None = None) -> Paragraph:
        return Paragraph(text, 1, lines=True, starts=starts)

    long = "这一行写满了整行的宽度一直写到右边的边上去"
    document = Document(
        [line("第一行", starts=True), line("接着", starts=False), line(long), line("续上"), line("短行"), line("新行。"), line("use of", starts=True), line("roads", starts=False)], "pdf"
    )  # fmt: skip
    assert [block.text for block in plain_blocks(document) if isinstance(block, Line)] == [
        "第一行接着", f"{long}续上", "短行", "新行。", "use of roads",
    ]  # fmt: skip
