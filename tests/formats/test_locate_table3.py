from tests.support.grids import grid

from gongkai.core.report.cells import Mark, Recovery
from gongkai.formats.locate.rows import parts_of
from gongkai.formats.locate.table3 import found_rows, placed

HEADER = """| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | < | < | < | < | < | < |
| ^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计 |
| ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^ |
"""
RECEIVED = "| 一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n"


def read(*drawings):
    parts = [(part, "") for drawing in drawings for part in parts_of(grid(drawing), 1)]
    return placed(found_rows(parts))


def values(row):
    return [cell.value for cell in row.values()]


def test_rows_and_columns_by_label():
    rows, notes = read(HEADER + RECEIVED + "| 四、结转下年度继续办理 | 0 | | - | / | 无 | ６ | 6 |")
    assert values(rows["received"]) == [1, 2, 3, 4, 5, 6, 21]
    assert values(rows["carried_forward"]) == [0, None, None, None, None, 6, 6]
    assert [cell.mark for cell in rows["carried_forward"].values()][1:5] == [
        Mark.BLANK,
        Mark.DASH,
        Mark.SLASH,
        Mark.NONE,
    ]
    assert notes == []
    assert rows["received"]["total"].place[:4] == (None, 1, 4, 8)


def test_columns_in_another_order_and_one_too_many():
    drawn = (
        "| 申请人情况 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计 |\n"
        "| 一、本年新收政府信息公开申请数量 | 21 | 1 | 2 | 3 | 4 | 5 | 6 | 20 |"
    )
    rows, _ = read(drawn)
    assert {key: cell.value for key, cell in rows["received"].items()} == {
        "total": 21, "natural_person": 1, "business": 2, "research": 3, "public_interest": 4, "legal_services": 5,
        "other_organization": 6,
    }  # fmt: skip


def test_an_unlabelled_row_is_placed_only_where_one_place_is_left():
    figures = "| | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n"
    between = "| （一）予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    rows, _ = read(HEADER + RECEIVED + figures + between)
    assert values(rows["brought_forward"]) == [9, 0, 0, 0, 0, 0, 9]
    assert rows["brought_forward"]["total"].recovered is Recovery.ORDER
    rows, notes = read(HEADER + RECEIVED + figures + "| （七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n")
    assert set(rows) == {"received", "settled"}
    assert notes == ["表三有1行数字没有可辨认的项目名称，未采用"]


def test_a_row_that_stands_twice_counts_once():
    rows, notes = read(HEADER + RECEIVED + "| 一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |")
    assert values(rows["received"])[0] == 1
    assert len(notes) == 1


def test_a_table_over_two_pages_keeps_its_columns():
    rows, _ = read(
        HEADER + RECEIVED, "| 1.属于国家秘密 | 7 | 0 | 0 | 0 | 0 | 0 | 7 |\n| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    )
    assert values(rows["withheld_state_secret"]) == [7, 0, 0, 0, 0, 0, 7]


REPEATED = """| 勾稽关系 | 申请人情况 |
| 勾稽关系 | 自然人 | 法人或其他组织 | 总计 |
| 勾稽关系 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | 23 | 13 | 27 | 26 | 19 | 20 | 128 |
| 三、本年度办理结果 | （一）予以公开 | 0 | 3 | 1 | 1 | 0 | 0 | 5 |
| 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 | 0 | 1 | 0 | 2 | 2 | 1 | 6 |
"""


def test_labels_repeated_on_every_row_do_not_shift_the_figures():
    rows, notes = read(REPEATED)
    assert values(rows["received"]) == [23, 13, 27, 26, 19, 20, 128]
    assert values(rows["disclosed"]) == [0, 3, 1, 1, 0, 0, 5]
    assert values(rows["withheld_state_secret"]) == [0, 1, 0, 2, 2, 1, 6]
    assert notes == []


def test_row_without_all_its_figures_is_not_read_by_the_header_of_a_table_without_spans():
    rows, _ = read(REPEATED + "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 1 |\n")
    assert "carried_forward" not in rows
