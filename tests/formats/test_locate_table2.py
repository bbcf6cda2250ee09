from decimal import Decimal

from tests.support.grids import grid

from gongkai.core.report.cells import ABSENT, Recovery
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.locate.rows import parts_of
from gongkai.formats.locate.table2 import adopt_strays, found_rows, layout_of, table_of

FIRST = "| 第二十条第（一）项 | < | < | < |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"


def read(drawing):
    found = found_rows(parts_of(grid(drawing), 1))
    layout = layout_of(found)
    return layout, table_of(found, layout), found


def test_table_of_2021():
    layout, table, _ = read(
        FIRST + "| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 | 4 | 5 | 6 |\n"
        "| 信息内容 | 本年处理决定数量 | < | < |\n| 行政许可 | 7 | < | < |\n"
        "| 信息内容 | 本年收费金额（单位：元） | < | < |\n| 行政事业性收费 | 25000 | < | < |"
    )
    assert layout is Y2021
    assert [cell.value for cell in table["normative_documents"].values()] == [4, 5, 6]
    assert table["licenses"]["decisions"].value == 7
    assert (table["charges"]["amount"].value, table["charges"]["amount"].recovered) == (Decimal("2.5"), Recovery.UNIT)
    assert table["penalties"]["decisions"] is ABSENT


def test_columns_in_another_order_are_found_by_their_header():
    drawn = (
        "| 信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数 |\n| 规章 | 3 | 1 | 2 |\n| 规范性文件 | 6 | 4 | 5 |"
    )
    _, table, _ = read("| 第二十条第（一）项 | < | < | < |\n" + drawn)
    assert {key: cell.value for key, cell in table["government_rules"].items()} == {
        "issued": 1,
        "repealed": 2,
        "in_force": 3,
    }


def test_table_of_2019_is_told_by_its_columns():
    layout, table, _ = read(
        "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n| 行政许可 | 120 | -5 | 300 |\n"
        "| 信息内容 | 采购项目数量 | 采购总金额 | < |\n| 政府集中采购 | 8 | 2059.2090万元 | < |"
    )
    assert layout is Y2019
    assert [cell.value for cell in table["licenses"].values()] == [120, -5, 300]
    assert table["procurement"]["amount"].value == Decimal("2059.2090")


def test_rows_the_form_does_not_have_are_told():
    _, _, found = read(FIRST + "| 其他主动公开文件 | 9 | 9 | 9 |\n| 规章 | 0 | 0 | 0 |")
    assert found.extra == ["其他主动公开文件"]


def test_a_column_that_stood_outside_is_adopted_only_with_its_remarks():
    _, table, found = read(FIRST + "| 规章 | 22 | 235 |\n| 行政规范性文件 | 34 | 189 |")
    assert not adopt_strays(table, found, ["22", "55"])
    assert adopt_strays(table, found, ["22（其中修订16件）", "55（含自然失效29件）"])
    assert [cell.value for cell in table["government_rules"].values()] == [22, 22, 235]
    assert table["normative_documents"]["repealed"].recovered is Recovery.ORDER
