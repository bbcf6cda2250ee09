"""`gongkai law fee`: the processing fee of a month's applications, or of one application's pages."""

from __future__ import annotations

from datetime import date

import click

from gongkai.cli.law_input import Count, format_option, on_option, today
from gongkai.cli.report_input import print_json, refuse
from gongkai.core.law.fees import Method, case_fee, page_fee


@click.command()
@click.option("--cases", type=Count(), metavar="件数", help="同一申请人一个自然月内累计的申请件数。")
@click.option("--pages", type=Count(), metavar="页数", help="一件申请的页数（A4及以下幅面，单面为一页）。")
@on_option("按哪一天的标准算，写成 2025-03-01；不写就是今天。")
@format_option
def fee(cases: int | None, pages: int | None, on: date | None, form: str) -> None:
    """计算信息处理费：按件（--cases）或者按量（--pages），两者只能选一种。

    \b
    ./gongkai law fee --cases 31
    ./gongkai law fee --pages 150 --format json
    ./gongkai law fee --cases 12 --on 2025-03-15
    """
    if (cases is None) == (pages is None):
        refuse("--cases（按件）和 --pages（按量）要给一个，也只能给一个：每件申请只选一种办法计收")
    day = on or today()
    method = Method.BY_PAGE if cases is None else Method.BY_CASE
    count = (cases or 0) if pages is None else pages
    found = case_fee(count, day) if method is Method.BY_CASE else page_fee(count, day)
    if form == "json":
        last = {"last": str(found.last)} if method is Method.BY_CASE else {}
        print_json({"total": str(found.total), **last})
    else:
        from gongkai.cli.terminal_law import draw_fee  # noqa: PLC0415 — drawing loads rich, JSON does without

        draw_fee(method, count, day, found)
