from gongkai.core.report.cells import Mark, Recovery
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.locate.recovery import table2, table3, table4

HEADER2 = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"


def text3(figures="0000000", **own):
    rows = (line.label + own.get(line.key, figures) for line in Y2021.table3)
    return "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他" + "".join(rows)


def values(row):
    return [cell.value for cell in row.values()]


def test_table_3_run_together():
    table = table3(
        text3(received="5000005", disclosed="3000003", withheld_enforcement_file="2000002", settled="5000005")
    )
    assert values(table["received"]) == [5, 0, 0, 0, 0, 0, 5]
    assert values(table["withheld_enforcement_file"]) == [2, 0, 0, 0, 0, 0, 2]
    assert table["received"]["total"].recovered is Recovery.DIGITS


def test_numbers_of_several_digits_are_cut_by_the_equations():
    table = table3(text3(received="130000013", disclosed="130000013", settled="130000013"))
    assert values(table["received"]) == [13, 0, 0, 0, 0, 0, 13]
    assert table["received"]["natural_person"].recovered is Recovery.ARITHMETIC
    assert table["received"]["natural_person"].raw == "130000013"


def test_a_row_without_figures_is_blank_and_one_too_short_is_open():
    table = table3(text3(declined_duplicate="", received="500005"))
    assert {cell.mark for cell in table["declined_duplicate"].values()} == {Mark.BLANK}
    assert {cell.mark for cell in table["received"].values()} == {Mark.UNDECIDED}
    assert all(cell.note for cell in table["received"].values())


def test_where_blanks_leave_no_trace_nothing_is_cut():
    figures = {"received": "6 10 3 5 24", "settled": "6 10 3 5 24", "disclosed": "24 24"}
    table = table3(text3("", **figures))
    assert values(table["received"]) == [None] * 7
    assert table["received"]["total"].mark is Mark.UNDECIDED


def test_none_in_words_is_a_cell():
    table = table3(text3("无 无 无 无 无 无 无", received="5 无 无 无 无 无 5"))
    assert values(table["received"]) == [5, None, None, None, None, None, 5]
    assert table["received"]["research"].mark is Mark.NONE


def test_a_column_of_subtotals_is_left_out():
    text = text3("0 0 0 0 0 0 0 0", received="1 2 5 1 2 0 10 11").replace("其他一、", "其他小计一、", 1)
    assert values(table3(text)["received"]) == [1, 2, 5, 1, 2, 0, 11]


def test_table_2_run_together():
    table, layout = table2(
        f"{HEADER2}规章000行政规范性文件9234第二十条第（五）项信息内容本年处理决定数量行政许可12", None
    )
    assert layout is Y2021
    assert values(table["government_rules"]) == [0, 0, 0]
    assert values(table["normative_documents"]) == [9, 2, 34]
    assert table["normative_documents"]["issued"].recovered is Recovery.PLAUSIBLE
    assert table["licenses"]["decisions"].value == 12


def test_table_2_that_can_be_cut_in_two_sensible_ways_stays_open():
    table, _ = table2(f"{HEADER2}规章000行政规范性文件12345", None)
    cells = table["normative_documents"].values()
    assert {(cell.value, cell.mark, cell.raw) for cell in cells} == {(None, Mark.UNDECIDED, "12345")}


def test_table_2_of_2019_is_not_guessed():
    text = "第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件0520"
    table, layout = table2(text, None)
    assert layout is Y2019
    assert values(table["normative_documents"]) == [None, None, None]


def test_table_4_run_together():
    table = table4(
        "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计复议后起诉结果维持总计1200012" + "0" * 10 + "五、存在"
    )
    assert values(table["reconsideration"]) == [12, 0, 0, 0, 12]
    assert values(table["direct_litigation"]) == [0, 0, 0, 0, 0]


def test_table_4_with_a_figure_missing_is_open():
    table = table4("结果维持结果纠正其他结果尚未审结总计" + "0 " * 13 + "五、存在")
    assert {cell.mark for row in table.values() for cell in row.values()} == {Mark.UNDECIDED}


def test_no_table_in_a_text_without_its_rows():
    assert table3("今年收到申请5件。") is None
    assert table2("今年制发规范性文件5件。", None) is None
    assert table4("今年没有行政复议。") is None
