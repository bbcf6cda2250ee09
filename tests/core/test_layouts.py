"""The editions of the form as data: their rows, columns, sections, and from when they hold."""

from __future__ import annotations

import pytest

from gongkai.core.errors import GongkaiError, UnknownLayout
from gongkai.core.report.layouts import LAYOUTS, Y2014, Y2019, Y2021, layout_in_force, layout_named

WITH_TABLES = (Y2019, Y2021)


def cells(layout, table):
    return sum(len(columns) for columns in layout.shape(table).values())


@pytest.mark.parametrize(
    ("layout", "table2", "table3", "table4", "leaves"), [(Y2021, 10, 175, 15, 21), (Y2019, 22, 161, 15, 19)]
)
def test_an_edition_has_the_cells_of_the_printed_form(layout, table2, table3, table4, leaves):
    assert (cells(layout, "table2"), cells(layout, "table3"), cells(layout, "table4")) == (table2, table3, table4)
    assert len(layout.leaves) == leaves


@pytest.mark.parametrize("layout", WITH_TABLES)
def test_every_leaf_is_an_outcome(layout):
    assert {line.path[0] for line in layout.leaves} == {"三、本年度办理结果"}
    assert {line.key for line in layout.table3 if not line.leaf} == {
        "received",
        "brought_forward",
        "settled",
        "carried_forward",
    }


def test_2019_has_one_row_where_2021_has_three():
    old, new = ([line.key for line in layout.table3] for layout in WITH_TABLES)
    assert [key for key in old if key not in new] == ["otherwise"]
    assert [key for key in new if key not in old] == [
        "otherwise_not_rectified",
        "otherwise_fee_unpaid",
        "otherwise_other",
    ]
    assert [key for key in old if key in new] == [key for key in new if key in old]


@pytest.mark.parametrize("layout", WITH_TABLES)
def test_no_two_rows_are_printed_alike(layout):
    printed = [(*line.path, line.label) for line in layout.table3]
    assert len(set(printed)) == len(printed)
    assert len({line.key for line in layout.table3}) == len(layout.table3)


@pytest.mark.parametrize("layout", WITH_TABLES)
def test_the_six_sections_come_in_order(layout):
    assert [section.number for section in layout.sections] == ["一", "二", "三", "四", "五", "六"]
    assert [section.text or section.table for section in layout.sections] == [
        "overview",
        "table2",
        "table3",
        "table4",
        "problems",
        "other",
    ]


@pytest.mark.parametrize("layout", WITH_TABLES)
def test_money_is_marked_and_nothing_else(layout):
    money = {
        (line.key, column.key)
        for block in layout.table2
        for line in block.lines
        for column in block.columns
        if column.money
    }
    assert money == {"y2021": {("charges", "amount")}, "y2019": {("procurement", "amount")}}[layout.key]


def test_a_row_is_named_with_its_group():
    names = {line.key: line.name for line in Y2021.table3}
    assert names["otherwise_other"] == "（六）其他处理·3.其他"
    assert names["received"] == "一、本年新收政府信息公开申请数量"


@pytest.mark.parametrize(
    ("year", "layout"), [(2007, Y2014), (2018, Y2014), (2019, Y2019), (2020, Y2019), (2021, Y2021), (2031, Y2021)]
)
def test_the_edition_in_force_is_that_of_the_report_year(year, layout):
    assert layout_in_force(year) is layout


@pytest.mark.parametrize("key", sorted(LAYOUTS))
def test_an_edition_is_found_by_its_key(key):
    assert layout_named(key).key == key


def test_an_unknown_edition_is_refused_with_those_there_are():
    with pytest.raises(UnknownLayout, match="y2014、y2019、y2021") as told:
        layout_named("y2030")
    assert isinstance(told.value, GongkaiError)


def test_the_oldest_reports_have_no_tables():
    assert (cells(Y2014, "table2"), cells(Y2014, "table3"), cells(Y2014, "table4")) == (0, 0, 0)
