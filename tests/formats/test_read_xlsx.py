"""The Excel reader: values as they show, merges, which rows are text and which are tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import word

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.layouts import Y2021
from gongkai.formats.blocks import Grid, GridCell, Paragraph
from gongkai.formats.read import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable


def made(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        fill(workbook)
    return target.getvalue()


def sheet(rows: list[list[object]], merges: tuple[str, ...] = ()) -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet()
        for merge in merges:
            page.merge_range(merge, "")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(number, column, value)

    return made(fill)


def replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts[name] = change(parts[name])
    return word.package(parts)


def cells(data: bytes) -> list[GridCell]:
    (grid,) = [block for block in xlsx.read(data).blocks if isinstance(block, Grid)]
    return grid.cells


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, "3"),
        (31.6441, "31.6441"),
        (0.1 + 0.2, "0.3"),
        (123456789012, "123456789012"),
        (-2.5, "-2.5"),
        ("1,234", "1,234"),
        ("０３", "０３"),
        (" 5 ", "5"),
        ("上\n下", "上\n下"),
        (True, "TRUE"),
        ("-", "-"),
        ("/", "/"),
    ],
)
def test_a_cell_reads_as_it_shows(value: object, shown: str) -> None:
    assert cells(sheet([["甲", value]]))[1].text == shown


def test_a_day_reads_as_a_day() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet()
        page.write(0, 0, "日期")
        page.write_datetime(0, 1, dt.datetime(2024, 1, 31), workbook.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001

    assert cells(made(fill))[1].text == "2024-01-31"


def test_merged_cells_stand_once_with_their_spans() -> None:
    data = sheet([["宽", None, "右"], ["高", "a", "b"], [None, "c", "d"]], ("A1:B1", "A2:A3"))
    assert cells(data) == [
        GridCell(0, 0, "宽", 1, 2),
        GridCell(0, 2, "右"),
        GridCell(1, 0, "高", 2),
        GridCell(1, 1, "a"),
        GridCell(1, 2, "b"),
        GridCell(2, 1, "c"),
        GridCell(2, 2, "d"),
    ]


def test_text_rows_are_paragraphs_and_the_rows_between_are_tables() -> None:
    block = Y2021.table2[0]
    lines: list[list[object]] = [["某局2024年报"], ["一、总体情况"], ["正文。" * 40], ["二、主动公开政府信息情况"]]
    lines += [[block.heading], ["信息内容", *[column.label for column in block.columns]], ["规章", 1, 2, 3]]
    lines += [["三、收到和处理政府信息公开申请情况"], ["一、本年新收政府信息公开申请数量"], ["二、上年结转", 1, 2, 3]]
    lines += [["", "", "", ""], ["六、其他需要报告的事项"], ["无"]]
    found = xlsx.read(sheet(lines, ("A5:D5",))).blocks
    shape = [block.heading if isinstance(block, Paragraph) else len(block.cells) for block in found]
    assert shape == [False, True, False, True, 9, True, False, 4, True, False]


def test_a_row_of_blanks_under_a_table_row_stays_in_the_table() -> None:
    data = sheet([["标签", "自然人", "总计"], ["一、本年新收", None, None], ["二、上年结转", 0, 0]])
    assert [cell.text for cell in cells(data)][3:6] == ["一、本年新收", "", ""]


def test_hidden_sheets_and_formulas_without_values_are_told() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet("表")
        page.write_row(0, 0, ["甲", "乙"])
        page.write_formula(1, 0, "=1+2", None, 3)
        page.write_formula(1, 1, "=1+3", None, "")
        workbook.add_worksheet("底稿").hide()

    data = replaced(made(fill), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<v></v>", b""))
    document = xlsx.read(data)
    assert document.notes == [
        "有 1 个公式没有保存计算结果，按空白读：请用 Excel 打开后保存一次",
        "工作表“底稿”是隐藏的，没有读",
    ]
    assert [cell.text for cell in cells(data)] == ["甲", "乙", "3", ""]


def test_several_sheets_are_read_in_order() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for name in ("一", "二"):
            workbook.add_worksheet(name).write_row(2, 3, [name, "x"])

    grids = [block for block in xlsx.read(made(fill)).blocks if isinstance(block, Grid)]
    assert [grid.cells[0] for grid in grids] == [GridCell(0, 0, "一"), GridCell(0, 0, "二")]


@pytest.mark.parametrize(
    "place", [b"XFD1048576", b"A1048576", b"XFD1", b"ZZ4001", b"AAAAAAA1", b"A99999999999999999999"]
)
def test_a_cell_at_the_end_of_the_world_is_refused_in_words(place: bytes) -> None:
    data = replaced(
        sheet([["甲", "乙"]]), "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="B1"', b'r="' + place + b'"')
    )
    with pytest.raises(ReportUnreadable, match="特别大的表格"):
        xlsx.read(data)


def test_a_merge_over_the_whole_sheet_is_cut_to_what_is_used() -> None:
    data = replaced(
        sheet([["a", "b"], ["甲", None]], ("A2:B2",)),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"A2:B2", b"A2:XFD2"),
    )
    assert cells(data)[2] == GridCell(1, 0, "甲", 1, 2)


def test_a_merge_of_a_milliard_cells_ends() -> None:
    data = replaced(
        sheet([["甲", None], ["a", "b"]], ("A1:B1",)),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"A1:B1", b"A1:XFD1048576"),
    )
    assert xlsx.read(data).blocks == [Paragraph("甲")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "压缩包"),
        (b"PK\x03\x04", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, "旧版 Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (word.docx(word.text_paragraph("正文")), "不是 Excel"),
        (word.package({"xl/workbook.bin": "x"}), "xlsb"),
        (word.package({"xl/workbook.xml": "x"}), "损坏"),
        (sheet([]), "没有内容"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ReportUnreadable, match=words):
        xlsx.read(data)


def test_entities_are_refused_in_words() -> None:
    def declare(part: bytes) -> bytes:
        return part.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', 1)

    with pytest.raises(ReportUnreadable, match="实体"):
        xlsx.read(replaced(sheet([["甲", "乙"]]), "xl/sharedStrings.xml", declare))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_damaged_sheets_never_raise_anything_else(data: st.DataObject) -> None:
    def damage(part: bytes) -> bytes:
        content = bytearray(part)
        for _ in range(data.draw(st.integers(1, 6))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        return bytes(content)

    name = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]))
    with suppress(ReportUnreadable):
        assert xlsx.read(replaced(_SMALL, name, damage)).blocks


_SMALL = sheet([["甲", "乙", 3], ["丙", None, 0.5]], ("A2:B2",))
