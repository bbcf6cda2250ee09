"""Commands over the service: `serve`, `manage`, `setup`. Django is loaded by the command that needs it."""

from __future__ import annotations

import sys

import click

DEFAULT_PORT = 8000


@click.command()
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；对外服务请放在反向代理后面。")
def serve(port: int, host: str) -> None:
    """运行公开平台和工作台，直到按 Ctrl-C。

    数据放在 GONGKAI_HOME（默认 var/）；设 DATABASE_URL 就改用 PostgreSQL。

    \b
    ./gongkai serve
    GONGKAI_HOME=/srv/gongkai GONGKAI_HOSTS=zwgk.example.gov.cn ./gongkai serve --port 8080
    """
    from gongkai.web.preparation import prepare, start_django  # noqa: PLC0415 — Django takes a second
    from gongkai.web.serving import require_port  # noqa: PLC0415 — as above
    from gongkai.web.serving import serve as run  # noqa: PLC0415 — as above

    require_port(host, port)
    start_django()
    prepare()
    from gongkai.apps.agencies.services.first_run import setup_code  # noqa: PLC0415 — as above

    if code := setup_code():
        click.echo(f"这里还没有设置：打开 http://{host}:{port}/desk/setup/ ，输入设置码 {code}。")
    run(host, port, f"公开平台已经可以访问：http://{host}:{port}/（工作台 http://{host}:{port}/desk/，按 Ctrl-C 结束）")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[命令 参数…]")
def manage(arguments: tuple[str, ...]) -> None:
    """运行 Django 的管理命令，供维护人员使用。

    \b
    ./gongkai manage migrate --plan
    ./gongkai manage shell
    """
    from gongkai.web.preparation import start_django  # noqa: PLC0415 — Django takes a second

    start_django()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 — as above

    execute_from_command_line(["gongkai manage", *arguments])
    sys.stdout.flush()
