"""`gongkai audit`: prove that nobody changed what was recorded."""

from __future__ import annotations

import json

import click

BROKEN = 1


@click.group()
def audit() -> None:
    """审计记录：谁在什么时候对哪一条做了什么。"""


@audit.command()
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", help="text 给人看，json 给程序。"
)
@click.pass_context
def verify(ctx: click.Context, shape: str) -> None:
    """从第一条起逐条核对审计记录；被改过、删过就指出第一处，退出码 1。

    \b
    ./gongkai audit verify
    ./gongkai audit verify --format json
    """
    from gongkai.web.preparation import prepare, start_django  # noqa: PLC0415 — Django takes a second

    start_django()
    prepare()
    from gongkai.apps.audit.selectors import verify as walk  # noqa: PLC0415 — as above

    found = walk()
    if shape == "json":
        answer: dict[str, object] = {"ok": found.ok, "records": found.records}
        if not found.ok:
            answer |= {"broken": found.broken, "why": found.why}
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif found.ok:
        click.echo(f"审计记录完整：{found.records}条，前后相接，没有改动。")
    else:
        click.echo(f"审计记录有问题：{found.why}。请保留现场，与备份核对。")
    if not found.ok:
        ctx.exit(BROKEN)
