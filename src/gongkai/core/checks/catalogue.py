"""The register of all checks, and its page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.checks import completeness, identity, narrative, privacy, table2, table3, table4, wording, years
from gongkai.core.checks.check import Check, Reading
from gongkai.core.checks.equations import Equation
from gongkai.core.findings import Severity

EQUATIONS: tuple[Equation, ...] = (
    *table3.EQUATIONS,
    *table4.EQUATIONS,
    *table2.EQUATIONS,
    *years.EQUATIONS,
)
READINGS: tuple[tuple[Check, Reading], ...] = (
    *completeness.CHECKS,
    *identity.CHECKS,
    *table2.CHECKS,
    *years.CHECKS,
    *narrative.CHECKS,
    *wording.CHECKS,
    *privacy.CHECKS,
)
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "提示"}


def registered(checks: Iterable[Check]) -> dict[str, Check]:
    """Return the checks by code; a code used twice is refused.

    >>> from gongkai.core.checks.table3 import FLOW
    >>> registered([FLOW.check, FLOW.check])
    Traceback (most recent call last):
    ...
    ValueError: 编号 T3-FLOW 已被另一项检查使用
    """
    found: dict[str, Check] = {}
    for each in checks:
        if each.code in found:
            raise ValueError(f"编号 {each.code} 已被另一项检查使用")
        found[each.code] = each
    return found


CHECKS = registered([*(each.check for each in EQUATIONS), *(each for each, _ in READINGS), narrative.NONE])


def render() -> str:
    """Return the page `docs/generated/checks.md`: every check with its code, severity, relation, years and source."""
    lines = [
        "# 检查项目",
        "",
        "本页由程序生成。编号固定不变；“关系”就是程序计算的式子。",
        "",
        "| 编号 | 检查什么 | 程度 | 关系 | 适用年度 | 依据 |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{each.code}` | {each.title} | {_SEVERITIES[each.severity]} | {each.formula} | {_years(each)} | {each.cite} |"
        for each in sorted(CHECKS.values(), key=lambda each: each.code)
    ]
    return "\n".join(lines) + "\n"


def _years(each: Check) -> str:
    if each.from_year is None and each.until_year is None:
        return "各年度"
    if each.until_year is None:
        return f"{each.from_year}年度起"
    return f"{each.until_year}年度止" if each.from_year is None else f"{each.from_year}至{each.until_year}年度"
