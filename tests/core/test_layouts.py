import pytest

from gongkai.core.errors import UnknownLayout
from gongkai.core.report.layouts import LAYOUTS, Y2014, Y2019, Y2021, layout_in_force, layout_named


def test_the_form_of_2021_has_its_cells():
    assert {name: len(Y2021.shape(name)) for name in ("table2", "table3", "table4")} == {
        "table2": 6, "table3": 25, "table4": 3,
    }  # fmt: skip
    assert sum(map(len, Y2021.shape("table2").values())) == 10
    assert {len(columns) for columns in Y2021.shape("table3").values()} == {7}
    assert {len(columns) for columns in Y2021.shape("table4").values()} == {5}
    assert len(Y2021.leaves) == 21


def test_the_form_of_2019_has_one_row_for_otherwise_and_its_own_table_2():
    assert set(Y2021.shape("table3")) - set(Y2019.shape("table3")) == {
        "otherwise_not_rectified", "otherwise_fee_unpaid", "otherwise_other",
    }  # fmt: skip
    assert set(Y2019.shape("table3")) - set(Y2021.shape("table3")) == {"otherwise"}
    assert Y2019.shape("table2")["procurement"] == ("projects", "amount")
    assert Y2019.sections[4].title == "五、政府信息公开工作存在的主要问题及改进情况"


def test_the_annex_of_2014_has_no_tables_of_its_own():
    assert Y2014.shape("table2") == Y2014.shape("table3") == Y2014.shape("table4") == {}


@pytest.mark.parametrize(
    ("year", "layout"), [(2008, Y2014), (2018, Y2014), (2019, Y2019), (2020, Y2019), (2021, Y2021), (2030, Y2021)]
)
def test_the_edition_in_force(year, layout):
    assert layout_in_force(year) is layout


def test_editions_by_name():
    assert [layout_named(key) for key in LAYOUTS] == [Y2014, Y2019, Y2021]
    with pytest.raises(UnknownLayout, match="y2014、y2019、y2021"):
        layout_named("y1999")


def test_a_row_is_named_with_the_groups_it_stands_in():
    names = {line.key: line.name for line in Y2021.table3}
    assert names["withheld_by_law"] == "（三）不予公开·2.其他法律行政法规禁止公开"
    assert names["received"] == "一、本年新收政府信息公开申请数量"
