"""Reports as hypothesis strategies, and what counts as the same report once it went through a document."""

from __future__ import annotations

import random
import string
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gongkai.core.report.cells import Cell, Mark
from gongkai.core.report.layouts import Y2014, Y2019, Y2021, Layout
from gongkai.core.report.model import Report, Statistic, Table
from gongkai.core.report.plain import to_plain

AGENCIES = (
    "五常市商务局",
    "平潭综合实验区自然资源与生态环境局",
    "淮安市洪泽区人民政府",
    "绥江县会仪镇人民政府",
    "上海市人民政府办公厅",
    "内蒙古自治区人民政府",
    "哈尔滨市南岗区文化体育和旅游局",
)
ENDINGS = ("政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告")
SENTENCES = (
    "（一）主动公开情况：全年主动公开政府信息1,233条。",
    "（二）依申请公开情况",
    "全年收到政府信息公开申请12件，上年结转3件，均已依法答复。",
    "一是加强组织领导；二是完善制度“公开为常态、不公开为例外”。",
    "2024年没有收取信息处理费。",
    "网址为：http://www.example.gov.cn/zwgk/index.html?a=1&b=2。",
    "与上年相比增长15.6%，<公开>范围扩大（详见附件）。",
    "1.优化平台建设，全年发布信息2万余条。",
    "（三）政府信息管理情况：制定制度3项，废止0项。",
)
REMARKS = ("（其中修订16件）", "（含自然失效29件）", "约", "（注：含上年）")


def numbers() -> st.SearchStrategy[int]:
    """Draw counts as reports have them: mostly zero and small, sometimes huge."""
    return st.one_of(st.just(0), st.integers(0, 40), st.integers(0, 99_999), st.integers(0, 999_999_999))


def amounts() -> st.SearchStrategy[Decimal]:
    """Draw amounts in 万元."""
    return st.decimals(0, 9_999_999, places=4, allow_nan=False, allow_infinity=False).map(
        lambda amount: Decimal(f"{amount.normalize():f}")
    )


@st.composite
def cells(draw: st.DrawFn, *, money: bool = False) -> Cell:
    """Draw a figure, a blank, or what stands for one."""
    kind = draw(st.sampled_from(("number",) * 4 + ("remark", "blank", "blank", "dash", "slash", "none")))
    if kind in {"number", "remark"}:
        value: int | Decimal = draw(amounts() if money else numbers())
        return Cell(value, remark=draw(st.sampled_from(REMARKS)) if kind == "remark" else None)
    raw = {"dash": "-—", "slash": "/"}.get(kind)
    return Cell(None, Mark(kind), draw(st.sampled_from(raw)) if raw else "")


@st.composite
def tables(draw: st.DrawFn, layout: Layout, name: str) -> Table:
    """Draw a whole table of an edition: all zeros or busy, with some cells that are out of the common."""
    money = {column.key for block in layout.table2 for column in block.columns if column.money}
    most = draw(st.sampled_from((0, 0, 9, 300, 99_999)))
    drawn = random.Random(draw(st.integers(0, 999)))  # noqa: S311  (figures, not secrets)
    table: Table = {
        row: {
            column: Cell(Decimal(drawn.randint(0, most)) / 100 if column in money else drawn.randint(0, most))
            for column in columns
        }
        for row, columns in layout.shape(name).items()
    }
    places = [(row, column) for row, columns in table.items() for column in columns]
    for row, column in draw(st.lists(st.sampled_from(places), max_size=8)):
        table[row][column] = draw(cells(money=column in money))
    return table


def texts() -> st.SearchStrategy[str]:
    """Draw one to four paragraphs with punctuation, numbers, Latin letters, brackets and markup characters."""
    return st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map("\n".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report in any edition, its tables and texts present or not."""
    layout = draw(st.sampled_from((Y2021, Y2021, Y2021, Y2019, Y2019, Y2014)))
    agency = draw(st.sampled_from(AGENCIES))
    first, last = {"y2014": (2014, 2018), "y2019": (2019, 2020), "y2021": (2021, 2025)}[layout.key]
    year = draw(st.integers(first, last))
    report = Report(layout, agency, year, f"{agency}{year}年{draw(st.sampled_from(ENDINGS))}")
    report.preamble = draw(
        st.sampled_from(
            (None, "根据《条例》第五十条，编制本报告。", "本报告由五常市商务局编制。\n报告所列数据的统计期限为全年。")
        )
    )
    keys = [section.text for section in layout.sections if section.text]
    report.sections = {key: draw(texts()) for key in keys}
    if layout is Y2014:
        report.statistics = draw(
            st.lists(statistics_lines(), min_size=2, max_size=8, unique_by=lambda line: line.label)
        )
        return report
    report.table2 = draw(tables(layout, "table2"))
    report.table3 = draw(tables(draw(st.sampled_from((layout, layout, Y2019))), "table3"))
    report.table4 = draw(st.one_of(tables(layout, "table4"), st.none()))
    return report


@st.composite
def statistics_lines(draw: st.DrawFn) -> Statistic:
    """Draw a line of an older statistics annex."""
    label = draw(
        st.sampled_from(("主动公开政府信息数", "收到申请数", "申请办结数", "政策解读稿件发布数", "其中：网站公开数"))
    )
    number = draw(st.sampled_from(string.ascii_uppercase[:4]))
    return Statistic(f"{label}（{number}类）", draw(st.sampled_from(("条", "件", "次"))), Cell(draw(numbers())))


def essence(report: Report) -> dict[str, Any]:
    """Return what must survive a document: everything but where it stood and how it was read.

    Amounts are compared as numbers; what is no number keeps its kind.
    """
    plain = to_plain(report, provenance=False)
    plain.pop("notes", None)
    plain["table2"] = _compared(report.table2)
    for name in ("table3", "table4"):
        plain[name] = _compared(report.table(name))
    return plain


def _compared(table: Table | None) -> Any:
    if table is None:
        return None
    return {
        row: {key: (cell.value, cell.mark.value, cell.remark) for key, cell in line.items()}
        for row, line in table.items()
    }
