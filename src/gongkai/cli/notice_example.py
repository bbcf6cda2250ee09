"""`gongkai notice example`: a complete file to start from."""

from __future__ import annotations

import click

from gongkai.core.notices.examples import example_names, explained


@click.command("example")
@click.argument("name", metavar="[代码]", default="")
def show_example(name: str) -> None:
    """打印一份填好的样本：它本身就能制作，改成自己的内容就能用。不写代码就列出全部样本。

    \b
    ./gongkai notice example
    ./gongkai notice example D06 > 申请17号.toml
    ./gongkai notice example D19-kept
    """
    if name:
        click.echo("# 样本：把内容换成这件申请的，另存后运行 ./gongkai notice draft 文件 -o 告知书.docx\n")
        click.echo(explained(name), nl=False)
    else:
        click.echo("\n".join(example_names()))
