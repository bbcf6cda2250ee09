import pytest

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


HEADER2019 = "第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量"


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        ("0-30", [None, None, None]),  # 0, -3, 0 or 0, -, 30
        ("1-3120", [None, None, None]),
        ("0+3", [None, None, None]),
        ("0\n-3\n0", [0, -3, 0]),
        ("0|-3|0", [0, -3, 0]),
    ],
)
def test_a_dash_before_digits_is_a_sign_only_where_nothing_else_is_possible(figures, wanted):
    text = f"{HEADER2019}行政许可120其他对外管理服务事项{figures}第二十条第（六）项"
    table, layout = table2(text, Y2019)
    assert layout is Y2019
    row = table["other_services"]
    assert values(row) == wanted
    assert all(cell.note for cell in row.values() if cell.value is None)


def test_the_ways_to_read_a_sign_are_told():
    table, _ = table2(f"{HEADER2019}行政许可120其他对外管理服务事项0-30", Y2019)
    assert table["other_services"]["change"].note == "数字连写，可能是0、-3、0或0、-、30，无法确定"
    charges = "第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费2-1"
    table, _ = table2(f"{HEADER2019}行政许可120{charges}", Y2019)
    assert values(table["charges"]) == [2, -1]


@pytest.mark.parametrize(("figures", "wanted"), [("9234", [9, 2, 34]), ("2370", [None] * 3), ("21200", [None] * 3)])
def test_a_plausible_way_needs_every_other_to_be_unlikely(figures, wanted):
    table, _ = table2(f"{HEADER2}规章000行政规范性文件{figures}", Y2021)
    assert values(table["normative_documents"]) == wanted


def test_labels_of_groups_repeated_before_each_row():
    rows = []
    for line in Y2021.table3:
        group = "（六）其他处理" if line.key.startswith("otherwise") else ""
        rows.append(f"三、本年度办理结果 {group} {line.label} 1 0 0 0 0 0 1")
    table = table3(" ".join(rows))
    assert values(table["otherwise_other"]) == values(table["otherwise_fee_unpaid"]) == [1, 0, 0, 0, 0, 0, 1]
    rows = [f"{line.label} {line.label} 2 0 0 0 0 0 2" for line in Y2019.table3]
    table = table3(" ".join(rows))
    assert "otherwise_other" not in table
    assert values(table["otherwise"]) == [2, 0, 0, 0, 0, 0, 2]


def test_figures_in_the_middle_of_a_label():
    label = "（二）部分公开（区分处理的，只计这一情形， 5 0 37 0   0 1 43\n不计其他情形）"
    text = text3(" 0 0 0 0 0 0 0 ").replace(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 0 0 0 0 0 ", label
    )
    assert label in text
    assert values(table3(text)["partly_disclosed"]) == [5, 0, 37, 0, 0, 1, 43]


def test_a_row_whose_figures_stand_elsewhere_is_not_blank():
    text = text3(" 0 0 0 0 0 0 0 ", disclosed=" ", partly_disclosed=" 1 0 0 0 0 0 1 2 0 0 0 0 0 2 ")
    table = table3(text)
    assert {cell.mark for cell in table["disclosed"].values()} == {Mark.UNDECIDED}
    assert all(cell.note for cell in table["disclosed"].values())


def test_a_row_beside_a_short_one_is_kept_only_where_it_adds_up():
    own = {"withheld_third_party": " 0 1 2 12 1 28 ", "withheld_internal_affairs": " 0 2 12 122 2 0 18 "}
    table = table3(text3(" 0 1 0 0 0 0 1 ", **own))
    assert values(table["withheld_internal_affairs"]) == [None] * 7
    assert table["withheld_internal_affairs"]["total"].raw == "0 2 12 122 2 0 18"
    assert values(table["withheld_process"]) == [0, 1, 0, 0, 0, 0, 1]


ROWS4 = ("11 0 1 2 14", "11 2 0 0 13", "0 11 0 2 13")


@pytest.mark.parametrize("separator", [" ", "\n", "|", ""])
def test_table_4_with_a_group_a_row(separator):
    labels = ("行政复议", "未经复议直接起诉", "复议后起诉")
    header = separator.join(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    rows = "\n".join(separator.join([label, *row.split()]) for label, row in zip(labels, ROWS4, strict=True))
    table = table4(f"{header}\n{rows}")
    if separator:
        assert [" ".join(map(str, values(row))) for row in table.values()] == list(ROWS4)
    else:
        read = [value for row in table.values() for value in values(row)]
        true = [int(figure) for row in ROWS4 for figure in row.split()]
        assert all(value is None or value == wanted for value, wanted in zip(read, true, strict=True))


def test_table_4_of_a_page_whose_header_is_broken():
    text = "政府信息公开行政复议、行政诉讼情况\n结果 结果 其他 尚未 总\n维持 纠正 结果 审结 计\n" + "  ".join(ROWS4)
    assert [" ".join(map(str, values(row))) for row in table4(text).values()] == list(ROWS4)
