"""`gongkai law show`: the terms, fees and annual dates in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from gongkai.cli.law_input import format_option, on_option, today
from gongkai.cli.report_input import print_json
from gongkai.core.law.annual import AnnualDate, annual_dates_in_force
from gongkai.core.law.dated import in_force
from gongkai.core.law.fees import Method, Tier, tiers
from gongkai.core.law.limits import Limit, limits_in_force


@click.command()
@on_option("看哪一天的法律，写成 2018-01-01；不写就是今天。")
@format_option
def show(on: date | None, form: str) -> None:
    """列出某一天有效的各项期限、收费标准、年度日期及其依据。

    \b
    ./gongkai law show
    ./gongkai law show --on 2018-01-01
    ./gongkai law show --on 2024-01-01 --format json
    """
    day = on or today()
    limits = limits_in_force(day)
    rates = tuple(in_force(tiers(), day))
    dates = tuple(annual_dates_in_force(day))
    if form == "json":
        print_json(
            {
                "on": day.isoformat(),
                "limits": [_limit(each) for each in limits],
                "fees": {method.value: [_tier(each) for each in rates if each.method is method] for method in Method},
                "annual_dates": [_annual_date(each) for each in dates],
            }
        )
    else:
        from gongkai.cli.terminal_law import draw_law  # noqa: PLC0415 — drawing loads rich, JSON does without

        draw_law(day, limits, rates, dates)


def _limit(each: Limit) -> dict[str, Any]:
    return {"name": each.name, "label": each.label, "amount": each.amount, "unit": each.unit.value, **_rests(each)}


def _tier(each: Tier) -> dict[str, Any]:
    return {
        "label": each.label,
        "first": each.first,
        "last": each.last,
        "rate": str(each.rate),
        "step": each.step,
        "rise": str(each.rise),
        **_rests(each),
    }


def _annual_date(each: AnnualDate) -> dict[str, Any]:
    return {
        "name": each.name,
        "label": each.label,
        "agency_kinds": list(each.agency_kinds),
        "month": each.month,
        "day": each.day,
        **_rests(each),
    }


def _rests(each: Limit | Tier | AnnualDate) -> dict[str, Any]:
    return {
        "from": each.since.isoformat(),
        "until": each.until.isoformat() if each.until else None,
        "act": each.cite.act,
        "article": each.cite.article,
        "sure": each.sure,
    }
