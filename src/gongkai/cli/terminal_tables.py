"""The three tables of the form for a screen: its labels shortened, marked cells, eighty columns are enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gongkai.core.report.addresses import TABLE_WORDS, column_words, row_words
from gongkai.core.report.cells import ABSENT, Cell, Mark
from gongkai.core.report.layouts import LAYOUTS, Layout, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai.core.report.model import Report
    from gongkai.core.report.model import Table as Cells


class Signs(NamedTuple):
    """The signs a cell can carry."""

    wrong: str = "▲"
    doubtful: str = "△"
    recovered: str = "≈"
    remark: str = "*"


MARKS = Signs()
LABEL_AT_LEAST = 16
_DEPTH = 2
RAW_AT_MOST = 8

_STYLES = {MARKS.wrong: "bold red", MARKS.doubtful: "yellow"}
_WITHOUT_NUMBER = {
    Mark.BLANK: "空",
    Mark.DASH: "-",
    Mark.SLASH: "/",
    Mark.NONE: "无",
    Mark.UNDECIDED: "?",
    Mark.ABSENT: "缺",
}
_REMARK_IN_LABEL = re.compile(r"（(?!.{1,2}）)[^（）]{5,}）")
_WORDY = (
    ("申请人无正当理由", ""),
    ("申请人", ""),
    ("、行政机关不再处理其政府信息公开申请", ""),
    ("政府信息公开申请", "申请"),
    ("相关政府信息", "信息"),
    ("要求行政机关", "要求"),
    ("法律行政法规", "法律法规"),
    ("没有现成信息需要", "无现成信息需"),
    ("重新出具已获取", "重出已获取"),
    ("未按收费通知要求缴纳费用", "未缴费"),
    ("社会公益组织", "公益组织"),
    ("法律服务机构", "法律机构"),
)


def short(label: str) -> str:
    """Return a printed label without what a reader of the form knows anyway.

    >>> short("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
    '1.逾期不补正'
    >>> short("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    '（二）部分公开'
    """
    label = _REMARK_IN_LABEL.sub("", label)
    for wordy, brief in _WORDY:
        label = label.replace(wordy, brief)
    return label


def tables_of(report: Report, marks: Mapping[str, str], width: int) -> Iterator[tuple[str, Table]]:
    """Yield name and drawing of each table the report has, no wider than `width`; `marks` is address → ▲ or △."""
    if report.table2 is not None:
        yield "table2", _table2(report, report.table2, marks)
    if report.table3 is not None:
        yield "table3", _table3(report, report.table3, marks, width)
    if report.table4 is not None:
        yield "table4", _table4(report, report.table4, marks)
    if report.statistics:
        yield "statistics", _statistics(report)


def figure(cell: Cell) -> str:
    """Return a cell as it is shown: its number with its signs, or how it stood."""
    if cell.value is None:
        raw = cell.raw.strip().replace("\n", "")
        return _WITHOUT_NUMBER.get(cell.mark, raw[:RAW_AT_MOST] + "…" * (len(raw) > RAW_AT_MOST))
    return f"{MARKS.recovered if cell.recovered else ''}{cell.value}{MARKS.remark if cell.remark else ''}"


def _shown(address: str, cell: Cell, marks: Mapping[str, str]) -> Text:
    mark = marks.get(address, "")
    style = _STYLES.get(mark) or ("dim" if not cell.value else "cyan" if cell.recovered else "")
    return Text(f"{mark}{figure(cell)}", style)


def _frame(layout: Layout, name: str) -> Table:
    title = f"{TABLE_WORDS[name]}　{layout.titles.get(name, '')}"
    return Table(title=Text(title, "bold"), title_justify="left", box=box.ROUNDED, header_style="bold")


def _table2(report: Report, rows: Cells, marks: Mapping[str, str]) -> Table:
    table = _frame(report.layout, "table2")
    table.show_header = False
    known = [line.key for block in report.layout.table2 for line in block.lines]
    groups = [[line.key for line in block.lines if line.key in rows] for block in report.layout.table2]
    groups.append([row for row in rows if row not in known])
    wide = max((len(columns) for columns in rows.values()), default=1)
    table.add_column("信息内容", ratio=2)
    for _ in range(wide):
        table.add_column(justify="right", ratio=1)
    for group in groups:
        for position, row in enumerate(group):
            if position == 0:
                heads = [short(column_words(report.layout, "table2", row, column)) for column in rows[row]]
                table.add_row("信息内容", *heads, style="bold")
            numbers = [_shown(f"table2.{row}.{column}", cell, marks) for column, cell in rows[row].items()]
            table.add_row(short(row_words(report.layout, "table2", row)), *numbers, end_section=row == group[-1])
    return table


def _table3(report: Report, rows: Cells, marks: Mapping[str, str], width: int) -> Table:
    columns = list(dict.fromkeys(column for cells in rows.values() for column in cells))
    shown = {
        row: [_shown(f"table3.{row}.{column}", cells.get(column, ABSENT), marks) for column in columns]
        for row, cells in rows.items()
    }
    numbers = list(zip(*shown.values(), strict=True))
    widths = [max(4, *(number.cell_len for number in column)) for column in numbers]
    lines = _lines()
    labels = [lines[row].label if row in lines else row for row in rows]
    table = _frame(report.layout, "table3")
    room = width - sum(widths) - 3 * len(columns) - 4
    if _widest(map(short, labels)) > room:
        table.padding = (0, 0)
        room = width - sum(widths) - len(columns) - 2
    room = max(LABEL_AT_LEAST, room)
    labels = _labels(labels, room)
    table.add_column("项目", width=min(room, _widest(labels)), overflow="fold")
    for column, size in zip(columns, widths, strict=True):
        words = short(column_words(report.layout, "table3", "received", column))
        table.add_column(_broken(words, size), justify="right", no_wrap=True, min_width=size)
    path: tuple[str, ...] = ()
    for (row, figures), words in zip(shown.items(), labels, strict=True):
        line = lines.get(row, Line(row, words))
        _open_groups(table, line.path, path)
        path = line.path
        table.add_row(_indented(words, len(path)), *figures, style="bold" if row == "settled" else "")
    return table


def _labels(labels: list[str], room: int) -> list[str]:
    """Return the labels without their remarks where all fit into `room`, else all shortened."""
    plain = [_REMARK_IN_LABEL.sub("", label) for label in labels]
    return plain if _widest(plain) <= room else [short(label) for label in labels]


def _widest(labels: Iterable[str]) -> int:
    return max(map(cell_len, labels), default=0) + _DEPTH


def _open_groups(table: Table, path: Sequence[str], before: Sequence[str]) -> None:
    for depth, group in enumerate(path):
        if tuple(before[: depth + 1]) != tuple(path[: depth + 1]):
            table.add_row(_indented(group, depth), style="dim")


def _indented(words: str, depth: int) -> Text:
    return Text(f"{' ' * depth}{words}")


def _broken(words: str, size: int) -> str:
    """Return a column's heading broken into lines of `size` columns."""
    step = len(words) if cell_len(words) <= size else 2
    return "\n".join(words[start : start + step] for start in range(0, len(words), step))


def _lines() -> dict[str, Line]:
    return {line.key: line for layout in LAYOUTS.values() for line in layout.table3}


def _table4(report: Report, rows: Cells, marks: Mapping[str, str]) -> Table:
    table = _frame(report.layout, "table4")
    columns = list(dict.fromkeys(column for cells in rows.values() for column in cells))
    table.add_column("项目")
    for column in columns:
        table.add_column(column_words(report.layout, "table4", next(iter(rows)), column), justify="right")
    for row, cells in rows.items():
        numbers = [_shown(f"table4.{row}.{column}", cells.get(column, ABSENT), marks) for column in columns]
        table.add_row(row_words(report.layout, "table4", row), *numbers)
    return table


def _statistics(report: Report) -> Table:
    table = Table(title=Text("政府信息公开情况统计表", "bold"), title_justify="left", box=box.ROUNDED)
    table.add_column("统计指标")
    table.add_column("单位")
    table.add_column("统计数", justify="right")
    for line in report.statistics:
        table.add_row(Text(line.label), Text(line.unit), Text(figure(line.cell)))
    return table
