"""What Word can do to a text: changes, fields, text boxes, content controls, merges, nested tables."""

from __future__ import annotations

import pytest
from tests.support import word

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import docx


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[list[GridCell]]:
    return [block.cells for block in document.blocks if isinstance(block, Grid)]


def body_texts(*inner: str) -> list[str]:
    return texts(docx.read(word.docx(word.text_paragraph("头") + word.paragraph(*inner))))[1:]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (["<w:ins>", word.run("新"), "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"], "新"),
        (["<w:moveFrom>", word.run("从"), "</w:moveFrom><w:moveTo>", word.run("到"), "</w:moveTo>"], "到"),
        ([word.run("隐", "<w:vanish/>"), word.run("显", '<w:vanish w:val="0"/>')], "显"),
        (["<w:hyperlink>", word.run("链接"), "</w:hyperlink>", word.run("后")], "链接后"),
        (["<w:smartTag>", word.run("2"), "</w:smartTag>", word.run("0")], "20"),
        (["<w:fldSimple w:instr='PAGE'>", word.run("7"), "</w:fldSimple>"], "7"),
        ([word.run("a"), "<w:r><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"], "a\nb\tc\nd"),
        (["<w:r><w:t>1</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2</w:t></w:r>"], "1-2"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', word.run("是")], "☑是"),
        (["<w:sdt><w:sdtPr/><w:sdtContent>", word.run("控件"), "</w:sdtContent></w:sdt>"], "控件"),
        (
            [
                word.run("甲"),
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>",
                word.run("单击此处输入"),
                "</w:sdtContent></w:sdt>",
            ],
            "甲",
        ),
        (
            ["<w:ruby><w:rt>", word.run("pīn"), "</w:rt><w:rubyBase>", word.run("拼"), "</w:rubyBase></w:ruby>"],
            "拼",
        ),
        (["<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"], "x=1"),
        ([word.run("a&b<c>\"d'")], "a&b<c>\"d'"),
        (["<w:r><w:t>&#20013;&#x6587;</w:t></w:r>"], "中文"),
        (["<w:r><w:t><![CDATA[<甲>]]></w:t></w:r>"], "<甲>"),
        (["<!-- 注释 -->", word.run("正文")], "正文"),
        ([word.run("多行\n文字")], "多行 文字"),
        ([word.run("20"), word.run("23"), word.run("年")], "2023年"),
    ],
)
def test_what_word_does_to_text(inner: list[str], text: str) -> None:
    assert body_texts(*inner) == [text]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    nested = (sign("begin"), "<w:r><w:instrText>IF </w:instrText></w:r>", sign("begin"), word.run("内码"))
    rest = (sign("separate"), word.run("内果"), sign("end"), sign("separate"), word.run("果"), sign("end"))
    assert body_texts(word.run("前"), *nested, *rest, word.run("后")) == ["前果后"]


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    body = word.paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', word.run("码")) + word.text_paragraph("正文")
    assert texts(docx.read(word.docx(body))) == ["正文"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    inside = f"<w:txbxContent>{word.text_paragraph('框内')}{word.table(word.row(word.text_cell('1')))}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
    boxed = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    document = docx.read(word.docx(word.paragraph(word.run("前"), boxed, word.run("后"))))
    assert document.blocks == [Paragraph("前后"), Paragraph("框内"), Grid([GridCell(0, 0, "1")])]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = word.paragraph(word.run("一、总体"), properties="<w:rPr><w:del/></w:rPr>") + word.text_paragraph("情况")
    assert texts(docx.read(word.docx(body))) == ["一、总体情况"]


def test_deleted_rows_are_left_out_and_inserted_ones_count() -> None:
    rows = (
        word.row(word.text_cell("旧"), properties="<w:del/>"),
        word.row(word.text_cell("新"), properties="<w:ins/>"),
    )
    assert grids(docx.read(word.docx(word.table(*rows)))) == [[GridCell(0, 0, "新")]]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{word.text_cell('b')}</w:sdtContent></w:sdt>"
    row = word.row(word.text_cell("a"), wrapped)
    body = word.table(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>", row)
    cells = [GridCell(0, 0, "a"), GridCell(0, 1, "b"), GridCell(1, 0, "a"), GridCell(1, 1, "b")]
    assert grids(docx.read(word.docx(body))) == [cells]


def test_rows_that_start_later_and_the_old_horizontal_merge() -> None:
    first = word.row(word.text_cell("x"), word.text_cell("y"), word.text_cell("z"))
    late = word.row(word.text_cell("晚"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    start, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    merged = word.row(word.text_cell("宽", start), word.text_cell("", more), word.text_cell("尾"))
    cells = grids(docx.read(word.docx(word.table(first, late, merged))))[0]
    assert cells[3:] == [GridCell(1, 1, "晚"), GridCell(2, 0, "宽", 1, 2), GridCell(2, 2, "尾")]


def test_a_continued_cell_without_a_start_stands_for_itself() -> None:
    body = word.table(word.row(word.text_cell("a", "<w:vMerge/>")), word.row(word.text_cell("", "<w:vMerge/>")))
    assert grids(docx.read(word.docx(body))) == [[GridCell(0, 0, "a", 2)]]


def test_a_nested_table_follows_the_table_it_stands_in() -> None:
    inner = word.table(word.row(word.text_cell("内")))
    body = word.table(word.row(word.cell(word.text_paragraph("外") + inner + word.paragraph()), word.text_cell("2")))
    assert grids(docx.read(word.docx(body))) == [[GridCell(0, 0, "外"), GridCell(0, 1, "2")], [GridCell(0, 0, "内")]]


def test_a_table_that_only_frames_the_page_gives_way_to_its_content() -> None:
    inner = word.table(word.row(word.text_cell("1"), word.text_cell("2")))
    framed = word.table(word.row(word.cell(word.text_paragraph("前") + inner + word.text_paragraph("后"))))
    blocks = docx.read(word.docx(framed)).blocks
    assert blocks == [Paragraph("前"), Grid([GridCell(0, 0, "1"), GridCell(0, 1, "2")]), Paragraph("后")]


def test_an_embedded_file_and_footnotes_are_told() -> None:
    body = word.paragraph(word.run("文"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + '<w:altChunk r:id="rId9"/>'
    notes = docx.read(word.docx(body)).notes
    assert [note[:4] for note in notes] == ["脚注和尾", "文档里嵌"]
