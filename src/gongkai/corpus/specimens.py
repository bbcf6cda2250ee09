"""Made-up reports in many shapes: the benchmark's corpus, the same for the same seed.

Every report reconciles. Beside the program's own writers there are templates that share nothing with them: a plain
page, a page pasted from Word (runs in nested tags, every cell a paragraph), a page inside a site with navigation and
a metadata table, and text.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import NamedTuple

from gongkai.core.checks.trial import consistent_report
from gongkai.core.report.cells import Cell
from gongkai.core.report.model import Report, Table

_PLACES = ("东湖", "西河", "南山", "北原", "清江", "明水", "长岭", "安平", "新林", "白云", "石桥", "金沙")
_ORGANS = (
    "商务局",
    "财政局",
    "教育局",
    "民政局",
    "自然资源局",
    "住房和城乡建设局",
    "卫生健康局",
    "市场监督管理局",
    "人民政府",
)


class Specimen(NamedTuple):
    """A file of the corpus: its name, its bytes, and the report that is in it."""

    name: str
    data: bytes
    truth: Report


def report(seed: int) -> Report:
    """Return the made-up report number `seed`: tables that reconcile, texts whose figures are the tables'."""
    random = Random(seed)  # noqa: S311 - a repeatable corpus, nothing secret
    made = consistent_report(random)
    made.year = random.randint(2021, 2025)
    made.agency = f"{random.choice(_PLACES)}市{random.choice(_PLACES)}县{random.choice(_ORGANS)}"
    made.title = f"{made.agency}{made.year}年政府信息公开工作年度报告"
    made.preamble = (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告"
        f"格式〉的通知》（国办公开办函〔2021〕30号）要求编制本报告。本报告所列数据的统计期限为{made.year}年1月1日至12月31日。"
    )
    if made.table2 is not None:
        amount = Decimal(random.randint(0, 900_000)) / 100
        made.table2["charges"]["amount"] = Cell(amount, raw=str(amount))
    made.sections = _sections(made, random)
    return made


def _sections(made: Report, random: Random) -> dict[str, str | None]:
    count = {key: made.cell(f"table3.{key}.total").value for key in ("received", "brought_forward", "settled")}
    published = random.randint(20, 4000)
    overview = (
        f"（一）主动公开。全年通过政府网站公开信息{published}条，其中政策文件{published // 9}条。\n"
        f"（二）依申请公开。全年新收到政府信息公开申请{count['received']}件，上年结转{count['brought_forward']}件，办结{count['settled']}件。\n"
        "（三）政府信息管理。健全信息发布审核制度，公文办理时同步确定公开属性，定期评估不予公开的信息。\n"
        "（四）政府信息公开平台建设。优化栏目设置，做好政府网站日常维护，保证信息准确及时。\n"
        f"（五）监督保障。全年开展业务培训{random.randint(1, 9)}次，接受社会监督，未发生需要追究责任的情形。"
    )
    problems = (
        "（一）存在的主要问题。政策解读形式还不够丰富，个别栏目更新不够及时。\n"
        "（二）改进情况。增加图解和问答形式的解读，每月检查栏目更新，上年指出的问题已经整改。"
    )
    return {"overview": overview, "problems": problems, "other": "本年度没有收取信息处理费。"}


class Row(NamedTuple):
    """One printed row: the label cells that begin in it (text, rows it spans, columns it spans), and its figures."""

    labels: list[tuple[str, int, int]]
    figures: list[str]


def rows3(made: Report) -> Iterator[Row]:
    """Yield table 3 as printed: group cells where they begin, then the row's own label, then seven figures."""
    lines = [line for line in made.layout.table3 if made.table3 and line.key in made.table3]
    open_path: tuple[str, ...] = ()
    for line in lines:
        labels = []
        for depth, group in enumerate(line.path):
            if open_path[: depth + 1] != line.path[: depth + 1]:
                span = sum(1 for other in lines if other.path[: depth + 1] == line.path[: depth + 1])
                labels.append((group, span, 1))
        labels.append((line.label, 1, 3 - len(line.path)))
        open_path = line.path
        yield Row(labels, [made.table3[line.key][column.key].raw for column in made.layout.table3_columns])  # type: ignore[index]


def _plain_cell(text: str) -> str:
    return html.escape(text)


def _word_cell(text: str) -> str:
    """Return a cell as Word's clipboard makes it: a paragraph of runs, each in tags of its own."""
    half = len(text) // 2
    runs = "".join(
        f'<span style="font-family:仿宋_GB2312;mso-spacerun:\'yes\';font-size:10.5pt"><font face="仿宋_GB2312">{html.escape(part)}</font></span>'
        for part in (text[:half], text[half:])
        if part
    )
    return f'\n  <p class="MsoNormal" style="text-align:center;line-height:20pt">{runs}<span style="font-size:10.5pt"><o:p></o:p></span></p>\n'


Spans = list[tuple[str, int, int]]


def spans2(made: Report) -> list[Spans]:
    """Return table 2 as rows of (text, rows spanned, columns spanned)."""
    rows: list[Spans] = []
    table: Table = made.table2 or {}
    for block in made.layout.table2:
        span = 1 if len(block.columns) == 3 else 3
        rows.append([(block.heading, 1, 4)])
        rows.append([("信息内容", 1, 1), *((column.label, 1, span) for column in block.columns)])
        rows.extend(
            [(line.label, 1, 1), *((table[line.key][column.key].raw, 1, span) for column in block.columns)]
            for line in block.lines
        )
    return rows


def spans3(made: Report) -> list[Spans]:
    """Return table 3 as rows of spans."""
    layout = made.layout
    names = [column.label for column in layout.table3_columns]
    return [
        [(layout.table3_note, 3, 3), ("申请人情况", 1, 7)],
        [(names[0], 2, 1), ("法人或其他组织", 1, 5), (names[6], 2, 1)],
        [(name, 1, 1) for name in names[1:6]],
        *([*row.labels, *((text, 1, 1) for text in row.figures)] for row in rows3(made)),
    ]


def spans4(made: Report) -> list[Spans]:
    """Return table 4 as rows of spans."""
    layout = made.layout
    table: Table = made.table4 or {}
    first, *others = layout.table4
    return [
        [(first.label, 2, 5), ("行政诉讼", 1, 10)],
        [(group.label, 1, 5) for group in others],
        [(column.label, 1, 1) for column in layout.table4_columns] * 3,
        [(table[group.key][column.key].raw, 1, 1) for group in layout.table4 for column in layout.table4_columns],
    ]


def _tables(made: Report, cell: Callable[[str], str], attributes: str) -> list[str]:
    return [
        f'<table border="1"{attributes}>\n' + "".join(_row(row, cell, attributes) for row in rows(made)) + "</table>\n"
        for rows in (spans2, spans3, spans4)
    ]


def _row(cells: Spans, cell: Callable[[str], str], attributes: str) -> str:
    drawn = []
    for text, rows, columns in cells:
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        drawn.append(f"<td{spans}{attributes}>{cell(text)}</td>")
    return f"<tr>{''.join(drawn)}</tr>\n"


def _body(made: Report, paragraph: str, tables: list[str]) -> str:
    parts = [paragraph.format(made.preamble)]
    waiting = iter(tables)
    for section in made.layout.sections:
        parts.append(paragraph.format(section.title))
        text = made.sections.get(section.text) if section.text else None
        parts.extend(paragraph.format(html.escape(line)) for line in (text or "").split("\n") if line)
        if section.table:
            parts.append(next(waiting))
    return "\n".join(parts)


def plain_page(made: Report) -> bytes:
    """Return a page without any decoration."""
    body = _body(made, "<p>{}</p>", _tables(made, _plain_cell, ""))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{made.title}</title></head><body>'
        f"<h1>{made.title}</h1>\n{body}</body></html>"
    ).encode()


def word_page(made: Report) -> bytes:
    """Return a page pasted from Word into a site's editor."""
    style = ' style="border:1px solid windowtext;padding:0 5.4pt" valign="center"'
    paragraph = '<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋_GB2312">{}</span><span><o:p></o:p></span></p>'
    body = _body(made, paragraph, _tables(made, _word_cell, style))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{made.title}-政府信息公开</title></head><body>'
        f'<div class="article-content"><p style="text-align:center"><b>{made.title}</b></p>\n{body}</div></body></html>'
    ).encode()


def site_page(made: Report) -> bytes:
    """Return a page inside a site: navigation, a metadata table, the text in GB18030."""
    links = "".join(f'<li><a href="/col/{index}/index.html">栏目{index}</a></li>' for index in range(40))
    meta = (
        f"<table class='meta'><tr><td>索引号</td><td>0143/{made.year}-00012</td><td>发布机构</td><td>{made.agency}</td></tr>"
        f"<tr><td>名称</td><td colspan='3'>{made.title}</td></tr></table>"
    )
    body = _body(made, "<p>&nbsp;&nbsp;{}</p>", _tables(made, _plain_cell, " align='center'"))
    return (
        f'<html><head><meta charset="gb2312"><title>{made.title}</title></head><body><div class="nav"><ul>{links}</ul></div>'
        f"<div>当前位置：首页 &gt; 政府信息公开年报</div>{meta}<h1>{made.title}</h1><div id='zoom'>{body}</div>"
        f"<div class='footer'>版权所有 备案号 网站标识码</div></body></html>"
    ).encode("gb18030")


PAGES: tuple[Callable[[Report], bytes], ...] = (plain_page, word_page, site_page)


def pages(count: int, seed: int = 1) -> list[Specimen]:
    """Return `count` html files, the independent templates in turn."""
    made = ((index, report(seed + index)) for index in range(count))
    return [Specimen(f"{index:06d}.html", PAGES[index % len(PAGES)](truth), truth) for index, truth in made]


class Drawn(NamedTuple):
    """A cell of a table at its place in the grid, for programs that build documents of their own."""

    row: int
    column: int
    text: str
    rowspan: int
    colspan: int


def drawn_tables(made: Report) -> list[list[Drawn]]:
    """Return tables 2, 3 and 4 as cells with their place and span."""
    return [_drawn(rows(made)) for rows in (spans2, spans3, spans4)]


def _drawn(rows: list[Spans]) -> list[Drawn]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while (number, column) in taken:
                column += 1
            cells.append(Drawn(number, column, text, down, across))
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
    return cells
