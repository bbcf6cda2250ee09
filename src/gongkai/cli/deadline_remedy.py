"""The command `deadline remedy`: the terms of reconsideration and litigation from the day of a fact."""

from __future__ import annotations

import difflib
import json
from datetime import date

import click

from gongkai.cli.law_input import Count, Day
from gongkai.core.deadlines.remedy_terms import Procedure, RemedyTerm, remedy_term, term_kinds
from gongkai.core.errors import NoLawInForce
from gongkai.core.law.acts import brief
from gongkai.core.law.days import chinese
from gongkai.installation.calendars import current_calendar


@click.command()
@click.argument("name", required=False, metavar="[名称]")
@click.option("--from", "start", type=Day(), required=True, metavar="日期", help="事情发生的那天，当天不计。")
@click.option("--simplified", is_flag=True, help="复议适用简易程序。")
@click.option("--extension", type=Count(), default=0, metavar="日数", help="复议决定延长了几日。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def remedy(name: str | None, start: date, simplified: bool, extension: int, form: str) -> None:  # noqa: FBT001 — click's flag
    """数行政复议、行政诉讼的各项期限：不写名称，列出从这一天起算的全部期限；写名称，说明怎样数。

    \b
    ./gongkai deadline remedy --from 2025-06-20
    ./gongkai deadline remedy reconsideration_reply --from 2025-06-20 --simplified
    ./gongkai deadline remedy reconsideration_decision --from 2025-06-20 --extension 30
    """
    procedure = Procedure.SIMPLIFIED if simplified else Procedure.ORDINARY
    if name is None and extension:
        raise click.UsageError("--extension 只用于 reconsideration_decision，请写上这个名称。")
    kinds = [kind for kind in term_kinds() if name in {None, kind.name}]
    if not kinds:
        raise click.UsageError(_unknown(str(name)))
    if name is not None:
        terms = [(kinds[0], remedy_term(name, start, current_calendar(), procedure, extension))]
    else:
        terms = [(kind, term) for kind in kinds if (term := _term(kind.name, start, procedure)) is not None]
    if not terms:
        raise NoLawInForce(f"{chinese(start)}还没有本程序收录的复议、诉讼期限，请核对日期。")
    if form == "json":
        plain = [_plain(term) for _, term in terms]
        click.echo(json.dumps(plain if name is None else plain[0], ensure_ascii=False, indent=2))
        return
    from gongkai.cli import terminal_deadline  # noqa: PLC0415 — drawing loads rich, JSON does without

    if name is None:
        terminal_deadline.draw_terms(terms, start)
    else:
        terminal_deadline.draw_term(terms[0][1])


def _term(name: str, start: date, procedure: Procedure) -> RemedyTerm | None:
    """Return a term, or None where the law of the day had no such term or procedure."""
    try:
        return remedy_term(name, start, current_calendar(), procedure)
    except NoLawInForce:
        return None


def _unknown(name: str) -> str:
    names = [kind.name for kind in term_kinds()]
    near = difflib.get_close_matches(name, names, n=1)
    return f"没有名为“{name}”的期限" + (f"，是不是{near[0]}？" if near else f"，只有：{'、'.join(names)}。")


def _plain(term: RemedyTerm) -> dict[str, object]:
    return {
        "kind": term.name,
        "label": term.label,
        "by": term.by,
        "deadline": term.day.isoformat(),
        "provisional": term.provisional,
        "steps": list(term.steps),
        "articles": [brief(cite) for cite in term.cites],
    }
