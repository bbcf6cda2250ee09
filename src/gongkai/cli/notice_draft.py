"""`gongkai notice draft`: one document, laid out."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from gongkai.cli.notice_file import Overriding, dossier_at, notice_file, overriding
from gongkai.core.errors import NoticeIncomplete
from gongkai.formats.write.letter_files import ENDINGS, render, write_letter
from gongkai.formats.write.letter_texts import Masthead

REFUSED = 3


@click.command()
@notice_file
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪里，扩展名决定格式：docx、pdf、html、txt；可以写几个。不写就把文字打印出来。",
)
@overriding
@click.option(
    "--masthead",
    type=click.Choice([str(one) for one in Masthead]),
    default=str(Masthead.DOCUMENT),
    help="版头：document 是文件格式（不写时用），letter 是信函格式（红色双线）。",
)
@click.option("--no-seal", is_flag=True, help="不画印章位置的红色虚线圆圈，盖章的地方仍然留着；打印出来就盖章时用。")
@click.option("--force", is_flag=True, help="已有同名文件时替换它。")
def draft(
    file: Path,
    outputs: tuple[Path, ...],
    masthead: str,
    no_seal: bool,  # noqa: FBT001 — click's flag
    force: bool,  # noqa: FBT001 — click's flag
    **said: Unpack[Overriding],
) -> None:
    """制作一份文书，按 GB/T 9704—2012 排版。

    \b
    ./gongkai notice draft 申请17号.toml
    ./gongkai notice draft 申请17号.toml -o 告知书.docx -o 告知书.pdf
    ./gongkai notice draft 申请17号.toml --code P05 --number 4 --at 2025-06-20 -o 延期.docx

    缺少必须写明的内容就不制作，逐项列出来。“-”表示从标准输入读。
    """
    for path in outputs:
        if path.suffix.lower() not in ENDINGS:
            raise click.UsageError(f"不知道要写成什么格式：“{path.name}”的扩展名应是 {'、'.join(ENDINGS)} 之一")
    dossier = dossier_at(file, **said)
    try:
        letter = dossier.draft()
    except NoticeIncomplete as error:
        click.echo(f"{error.notice}还缺{len(error.missing)}项，补齐后再制作：", err=True)
        for missing in error.missing:
            click.echo(f"  · {missing}", err=True)
        raise SystemExit(REFUSED) from None
    if outputs:
        write_letter(letter, outputs, Masthead(masthead), seal_marked=not no_seal, replace=force)
        click.echo(f"写好：{'、'.join(map(str, outputs))}", err=True)
    else:
        click.echo(render(letter, "text", seal_marked=not no_seal).decode(), nl=False)
    for caution in dossier.cautions():
        click.echo(f"注意：{caution}", err=True)
