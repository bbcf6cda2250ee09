"""`gongkai portal`: the public platform as files."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import click


@click.group()
def portal() -> None:
    """公开平台：导出成静态网站，交给别的服务器托管。"""


@portal.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹")
@click.option("--live", default="", metavar="网址", help="在线平台的网址：检索、找错等页面指向那里。")
@click.option("--full", is_flag=True, help="全部重写一遍，不看上次导出到哪里。")
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", help="text 给人看，json 给程序。"
)
def export(folder: Path, live: str, shape: str, *, full: bool) -> None:
    """把整个公开平台写成静态网页；再次导出到同一个文件夹时只重写有变化的页面。

    \b
    ./gongkai portal export /srv/www
    ./gongkai portal export /srv/www --live https://zwgk.example.gov.cn --format json
    """
    from gongkai.web.preparation import prepare, start_django  # noqa: PLC0415 — Django takes a second

    address = urlsplit(live)
    if live and (address.scheme not in {"http", "https"} or not address.netloc):
        raise click.BadParameter("请写完整的网址，如 https://zwgk.example.gov.cn。", param_hint="--live")
    start_django()
    prepare()
    from gongkai.apps.agencies.selectors import platform  # noqa: PLC0415 — as above
    from gongkai.apps.portal.export import export as write  # noqa: PLC0415 — as above

    done = write(folder, live=live, full=full, progress=_progress)
    if not live:
        click.echo("没有写 --live：检索、找错、无障碍设置的链接在静态网站上打不开。", err=True)
    if not platform().domain:
        click.echo(
            "平台没有设置域名：订阅和站点地图里的网址写成了 http://localhost，请在工作台的平台设置里补上。", err=True
        )
    if shape == "json":
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(
            f"写出{done.written}个文件，{done.unchanged}个没有变化，删除{done.removed}个，用时{done.seconds:.1f}秒：{folder}"
        )


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K正在导出 {done}/{total}" if done < total else "\r\033[K")
        sys.stderr.flush()
