"""Everything in the program that rests on the law: the data of the core, and the checks of the annual report."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from gongkai.core.checks.catalogue import CHECKS
from gongkai.core.checks.check import Check
from gongkai.core.law.acts import Act, acts
from gongkai.core.law.cites import Resting, in_data

PACKAGE = "gongkai.core.checks"
KIND = "年度报告的检查"


@cache
def everything() -> tuple[Resting, ...]:
    """Return all that rests on the law, as it stands in the data and then in the checks."""
    return (*in_data(), *(_resting(check) for check in CHECKS.values()))


def counted() -> tuple[tuple[Act, int], ...]:
    """Return every act with the number of things that rest on it."""
    found = everything()
    return tuple((act, sum(any(cite.act == act.name for cite in each.cites) for each in found)) for act in acts())


def years_of(check: Check) -> str:
    """Return the report years that a check is asked of, or "" for all."""
    if check.from_year is None and check.until_year is None:
        return ""
    if check.until_year is None:
        return f"{check.from_year}年度起"
    return f"{check.until_year}年度止" if check.from_year is None else f"{check.from_year}至{check.until_year}年度"


def _resting(check: Check) -> Resting:
    place, line = _place(check.code)
    years = years_of(check)
    return Resting(KIND, f"{check.title}（{check.code}{f'，{years}' if years else ''}）", place, line, (check.cite,))


def _place(code: str) -> tuple[str, int]:
    """Return the module and the line on which a check is made."""
    modules = (each for each in files(PACKAGE).iterdir() if each.name.endswith(".py"))
    for module in sorted(modules, key=lambda each: each.name):
        text = module.read_text("utf-8")
        found = text.find(f'"{code}"')
        if found >= 0:
            return f"core/checks/{module.name}", text.count("\n", 0, found) + 1
    raise LookupError(code)
