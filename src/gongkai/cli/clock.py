"""`gongkai clock`: move the clock of a demonstration."""

from __future__ import annotations

from datetime import datetime

import click


@click.group()
def clock() -> None:
    """演示时钟：让演示数据的“今天”是另外一天。"""


@clock.command()
@click.argument("moment", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), metavar="日期")
def move(moment: datetime) -> None:
    """把演示时钟拨到某一天，从那一刻继续走。

    \b
    ./gongkai clock move 2027-01-31
    ./gongkai clock move 2027-01-31T09:30
    """
    _start()
    from django.utils import timezone  # noqa: PLC0415 — Django takes a second

    from gongkai.apps import clock as running  # noqa: PLC0415 — as above

    running.move(timezone.make_aware(moment))
    click.echo(f"演示时钟现在是{timezone.localtime(running.now()):%Y-%m-%d %H:%M}。")


@clock.command()
def reset() -> None:
    """让演示时钟回到真实时间。

    \b
    ./gongkai clock reset
    """
    _start()
    from gongkai.apps import clock as running  # noqa: PLC0415 — Django takes a second

    running.move(None)
    click.echo("演示时钟已经回到真实时间。")


@clock.command()
def show() -> None:
    """显示平台的时钟现在几点。

    \b
    ./gongkai clock show
    """
    _start()
    from django.utils import timezone  # noqa: PLC0415 — Django takes a second

    from gongkai.apps import clock as running  # noqa: PLC0415 — as above

    click.echo(f"{timezone.localtime(running.now()):%Y-%m-%d %H:%M}")


def _start() -> None:
    from gongkai.web.preparation import start_django  # noqa: PLC0415 — Django takes a second

    start_django()
