"""`gongkai publication duty`."""

from __future__ import annotations

import json
from datetime import date

import click

from gongkai.cli.law_input import Day, format_option, mark
from gongkai.cli.report_input import Command, refuse
from gongkai.core.law.days import chinese, with_weekday
from gongkai.core.publication.duty import GENERAL, DutyState, duty_standing, publication_due, publication_limits
from gongkai.installation.calendars import current_calendar

EXAMPLES = """gongkai publication duty --formed 2025-01-20
gongkai publication duty --formed 2024-11-01 --changed 2025-01-20
gongkai publication duty --formed 2025-01-20 --at 2025-02-19
gongkai publication duty --formed 2025-03-03 --rule department_budget"""
RULES = "、".join(f"{each.key} {each.label}" for each in publication_limits())
KEYS = (GENERAL, *dict.fromkeys(each.key for each in publication_limits()))
FOUND = 1


@click.command("duty", cls=Command, epilog=EXAMPLES)
@click.option("--formed", type=Day(), required=True, metavar="日期", help="信息形成的日期，如 2025-01-20。")
@click.option("--changed", type=Day(), metavar="日期", help="信息变更的日期；变更过的从变更之日起数。")
@click.option("--rule", default=GENERAL, metavar="名称", help=f"其他法律法规或者国家规定的期限：{RULES}。")
@click.option("--at", type=Day(), metavar="日期", help="同时说明到这一天还剩几个工作日，是否逾期。")
@click.option("--published", type=Day(), metavar="日期", help="实际公开的日期，说明是否按期。")
@format_option
def duty_command(
    formed: date,
    changed: date | None,
    rule: str,
    at: date | None,
    published: date | None,
    form: str,
) -> None:
    """数出应当公开的最后一天：形成或者变更之日起20个工作日（条例第二十六条），其他法律法规另有规定的从其规定。

    退出状态：0 在期限内或者没有问到；1 逾期；3 日期有矛盾，或者那一天没有这项规定。
    """
    if rule not in KEYS:
        refuse(f"没有名为“{rule}”的公开期限，只有：{'、'.join(KEYS)}")
    if at is not None and at < (changed or formed):
        refuse(f"--at（{chinese(at)}）早于形成或者变更的日期（{chinese(changed or formed)}），请核对两个日期的先后")
    calendar = current_calendar()
    due = publication_due(formed, calendar, changed_on=changed, rule=rule)
    asked = at or published
    standing = duty_standing(due, calendar, asked, published) if asked else None
    if form == "json":
        answer: dict[str, object] = {
            "day": str(due.day),
            "counted_from": str(due.counted_from),
            "rule": due.limit.key,
            "steps": list(due.steps),
            "articles": [str(cite) for cite in due.cites],
            "provisional": due.provisional,
            "sure": due.limit.sure,
        }
        if standing:
            answer |= {"state": standing.state.value, "workdays_left": standing.workdays_left}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        provisional = "（暂定）" if due.provisional else ""
        click.echo(f"最迟公开日期：{with_weekday(due.day)}{provisional}{mark(due.limit.sure)}\n")
        for number, step in enumerate(due.steps, 1):
            click.echo(f"  {number}. {step}")
        if standing:
            click.echo(f"\n{standing.state.label}：{standing.message}")
    if standing and standing.state in {DutyState.OVERDUE, DutyState.MET_LATE}:
        raise click.exceptions.Exit(FOUND)
