"""A report and its predecessor: what was carried over must arrive, in all seven columns."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.checks.check import Case, Check, Outcome, shown
from gongkai.core.checks.equations import Equation
from gongkai.core.checks.table2 import DOCUMENTS
from gongkai.core.checks.table3 import COLUMNS
from gongkai.core.checks.table4 import GROUPS
from gongkai.core.checks.terms import column, last_year, row
from gongkai.core.findings import Severity, Status
from gongkai.core.law.cite import LAYOUT_2021, REGULATION, Cite

_CARRY = row("brought_forward") == last_year(row("carried_forward"))
_STOCK = column("table2", "in_force") == (
    last_year(column("table2", "in_force")) + column("table2", "issued") - column("table2", "repealed")
)
_REPEALED = column("table2", "repealed") <= last_year(column("table2", "in_force")) + column("table2", "issued")
_PENDING = column("table4", "total") >= last_year(column("table4", "pending"))

CARRY = Equation(
    Check("T3-CARRY", "上年结转", Severity.ERROR, Cite(LAYOUT_2021, "表三第二项、第四项"), formula=str(_CARRY)),
    "table3", _CARRY, COLUMNS, "请与上年度报告核对，确需更正的应当说明原因",
)  # fmt: skip
STOCK = Equation(
    Check("T2-STOCK", "现行有效件数", Severity.WARNING, Cite(LAYOUT_2021, "表二第二十条第（一）项"), from_year=2022,
          formula=str(_STOCK)),
    "table2", _STOCK, DOCUMENTS, "请与文件清单核对",
)  # fmt: skip
REPEALED = Equation(
    Check("T2-REPEALED", "本年废止件数", Severity.WARNING, Cite(LAYOUT_2021, "表二第二十条第（一）项"), from_year=2022,
          formula=str(_REPEALED)),
    "table2", _REPEALED, DOCUMENTS, "废止的不会多于原有的和新制发的，请核实",
)  # fmt: skip
PENDING = Equation(
    Check("T4-PENDING", "上年未审结", Severity.WARNING, Cite(LAYOUT_2021, "表四"), formula=str(_PENDING)),
    "table4", _PENDING, GROUPS, "上年尚未审结的案件今年应再计一次，请核实",
)  # fmt: skip

EQUATIONS = (CARRY, STOCK, REPEALED, PENDING)

PREDECESSOR = Check(
    "YEAR-PREDECESSOR", "用来比较的上年度报告", Severity.WARNING, Cite(REGULATION, "第四十九条"),
    formula="上年度报告是同一机关前一年的报告",
)  # fmt: skip
JUMP = Check(
    "YEAR-JUMP", "与上年相差悬殊", Severity.WARNING, Cite(LAYOUT_2021, "表二、表三"),
    formula="处理决定数量、本年新收与上年之比不超过界限（数量很小的不比）",
)  # fmt: skip

_JUMPS = (
    "table2.licenses.decisions",
    "table2.penalties.decisions",
    "table2.compulsions.decisions",
    "table3.received.total",
)


def predecessor(case: Case) -> Iterator[Outcome]:
    """Ask whether the predecessor is last year's report of the same agency."""
    previous, report = case.previous, case.report
    if previous is None:
        yield Status.NOT_APPLICABLE
        return
    if report.year is not None and previous.year is not None and previous.year != report.year - 1:
        yield PREDECESSOR.finding(
            f"用来比较的是{previous.year}年度报告，不是{report.year - 1}年度报告，跨年度的核对结果仅供参考，请换成上一年的。"
        )
    elif report.agency and previous.agency and report.agency != previous.agency:
        yield PREDECESSOR.finding(
            f"用来比较的是“{previous.agency}”的报告，本报告是“{report.agency}”的，请确认是否同一机关（如已更名）。"
        )
    else:
        yield Status.PASS


def jumps(case: Case) -> Iterator[Outcome]:
    """Ask whether a count is many times last year's, or a small part of it; small counts are left alone."""
    for address in _JUMPS:
        now, before = case.number(address), case.before(address)
        if now is None or before is None:
            yield Status.NOT_APPLICABLE
        elif _far(now, before, case):
            yield JUMP.contradiction(
                f"{case.frame.name(address)}今年是{shown(now)}，上年是{shown(before)}，相差悬殊，请核实是否多填或漏填了数字。",
                (address,),
                (now, before),
            )
        else:
            yield Status.PASS


def _far(now: object, before: object, case: Case) -> bool:
    low, high = sorted((float(str(now)), float(str(before))))
    limits = case.thresholds
    return high >= limits.small and high > limits.jump * low


CHECKS = ((PREDECESSOR, predecessor), (JUMP, jumps))
