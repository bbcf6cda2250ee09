"""The html reader: spans, layout tables, residue, hidden things, hostile pages, and that both ways agree."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import breaks

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, Paragraph
from gongkai.formats.read import html


def _read(body: str) -> Document:
    return html.read(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode())


def _texts(body: str) -> list[str]:
    return [block.text for block in _read(body).blocks if isinstance(block, Paragraph)]


def _grid(body: str) -> list[tuple[int, int, str, int, int]]:
    (grid,) = [block for block in _read(body).blocks if isinstance(block, Grid)]
    return [cell[:5] for cell in grid.cells]


def _document_or_sentence(data: bytes) -> None:
    """Assert that `data` is read, or refused in a sentence with the way out."""
    try:
        document = html.read(data)
    except ReportUnreadable as refusal:
        document, why = None, refusal.why
    assert why.endswith("再试") if document is None else document.format == "html"


FIRST, SECOND = "<tr><td>甲</td><td>1</td></tr>", "<tr><td>乙</td><td>2</td></tr>"
TWO = FIRST + SECOND
TWO_CELLS = [(0, 0, "甲", 1, 1), (0, 1, "1", 1, 1), (1, 0, "乙", 1, 1), (1, 1, "2", 1, 1)]


ROLES = [f"<div role='row'><span role='cell'>{a}</span><span role='cell'>{b}</span></div>" for a, b in ("甲1", "乙2")]
BOXES = [
    f"<div style='display:table-row'><p style='display:table-cell'>{a}</p><p style='display: table-cell'>{b}</p></div>"
    for a, b in ("甲1", "乙2")
]
SAME = {
    "plain": f"<table>{TWO}</table>",
    "groups": f"<table border=1><thead>{FIRST}</thead><tbody>{SECOND}</tbody></table>",
    "unclosed cells": "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>",
    "capitals": "<TABLE><TR><TD>甲</TD><TD>1</TD></TR><TR><TD>乙</TD><TD>2</TD></TR></TABLE>",
    "runs": f"<table><colgroup><col width=3></colgroup><tr><th><p>甲</p></th><td> <b>1</b> </td></tr>{SECOND}</table>",
    "residue": f"<table>{FIRST}<tr><td><div>乙</div></td><td><span>2</span><o:p></o:p></td></tr></table>",
    "cut off": "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2",
    "roles": f"<div role='table'>{''.join(ROLES)}</div>",
    "boxes": f"<div style='display: table'>{''.join(BOXES)}</div>",
    "definitions": "<dl><dt>甲</dt><dd>1</dd><dt>乙</dt><dd>2</dd></dl>",
    "hidden row": f"<table>{FIRST}<tr style='display:none'><td>丙</td><td>3</td></tr>{SECOND}</table>",
    "hidden run": f"<table>{FIRST}<tr><td>乙<!-- 12 --></td><td>2<i hidden>7</i></td></tr></table>",
    "table in a cell": f"<table><tr><td>甲</td><td><table><tr><td>1</td></tr></table></td></tr>{SECOND}</table>",
}


@pytest.mark.parametrize("table", SAME.values(), ids=SAME.keys())
def test_the_same_grid_however_it_is_written(table: str) -> None:
    assert _grid(table) == TWO_CELLS


def test_runs_join_and_breaks_part() -> None:
    assert _grid("<table><tr><td><font>20</font><font>23</font>&nbsp;</td><td>商业<br>企业</td></tr></table>") == [
        (0, 0, "2023", 1, 1),
        (0, 1, "商业\n企业", 1, 1),
    ]
    assert _texts("<p>政府<b>信</b>\n   息</p>公<span>开</span><br>年报<div>一<div>二</div>三</div>") == [
        "政府信息", "公开", "年报", "一", "二", "三",
    ]  # fmt: skip


def test_blank_stays_blank_and_spaces_stay_one() -> None:
    assert [cell[2] for cell in _grid("<table><tr><td>&nbsp;</td><td></td><td>13&nbsp;612</td><td>　无　</td></tr></table>")] == [
        "", "", "13 612", "无",
    ]  # fmt: skip


def test_rowspan_reaches_the_end_of_its_group_and_no_further() -> None:
    groups = "<tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr>", "<tr><td rowspan=9>乙</td><td>3</td></tr>"
    table = "<table><tbody>{}</tbody><tbody>{}</tbody></table>".format(*groups)
    assert _grid(table) == [
        (0, 0, "甲", 2, 1), (0, 1, "1", 1, 1), (1, 1, "2", 1, 1), (2, 0, "乙", 1, 1), (2, 1, "3", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["auto", "", "0", "-2", "1e9", "99999999999999999999", "NaN", "两"])
def test_an_odd_colspan_takes_what_the_row_lacks(span: str) -> None:
    table = f"<table><tr><td>一</td><td>二</td><td>三</td></tr><tr><td colspan='{span}'>计</td><td>9</td></tr></table>"
    assert _grid(table)[3:] in ([(1, 0, "计", 1, 2), (1, 2, "9", 1, 1)], [(1, 0, "计", 1, 1), (1, 1, "9", 1, 1)])
    if span != "1e9":  # a browser reads 1e9 as 1
        assert _grid(table)[3][4] == 2


def test_a_table_around_tables_is_layout_and_nothing_counts_twice() -> None:
    inner = f"<p>前</p><table>{TWO}</table><p>后</p>"
    blocks = _read(f"<table><tr><td>左栏</td><td>{inner}</td></tr><tr><td colspan=2>页脚</td></tr></table>").blocks
    assert [block.text if isinstance(block, Paragraph) else len(block.cells) for block in blocks] == [
        "左栏",
        "前",
        4,
        "后",
        "页脚",
    ]


def test_a_table_of_prose_is_paragraphs() -> None:
    assert _texts("<table><tr><td><h1>标题</h1><p>一段</p><p>又一段</p></td></tr></table>") == [
        "标题",
        "一段",
        "又一段",
    ]
    assert _texts(f"<table><tr><td>栏</td><td><p>{'字' * 900}</p><p>完</p></td></tr></table>")[-1] == "完"


@pytest.mark.parametrize(
    "residue",
    [
        "<script>var a = '<p>不要</p>';</script>", "<style>p{display:none}</style>", "<!-- 不要 -->", "<!--[if gte mso 9]><p>不要</p><![endif]-->",
        "<![if !supportEmptyParas]>&nbsp;<![endif]>", "<?xml:namespace prefix = o />", "<noscript>不要</noscript>", "<template><p>不要</p></template>",
        "<div style='DISPLAY: none'>不要<p>不要</p></div>", "<p hidden>不要</p>", "<nav><a href=/>不要</a></nav>", "<select><option>不要</select>",
        "<footer>不要</footer>", "<textarea><p>不要</textarea>", "<svg><text>不要</text></svg>", "<iframe>不要</iframe>", "<del>不要</del>",
        "<div style='visibility:hidden'>不要</div>", "<button>不要</button>",
    ],
)  # fmt: skip
def test_what_is_not_seen_is_left_out(residue: str) -> None:
    assert _texts(f"<p>前</p>{residue}<p>后</p>") == ["前", "后"]


def test_headings_titles_and_metadata() -> None:
    page = (
        "<html><head><title>某局2024年政府信息公开工作年度报告-某市人民政府</title>"
        '<meta name="ArticleTitle" content="某局2024年政府信息公开工作年度报告（全文）"></head>'
        "<body><h1><span>某局</span>2024年年报</h1><h2>一、总体情况</h2><p>略</p></body></html>"
    )
    document = html.read(page.encode())
    assert document.titles == [
        "某局2024年政府信息公开工作年度报告（全文）", "某局2024年年报",
        "某局2024年政府信息公开工作年度报告", "某局2024年政府信息公开工作年度报告-某市人民政府",
    ]  # fmt: skip
    assert document.blocks == [
        Paragraph("某局2024年年报", heading=True),
        Paragraph("一、总体情况", heading=True),
        Paragraph("略"),
    ]


def test_a_raised_note_mark_is_no_digit() -> None:
    assert [cell[2] for cell in _grid("<table><tr><td>12<sup>1</sup></td><td>35<sup>②</sup></td></tr></table>")] == [
        "12[1]",
        "35[②]",
    ]


def test_preformatted_lines_and_markdown_with_html_tables() -> None:
    assert _texts("<pre>一、总体情况\n二、主动公开</pre>") == ["一、总体情况", "二、主动公开"]
    blocks = html.read(f"# 某局年报\n\n一、总体情况\n略。\n\n<table>{TWO}</table>\n\n完".encode()).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "某局年报",
        "一、总体情况",
        "略。",
        "完",
    ]
    assert blocks[0] == Paragraph("某局年报", heading=True)


@pytest.mark.parametrize(
    ("body", "word"),
    [("<p>三、收到和处理政府信息公开申请情况</p><img src=1.png>", "图片"), ("<a href='/a/年报.docx'>下载</a>", "附件")],
)
def test_pages_without_a_table_say_where_it_may_be(body: str, word: str) -> None:
    assert word in _read(body).notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
def test_any_encoding_whatever_the_page_says(encoding: str) -> None:
    assert html.read(breaks.source().encode(encoding)).blocks == html.read(breaks.source().encode()).blocks


HOSTILE = {
    "deep": "<div>" * 100_000,
    "deep closed": "<div>" * 15_000 + "</div>" * 15_000,
    "deep tables": "<table><tr><td>" * 5_000 + "1",
    "deep spans": "<span>" * 150_000,
    "formatting": "".join(f"<font color={n}><p>" for n in range(9_000)),
    "cells": "<table>" + "<td>" * 150_000,
    "rows": "<table>" + "<tr><td>1<td>2" * 5_000,
    "wide": "<table>" + "<tr><td colspan=1000 rowspan=65534>1</td><td>2</td></tr>" * 3_000 + "</table>",
    "cells outside": "<td>1" * 100_000,
    "comments": "<!--" * 200_000,
    "scripts": "<script>" * 100_000,
    "unclosed": "<p " * 200_000,
    "quotes": '<p a="' * 100_000,
    "attributes": "<p " + "a " * 300_000 + ">1</p>",
    "entities": "&" * 500_000 + "&lt;" * 50_000,
    "odd spans": "<table>" + "<tr><td colspan=x>1</td><td rowspan=9999>2</td></tr>" * 900 + "</table>",
    "too many": "<b>" * 500_000,
    "hidden": "<p hidden>" * 30_000,
    "sup": "<sup>" * 30_000,
    "pre": "<pre>" * 15_000 + "\n" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_end_soon(page: str) -> None:
    start = time.process_time()
    _document_or_sentence(f"<html><body>{page}</body></html>".encode())
    assert time.process_time() - start < 30  # a bound, not a measurement: each takes well under a second when quiet


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    _document_or_sentence(b"<html>" + data)


@pytest.mark.parametrize("seed", range(40))
def test_mutated_pages_give_a_document_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded mutation, no secret
    data = bytearray(breaks.source().encode(chance.choice(["utf-8", "gbk", "utf-16"])))
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(200)]
            case 2:
                data[at:at] = chance.choice(
                    [b"<", b">", b'"', b"</table>", b"<table>", b"<td", b"\0", b"\xff", b"<!--", b"<tr>"]
                )
            case _:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(400)]
    _document_or_sentence(bytes(data))
