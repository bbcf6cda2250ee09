"""`gongkai demo`: a county of invented data, ready to be looked at."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import click

from gongkai.cli.service import DEFAULT_PORT

if TYPE_CHECKING:
    from gongkai.apps.demonstration.seed import SignIn

FIRST = "可以先看：sw-cb 起草，sw-gs 审核，sw-bm 保密审查，sw-gk 发布；zb-gly 管理系统，zb-sj 查审计记录，shi-dc 督查。"


@click.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option(
    "--scale", default=1.0, show_default=True, type=click.FloatRange(0.01, 10), help="信息多少；1 约两千五百条。"
)
@click.option("--prepare-only", is_flag=True, help="只准备数据，不运行服务。")
def demo(port: int, scale: float, *, prepare_only: bool) -> None:
    """准备并运行一个演示县：机构、人员、两年的公开信息，全部是虚构的。

    第一次要准备几分钟，以后直接使用已有的数据；按 Ctrl-C 结束。

    \b
    ./gongkai demo
    ./gongkai demo --port 9000
    GONGKAI_HOME=~/demo ./gongkai demo --prepare-only
    """
    from gongkai.web.preparation import mark_demonstration, prepare, start_django  # noqa: PLC0415 — Django is slow
    from gongkai.web.serving import LOOPBACK, require_port, serve  # noqa: PLC0415 — as above

    if not prepare_only:
        require_port(LOOPBACK, port)
    start_django()
    prepare()
    mark_demonstration()
    from gongkai.apps.demonstration.seed import PASSWORD, Progress, prepare_county  # noqa: PLC0415 — as above

    def show(progress: Progress) -> None:
        _progress(progress.done, progress.steps)

    began = time.monotonic()
    people = prepare_county(scale, progress=show)
    _clear()
    click.echo(f"演示县已经准备好，用时 {time.monotonic() - began:.0f} 秒。下面的人可以登录，密码都是 {PASSWORD}")
    list_people(people)
    if prepare_only:
        return
    serve(
        LOOPBACK,
        port,
        f"演示县已经可以访问：http://{LOOPBACK}:{port}/（工作台 http://{LOOPBACK}:{port}/desk/，按 Ctrl-C 结束）",
    )


def list_people(people: Iterable[SignIn]) -> None:
    """Print who may sign in, by agency, and whom to begin with."""
    for agency, held in groupby(people, key=lambda each: each.agency):
        click.echo(f"\n{agency}")
        for each in held:
            click.echo(f"  {each.sign_in:<10}{each.post}　{each.name}")
    click.echo(f"\n{FIRST}")


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K正在准备演示县 {done}/{total}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
