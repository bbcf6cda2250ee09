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
from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read.pdf import read
from gongkai.formats.read.pdf_cells import rejoined, unbroken
from gongkai.formats.read.pdf_page import Glyph, PageReader
from gongkai.formats.read.pdf_text import lines_of

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


class FlatReader(PageReader):
    """A page whose baselines are given, by the number of the character."""

    def __init__(self, feet: list[float]) -> None:
        self.feet = feet

    def _foot(self, glyph: Glyph) -> tuple[float, float]:
        return self.feet[glyph.number], 12.0


def test_flat_character_of_a_type_3_font_stays_on_its_line() -> None:
    boxes = [(20.0, 31.0, "体"), (37.0, 38.5, "一"), (36.0, 47.0, "、"), (36.0, 47.0, "总"), (20.2, 31.2, "9")]
    glyphs = [Glyph(11.0 * n, top, 11.0 * n + 11, foot, text, n) for n, (top, foot, text) in enumerate(boxes)]
    assert [line.text for line in lines_of(glyphs)] == ["体 9", "一", "、总"]
    mended = FlatReader([30.0, 46.0, 46.0, 46.0, 30.0])._mended(glyphs)
    assert (mended[1].top, mended[1].bottom) == (36.0, 47.0)
    assert [line.text for line in lines_of(mended)] == ["体 9", "一、总"]


HANGING = """#set par(leading: 3pt)
#table(columns: (40pt, 44pt, 27pt, 27pt, 27pt), stroke: none, inset: (x: 2pt, y: 7pt), align: left + top,
[], [], [甲], [乙], [总计],
[一、新收], [], [15], [20], [{total}],
[二、结转数量], [], [1], [2], [3],
[（三）不予公开], [1.属于国家秘密], [5], [6], [11],
[], [2.其他法律行政法规禁止], [7], [8], [15],
[], [3.重复], [0], [0], [0])"""


def test_table_without_lines_whose_labels_hang_below_their_rows() -> None:
    [grid] = grids(read(set_page(HANGING.replace("{total}", "35"))))
    lines = [[text.replace("\n", "") for text in row if text] for row in rows(grid)]
    assert lines[1:] == [
        ["一、新收", "15", "20", "35"],
        ["二、结转数量", "1", "2", "3"],
        ["（三）不予公开", "1.属于国家秘密", "5", "6", "11"],
        ["2.其他法律行政法规禁止", "7", "8", "15"],
        ["3.重复", "0", "0", "0"],
    ]


def test_figure_broken_in_a_column_without_lines_is_one_figure() -> None:
    [grid] = grids(read(set_page(HANGING.replace("{total}", "103 #linebreak() 5"))))
    assert [text for text in rows(grid)[1] if text][-1] == "1035"


def test_part_of_a_figure_that_had_place_for_more_is_never_taken_for_the_whole() -> None:
    text = HANGING.replace("{total}", "10 #linebreak() 3").replace("[2], [3]", "[2], [3000]")
    [grid] = grids(read(set_page(text)))
    assert [cell for cell in rows(grid)[1] if cell][-1] == "10\n3"


def test_rows_of_labels_alone_stay_rows() -> None:
    lines = (
        "[第（五）项], [], [信息内容], [数量], [行政许可], [7], [第（六）项], [], [信息内容], [数量], [行政处罚], [12],"
    )
    page = "#table(columns: (80pt, 60pt), stroke: none, inset: 8pt, align: center, " + lines + "[行政强制], [3])"
    [grid] = grids(read(set_page(page)))
    found = [[text for text in row if text] for row in rows(grid)]
    assert [row for row in found if row[0] != "第（五）项"] == [
        ["信息内容", "数量"],
        ["行政许可", "7"],
        ["第（六）项"],
        ["信息内容", "数量"],
        ["行政处罚", "12"],
        ["行政强制", "3"],
    ]


def test_figures_broken_in_ruled_cells() -> None:
    cells_of = "[6602 \\ 70], [1], [12 \\ 7], [203456], [0], [5]"
    page = "#set par(leading: 2pt)\n#table(columns: (26pt, 26pt, 60pt), stroke: 0.5pt, inset: 1.5pt, " + cells_of + ")"
    [grid] = grids(read(set_page(page)))
    assert rows(grid)[0] == ["660270", "1", "12\n7"]


def digits(text: str, x0: float, top: float) -> list[Glyph]:
    return [Glyph(x0 + 5 * n, top, x0 + 5 * n + 5, top + 10, digit, n) for n, digit in enumerate(text)]


@pytest.mark.parametrize(
    ("parts", "width", "leading", "joined"),
    [
        (("1234", "56"), 30.0, 12.0, True),
        (("1234", "56"), 60.0, 12.0, False),
        (("12", "3456"), 22.0, 12.0, False),
        (("1234", "56"), 30.0, 30.0, False),
        (("1234", "5678", "9"), 30.0, 12.0, True),
    ],
)
def test_parts_of_a_figure_are_joined_only_where_the_cell_was_full(
    parts: tuple[str, ...], width: float, leading: float, *, joined: bool
) -> None:
    glyphs = [glyph for index, part in enumerate(parts) for glyph in digits(part, 2.0, index * leading)]
    text = "\n".join(parts)
    assert unbroken(text, glyphs, (0.0, 0.0, width, 99.0)) == ("".join(parts) if joined else text)


def test_row_cut_by_the_page_end_is_made_whole() -> None:
    boxes = [(0.0, 50.0, 40.0, 60.0), (40.0, 50.0, 60.0, 60.0), (60.0, 50.0, 80.0, 60.0)]

    def row(number: int, *texts: str) -> list[GridCell]:
        return [
            GridCell(number, column, text, box=box) for column, (text, box) in enumerate(zip(texts, boxes, strict=True))
        ]

    upper = Grid([*row(0, "（一）公开", "1", "2"), *row(1, "（二）部分", "2034", "45")], 1)
    rest = Grid([*row(0, "公开", "56", ""), *row(1, "1.其他", "3", "4")], 2)
    before, after = rejoined(upper, rest, set(boxes[1:]))
    assert rows(before)[1] == ["（二）部分\n公开", "203456", "45"]
    assert rows(after) == [["", "", ""], ["1.其他", "3", "4"]]
    assert rejoined(upper, rest, set()) == (upper, rest)
    own = Grid(row(0, "（三）不予", "56", ""), 2)
    assert rejoined(upper, own, set(boxes[1:])) == (upper, own)


def test_numbered_line_after_a_full_line_that_ends_a_sentence_starts_a_paragraph() -> None:
    page = (
        "#set par(justify: false)\n" + "甲" * 43 + "转九件。\\ （三）政府信息管理。\\ " + "乙" * 46 + "\\ （四）的内容"
    )
    assert texts(read(set_page(page)))[:2] == ["甲" * 43 + "转九件。", "（三）政府信息管理。"]


def test_spaces_that_the_author_set_are_kept_and_others_not_made() -> None:
    written = "到 2025 年底公开 1 234 条，微信 WeChat 号 3 个。" + "共收到 12 件申请，办结 7 件，较上年增长 5.6 %。" * 6
    assert texts(read(set_page(f"#set par(justify: true)\n{written}"))) == [written]
    assert texts(read(set_page("#set text(cjk-latin-spacing: auto)\n共收到12件申请，办结7件"))) == [
        "共收到12件申请，办结7件"
    ]
    assert texts(read(set_page("电 话 号 码"))) == ["电话号码"]


def test_short_rows_that_stand_close_are_not_one_figure() -> None:
    page = "#table(columns: (80pt, 60pt, 60pt), stroke: none, inset: 2pt, [项目], [数量], [金额], [规章], [20], [1], "
    page += "[文件], [3], [2])\n#v(9pt)\n#table(columns: (80pt, 60pt, 60pt), stroke: none, inset: 2pt, [许可], [15], [14], [其他], [7], [6])"
    found = [[text for text in row if text] for grid in grids(read(set_page(page))) for row in rows(grid)]
    assert [row for row in found if row[0] != "项目"] == [
        ["规章", "20", "1"],
        ["文件", "3", "2"],
        ["许可", "15", "14"],
        ["其他", "7", "6"],
    ]
