"""Tables that people fill in: csv in every encoding that is met, xlsx, and what can't be read."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from gongkai.formats.tabular import TableUnreadable, read_table, write_csv, write_xlsx

HEADINGS = ("机构编码", "机构名称", "层级")
ROWS = [("swj", "清禾县商务局", "县级政府部门"), ("gxj", "清禾县工业和信息化局", "县级政府部门")]
TEXT = "机构编码,机构名称,层级\n" + "\n".join(",".join(row) for row in ROWS) + "\n"


def told(rows):
    return [tuple(row.get(heading) for heading in HEADINGS) for row in rows]


def read(data, name="机构.csv", needed=("机构编码",)):
    return read_table(data, name, HEADINGS, needed)


def book(*lines, at=0):
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data)
    sheet = made.add_worksheet()
    for number, line in enumerate(lines):
        sheet.write_row(number, at, line)
    made.close()
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding(encoding):
    assert told(read(TEXT.encode(encoding))) == ROWS


@pytest.mark.parametrize("delimiter", ["\t", ";", "，"])
def test_csv_is_read_with_every_delimiter(delimiter):
    assert told(read(TEXT.replace(",", delimiter).encode())) == ROWS


def test_what_is_written_is_read():
    assert told(read(write_csv(HEADINGS, ROWS))) == ROWS
    made = write_xlsx(HEADINGS, ROWS, needed=("机构编码",), choices={"层级": ("县级政府部门",)}, advice=("一句话",))
    assert told(read(made, "机构.xlsx")) == ROWS


def test_rows_have_the_numbers_that_the_program_shows():
    data = book(["清禾县机构一览"], [], ["机构编码*", "机构名称"], [], ["swj", "清禾县商务局"], at=2)
    (row,) = read(data, "机构.xlsx")
    assert (row.number, row.get("机构编码"), row.get("层级")) == (5, "swj", "")


def test_numbers_and_days_are_texts_as_they_show():
    (row,) = read(book(["机构编码", "机构名称"], [101, 20.5]), "机构.xlsx")
    assert told([row]) == [("101", "20.5", "")]


def test_a_cell_with_line_and_comma_stays_whole():
    (row,) = read('机构编码,机构名称\nswj,"清禾县,\n商务局"\n'.encode())
    assert row.get("机构名称") == "清禾县,\n商务局"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.csv", "请"),
        ("甲,乙\n1,2\n".encode(), "a.csv", "没有找到表头，请用模板填写。"),
        ("机构名称\n某\n".encode(), "a.csv", "表头没有“机构编码”，请用模板填写。"),
        ("机构编码,备注\n某,某\n".encode(), "a.csv", "表头里的“备注”看不懂，请对照模板改正或者删去这一列。"),
        ("机构编码,机构编码\n某,某\n".encode(), "a.csv", "表头里的“机构编码”出现了两次，请删去一列。"),
        (b"PK\x03\x04nothing", "a.xlsx", "请"),
        (b"%PDF-1.4\n", "a.pdf", "请"),
        (TEXT.encode(), "a.xlsx", "请"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, sentence):
    with pytest.raises(TableUnreadable) as caught:
        read(data, name)
    assert sentence in str(caught.value)


def test_a_workbook_without_a_word_is_refused():
    with pytest.raises(TableUnreadable, match="工作簿是空的"):
        read(book(), "a.xlsx")


def test_nothing_that_is_written_becomes_a_formula():
    assert write_csv(["甲"], [["=cmd()"], ["@x"], ["-1"], ["好"]]).decode("utf-8-sig").split() == [
        "甲",
        "'=cmd()",
        "'@x",
        "'-1",
        "好",
    ]
    (row,) = read(write_xlsx(HEADINGS, [("=1+1", "", "")]), "a.xlsx")
    assert row.get("机构编码") == "=1+1"
