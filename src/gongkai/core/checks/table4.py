"""Table 4, 政府信息公开行政复议、行政诉讼情况."""

from __future__ import annotations

from gongkai.core.checks.check import Check
from gongkai.core.checks.equations import Equation
from gongkai.core.checks.terms import Binding, cell, column, family, row
from gongkai.core.findings import Severity
from gongkai.core.law.cite import LAYOUT_2021, Cite
from gongkai.core.report.layouts import Y2021

GROUPS = tuple(Binding(row=group.key) for group in Y2021.table4)
RESULTS = tuple(each.key for each in Y2021.table4_columns if each.key != "total")

_SUM = column("table4", "total") == column("table4", *RESULTS)
_OPEN_TO_SUITS = (
    row("disclosed")
    + family("unavailable_", "（四）无法提供各行")
    + family("declined_", "（五）不予处理各行")
    + family("otherwise", "（六）其他处理各行")
    + row("brought_forward")
)
_DIRECT = cell("table4.direct_litigation.total") <= _OPEN_TO_SUITS

SUM = Equation(
    Check("T4-SUM", "复议诉讼总计", Severity.ERROR, Cite(LAYOUT_2021, "表四"), from_year=2019, formula=str(_SUM)),
    "table4", _SUM, GROUPS, "请核实这一组的四种结果和总计",
)  # fmt: skip
DIRECT = Equation(
    Check("T4-DIRECT", "未经复议直接起诉是否可能", Severity.WARNING, Cite("行政复议法（2023年修订）", "第二十三条"),
          from_year=2024, formula=str(_DIRECT)),
    "table4", _DIRECT, (Binding(column="total"),),
    "不予公开应当先申请复议，请核实这些案件是否确属未经复议直接起诉",
)  # fmt: skip

EQUATIONS = (SUM, DIRECT)
