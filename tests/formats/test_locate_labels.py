import pytest

from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.locate.labels import column2, column3, column4, group4, line2, line3, lines3_containing
from gongkai.formats.locate.words import bare


@pytest.mark.parametrize("line", [*Y2021.table3, *Y2019.table3], ids=lambda line: line.key)
def test_every_printed_row_is_found_alone_and_with_its_groups(line):
    assert line3(bare(line.label)) == line.key
    if line.key != "otherwise_other":
        assert line3(bare("".join((*line.path, line.label)))) == line.key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("（3）其他", "otherwise_other"),
        ("(七)合计", "settled"),
        ("1、信访、举报、投诉类申请", "declined_petition"),
        ("本年度新收政府信息公开申请数量", "received"),
        ("本行政机关不掌握相关政府信息", "unavailable_not_held"),
        ("其它处理", "otherwise"),
        ("小计", None),
        ("", None),
        ("政" * 200, None),
    ],
)
def test_rows_written_otherwise(written, key):
    assert line3(bare(written)) == key


def test_columns_of_table_3():
    assert [column3(bare(column.label)) for column in Y2021.table3_columns] == [c.key for c in Y2021.table3_columns]
    assert column3("申请人情况法人或其他组织") is None


@pytest.mark.parametrize("layout", [Y2019, Y2021], ids=lambda layout: layout.key)
def test_rows_and_columns_of_table_2(layout):
    for block in layout.table2:
        assert [line2(bare(line.label)) for line in block.lines] == [line.key for line in block.lines]
        assert [column2(bare(column.label)) for column in block.columns] == [column.key for column in block.columns]


def test_groups_and_columns_of_table_4():
    assert [group4(bare("".join((*one.path, one.label)))) for one in Y2021.table4] == [one.key for one in Y2021.table4]
    assert [column4(bare(one.label)) for one in Y2021.table4_columns] == [one.key for one in Y2021.table4_columns]
    assert column4("") is None


def test_a_fragment_of_a_label_names_its_candidates():
    assert lines3_containing("形不计其他情形") == {"partly_disclosed"}
    assert lines3_containing("申请") == frozenset()
