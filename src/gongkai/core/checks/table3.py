"""Table 3, 收到和处理政府信息公开申请情况: the arithmetic of the form, which can be read aloud."""

from __future__ import annotations

from gongkai.core.checks.causes import APPLICANTS
from gongkai.core.checks.check import Check
from gongkai.core.checks.equations import Equation
from gongkai.core.checks.terms import Binding, column, family, row
from gongkai.core.findings import Severity
from gongkai.core.law.cite import LAYOUT_2021, Cite
from gongkai.core.report.layouts import Y2019, Y2021

COLUMNS = tuple(Binding(column=each.key) for each in Y2021.table3_columns)
_KEYS = dict.fromkeys(line.key for layout in (Y2021, Y2019) for line in layout.table3)
ROWS = tuple(Binding(row=key) for key in _KEYS)

_FLOW = row("received") + row("brought_forward") == row("settled") + row("carried_forward")
_SETTLED = row("settled") == family("", "（一）至（六）各行之和")
_TOTAL = column("table3", "total") == column("table3", *APPLICANTS)

FLOW = Equation(
    Check("T3-FLOW", "收办平衡", Severity.ERROR, Cite(LAYOUT_2021, "表三注：第一项加第二项之和，等于第三项加第四项之和"),
          from_year=2019, formula=str(_FLOW)),
    "table3", _FLOW, COLUMNS, "请对照申请台账核实这四行", both=True,
)  # fmt: skip
SETTLED_SUM = Equation(
    Check("T3-SETTLED-SUM", "办理结果总计", Severity.ERROR, Cite(LAYOUT_2021, "表三第三项第（七）目"),
          from_year=2019, formula=str(_SETTLED)),
    "table3", _SETTLED, COLUMNS, "请核实本列各项办理结果和总计",
)  # fmt: skip
ROW_SUM = Equation(
    Check("T3-ROW-SUM", "申请人总计", Severity.ERROR, Cite(LAYOUT_2021, "表三申请人情况"),
          from_year=2019, formula=str(_TOTAL)),
    "table3", _TOTAL, ROWS, "请核实本行六类申请人和总计",
)  # fmt: skip

EQUATIONS = (FLOW, SETTLED_SUM, ROW_SUM)

__all__ = ["APPLICANTS", "COLUMNS", "EQUATIONS", "FLOW", "ROWS", "ROW_SUM", "SETTLED_SUM"]
