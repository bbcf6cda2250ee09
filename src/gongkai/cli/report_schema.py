"""`gongkai report schema`."""

from __future__ import annotations

import click

from gongkai.cli.report_input import Command, print_json
from gongkai.core.report.schema import report_schema

EXAMPLES = """gongkai report schema > gongkai-report.schema.json"""


@click.command(cls=Command, epilog=EXAMPLES)
def schema() -> None:
    """打印年度报告 JSON（gongkai-report/1）的 JSON Schema。"""
    print_json(report_schema())
