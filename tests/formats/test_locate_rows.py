from tests.support.grids import grid

from gongkai.formats.locate.rows import parts_of, place_of, rows_of, split_label


def kinds(drawing):
    return [(part.kind, len(part.rows)) for part in parts_of(grid(drawing), 1)]


def test_rows_come_in_order_and_merged_cells_stand_once():
    rows = rows_of(grid("| 甲 | < | 乙 |\n| ^ | 丙 | 丁 |"))
    assert [[(cell.column, cell.text, cell.colspan, cell.rowspan) for cell in row.cells] for row in rows] == [
        [(0, "甲", 2, 2), (2, "乙", 1, 1)],
        [(1, "丙", 1, 1), (2, "丁", 1, 1)],
    ]


def test_every_kind_of_table():
    assert kinds("| 行政事业性收费 | 0 |") == [("table2", 1)]
    assert kinds("| 规章 | 0 |") == [("table2", 1)]
    assert kinds("| 1.属于国家秘密 | 0 | 0 |") == [("table3", 1)]
    assert kinds("| 结果维持 | 结果纠正 |") == [("table4", 1)]
    assert kinds("| 统计指标 | 单位 | 统计数 |") == [("statistics", 1)]
    assert kinds("| 0 | 0 | 0 | 0 | 0 | 0 | 0 |") == [("figures", 1)]
    assert kinds("| 索引号 | FJ001 |") == [("text", 1)]


def test_tables_joined_into_one_are_told_apart():
    drawn = "| 第二十条第（一）项 | |\n| 规章 | 0 |\n| 重复申请 | 0 |\n| 行政复议 | 行政诉讼 |\n| 结果维持 | 总计 |"
    assert kinds(drawn) == [("table2", 2), ("table3", 1), ("table4", 2)]


def test_labels_end_at_the_first_figure():
    cells = grid("| （三）不予公开 | 1.属于国家秘密 | 0 | | 5 |").cells
    labels, figures = split_label(cells)
    assert ([cell.text for cell in labels], [cell.text for cell in figures]) == (
        ["（三）不予公开", "1.属于国家秘密"],
        ["0", "", "5"],
    )


def test_places_count_from_one():
    table = grid("| 规章 | 0 |\n| 行政许可 | 1 |")
    part = parts_of(table, 3)[0]
    assert place_of(part, table.cells[3])[:4] == (None, 3, 2, 2)
