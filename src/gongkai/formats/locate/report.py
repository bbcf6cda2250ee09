"""A document's blocks → the report: tables by label path, texts by headings, identity by title.

Grids come first; what they do not hold is looked for in the running text of its section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.cells import ABSENT, Cell
from gongkai.core.report.layouts import Y2014, Y2019, Layout, layout_in_force
from gongkai.core.report.model import SECTION_KEYS, Report, Statistic, Table
from gongkai.formats.blocks import Document, Paragraph
from gongkai.formats.figures import is_figure
from gongkai.formats.locate import recovery, statistics, table2, table3, table4
from gongkai.formats.locate.identity import identify, preamble
from gongkai.formats.locate.rows import TablePart, parts_of
from gongkai.formats.locate.sections import (
    Item,
    Mark,
    chosen,
    heading_words,
    joined,
    marks,
    paragraphs,
    pieces,
    text_after,
)
from gongkai.formats.locate.words import RESIDUE


@dataclass(slots=True)
class Parts:
    """The document sorted: items in reading order, and the table parts by kind, each with the text before it."""

    items: list[Item] = field(default_factory=list)
    parts: dict[str, list[tuple[TablePart, str]]] = field(default_factory=dict)

    def of(self, kind: str) -> list[TablePart]:
        """Return the parts of one kind of table."""
        return [part for part, _ in self.parts.get(kind, [])]


def report_from(document: Document) -> Report:
    """Return the report that `document` holds; `ReportUnreadable` where nothing in it is part of a report."""
    sorted_parts = _sorted(document)
    items = sorted_parts.items
    headings = chosen(items, marks(items))
    text = joined([item.text for item in items if item.table is None])
    leading = pieces(items, None, headings[0]) if headings else [item.text for item in items if item.table is None][:6]
    identity = identify(leading, document.titles, text)
    report = Report(
        layout=Y2014,
        agency=identity.agency,
        year=identity.year,
        title=identity.title,
        notes=[*document.notes, *identity.notes],
        headings=heading_words(items, headings),
    )
    if headings:
        report.preamble = preamble(leading, identity.lines, identity.title)
    report.sections = {key: text_after(items, headings, key) for key in SECTION_KEYS}
    if report.sections["problems"] is None:
        _adopt_unheaded_problems(report, items, headings)
    _fill_tables(report, sorted_parts, headings, text)
    _refuse_what_is_none(report, headings)
    return report


def _adopt_unheaded_problems(report: Report, items: list[Item], headings: list[Mark]) -> None:
    """Take what stands between table 4 and section six for section five where its heading was lost, and say so."""
    start = max((index for index, item in enumerate(items) if item.table == "table4"), default=None)
    stop = next((mark for mark in headings if mark.section == "other"), None)
    if start is None or (stop is not None and stop.index <= start):
        return
    texts = [item.text for item in items[start + 1 : stop.index if stop else None] if item.table is None]
    text = joined([line for line in texts if not line.lstrip().startswith(("注", "备注"))])
    if len(text) > 40 and re.search(r"问题|不足|薄弱", text):
        report.sections["problems"] = text
        report.notes.append("第五部分没有标题，按位置（表四之后、第六部分之前）归入")


def _refuse_what_is_none(report: Report, headings: list[Mark]) -> None:
    if report.table2 or report.table3 or report.table4 or report.statistics:
        return
    if len(headings) >= 2 or report.title is not None:
        report.notes.append("未找到任何一张表")
        return
    raise ReportUnreadable("没有找到年度报告的标题、章节或表格，请确认这是政府信息公开工作年度报告")


def _sorted(document: Document) -> Parts:
    found = Parts()
    pending: list[Paragraph] = []
    before = ""
    table = 0
    previous: str | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = RESIDUE.sub("", block.text) if "[" in block.text or "_" in block.text else block.text
            pending.append(block if text is block.text else block._replace(text=text))
            before = (before + text)[-80:]
            continue
        table += 1
        _flush(found, pending)
        for part in parts_of(block, table):
            previous = _take(found, part, before, previous)
        before = ""
    _flush(found, pending)
    return found


def _flush(found: Parts, pending: list[Paragraph]) -> None:
    found.items.extend(Item(text) for text in paragraphs(pending))
    pending.clear()


def _take(found: Parts, part: TablePart, before: str, previous: str | None) -> str | None:
    kind = part.kind
    if kind == "figures":
        kind = _kind_of_figures(part, previous, before)
    if kind == "text":
        found.items.extend(_texts(part))
        return previous
    found.items.append(Item("", kind, part.rows))
    found.parts.setdefault(kind, []).append((part, _NOT_OF_LABEL.sub("", before)))
    return kind


_NOT_OF_LABEL = re.compile(r"[^\u4e00-\u9fff0-9]")


def _kind_of_figures(part: TablePart, previous: str | None, before: str) -> str:
    """Tell the table that figures without any label go on: by what stood before them, then by their number."""
    longest = max(sum(1 for cell in row.cells if cell.text.strip() and is_figure(cell.text)) for row in part.rows)
    if longest >= 10 or previous == "table4" or "行政诉讼" in before:
        return "table4"
    if previous == "table2" and longest < 5:
        return "table2"
    return "table3"


def _texts(part: TablePart) -> list[Item]:
    texts = []
    for row in part.rows:
        filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
        if len(row.cells) == 1 or any(len(text) > 60 for text in filled):
            texts.extend(filled)
        elif filled:
            texts.append("：".join(filled[:2]) if len(filled) == 2 else " ".join(filled))
    return [Item(text) for text in texts]


def _fill_tables(report: Report, found: Parts, headings: list[Mark], text: str) -> None:
    layout2 = _table2(report, found, headings)
    rows3, notes3 = table3.placed(table3.found_rows(found.parts.get("table3", [])))
    report.notes.extend(notes3)
    recovered3 = None
    if len(rows3) < len(Y2019.table3):
        recovered3 = recovery.table3(_region(found.items, headings, "table3", "table4"))
    report.table3 = _merged(rows3, recovered3)
    report.table4 = table4.table_of(found.of("table4"))
    if report.table4 is None:
        report.table4 = recovery.table4(_region(found.items, headings, "table4", "problems"))
    report.statistics = statistics.from_parts(found.of("statistics"))
    if layout2 is None and report.table3 is None and not report.statistics:
        report.statistics = statistics.from_text(text) or _of_old_prose(report, text)
    report.layout = _layout(report, layout2)


def _of_old_prose(report: Report, text: str) -> list[Statistic]:
    if report.year is None or report.year >= Y2019.first_year:
        return []
    return statistics.from_prose(text)


def _layout(report: Report, layout2: Layout | None) -> Layout:
    if layout2 is not None:
        return layout2
    if report.table3 is not None:
        return layout_in_force(2019 if "otherwise" in report.table3 else 2021)
    if report.statistics:
        return Y2014
    return layout_in_force(report.year) if report.year else layout_in_force(2021)


def _table2(report: Report, found: Parts, headings: list[Mark]) -> Layout | None:
    rows = table2.found_rows(found.of("table2"))
    layout = table2.layout_of(rows)
    table: Table | None = None
    if layout is not None and (rows.figures or rows.columns):
        table = table2.table_of(rows, layout)
        report.notes.extend(f"表二有格式之外的一行“{label}”，未采用" for label in rows.extra[:5])
    if table is None or _lacks_cells(table):
        table, layout = _with_text(table, rows, layout, _region(found.items, headings, "table2", "table3"))
    report.table2 = table
    return layout


def _with_text(
    table: Table | None, rows: table2.Found2, layout: Layout | None, region: str
) -> tuple[Table | None, Layout | None]:
    """Complete table 2 with what stands in the running text of its section."""
    if table is not None and _lacks_column(table):
        strays = [re.sub(r"\s", "", stray) for stray in _STRAY.findall(region)]
        table2.adopt_strays(table, rows, strays)
    if table is None or _lacks_cells(table):
        recovered = recovery.table2(region, layout)
        if recovered is not None:
            return _merged(table or {}, recovered[0]), recovered[1]
    return table, layout


def _lacks_cells(table: Table) -> bool:
    return any(cell is ABSENT for row in table.values() for cell in row.values())


_STRAY = re.compile(r"(?m)^\s*(\d+\s*[（(][^（）()]*[）)])\s*$")


def _lacks_column(table: Table) -> bool:
    return all(
        any(cell is ABSENT for cell in table.get(key, {}).values())
        for key in ("government_rules", "normative_documents")
    )


def _region(items: list[Item], headings: list[Mark], section: str, following: str) -> str:
    """Return the running text of a table's section; without its heading, all text up to the following one."""
    start = next((mark for mark in headings if mark.section == section), None)
    after = [mark for mark in headings if start is None or mark > start]
    stop = next((mark for mark in after if mark.section == following), None)
    if stop is None and start is not None and after:
        stop = after[0]
    return "\n".join(pieces(items, start, stop, tables=True))


def _merged(rows: dict[str, dict[str, Cell]], other: Table | None) -> Table | None:
    """Complete the rows that grids gave with those recovered from text; None where neither has any."""
    if not rows and not other:
        return None
    if not other:
        return _completed(rows)
    merged: Table = {}
    for key, cells in other.items():
        mine = rows.get(key, {})
        merged[key] = {
            column: mine[column] if column in mine and mine[column] is not ABSENT else cell
            for column, cell in cells.items()
        }
    return merged


def _completed(rows: dict[str, dict[str, Cell]]) -> Table:
    """Return table 3's rows in the form's order, every column there, what the document lacks `ABSENT`."""
    if not set(rows) & {"received", "settled", "carried_forward", "disclosed", "withheld_state_secret"}:
        return dict(rows)
    lines = layout_in_force(2019 if "otherwise" in rows else 2021)
    width = len(lines.table3_columns)
    if len(rows) == len(lines.table3) and all(len(cells) == width for cells in rows.values()):
        return {line.key: rows[line.key] for line in lines.table3}
    return {
        line.key: {column.key: rows.get(line.key, {}).get(column.key, ABSENT) for column in lines.table3_columns}
        for line in lines.table3
    }
