"""A workbook before it goes out: hidden sheets, rows, columns, comments and caches are gone, what is seen is the same."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from tests.support.small_files import parts_of, with_parts, workbook
from tests.support.word import relations
from xlsxwriter.workbook import Workbook

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Grid, Paragraph
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside
from gongkai.formats.write.stripped import Stripped, strip

PRIVATE = "230184198703051018"


def made(fill: Callable[[Workbook], None]) -> bytes:
    """Return a workbook with one seen sheet and what `fill` adds."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("公开")
        sheet.write_row(0, 0, ["项目", "数量", "备注"])
        sheet.write_row(1, 0, ["公路", 12, "已通车"])
        fill(book)
    return data.getvalue()


def stripped(data: bytes) -> Stripped:
    result = strip(data)
    assert PRIVATE.encode() not in b"".join(parts_of(result.data).values())
    assert strip(data).data == result.data
    assert strip(result.data).data == result.data
    return result


def cells(data: bytes) -> list[str]:
    return [cell.text for block in read_document(data).blocks if isinstance(block, Grid) for cell in block.cells]


SEEN = ["项目", "数量", "备注", "公路", "12", "已通车"]


def hidden_sheet(book: Workbook) -> None:
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["张某", PRIVATE])
    sheet.hide()
    book.define_name("底数", "=名单!$B$1")
    book.define_name("公开!口径", "=公开!$A$1")


def very_hidden(book: Workbook) -> None:
    sheet = book.add_worksheet("底稿")
    sheet.write(0, 0, PRIVATE)
    sheet.very_hidden()


def properties(book: Workbook) -> None:
    book.set_properties({"author": PRIVATE, "company": PRIVATE, "comments": PRIVATE})
    book.set_custom_property("编号", PRIVATE)


def comment(book: Workbook) -> None:
    book.get_worksheet_by_name("公开").write_comment("A1", PRIVATE, {"author": PRIVATE})


@pytest.mark.parametrize(("fill", "place"), [
    (hidden_sheet, "隐藏的工作表“名单”第1行"), (very_hidden, "隐藏的工作表“底稿”第1行"), (properties, "文档属性（作者）"), (comment, "工作表“公开”的批注（A1）"),
])  # fmt: skip
def test_what_is_hidden_is_gone_and_what_is_seen_is_the_same(fill: Callable[[Workbook], None], place: str) -> None:
    data = made(fill)
    result = stripped(data)
    assert place in {aside.place for aside in result.removed}
    assert read_document(result.data).blocks == read_document(data).blocks
    assert cells(result.data) == SEEN


def test_names_follow_their_sheets() -> None:
    def fill(book: Workbook) -> None:
        hidden = book.add_worksheet("藏")
        hidden.hide()
        last = book.add_worksheet("末")
        last.write(0, 0, "末")
        last.print_area("A1:B2")
        book.define_name("末!局部", "=末!$A$1")
        last.activate()

    data = parts_of(stripped(made(fill)).data)["xl/workbook.xml"].decode()
    assert "藏" not in data
    assert data.count('localSheetId="1"') == 2
    assert 'activeTab="1"' in data


def test_rows_and_columns_that_are_hidden_are_emptied() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.get_worksheet_by_name("公开")
        sheet.write_row(2, 0, ["藏行", PRIVATE])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write(0, 4, PRIVATE)
        sheet.write(1, 4, 7)
        sheet.set_column(4, 4, None, None, {"hidden": True})
        sheet.write_formula(3, 0, "=SUM(B1:B3)", None, 42)

    result = stripped(made(fill))
    assert {
        Aside("隐藏的行", f"B3：{PRIVATE}"),
        Aside("隐藏的列", f"E1：{PRIVATE}"),
        Aside("隐藏的列", "E2：7"),
    } <= set(result.removed)
    assert [text for text in cells(result.data) if text] == SEEN
    assert read_document(result.data).blocks[-1] == Paragraph("42")
    assert b"<f>" not in parts_of(result.data)["xl/worksheets/sheet1.xml"]


def test_formulas_stay_where_nothing_hidden_goes() -> None:
    data = made(lambda book: book.get_worksheet_by_name("公开").write_formula(2, 1, "=B2*2", None, 24))
    assert b"<f>B2*2</f>" in parts_of(stripped(data).data)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("trick", ['ht="0"', 'ht="0.75" customHeight="1"'])
def test_rows_too_low_to_be_seen_count_as_hidden(trick: str) -> None:
    data = made(lambda book: book.get_worksheet_by_name("公开").write(5, 0, PRIVATE))
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"].replace(b'<row r="6"', f'<row r="6" {trick}'.encode())
    assert (
        Aside("隐藏的行", f"A6：{PRIVATE}") in stripped(with_parts(data, {"xl/worksheets/sheet1.xml": sheet})).removed
    )


def test_columns_too_narrow_to_be_seen_count_as_hidden() -> None:
    data = made(lambda book: book.get_worksheet_by_name("公开").write(1, 5, PRIVATE))
    columns = b'<cols><col min="6" max="6" width="0.05" customWidth="1"/></cols><sheetData>'
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", columns)
    assert (
        Aside("隐藏的列", f"F2：{PRIVATE}") in stripped(with_parts(data, {"xl/worksheets/sheet1.xml": sheet})).removed
    )


def test_texts_that_stand_in_no_cell_are_emptied() -> None:
    data = workbook(["甲", "乙"], ["丙", 1])
    strings = parts_of(data)["xl/sharedStrings.xml"].replace(b"</sst>", f"<si><t>{PRIVATE}</t></si></sst>".encode())
    result = stripped(with_parts(data, {"xl/sharedStrings.xml": strings}))
    assert Aside("没有显示在表里的文字", PRIVATE) in result.removed
    assert cells(result.data) == ["甲", "乙", "丙", "1"]


def test_links_to_other_files_are_gone_and_their_values_stay() -> None:
    data = made(lambda book: book.get_worksheet_by_name("公开").write_formula(2, 1, f"=[1]{PRIVATE}!A1", None, 9))
    parts = parts_of(data)
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rX" Type="' + office + b'/externalLink" Target="externalLinks/a.xml"/></Relationships>',
    )
    book = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'</sheets><externalReferences><externalReference r:id="rX"/></externalReferences>'
    )
    link = f"<externalLink><sheetData><v>{PRIVATE}</v></sheetData></externalLink>"
    result = stripped(
        with_parts(data, {"xl/_rels/workbook.xml.rels": rels, "xl/workbook.xml": book, "xl/externalLinks/a.xml": link})
    )
    assert Aside("链接到外部文件的数据", PRIVATE) in result.removed
    assert b"externalReference" not in parts_of(result.data)["xl/workbook.xml"]
    assert "9" in cells(result.data)


def test_caches_of_pivot_tables_are_gone() -> None:
    data = workbook(["甲", "乙"], ["丙", 1])
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({"pivotTable": "../pivotTables/p.xml"}),
        "xl/pivotTables/p.xml": "<pivotTableDefinition/>",
        "xl/pivotTables/_rels/p.xml.rels": relations({"pivotCacheDefinition": "../pivotCache/c.xml"}),
        "xl/pivotCache/c.xml": f'<pivotCacheDefinition><s v="{PRIVATE}"/></pivotCacheDefinition>',
    }
    assert Aside("数据透视表的缓存", PRIVATE) in stripped(with_parts(data, more)).removed


def test_what_a_broken_workbook_lacks_is_told() -> None:
    with pytest.raises(ReportUnreadable, match="缺少"):
        strip(with_parts(workbook(), {"_rels/.rels": relations({"officeDocument": "xl/nothing.xml"})}))
