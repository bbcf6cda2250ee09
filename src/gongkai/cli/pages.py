"""Documents that are generated from the program and never written by hand; `gongkai dev docs` renders them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from gongkai.apps.agencies.rights_page import rights_page
from gongkai.cli import law_page
from gongkai.cli.main import gongkai
from gongkai.core.checks import catalogue

WIDTH = 100


def commands() -> Iterator[tuple[str, click.Context]]:
    """Yield every command with its full name and a context to ask it in, groups before their commands."""
    yield from _below(gongkai, "./gongkai", None)


def _below(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, click.Context]]:
    ctx = click.Context(command, parent=parent, info_name=name, **command.context_settings)
    ctx.terminal_width = WIDTH
    yield ctx.command_path, ctx
    if isinstance(command, click.Group):
        for word in command.list_commands(ctx):
            below = command.get_command(ctx, word)
            if below is not None and not below.hidden:
                yield from _below(below, word, ctx)


def command_page() -> str:
    """Return the reference of the command line in Markdown: what each command's `--help` prints."""
    parts = ["# 命令行参考\n\n由 `./gongkai dev docs` 生成，请勿手改。\n"]
    for name, ctx in commands():
        parts.append(f"\n## `{name}`\n\n```text\n{ctx.get_help().rstrip()}\n```\n")
    return "".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "checks.md": catalogue.render,
    "cli.md": command_page,
    "law.md": law_page.render,
    "rights.md": rights_page,
}
