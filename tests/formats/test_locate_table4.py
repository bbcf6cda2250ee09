from tests.support.grids import grid

from gongkai.core.report.cells import Mark
from gongkai.formats.locate.rows import parts_of
from gongkai.formats.locate.table4 import table_of

HEADER = """| 行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | < |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | < |
| ^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
"""


def read(drawing):
    return table_of(parts_of(grid(drawing), 1))


def values(row):
    return [cell.value for cell in row.values()]


def test_three_groups_in_one_row():
    table = read(HEADER + "| 1 | 2 | 3 | 4 | 10 | 5 | 0 | 0 | 0 | 5 | 0 | 0 | 0 | 7 | 7 |")
    assert values(table["reconsideration"]) == [1, 2, 3, 4, 10]
    assert values(table["direct_litigation"]) == [5, 0, 0, 0, 5]
    assert values(table["litigation_after_reconsideration"]) == [0, 0, 0, 7, 7]


def test_blank_and_dash_are_no_zeros():
    table = read(HEADER + "| 1 | | - | 0 | 1 | 5 | 0 | 0 | 0 | 5 | 0 | 0 | 0 | 7 | 7 |")
    assert [cell.mark for cell in table["reconsideration"].values()][1:3] == [Mark.BLANK, Mark.DASH]
    assert values(table["reconsideration"]) == [1, None, None, 0, 1]


def test_a_group_a_row():
    table = read(
        "| | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| 行政复议 | 1 | 0 | 0 | 0 | 1 |\n"
        "| 未经复议直接起诉 | 0 | 2 | 0 | 0 | 2 |\n| 复议后起诉 | 0 | 0 | 3 | 0 | 3 |"
    )
    assert [values(table[group])[-1] for group in table] == [1, 2, 3]


def test_a_header_alone_is_no_table():
    assert read(HEADER) is None
