import pytest
from tests.support.grids import grid

from gongkai.formats.locate.rows import parts_of
from gongkai.formats.locate.statistics import from_parts, from_prose, from_text

ROWS = [
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", 1234),
    ("其中：主动公开规范性文件数", "条", 12),
    ("1．政府公报公开政府信息数", "条", 0),
    ("2．政府网站公开政府信息数", "条", 1100),
    ("不是《条例》所指政府信息数", "件", 0),
    ("四、行政复议数量", "件", 1),
    ("（三）接受培训人员数", "人次", 30),
]


@pytest.mark.parametrize("gap", ["", " ", "\n", " |\n"])
def test_an_annex_in_running_text(gap):
    text = gap.join(["统计指标", "单位", "统计数", *(str(part) for row in ROWS for part in row)])
    lines = from_text(text + "\n单位负责人：张三 联系电话：0591-23163265")
    assert [(line.label, line.unit, line.cell.value) for line in lines] == ROWS


def test_an_annex_as_a_table_without_its_group_headings():
    drawn = "\n".join(f"| {label} | {unit} | {number} |" for label, unit, number in ROWS)
    table = grid(f"| 统计指标 | 单位 | 统计数 |\n| 一、主动公开情况 | —— | |\n{drawn}")
    lines = from_parts(parts_of(table, 1))
    assert [(line.label, line.unit, line.cell.value) for line in lines] == ROWS
    assert lines[0].cell.place.row == 3


def test_no_annex():
    assert from_text("2014年公开51条。") == []


def test_counts_in_prose():
    lines = from_prose("2012年，主动公开政府信息共51条，其中：政策文件3条。")
    assert [(line.label, line.cell.value, line.cell.note) for line in lines] == [
        ("主动公开政府信息", 51, "取自正文"),
        ("政策文件", 3, "取自正文"),
    ]
