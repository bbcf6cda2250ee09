"""The fast reader of a docx agrees with the thorough one, and with how the document was made."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import word

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import docx
from gongkai.formats.read.docx_parts import parts_of
from gongkai.formats.read.docx_scan import scan

GOLDEN = Path(__file__).parent.parent / "golden" / "word"
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t", exclude_categories=["C"]), max_size=12)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@st.composite
def spots(draw: st.DrawFn) -> list[word.Spot]:
    """Draw the physical cells of a table without holes or overlaps."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            colspan = draw(st.integers(1, min(3, width - column)))
            while any((row, column + right) in taken for right in range(colspan)):
                colspan -= 1
            rowspan = draw(st.integers(1, min(3, height - row)))
            taken |= {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            found.append(word.Spot(row, column, draw(WORDS), rowspan, colspan))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, spots()), min_size=1, max_size=5))
def test_a_plain_document_reads_the_same_both_ways_and_as_it_was_made(content: list[str | list[word.Spot]]) -> None:
    body = word.text_paragraph("头") + "".join(
        word.text_paragraph(part) if isinstance(part, str) else word.table_of(part) for part in content
    )
    parts = parts_of(word.docx(body))
    quick = scan(parts.main, frozenset(), frozenset())
    thorough, _ = docx.read_thoroughly(parts)
    expected: list[Paragraph | Grid] = [Paragraph("头")]
    for part in content:
        if isinstance(part, str):
            expected += [Paragraph(part)] if part.strip() else []
        else:
            cells = [GridCell(s.row, s.column, s.text if s.text.strip() else "", s.rowspan, s.colspan) for s in part]
            expected.append(Grid(cells))
    assert thorough == expected
    assert quick == expected


def test_the_official_form_reads_the_same_both_ways() -> None:
    parts = parts_of((GOLDEN.parent / "official-form-2021-blank" / "source.docx").read_bytes())
    assert scan(parts.main, parts.styles.headings, frozenset()) == docx.read_thoroughly(parts)[0]


def test_a_picture_does_not_need_the_thorough_reader() -> None:
    picture = '<w:r><w:drawing><wps:inline><wps:docPr id="1" name="图1"/></wps:inline></w:drawing></w:r>'
    shape = '<w:r><w:pict><v:shape style="width:1pt"/></w:pict></w:r>'
    content = word.document(word.paragraph(word.run("前"), picture, shape, word.run("后"))).encode()
    assert scan(content, frozenset(), frozenset()) == [Paragraph("前后")]
    assert texts(docx.read(word.docx_of(content))) == ["前后"]
