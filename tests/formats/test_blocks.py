from tests.support.grids import document, grid

from gongkai.formats.blocks import MAX_CELLS, Document, Grid, GridCell, Paragraph


def test_a_cell_covers_one_place_unless_told():
    assert GridCell(0, 1, "甲")[3:] == (1, 1, None, False)


def test_a_paragraph_is_the_authors_unless_told():
    assert Paragraph("甲")[1:] == (None, False, False, None)


def test_documents_share_nothing():
    one, other = Document([], "text"), Document([], "text")
    one.titles.append("甲")
    assert (other.titles, other.notes, MAX_CELLS) == ([], [], 100_000)


def test_a_drawing_is_the_grid_it_shows():
    assert grid("| 甲 | < | 乙 |\n| ^ | < | 丙\\n丁 |") == Grid(
        [GridCell(0, 0, "甲", 2, 2), GridCell(0, 2, "乙"), GridCell(1, 2, "丙\n丁")]
    )


def test_a_drawing_with_text_is_a_document():
    blocks = document("# 一、总体情况\n好。\n| 1 |\n\n| 2 |").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Paragraph", "Grid", "Grid"]
    assert blocks[0] == Paragraph("一、总体情况", heading=True)
