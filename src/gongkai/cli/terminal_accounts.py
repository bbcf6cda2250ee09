"""What is drawn of a comparison and of a sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from gongkai.cli.terminal_tables import figure
from gongkai.core.aggregate.totals import Lack
from gongkai.core.report.addresses import cell_words
from gongkai.core.report.comparison import CellChange, CellComparison, Comparison, TextComparison
from gongkai.core.report.likeness import Change, ParagraphChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.core.aggregate.totals import Aggregate
    from gongkai.core.report.layouts import Layout

_TEXTS = {"preamble": "前言"}
_CHANGES = {
    CellChange.FILLED: "补上了数字",
    CellChange.EMPTIED: "没有数字了",
    CellChange.MARKED: "写法变了",
    CellChange.ONLY_OLD: "只有前一份有",
    CellChange.ONLY_NEW: "只有后一份有",
}
_PIECES = {Change.KEPT: "", Change.REMOVED: "red strike", Change.ADDED: "green underline"}
_LACKS = {
    Lack.NO_REPORT: "缺报",
    Lack.NO_TABLE: "缺表",
    Lack.NO_NUMBER: "空格",
    Lack.OTHER_LAYOUT: "格式不同",
}
_FINDINGS_AT_MOST = 3


def comparison_parts(comparison: Comparison) -> Iterator[Table | Text]:
    """Yield the parts of a drawn comparison, top to bottom."""
    old, new = comparison.old, comparison.new
    yield Text(f"{_who(old.agency, old.year)} → {_who(new.agency, new.year)}", "bold")
    changed = comparison.changed
    same = len(comparison.cells) - len(changed)
    if changed:
        yield _cells(changed, new.layout)
    yield Text(f"数字：{len(changed)}格有变化，{same}格相同。")
    headings = _TEXTS | {section.text: section.title for section in new.layout.sections if section.text}
    for text in comparison.texts:
        yield from _text(headings.get(text.key, text.key), text)
    for note in comparison.notes:
        yield Text(f"注：{note}", "dim")


def aggregate_parts(found: Aggregate, out: object) -> Iterator[Table | Text]:
    """Yield the account of a sum, top to bottom."""
    yield Text(f"{found.report.agency}　{found.report.year}年　汇总{len(found.counted)}份报告", "bold")
    if out is not None and found.counted:
        yield Text(f"已写到 {out}；总体情况、问题和其他事项请补写。", "green")
    if found.missing or found.inconsistent or found.left_out:
        yield _wanting(found)
    else:
        yield Text("✓ 没有缺报、重报，各单位勾稽关系都对。", "green")
    if found.unexpected:
        yield Text(f"不在应报名单上：{'、'.join(found.unexpected)}", "yellow")
    for note in found.notes:
        yield Text(f"注：{note}", "dim")


def _who(agency: str | None, year: int | None) -> str:
    return f"{agency or '（没有写明单位）'}{f'{year}年' if year else ''}"


def _cells(cells: Sequence[CellComparison], layout: Layout) -> Table:
    table = Table(box=box.ROUNDED)
    table.add_column("格子", overflow="fold")
    for heading in ("前", "后", "增减", "增幅"):
        table.add_column(heading, justify="right")
    for cell in cells:
        grown = cell.absolute is not None and cell.absolute > 0
        style = "green" if grown else "red" if cell.absolute is not None else "yellow"
        difference = _CHANGES.get(cell.change, "") if cell.absolute is None else f"{cell.absolute:+}"
        share = "基数小" if cell.small else "" if cell.relative is None else f"{cell.relative:+.1%}"
        where = Text(cell_words(layout, cell.address))
        table.add_row(where, figure(cell.old), figure(cell.new), Text(difference, style), Text(share, style))
    return table


def _text(heading: str, text: TextComparison) -> Iterator[Text]:
    if text.old is None and text.new is None:
        return
    if text.likeness is None or text.repeated is None:
        yield Text(f"\n{heading}：{'前' if text.old is None else '后'}一份没有这部分文字", "bold")
        return
    yield Text(f"\n{heading}：相似度{text.likeness:.0%}，照抄{text.repeated:.0%}", "bold")
    kept = sum(paragraph.change is Change.KEPT for paragraph in text.paragraphs)
    for paragraph in text.paragraphs:
        if paragraph.change is not Change.KEPT:
            yield _paragraph(paragraph)
    if kept:
        yield Text(f"　　（{kept}段没有变化）", "dim")


def _paragraph(paragraph: ParagraphChange) -> Text:
    if paragraph.change is Change.REMOVED:
        return Text(f"－{paragraph.old}", "red")
    if paragraph.change is Change.ADDED:
        return Text(f"＋{paragraph.new}", "green")
    told = Text("～")
    for piece in paragraph.pieces:
        brackets = {Change.REMOVED: ("[－", "－]"), Change.ADDED: ("[＋", "＋]")}.get(piece.change, ("", ""))
        told.append(f"{brackets[0]}{piece.text}{brackets[1]}", _PIECES[piece.change])
    return told


def _wanting(found: Aggregate) -> Table:
    table = Table(box=box.ROUNDED, show_lines=True)
    table.add_column("情况", no_wrap=True)
    table.add_column("说明", overflow="fold")
    for missing in found.missing:
        style = "yellow" if missing.lack is Lack.NO_NUMBER else "bold red"
        table.add_row(Text(_LACKS[missing.lack], style), Text(missing.message))
    for left in found.left_out:
        table.add_row(Text("未计入", "bold red" if left.differs else "yellow"), Text(left.message))
    for child in found.inconsistent:
        told = [f"{finding.code} {finding.message}" for finding in child.findings[:_FINDINGS_AT_MOST]]
        more = len(child.findings) - len(told)
        told += [f"……还有{more}处，请用 report check 查看"] if more > 0 else []
        table.add_row(Text("有错误", "bold red"), Text("\n".join([f"{child.agency}（已计入）", *told])))
    return table
