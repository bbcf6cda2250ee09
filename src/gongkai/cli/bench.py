"""The command `bench`: what the program does in how much time, beside what one would take instead, in one run.

Every figure stands next to how much of it was right. Times are processor seconds of this process, medians over
interleaved runs, so that the load of a shared machine falls on both sides alike.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from gongkai.cli import environment


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bench() -> None:
    """在这台机器上与其他程序并排计时，先比对结果是否正确。"""


@bench.command()
@click.option("--files", default=24, show_default=True, help="每种格式用多少份样本。")
@click.option("--folder", default=2000, show_default=True, help="多进程与内存一项用多少份文件；0 为不测。")
@click.option("--only", default="", help="只测这些项，逗号分开，如 html,docx,check。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def report(files: int, folder: int, only: str, form: str) -> None:
    """年度报告的读、核、写：与 pandas、python-docx、pdfplumber、LibreOffice、openpyxl 等并排。

    \b
    ./gongkai bench report
    ./gongkai bench report --only html,check --files 60
    """
    environment.prepare("bench")
    measurement = importlib.import_module("gongkai.cli.bench_report")
    wanted = frozenset(name for name in only.split(",") if name)
    _print(measurement.measure(files, folder, wanted), form)


@bench.command()
@click.option("--count", default=1_000_000, show_default=True, help="多少件申请。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def law(count: int, form: str) -> None:
    """期限的推算：与逐日数、holidays 并排，逐件比对结果；件数增长时每件要多少时间。

    \b
    ./gongkai bench law
    ./gongkai bench law --count 100000 --format json
    """
    environment.prepare("bench")
    _print(importlib.import_module("gongkai.cli.bench_law").measure(count), form)


@bench.command()
@click.option("--sizes", default="2000,20000,200000", show_default=True, help="有多少条信息时各测一遍，逗号分开。")
@click.option("--databases", default="sqlite,postgresql", show_default=True, help="在哪些数据库上测，逗号分开。")
@click.option("--seconds", default=10.0, show_default=True, help="每一项测多少秒。")
@click.option("--rate", default=50.0, show_default=True, help="每秒多少次请求。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出的格式。")
def portal(sizes: str, databases: str, seconds: float, rate: float, form: str) -> None:
    """公开平台：列表、正文、检索的响应时间，从内存答与每次现做之比，发布和撤下多久可见，静态导出。

    \b
    ./gongkai bench portal
    ./gongkai bench portal --sizes 2000 --databases sqlite --seconds 5
    """
    environment.prepare("bench")
    measurement = importlib.import_module("gongkai.cli.bench_portal")
    counts = [int(size) for size in sizes.split(",") if size.strip()]
    _print(measurement.measure(counts, [name.strip() for name in databases.split(",")], seconds, rate), form)


def _print(measured: Iterable[Any], form: str) -> None:
    rows = []
    for row in measured:
        rows.append(row)
        if form == "text":
            click.echo(row.line())
            sys.stdout.flush()
    if form == "json":
        click.echo(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1))
