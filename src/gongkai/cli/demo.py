"""`gongkai demo`: a county of invented data, ready to be looked at."""

from __future__ import annotations

import sys
import time

import click

from gongkai.cli.service import DEFAULT_PORT


@click.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--prepare-only", is_flag=True, help="只准备数据，不运行服务。")
def demo(port: int, *, prepare_only: bool) -> None:
    """准备并运行一个演示县：机构、人员、两年的公开信息，全部是虚构的。

    第一次要准备几分钟，以后直接使用已有的数据；按 Ctrl-C 结束。

    \b
    ./gongkai demo
    ./gongkai demo --port 9000
    GONGKAI_HOME=/tmp/demo ./gongkai demo --prepare-only
    """
    from gongkai.web.preparation import prepare, start_django  # noqa: PLC0415 — Django takes a second

    start_django()
    prepare()
    from gongkai.apps.demonstration.seed import mark, prepare_county, sign_in_lines  # noqa: PLC0415 — as above

    mark()
    began = time.monotonic()
    if prepare_county(_progress):
        _clear()
        click.echo(f"演示县已经准备好，用时 {time.monotonic() - began:.0f} 秒。")
    if prepare_only:
        return
    for line in sign_in_lines():
        click.echo(line)
    from gongkai.web.serving import LOOPBACK, serve  # noqa: PLC0415 — as above

    serve(LOOPBACK, port, f"演示县已经可以访问：http://{LOOPBACK}:{port}/（工作台 http://{LOOPBACK}:{port}/desk/，按 Ctrl-C 结束）")


def _progress(done: int, total: int, what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K正在准备演示县 {done}/{total}：{what}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
