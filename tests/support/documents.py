"""Reports made by chance and the texts they turn into on their way: Word, crawlers, text extraction, spreadsheets.

`made` draws a report whose equations hold; `SHAPES` are the ways a table comes out as text, `dressed` puts title,
preamble, headings and a site's words around the tables. The same seed gives the same document.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gongkai.core.report.cells import ABSENT, Cell, Mark
from gongkai.core.report.layouts import Y2019, Y2021, Layout
from gongkai.core.report.layouts.y2019 import OTHERWISE_IN_ONE
from gongkai.core.report.model import Report, Table


def seeded(seed: int) -> random.Random:
    """Return the chance of one example."""
    return random.Random(seed)  # noqa: S311 - repeatable examples, no secret


TEXTS = {
    "overview": "（一）主动公开情况。全年主动公开政府信息51条。\n（二）依申请公开情况。全年依法依规办理。",
    "problems": "一是公开内容不够全面，解读形式单一。\n二是将加强培训，提升能力。",
    "other": "本年度无其他需要报告的事项。",
}
SCALES = {"zero": (0.0, 1), "tiny": (0.12, 5), "small": (0.3, 60), "large": (0.5, 4000)}


class Drawn(NamedTuple):
    """A cell of a table about to be printed: text, columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


Rows = list[list[Drawn]]


def made(rng: random.Random, layout: Layout = Y2021, scale: str = "small", *, mixed: bool = False) -> Report:
    """Make a report whose sums hold; `mixed` gives table 3 the single row 其他处理 whatever the layout."""
    share, most = SCALES[scale]

    def count() -> int:
        return rng.randint(1, most) if rng.random() < share else 0

    report = Report(layout, "测试市统计局", 2020 if layout is Y2019 else 2023)
    report.title = f"测试市统计局{report.year}年政府信息公开工作年度报告"
    report.sections = dict(TEXTS)
    report.table2 = _table2(rng, layout, count)
    form3 = Y2019 if mixed else layout
    report.table3 = _table3(rng, form3, count)
    report.table4 = {}
    for group in layout.table4:
        parts = [count() for _ in range(4)]
        keys = [column.key for column in layout.table4_columns]
        report.table4[group.key] = {key: Cell(value) for key, value in zip(keys, [*parts, sum(parts)], strict=True)}
    return report


def _table2(rng: random.Random, layout: Layout, count: Callable[[], int]) -> Table:
    table: Table = {}
    for row, columns in layout.shape("table2").items():
        table[row] = {key: Cell(count()) for key in columns}
        if "in_force" in columns:
            table[row]["in_force"] = Cell(int(table[row]["issued"].value or 0) + count())
        if "amount" in columns:
            table[row]["amount"] = Cell(Decimal(count()) + (Decimal("0.25") if rng.random() < 0.3 else 0))
    return table


def _table3(rng: random.Random, layout: Layout, count: Callable[[], int]) -> Table:
    people = [column.key for column in layout.table3_columns[:-1]]
    table: Table = {line.key: {} for line in layout.table3}
    for person in people:
        for line in layout.leaves:
            table[line.key][person] = Cell(count() if rng.random() < 0.4 else 0)
        settled = sum(int(table[line.key][person].value or 0) for line in layout.leaves)
        carried = count()
        brought = rng.randint(0, settled + carried) if rng.random() < 0.3 else 0
        ends = (settled + carried - brought, brought, settled, carried)
        for key, value in zip(("received", "brought_forward", "settled", "carried_forward"), ends, strict=True):
            table[key][person] = Cell(value)
    for line in table.values():
        line["total"] = Cell(sum(int(cell.value or 0) for cell in line.values()))
    return table


def number(cell: Cell) -> str:
    """Return a cell as printed."""
    return cell.raw if cell.value is None else str(cell.value)


def drawn2(report: Report) -> list[Rows]:
    """Return table 2 as its blocks, each a list of printed rows."""
    assert report.table2 is not None
    blocks = []
    for block in report.layout.table2:
        rows = [[Drawn(block.heading, 4)], [Drawn("信息内容"), *(Drawn(column.label) for column in block.columns)]]
        rows.extend(
            [Drawn(line.label), *(Drawn(number(report.table2[line.key][column.key])) for column in block.columns)]
            for line in block.lines
        )
        blocks.append([_widened(row, 4) for row in rows])
    return blocks


def _widened(row: list[Drawn], width: int) -> list[Drawn]:
    """Let the last cell of a row cover what is left of the width."""
    lacking = width - sum(cell.across for cell in row)
    return [*row[:-1], row[-1]._replace(across=row[-1].across + lacking)] if lacking > 0 else row


def drawn3(report: Report, gone: frozenset[str] = frozenset()) -> Rows:
    """Return table 3 as printed: header rows of labels, merged groups to the left; rows `gone` are left out."""
    assert report.table3 is not None
    form = Y2019 if OTHERWISE_IN_ONE.key in report.table3 else Y2021
    names = [column.label for column in form.table3_columns]
    rows = [
        [Drawn(form.table3_note, 3, 3), Drawn("申请人情况", 7)],
        [Drawn(names[0], 1, 2), Drawn("法人或其他组织", 5), Drawn("总计", 1, 2)],
        [Drawn(name) for name in names[1:-1]],
    ]
    before: tuple[str, ...] = ()
    kept = [line for line in form.table3 if line.key not in gone]
    for line in kept:
        row = []
        for depth, label in enumerate(line.path):
            if before[: depth + 1] != line.path[: depth + 1]:
                below = [one for one in kept if one.path[: depth + 1] == line.path[: depth + 1]]
                row.append(Drawn(label, 1, len(below)))
        before = line.path
        row.append(Drawn(line.label, 3 - len(line.path)))
        row.extend(Drawn(number(report.table3[line.key][column.key])) for column in form.table3_columns)
        rows.append(row)
    return rows


def drawn4(report: Report) -> Rows:
    """Return table 4 as printed: three header rows and one of figures."""
    assert report.table4 is not None
    results = [Drawn(column.label) for column in report.layout.table4_columns]
    figures = [
        Drawn(number(report.table4[group.key][column.key]))
        for group in report.layout.table4
        for column in report.layout.table4_columns
    ]
    return [
        [Drawn("行政复议", 5), Drawn("行政诉讼", 10)],
        [*(one._replace(down=2) for one in results), Drawn("未经复议直接起诉", 5), Drawn("复议后起诉", 5)],
        [*results, *results],
        figures,
    ]


def filled(rows: Rows) -> list[list[str | None]]:
    """Return rows as a full grid: the text at a cell's upper left corner, None where one reaches."""
    covered: dict[tuple[int, int], bool] = {}
    lines: list[list[str | None]] = []
    for index, row in enumerate(rows):
        line: list[str | None] = []
        for cell in row:
            while covered.get((index, len(line))):
                line.append(None)
            for below in range(1, cell.down):
                covered.update({(index + below, len(line) + right): True for right in range(cell.across)})
            line.extend([cell.text, *[None] * (cell.across - 1)])
        while covered.get((index, len(line))):
            line.append(None)
        lines.append(line)
    return lines


Shape = Callable[[Rows, random.Random], str]


def _own(rows: Rows) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def as_pipes(rows: Rows, rng: random.Random) -> str:
    """Print a row a line with pipes, merged cells left empty."""
    del rng
    return "\n".join("| " + " | ".join(text or "" for text in line) + " |" for line in filled(rows)) + "\n"


def as_markdown(rows: Rows, rng: random.Random) -> str:
    """Print a Markdown table with its rule under the first row."""
    first, *rest = as_pipes(rows, rng).splitlines()
    return "\n".join([first, "|" + "---|" * (first.count("|") - 1), *rest]) + "\n"


def as_tabs(rows: Rows, rng: random.Random) -> str:
    """Print what a spreadsheet copies: a row a line, cells apart by tabs."""
    del rng
    return "\n".join("\t".join(text or "" for text in line) for line in filled(rows)) + "\n"


def as_word(rows: Rows, rng: random.Random) -> str:
    """Print Word's save-as-text: one cell a line behind a tab, rows apart by an empty line, narrow labels upright."""
    lines = []
    for row in _with_merged(rows):
        for text in row:
            upright = text in {"结果维持", "结果纠正", "其他结果", "尚未审结"} and rng.random() < 0.3
            lines.append("\t" + ("\n".join(text) if upright else text))
        lines.append("")
    return "\n".join(lines) + "\n"


def _with_merged(rows: Rows) -> list[list[str]]:
    """Return rows with an empty text for each cell that one above reaches into; cells that reach right stand once."""
    lines: list[list[str]] = []
    reaching: list[tuple[int, int, int]] = []
    for index, row in enumerate(rows):
        line: list[tuple[int, str]] = [(start, "") for start, first, last in reaching if first < index <= last]
        taken = {start for start, _ in line}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            line.append((column, cell.text))
            if cell.down > 1:
                reaching.append((column, index, index + cell.down - 1))
            column += cell.across
        lines.append([text for _, text in sorted(line)])
    return lines


def as_trailing(rows: Rows, rng: random.Random) -> str:
    """Print what a text extractor leaves: one cell a line ending in a pipe, merged columns as bare pipes."""
    del rng
    lines = []
    for row in rows:
        lines.extend(f"{cell.text} |" + "|" * (cell.across - 1) for cell in row[:-1])
        lines.append(f"{row[-1].text} |" + ("\n" + "|" * row[-1].across if row[-1].across > 1 else ""))
    return "\n".join(lines) + "\n"


def as_lines(rows: Rows, rng: random.Random) -> str:
    """Print every cell on a line of its own, nothing between."""
    del rng
    return "\n".join(text for row in _own(rows) for text in row) + "\n"


def as_spaced(rows: Rows, rng: random.Random) -> str:
    """Print all cells in one line, apart by a space."""
    del rng
    return " ".join(text for row in _own(rows) for text in row)


def as_row_lines(rows: Rows, rng: random.Random) -> str:
    """Print a row a line, cells apart by a few spaces."""
    return "\n".join((" " * rng.randint(1, 4)).join(row) for row in _own(rows)) + "\n"


def as_wide_digits(rows: Rows, rng: random.Random) -> str:
    """Print pipes with full-width digits and thousands separators."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = [
        [cell._replace(text=f"{int(cell.text):,}" if cell.text.isdecimal() else cell.text) for cell in row]
        for row in rows
    ]
    return as_pipes([[cell._replace(text=cell.text.translate(wide)) for cell in row] for row in lines], rng)


def as_joined(rows: Rows, rng: random.Random) -> str:
    """Print all cells run together, without a space."""
    del rng
    return "".join(text for row in _own(rows) for text in row)


def as_half_joined(rows: Rows, rng: random.Random) -> str:
    """Print the figures of a row apart by spaces but the last two, the rest run together."""
    del rng
    parts = []
    for row in _own(rows):
        figures = [text for text in row if text.isdecimal() or text in MARKS]
        labels = [text for text in row if not (text.isdecimal() or text in MARKS)]
        parts.append("".join(labels) + " ".join(figures[:-1]) + (figures[-1] if figures else ""))
    return "".join(parts)


def as_loosely_joined(rows: Rows, rng: random.Random) -> str:
    """Print all cells run together with a space here and there."""
    return "".join(text + (" " if rng.random() < 0.3 else "") for row in _own(rows) for text in row)


def as_csv(rows: Rows, rng: random.Random) -> str:
    """Print a row a line, cells apart by commas, labels that hold one in quotes."""
    del rng
    quoted = [[f'"{text}"' if "," in (text or "") else text or "" for text in line] for line in filled(rows)]
    return "\n".join(",".join(line) for line in quoted) + "\n"


SHAPES: dict[str, Shape] = {
    shape.__name__.removeprefix("as_"): shape
    for shape in (
        as_pipes, as_markdown, as_tabs, as_word, as_trailing, as_lines, as_spaced, as_row_lines, as_wide_digits, as_csv,
        as_joined, as_half_joined, as_loosely_joined,
    )
}  # fmt: skip
LOSSY = {"joined", "half_joined", "loosely_joined"}


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands around the tables: `headings` by name, site's words before and after, a list of the sections."""

    headings: str = "usual"
    site: bool = False
    contents: bool = False
    order: str = "usual"
    residue: bool = False
    flat: bool = False


HEADINGS = {
    "usual": "{number}、{words}",
    "spaced": "{number} 、 {words}",
    "bare": "{words}",
    "dotted": "{number}.{words}",
    "marked": "## {number}、{words}",
}
SITE = (
    "当前位置： 首页 > 政务公开 > 政府信息公开年报\n标题: {title}\n发布时间: {later}-01-20 10:07\n文号: \n"
    "发布机构: {agency}\n栏目: 政府信息公开年报\n"
)


def dressed(report: Report, tables: dict[str, str], dress: Dress | None = None) -> str:
    """Return the whole document: title, preamble, six headings, texts, and `tables` as printed."""
    dress = dress or Dress()
    title, agency = report.title or "", report.agency or ""
    parts = []
    if dress.site:
        parts.append(SITE.format(title=title, agency=agency, later=(report.year or 0) + 1))
    parts.append(title)
    listed = (
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。" if dress.contents else ""
    )
    parts.append(f"根据《中华人民共和国政府信息公开条例》编制本报告。{listed}")
    for section in _sections(report, dress.order):
        parts.append(HEADINGS[dress.headings].format(number=section[0], words=section[1]))
        residue = "[bookmark: _GoBack]" if dress.residue and section[2] == "other" else ""
        parts.append(residue + (tables[section[2]] if section[2] in tables else TEXTS[section[2]]))
    if dress.site:
        parts.append("附件下载\n打印 关闭")
    return "".join("".join(parts).split("\n")) if dress.flat else "\n".join(parts)


def _sections(report: Report, order: str) -> list[tuple[str, str, str]]:
    named = [(one.heading, one.text or one.table or "") for one in report.layout.sections]
    numbers = list("一二三四五六")
    if order == "tables_last":
        named = [named[index] for index in (0, 4, 5, 1, 2, 3)]
        numbers = list("一二三一二三")
    return [(number, *one) for number, one in zip(numbers, named, strict=True)]


def printed(report: Report, shape: str, rng: random.Random, *, four: bool = False) -> dict[str, str]:
    """Return the three tables in one shape; `four` prints table 2 as four tables."""
    how = SHAPES[shape]
    blocks = drawn2(report)
    gap = "" if shape == "joined" else "\n"
    table2 = gap.join(how(block, rng) for block in blocks) if four else how([row for one in blocks for row in one], rng)
    return {"table2": table2, "table3": how(drawn3(report), rng), "table4": how(drawn4(report), rng)}


LABELS_AS_WRITTEN = (
    (("总计", "合计"), ("（一）", "(一)"), ("1.", "1、"), ("其他处理", "其它处理")),
    (
        ("“三安全一稳定”", '"三安全一稳定"'),
        ("信访举报投诉类", "信访、举报、投诉类"),
        ("法律行政法规", "法律、行政法规"),
    ),
    (("本年新收", "本年度新收"), ("上年结转", "上年度结转"), ("结转下年度", "结转下一年度")),
    (("行政规范性文件", "规范性文件"), ("1.", "1．"), ("2.", "2．"), ("3.", "3．"), ("（", "("), ("）", ")")),
    (("本机关不掌握", "本机关不掌握的"), ("另行制作", "需另行制作"), ("不予处理", "不予处理的")),
    (("“三安全一稳定”", "三安全一稳定"), ("1.", ""), ("2.", ""), ("3.", ""), ("4.", ""), ("5.", "")),
    (("本年制发件数", "本年（2023）制发件数"), ("（单位：万元）", "(万元)"), ("行政事业性收费", "行政事业型收费")),
)


def relabelled(rows: Rows, rng: random.Random) -> Rows:
    """Write some labels as publishers do: other brackets, ordinals, synonyms."""
    pairs = [pair for group in LABELS_AS_WRITTEN if rng.random() < 0.35 for pair in group]

    def text(written: str) -> str:
        if written.replace(".", "").isdecimal():
            return written
        for old, new in pairs:
            written = written.replace(old, new)
        return written

    return [[cell._replace(text=text(cell.text)) for cell in row] for row in rows]


def without_zeros(report: Report, rng: random.Random, sign: str, share: float = 1.0) -> Report:
    """Print `sign` (nothing, a dash …) for zeros, all or some; what stands there is no number."""
    for name in ("table2", "table3", "table4"):
        for cells in (report.table(name) or {}).values():
            for key, cell in cells.items():
                if cell.value == 0 and rng.random() < share:
                    cells[key] = Cell(None, MARKS[sign], sign)
    return report


MARKS = {"": Mark.BLANK, "-": Mark.DASH, "—": Mark.DASH, "/": Mark.SLASH, "无": Mark.NONE}


def with_subtotals(rows: Rows) -> Rows:
    """Add a column 小计 of the five kinds of organisations before 总计 of table 3."""
    changed = [list(row) for row in rows]
    changed[0][-1] = Drawn("申请人情况", 8)
    changed[1][1] = Drawn("法人或其他组织", 6)
    changed[2].append(Drawn("小计"))
    for row in changed[3:]:
        total = sum(int(cell.text or 0) for cell in row[-6:-1] if cell.text.isdecimal())
        row.insert(-1, Drawn(str(total)))
    return changed


def with_units(rows: Rows, unit: str = "件") -> Rows:
    """Print a unit behind every count."""
    return [[cell._replace(text=cell.text + unit) if cell.text.isdecimal() else cell for cell in row] for row in rows]


def without_rows(report: Report, rng: random.Random, count: int) -> frozenset[str]:
    """Take the numbers of some rows of table 3 out of the report; return the rows, to be left out in print."""
    assert report.table3 is not None
    gone = frozenset(rng.sample([key for key in report.table3 if key.startswith(("withheld", "declined"))], count))
    for key in gone:
        report.table3[key] = dict.fromkeys(report.table3[key], ABSENT)
    return gone
