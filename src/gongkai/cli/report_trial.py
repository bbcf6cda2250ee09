"""`gongkai report trial`: how many wrong numbers the checks catch and mend, and how often they cry wolf."""

from __future__ import annotations

import click

from gongkai.cli.report_input import Command, format_option, print_json, wants_text
from gongkai.core.checks.trial import Trial, run_trial

EXAMPLES = """gongkai report trial
gongkai report trial --reports 5000 --seed 7 --format json"""


@click.command(cls=Command, epilog=EXAMPLES)
@click.option("--reports", type=click.IntRange(min=1), default=1000, show_default=True, metavar="数", help="试多少份。")
@click.option(
    "--seed", type=int, default=20260101, show_default=True, metavar="数", help="随机数种子，相同则结果相同。"
)
@format_option
def trial(reports: int, seed: int, form: str | None) -> None:
    """随机生成勾稽平衡的报告，各改错表三的一格，看核对能否发现、能否指出是哪一格该是多少；没改时不该报错。"""
    found = run_trial(seed, reports)
    if wants_text(form):
        _tell(found)
    else:
        print_json(
            {
                "seed": found.seed,
                "reports": found.reports,
                "caught": found.caught,
                "right": found.right,
                "wrong": found.wrong,
                "false_alarms": found.false_alarms,
                "by_kind": [
                    {"kind": kind, "made": made, "caught": caught, "right": right}
                    for kind, made, caught, right in found.by_kind
                ],
            }
        )


def _tell(found: Trial) -> None:
    click.echo(f"随机报告{found.reports}份，各改错表三的一格（种子{found.seed}）：")
    click.echo(f"  发现有错　　　　　　　　　{found.caught:.2%}")
    click.echo(f"  指对哪一格、该是多少　　　{found.right:.2%}")
    click.echo(f"  指错　　　　　　　　　　　{found.wrong:.2%}")
    click.echo(f"  没有改错时误报　　　　　　{found.false_alarms:.2%}")
    for kind, made, caught, right in found.by_kind:
        click.echo(f"  {kind}：{made}次，发现{caught}次，指对{right}次")
