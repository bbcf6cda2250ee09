"""The parts of a docx: wherever the main part lies, styles, title."""

from __future__ import annotations

from tests.support import word

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import docx


def grids(document: Document) -> list[list[GridCell]]:
    return [block.cells for block in document.blocks if isinstance(block, Grid)]


def test_a_style_numbers_its_paragraphs_and_marks_headings() -> None:
    styles = (
        f'<w:style w:styleId="a1"><w:name w:val="heading 1"/><w:pPr>{word.numbered()}</w:pPr></w:style>'
        '<w:style w:styleId="a2"><w:name w:val="我的标题"/><w:basedOn w:val="a1"/></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="Normal"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = "".join(word.text_paragraph(f"标题{n}", f'<w:pStyle w:val="a{n}"/>') for n in (1, 2, 3))
    body += word.table(word.row(word.text_cell("1")))
    document = docx.read(
        word.docx(body, styles=styles, numbering=word.lists(word.list_level(0, "chineseCounting", "%1、")))
    )
    assert document.blocks[:3] == [
        Paragraph("一、标题1", heading=True),
        Paragraph("二、标题2", heading=True),
        Paragraph("标题3"),
    ]


def test_the_strict_dialect_and_a_main_part_of_another_name() -> None:
    main = word.document(word.table(word.row(word.text_cell("严", '<w:gridSpan w:val="2"/>'))), word.STRICT)
    data = word.package(
        {
            "_rels/.rels": word.relations({"officeDocument": "/word/document2.xml"}, word.STRICT_OFFICE),
            "word/document2.xml": main,
            "word/document.xml": word.document(word.text_paragraph("假的")),
        }
    )
    assert grids(docx.read(data)) == [[GridCell(0, 0, "严", 1, 2)]]


def test_the_title_of_the_properties_is_kept() -> None:
    assert docx.read(word.docx(word.text_paragraph("正文"), title="某局<2024>年报")).titles == ["某局<2024>年报"]
    assert docx.read(word.docx(word.text_paragraph("正文"), title="无标题")).titles == []
