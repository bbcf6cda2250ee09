"""Scans are read by OCR: every figure of a table, whatever the page went through."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.support import scans
from tests.support.pages import set_page, table3

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, Paragraph
from gongkai.formats.read import pdf, picture
from gongkai.formats.read.picture_lines import evened, ink_of, skew_of
from gongkai.formats.read.picture_words import punctuated

SAMPLE = Path(__file__).parents[1] / "golden" / "hongze-2023" / "source.pdf"
SMALL = (
    "#table(columns: (5cm, 2cm, 2cm), stroke: 0.5pt, inset: 6pt,\n"
    "[信息内容], table.cell(colspan: 2)[本年处理决定数量], [行政许可], [0], [-], [行政处罚], [6810], [], [行政强制], [/], [1])"
)
SMALL_CELLS = {
    (0, 0, 1, 1): "信息内容",
    (0, 1, 1, 2): "本年处理决定数量",
    (1, 0, 1, 1): "行政许可",
    (1, 1, 1, 1): "0",
    (1, 2, 1, 1): "-",
    (2, 0, 1, 1): "行政处罚",
    (2, 1, 1, 1): "6810",
    (2, 2, 1, 1): "",
    (3, 0, 1, 1): "行政强制",
    (3, 1, 1, 1): "/",
    (3, 2, 1, 1): "1",
}


def cells(document: Document) -> dict[tuple[int, int, int, int], str]:
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return {(cell.row, cell.column, cell.rowspan, cell.colspan): cell.text.replace("\n", "") for cell in grid.cells}


@pytest.fixture(scope="module")
def small() -> scans.Picture:
    """Return the upper part of a page with a small table, at 200 dpi."""
    return scans.pages(set_page(SMALL, size="10.5pt"), 200)[0][:800]


@pytest.mark.ocr
@pytest.mark.parametrize(
    "wear",
    [
        scans.CLEAN,
        scans.LIGHT,
        scans.HEAVY,
        scans.Wear(skew=4.5),
        scans.Wear(quarter_turns=1),
        scans.Wear(quarter_turns=2, noise=5),
        scans.Wear(quarter_turns=3, skew=1),
    ],
    ids=["clean", "light", "heavy", "skewed", "on its left", "on its head", "on its right"],
)
def test_small_table(small: scans.Picture, wear: scans.Wear) -> None:
    assert cells(picture.read(scans.encoded(scans.worn(small, wear)))) == SMALL_CELLS


@pytest.mark.ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_every_kind_of_file(small: scans.Picture, kind: str) -> None:
    assert cells(picture.read(scans.encoded(small, kind))) == SMALL_CELLS


@pytest.mark.ocr
def test_kinds_of_pixels(small: scans.Picture) -> None:
    clear = Image.fromarray(np.dstack([small * 0, small * 0, small * 0, 255 - small]), "RGBA")
    deep = Image.fromarray(small.astype(np.uint16) * 257)
    for image in (clear, deep, Image.fromarray(small).convert("1"), Image.fromarray(small).convert("P")):
        buffer = BytesIO()
        image.save(buffer, "PNG")
        assert cells(picture.read(buffer.getvalue())) == SMALL_CELLS


@pytest.mark.ocr
def test_cells_say_that_they_come_from_a_picture_and_where(small: scans.Picture) -> None:
    document = picture.read(scans.encoded(scans.worn(small, scans.Wear(skew=2))))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert document.format == "picture"
    assert all(cell.picture for cell in grid.cells)
    straight = {cell[:2]: cell.box for block in picture.read(scans.encoded(small)).blocks for cell in block.cells}
    turned = {cell[:2]: cell.box for cell in grid.cells}
    for place, box in straight.items():
        middle = np.array([(box[0] + box[2]) / 2 - 827, (box[1] + box[3]) / 2 - 400])
        angle = np.radians(-2)
        spot = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ middle
        found = turned[place]
        assert ((found[0] + found[2]) / 2 - 827, (found[1] + found[3]) / 2 - 400) == pytest.approx(tuple(spot), abs=6)


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.parametrize(
    ("dpi", "wear"),
    [(200, scans.CLEAN), (200, scans.LIGHT), (200, scans.HEAVY), (150, scans.CLEAN), (150, scans.LIGHT)],
    ids=["200 clean", "200 light", "200 heavy", "150 clean", "150 light"],
)
def test_every_figure_of_a_whole_table(dpi: int, wear: scans.Wear) -> None:
    markup, expected = table3(11)
    (page,) = scans.pages(set_page(markup, size="9pt"), dpi, wear)
    read = cells(picture.read(scans.encoded(page)))
    figures = {(row, column): read[row, column, 1, 1] for row in range(1, 26) for column in range(1, 8)}
    assert figures == {(row, column): expected[row][column] for row in range(1, 26) for column in range(1, 8)}


@pytest.mark.ocr
@pytest.mark.slow
def test_scanned_pdf_gives_the_tables_and_paragraphs_of_its_text_layer() -> None:
    pages = scans.pages(SAMPLE.read_bytes(), 200, scans.LIGHT)
    truth, scanned = pdf.read(SAMPLE.read_bytes()), pdf.read(scans.bound(pages))

    def figures(document: Document) -> list[list[str]]:
        return [
            [cell.text for cell in block.cells if cell.text.replace(".", "").isdigit()]
            for block in document.blocks
            if isinstance(block, Grid)
        ]

    def headings(document: Document) -> list[str]:
        told = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        return [text for text in told if text[1:2] == "、"]

    assert figures(scanned) == figures(truth)
    assert headings(scanned) == headings(truth)
    assert scanned.notes == [f"第 {number} 页是图片，由文字识别读出" for number in range(1, 6)]
    box = next(block for block in scanned.blocks if isinstance(block, Grid)).cells[0].box
    assert box == pytest.approx((76, 459, 517, 481), abs=25)


@pytest.mark.ocr
def test_pages_of_a_tiff(small: scans.Picture) -> None:
    document = picture.read(scans.bound([small, small[:, ::-1] * 0 + 255, small], "TIFF"))
    assert [block.page for block in document.blocks] == [1, 3]


@pytest.mark.ocr
def test_paragraphs_and_headings_of_a_scan() -> None:
    words = "一年来，本机关认真贯彻政府信息公开条例，主动公开政府信息，办理依申请公开，接受社会监督。"
    page = set_page(
        "#align(center)[#text(size: 20pt)[某某市商务局2024年政府信息公开工作年度报告]]\n\n"
        f"#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n一、总体情况\n\n{words * 3}\n\n第二段。",
        size="14pt",
    )
    (shot,) = scans.pages(page, 200, scans.LIGHT)
    told = [block.text for block in picture.read(scans.encoded(shot)).blocks]
    assert told == ["某某市商务局2024年政府信息公开工作年度报告", "一、总体情况", words * 3, "第二段。"]


def test_large_title_with_one_character_on_its_last_line() -> None:
    page = set_page(
        "#set par(leading: 10pt)\n#align(center)[#text(size: 22pt)[某某市商务局2024年政府信息公开工作年度报 \\ 告]]\n\n"
        "一、总体情况\n\n一年来，本机关认真贯彻政府信息公开条例。",
        size="11pt",
    )
    (shot,) = scans.pages(page, 200, scans.LIGHT)
    told = [block.text for block in picture.read(scans.encoded(shot)).blocks]
    assert told[:2] == ["某某市商务局2024年政府信息公开工作年度报", "告"]


@pytest.mark.parametrize("angle", [-4.7, -1.0, -0.35, 0.0, 0.1, 2.0, 4.9])
def test_skew_is_found_to_a_tenth_of_a_degree(small: scans.Picture, angle: float) -> None:
    worn = scans.worn(small, scans.Wear(skew=angle, blur=0.6, noise=6))
    assert skew_of(ink_of(evened(worn))) == pytest.approx(-angle, abs=0.11)


def test_punctuation_is_full_width_beside_chinese_only() -> None:
    assert punctuated("(一)予以公开:1,234,其中") == "（一）予以公开：1,234，其中"
    assert punctuated("1,234.5") == "1,234.5"


def drawn(picture_: np.ndarray) -> bytes:
    return scans.encoded(picture_.astype(np.uint8))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "已损坏"),
        (b"\x89PNG\r\n\x1a\nnothing", "已损坏"),
        (drawn(np.full((40, 40), 255))[:60], "已损坏"),
        (drawn(np.full((1, 1), 255)), "太小"),
        (drawn(np.full((500, 400), 255)), "没有读到文字"),
        (drawn(np.zeros((500, 400))), "没有读到文字"),
        (drawn(np.where(np.random.default_rng(1).random((2339, 1654)) < 0.02, 0, 255)), "杂点"),
    ],
    ids=["empty", "broken", "cut", "tiny", "white", "black", "specks"],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(ReportUnreadable, match=why):
        picture.read(data)


def test_decompression_bomb_is_refused_unopened() -> None:
    head = drawn(np.full((8, 8), 255))
    bomb = head[:16] + (60_000).to_bytes(4, "big") * 2 + head[24:]
    with pytest.raises(ReportUnreadable):
        picture.read(bomb)


def test_too_many_pixels_are_refused() -> None:
    buffer = BytesIO()
    Image.new("1", (10_001, 10_001)).save(buffer, "PNG")
    with pytest.raises(ReportUnreadable, match="一亿像素"):
        picture.read(buffer.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["PNG", "BMP", "TIFF"]))
def test_damaged_files_are_read_or_refused(seed: int, kind: str) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable test, no secret
    data = bytearray(scans.encoded(np.full((30, 40), 255, np.uint8), kind))
    for _ in range(rng.randrange(1, 20)):
        place = rng.randrange(min(len(data), 300))
        data[place : place + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    try:
        told = picture.read(bytes(data)).blocks
    except ReportUnreadable as refusal:
        told = [refusal.why]
    assert told
