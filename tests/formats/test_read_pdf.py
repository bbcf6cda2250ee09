"""A pdf's tables and paragraphs, from its text layer and its lines."""

from __future__ import annotations

import base64
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.pages import raw_page, set_page, table3

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, Paragraph
from gongkai.formats.read.pdf import read

SAMPLE = Path(__file__).parents[1] / "golden" / "hongze-2023" / "source.pdf"
LOCKED = (
    "c-oCo&2G~`5WeqI%q2&<f3v%`WaU8HNC;4)v~WQ^taoQaP-It*BelFF2i^c)go%M-5e`_kw4V8XX6IY1uU0Sgg%yi$-@kkn8Wi;HC($%Qu7^G!6AjR"
    "W+6Hv3v+YtWmx8){!k8KM?&*O*uH%*tLSFXAZUiml>s>y;2S5gH;C@E6XVl9$#(lpPKQ-W_y_pg4pI$<4=+GaB#0>5*T)w5ei!b{}wpABu`hq#V_b2I"
    "rc(A{<-AwyE7#0O9<QwX?<44e@Vj`favG&2#++OYWBX33Cj<L&e$U@#gqsSTVx@ZZh3YcsvF||~j)-l+akdkS0<y}tMX7na_jkON3EjbYK=<lHMg$z+"
    "K-o=0xG3iuSt!Hbib!CdF+JfZRBDgA|_NWy9`%+3&T2=FS9tSEyffwre0q>l3P~f?y`SMez`%`oES&hxlYd)OS%$z$8akr;o+UxD^Gw~>L)Au9TDFFG"
    "ZD?R96=PM4Zv7{raVodRoybC5+PkeU_t#!tw<^Mo9=<6;GPY)xw-$@_FIE>RmFrZj0u5VW22U~)|4F"
)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(grid: Grid) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row, cell.column, cell.rowspan, cell.colspan): cell.text for cell in grid.cells}


def rows(grid: Grid) -> list[list[str]]:
    lines: dict[int, list[str]] = {}
    for cell in grid.cells:
        lines.setdefault(cell.row, []).append(cell.text)
    return list(lines.values())


@pytest.fixture(scope="module")
def sample() -> Document:
    return read(SAMPLE.read_bytes())


def test_sample_has_its_tables_over_pages(sample: Document) -> None:
    assert [(grid.page, len(grid.cells)) for grid in grids(sample)] == [(2, 19), (3, 11), (3, 125), (4, 75), (4, 34)]


def test_sample_header_spans(sample: Document) -> None:
    head = cells(grids(sample)[2])
    assert head[0, 3, 1, 7] == "申请人情况"
    assert head[1, 3, 2, 1] == "自然人"
    assert head[1, 4, 1, 5] == "法人或其他组织"
    assert head[2, 6, 1, 1] == "社会\n公益\n组织"
    assert head[1, 9, 2, 1] == "总计"


def test_sample_text_set_upright_in_a_column(sample: Document) -> None:
    assert cells(grids(sample)[2])[5, 0, 12, 1] == "三\n、\n本\n年\n度\n办\n理\n结\n果"


def test_sample_row_of_table_four(sample: Document) -> None:
    assert rows(grids(sample)[4])[3] == ["10", "1", "0", "0", "0", "0", "0", "0", "0", "0", "5", "0", "0", "0", "0"]


def test_sample_paragraphs_are_whole_and_without_page_numbers(sample: Document) -> None:
    told = texts(sample)
    assert told[:2] == ["洪泽区人民政府", "2023年政府信息公开工作年度报告"]
    assert told[-1] == "2023年，区政府严格落实《政府信息公开信息处理费管理办法》，全年收取政府信息公开信息处理费0元。"
    assert len(told) == 18
    long = next(text for text in told if text.startswith("2023年，洪泽区政府信息公开工作取得"))
    assert long.endswith("不断提高各单位政府信息公开工作人员的思想认识和业务工作水平。")


def test_sample_boxes_are_points_from_the_top(sample: Document) -> None:
    first = grids(sample)[0].cells[0]
    assert first.text == "第二十条第（一）项"
    assert first.box == pytest.approx((76, 459, 517, 481), abs=25)
    assert sample.titles == ["洪泽区人民政府2023年政府信息公开工作年度报告"]


def test_table_of_175_figures_with_blank_dash_and_slash() -> None:
    markup, expected = table3(5)
    (grid,) = grids(read(set_page(markup, size="9pt")))
    assert [[text.replace("\n", "") for text in row] for row in rows(grid)] == expected


def test_text_on_its_side_reads_in_its_own_direction() -> None:
    page = set_page(
        "#table(columns: (1.2cm, 6cm, 2cm), stroke: 0.5pt,\n"
        "table.cell(rowspan: 2)[#rotate(-90deg, reflow: true)[本年度]], [（一）予以公开], [12],\n"
        "[第二行#linebreak()分两行], [#rotate(90deg, reflow: true)[总计]])"
    )
    (grid,) = grids(read(page))
    assert cells(grid) == {
        (0, 0, 2, 1): "本年度",
        (0, 1, 1, 1): "（一）予以公开",
        (0, 2, 1, 1): "12",
        (1, 1, 1, 1): "第二行\n分两行",
        (1, 2, 1, 1): "总计",
    }


def test_watermark_at_a_slant_is_left_out() -> None:
    page = set_page(
        "#table(columns: (3cm, 3cm), stroke: 0.5pt, [规章], [12])\n"
        "#place(top + left)[#rotate(45deg)[#text(size: 40pt)[内部资料]]]"
    )
    document = read(page)
    assert rows(grids(document)[0]) == [["规章", "12"]]
    assert texts(document) == []


def test_table_on_a_page_lying_on_its_side() -> None:
    page = set_page(
        "#rotate(90deg, reflow: true)[#table(columns: (4cm, 3cm), stroke: 0.5pt, [规章], [12], [许可], [3])]"
    )
    (grid,) = grids(read(page))
    assert rows(grid) == [["规章", "12"], ["许可", "3"]]


def test_lines_drawn_as_filled_boxes_and_frames() -> None:
    cells_as_frames = b"50 700 100 20 re S 150 700 60 20 re S 50 680 100 20 re S 150 680 60 20 re S "
    lines_as_boxes = b"".join(b"50 %d 160 0.7 re f " % y for y in (560, 580, 600)) + b"".join(
        b"%d 560 0.7 40.7 re f " % x for x in (50, 150, 210)
    )
    words = b"".join(
        b"BT /F 10 Tf %d %d Td (%s) Tj ET " % (x, y, word)
        for x, y, word in (
            (55, 705, b"A"),
            (160, 705, b"12"),
            (55, 685, b"B"),
            (160, 685, b"0"),
            (55, 585, b"C"),
            (160, 585, b"7"),
            (55, 565, b"D"),
            (160, 565, b"8"),
        )
    )
    document = read(raw_page(cells_as_frames + lines_as_boxes + words))
    assert [rows(grid) for grid in grids(document)] == [[["A", "12"], ["B", "0"]], [["C", "7"], ["D", "8"]]]


def test_table_without_lines_is_found_by_its_columns() -> None:
    markup, expected = table3(8)
    document = read(set_page(markup.replace("stroke: 0.5pt", "stroke: none"), size="9pt"))
    (grid,) = grids(document)
    by_row: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell.text.replace("\n", "")
    figures = list(by_row.values())[-25:]
    assert [[row.get(column, "") for column in range(8)] for row in figures] == expected[1:]


def test_running_head_and_page_numbers_are_left_out() -> None:
    page = set_page(
        "正文一。#pagebreak()正文二。",
        page='paper: "a4", margin: 2cm, header: [某某市年度报告], footer: context [第 #counter(page).display() 页 共 2 页]',
    )
    assert texts(read(page)) == ["正文一。", "正文二。"]


def test_lines_of_a_paragraph_are_joined_over_the_page_end() -> None:
    paragraph = "全面贯彻落实政府信息公开条例各项规定不断完善制度" * 80 + "。"
    page = set_page(f"#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n{paragraph}\n\n第二段。")
    assert texts(read(page)) == [paragraph, "第二段。"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "已损坏"),
        (b"%PDF-1.7\nnothing", "已损坏"),
        (zlib.decompress(base64.b85decode(LOCKED)), "加了密码"),
        (raw_page(b""), "没有读到文字"),
        (raw_page(b"", pages=301), "超过 300 页"),
        (raw_page(b"1 1 9 9 re f " * 400_000), "内容多得不像"),
        (raw_page(b"BT /F 9 Tf " + b"(Hello 12 34) Tj " * 30_000 + b" ET"), "内容多得不像"),
    ],
    ids=["empty", "broken", "password", "blank", "pages", "shapes", "characters"],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(ReportUnreadable, match=why):
        read(data)


def test_page_of_absurd_size() -> None:
    assert texts(read(raw_page(b"BT /F 12 Tf 50 700 Td (Hello) Tj ET", box=(0, 0, 10**9, 10**9)))) == ["Hello"]


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_damaged_files_are_read_or_refused(seed: int, wounds: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable test, no secret
    data = bytearray(SAMPLE.read_bytes() if seed % 4 == 0 else raw_page(b"1 w 50 50 90 90 re S BT /F 9 Tf (12) Tj ET"))
    for _ in range(wounds):
        place = rng.randrange(len(data))
        data[place : place + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    try:
        told = read(bytes(data)).blocks
    except ReportUnreadable as refusal:
        told = [refusal.why]
    assert told
