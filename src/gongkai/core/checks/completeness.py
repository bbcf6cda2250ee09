"""What the form wants and the report lacks: sections, tables, rows, and numbers in their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from gongkai.core.checks.check import Case, Check, Outcome, shown
from gongkai.core.checks.frame import TABLE_NAMES
from gongkai.core.findings import Finding, Repair, Severity, Status
from gongkai.core.law.cite import LAYOUT_2021, Cite
from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2014, Section, layout_in_force
from gongkai.core.report.model import Heading

SECTION = Check(
    "FORM-SECTION", "六个部分齐全、名称和次序不变", Severity.ERROR, Cite(LAYOUT_2021, "六个部分"),
    formula="各部分和各表都有，标题、序号、次序与格式相同（标题只差“的”“工作”等字的，视为相同）",
)  # fmt: skip
LAYOUT = Check(
    "FORM-LAYOUT", "格式的版本", Severity.ERROR, Cite(LAYOUT_2021),
    formula="表二、表三的格式是报告年度适用的那一版",
)  # fmt: skip
ROW = Check(
    "FORM-ROW", "表中各行齐全", Severity.ERROR, Cite(LAYOUT_2021, "表二至表四"), formula="格式要求的每一行每一格都在",
)  # fmt: skip
BLANK = Check(
    "CELL-BLANK", "空白的格", Severity.WARNING, Cite(LAYOUT_2021, "表二至表四"), formula="每一格都填数，没有的填0",
)  # fmt: skip
UNREADABLE = Check(
    "CELL-UNREADABLE", "读不出数的格", Severity.WARNING, Cite(LAYOUT_2021, "表二至表四"),
    formula="每一格只填一个数",
)  # fmt: skip
COUNT = Check(
    "CELL-COUNT", "件数是非负整数", Severity.ERROR, Cite(LAYOUT_2021, "表二至表四"),
    formula="件数≥0且为整数（“本年增/减”可以是负数），金额≥0",
)  # fmt: skip

_GAPS = frozenset({Mark.BLANK, Mark.DASH, Mark.SLASH, Mark.NONE})
_ODD = frozenset({Mark.UNREADABLE, Mark.UNDECIDED})
# What headings may say or leave out and still be those of the form, as the editions and 条例第五十条 word them.
_HARMLESS = re.compile(
    r"[\s　,，、。．.:：;；（）()《》“”\"]+|20\d\d年度?|本年度|年度|政府信息公开工作中?|政府信息公开|政府信息|行政机关|本机关|我[局委办镇乡街县区市]"
    r"|工作|主要|因|被申请|提起|的|和|及|与|以及|方面|下一步|今后"
)
_SAME = {
    "overview": {"总体情况"},
    "table2": {"主动公开情况"},
    "table3": {"收到处理申请情况"},
    "table4": {"行政复议行政诉讼情况", "行政复议诉讼情况"},
    "problems": {
        f"{what}问题{how}" for what in ("存在", "") for how in ("改进情况", "改进措施", "改进", "整改情况", "整改措施")
    },
    "other": {"其他需要报告事项", "需要报告其他事项"},
}
_ROWS_AT_MOST = 3
_WANTED_AT_MOST = 4


class _Gap(NamedTuple):
    address: str
    cell: Cell


def layout(case: Case) -> Iterator[Outcome]:
    """Ask whether the report follows the edition in force for its year, in table 2 and in table 3."""
    report = case.report
    if report.year is None:
        yield LAYOUT.undecided("报告年度不明，无法判定应当用哪一版格式，请写明年度。")
        return
    wanted = layout_in_force(report.year)
    if report.layout.key != wanted.key:
        yield LAYOUT.finding(
            f"{report.year}年度报告应当用{wanted.notice}的格式，现在用的是{report.layout.notice}的，请换成适用的格式。"
        )
    elif report.table3 is not None and case.frame.single and wanted.key == "y2021":
        yield LAYOUT.finding(
            f"表三“（六）其他处理”只有一行，是国办公开办函〔2019〕60号的格式，{report.year}年度报告应当按{wanted.notice}分为三行。",
            tuple(address for address in case.frame.addresses if address.startswith("table3.otherwise.")),
        )
    elif report.table3 is not None and not case.frame.single and wanted.key == "y2019":
        yield LAYOUT.finding(
            f"表三“（六）其他处理”分为三行，是国办公开办函〔2021〕30号的格式，{report.year}年度报告应当按{wanted.notice}只有一行。"
        )
    else:
        yield Status.PASS


def sections(case: Case) -> Iterator[Outcome]:
    """Ask for each section and table whether it is there, under its own name and number, and for their order."""
    headings: dict[str | None, Heading] = {
        heading.section: heading for heading in case.report.headings if heading.section
    }
    for section in case.report.layout.sections:
        yield _section(section, case, headings)
    if case.report.layout is Y2014:
        return
    wanted = [section.text or section.table for section in case.report.layout.sections]
    stood = [heading.section for heading in case.report.headings if heading.section in wanted]
    met = list(dict.fromkeys(stood))
    if met == sorted(met, key=wanted.index):
        yield Status.PASS
        return
    names = "、".join(headings[key].words for key in met)
    yield SECTION.finding(f"各部分的次序与格式不同，现在是{names}，请按格式的一至六调整。")


def rows(case: Case) -> Iterator[Outcome]:
    """Ask of each table that is there whether all its rows and cells are."""
    for name, gaps in _gaps(case):
        missing = [gap.address for gap in gaps if gap.cell.mark is Mark.ABSENT]
        if not missing:
            yield Status.PASS
            continue
        labels = dict.fromkeys(case.frame.labels[address.rsplit(".", 1)[0]] for address in missing)
        yield ROW.finding(
            f"{TABLE_NAMES[name]}缺少{_listed(list(labels))}{len(missing)}格，请按格式补齐各行各列。", tuple(missing)
        )


def blanks(case: Case) -> Iterator[Outcome]:
    """Name the blank cells: row by row, or all in one for a table where more than a few rows have some."""
    for name, by_row in _by_row(case, _GAPS):
        gaps = [gap for found in by_row.values() for gap in found]
        if len(by_row) > _ROWS_AT_MOST or len(gaps) == sum(map(len, (case.report.table(name) or {}).values())) > 0:
            yield BLANK.finding(
                f"{TABLE_NAMES[name]}有{len(gaps)}格没有填数（{_stood(gaps)}），涉及{len(by_row)}行，{_wanted(case, gaps)}没有的请填0，不要留空。",
                tuple(gap.address for gap in gaps),
            )
            continue
        for row, found in by_row.items():
            yield _blank_row(case, f"{TABLE_NAMES[name]}“{case.frame.labels[f'{name}.{row}']}”", found)
        if not by_row:
            yield Status.PASS


def _blank_row(case: Case, row: str, gaps: list[_Gap]) -> Finding:
    """Tell the blank cells of one row; what the sums of row and column agree on is proposed."""
    cells = tuple(gap.address for gap in gaps)
    told = f"{row}的{_listed([_column(case, address) for address in cells])}没有填数（{_stood(gaps)}）"
    known = {address: case.fillings[address] for address in cells if address in case.fillings}
    if not known:
        return BLANK.finding(f"{told}，没有的请填0，不要留空。", cells)
    wanted = "、".join(f"“{_column(case, address)}”是{shown(value)}" for address, value in known.items())
    rest = "" if len(known) == len(cells) else "其余没有的填0，"
    found = BLANK.finding(f"{told}，按所在行和列推算，{wanted}，请对照台账核实后补填，{rest}不要留空。", cells)
    return replace(found, repair=Repair(*next(iter(known.items())))) if len(known) == 1 else found


def _wanted(case: Case, gaps: list[_Gap]) -> str:
    """Name the blank cells for which the sums of row and column want a number other than 0."""
    wanted = [(gap.address, value) for gap in gaps if (value := case.fillings.get(gap.address))]
    if not wanted:
        return ""
    told = "、".join(f"{case.frame.name(address)}是{shown(value)}" for address, value in wanted[:_WANTED_AT_MOST])
    return (
        f"其中按所在行和列推算，{told}{f'等{len(wanted)}格' if len(wanted) > _WANTED_AT_MOST else ''}，请对照台账补填；"
    )


def unreadable(case: Case) -> Iterator[Outcome]:
    """Name the cells in which something stands that is no number, or digits that can't be told apart."""
    for _, by_row in _by_row(case, _ODD):
        for gaps in by_row.values():
            for gap in gaps:
                yield UNREADABLE.undecided(
                    f"{case.frame.name(gap.address)}写的是“{gap.cell.raw}”，读不出一个确定的数，请改为一个数字。",
                    (gap.address,),
                )
        if not by_row:
            yield Status.PASS


def counts(case: Case) -> Iterator[Outcome]:
    """Ask whether every count is a whole number and nothing is negative but 本年增/减."""
    fine = True
    for address, value in zip(case.frame.addresses, case.values, strict=False):
        if value is None or (type(value) is int and (value >= 0 or address.endswith(".change"))):
            continue
        money = address.endswith(".amount") and value >= 0
        if money or (value >= 0 and value == int(value)):
            continue
        fine = False
        yield COUNT.finding(f"{case.frame.name(address)}填的是{value}，这里应当是不小于0的整数，请改正。", (address,))
    if fine:
        yield Status.PASS


def _section(section: Section, case: Case, headings: dict[str | None, Heading]) -> Outcome:
    key = section.text or section.table or ""
    there = case.report.table(key) if section.table else case.report.sections.get(key)
    what = f"第{section.number}部分“{section.heading}”"
    if there is None:
        return SECTION.finding(f"缺少{what}{'的表格' if section.table else ''}，请按格式补上。")
    heading = headings.get(key)
    if heading is None or case.report.layout is Y2014:
        return Status.PASS
    number = "".join(heading.number.split())
    if number and number.strip("、.．（）()") != section.number:
        return SECTION.finding(f"{what}的序号写成了“{number}”，请改为“{section.number}”。")
    if heading.words == section.heading or _bare(heading.words) in _SAME[key]:
        return Status.PASS
    return SECTION.finding(f"{what}的标题写成了“{heading.words}”，请用格式规定的标题。")


@lru_cache(maxsize=512)
def _bare(words: str) -> str:
    """Return what a heading says, without what may differ."""
    return _HARMLESS.sub("", words)


def _gaps(case: Case) -> Iterator[tuple[str, list[_Gap]]]:
    """Yield, for each table that is there, its cells without a number."""
    found: dict[str, list[_Gap]] = {name: [] for name in TABLE_NAMES if case.report.table(name) is not None}
    for address in case.without_number():
        if address[:6] in found:
            found[address[:6]].append(_Gap(address, case.report.cell(address)))
    yield from found.items()


def _by_row(case: Case, marks: frozenset[Mark]) -> Iterator[tuple[str, dict[str, list[_Gap]]]]:
    for name, gaps in _gaps(case):
        by_row: dict[str, list[_Gap]] = {}
        for gap in gaps:
            if gap.cell.mark in marks:
                by_row.setdefault(gap.address.split(".")[1], []).append(gap)
        yield name, by_row


def _column(case: Case, address: str) -> str:
    table, _, column = address.split(".")
    return case.frame.columns[f"table3.{column}" if table == "table3" else address]


_STOOD = {Mark.BLANK: "空白", Mark.DASH: "横线", Mark.SLASH: "斜线", Mark.NONE: "“无”"}


def _stood(gaps: list[_Gap]) -> str:
    return "、".join(dict.fromkeys(_STOOD[gap.cell.mark] for gap in gaps))


def _listed(words: list[str]) -> str:
    return "、".join(f"“{word}”" for word in words[:4]) + (f"等{len(words)}处" if len(words) > 4 else "")


CHECKS = (
    (LAYOUT, layout),
    (SECTION, sections),
    (ROW, rows),
    (BLANK, blanks),
    (UNREADABLE, unreadable),
    (COUNT, counts),
)
