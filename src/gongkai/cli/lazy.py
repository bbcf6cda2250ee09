"""A group of commands that are imported when they are called, so that every other command starts fast."""

from __future__ import annotations

import importlib
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """A command that is imported when it is called: where it is, and its line in the help."""

    target: str
    help: str


class LazyGroup(click.Group):
    """A group over a table of entries; its help imports nothing. An epilog is examples, one a line."""

    def __init__(self, *arguments: Any, entries: dict[str, Entry], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """Return the names in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 — click's signature
        """Import the command called `cmd_name`, or return None."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """Write the table's help lines; nothing is imported for it."""
        with formatter.section("命令"):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """Write the examples, one a line."""
        if self.epilog:
            formatter.write("\n例：\n")
            for line in self.epilog.splitlines():
                formatter.write(f"  {line}\n")
