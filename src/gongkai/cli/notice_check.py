"""`gongkai notice check`: what a notice still lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gongkai.cli.law_input import format_option
from gongkai.cli.notice_file import dossier_at, notice_file, overriding
from gongkai.cli.report_input import print_json
from gongkai.core.errors import NoticeIncomplete
from gongkai.core.notices.templates import template

LACKING = 1


@click.command()
@notice_file
@overriding
@format_option
def check(file: Path, code: str | None, number: str | None, at: date | None, form: str) -> None:
    """只看还缺什么，不制作。齐全时退出状态是 0，还缺内容时是 1。

    \b
    ./gongkai notice check 申请17号.toml
    ./gongkai notice check 申请17号.toml --code P05 --format json
    """
    dossier = dossier_at(file, code, number, at)
    try:
        dossier.draft()
        missing: tuple[str, ...] = ()
    except NoticeIncomplete as error:
        missing = error.missing
    form_of = template(dossier.code, dossier.details.variant)
    cautions = dossier.cautions()
    if form == "json":
        print_json({"code": form_of.code, "label": form_of.label, "missing": missing, "cautions": cautions})
    else:
        name = f"{form_of.code}{form_of.label}"
        click.echo(f"{name}还缺{len(missing)}项：" if missing else f"{name}内容齐全，可以制作。")
        for each in missing:
            click.echo(f"  · {each}")
        for caution in cautions:
            click.echo(f"注意：{caution}")
    if missing:
        raise SystemExit(LACKING)
