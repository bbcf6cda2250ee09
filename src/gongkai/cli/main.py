"""The root of the command line: its commands by name, and what becomes of errors.

Exit status: 0 nothing wrong; 1 findings of severity error; 2 the call is wrong; 3 the file can't be read or the output
can't be written; 130 interrupted; 141 nobody reads the output any more.
"""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

from gongkai.core.errors import GongkaiError

VERSION = "0.1.0"
UNREADABLE = 3
INTERRUPTED = 130
UNHEARD = 141

# click asks gettext for its words; ours are Chinese, whatever the terminal's language.
os.environ["LANGUAGE"] = "zh"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


class Entry(NamedTuple):
    """A command that is imported when it is called: where it is, and its line in the help."""

    target: str
    help: str


COMMANDS = {
    "report": Entry("gongkai.cli.report:report", "读、核、写、比、汇总政府信息公开工作年度报告。"),
    "bench": Entry("gongkai.cli.bench:bench", "在这台机器上与其他程序并排计时，先比对结果是否正确。"),
    "test": Entry("gongkai.cli.suite:suite", "运行全部测试。"),
    "dev": Entry("gongkai.cli.dev:dev", "开发用：重新锁定依赖，重新生成文档。"),
}


class Root(click.Group):
    """The commands of `COMMANDS`, and the one place where errors become sentences and exit statuses."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 — click's signature
        """Import the command called `cmd_name`, or return None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 — click's signature
        """Write the table's help lines; nothing is imported for it."""
        with formatter.section("命令"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what went wrong in the call becomes one sentence and an exit status."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except GongkaiError as error:
            click.echo(str(error), err=True)
            ctx.exit(UNREADABLE)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNHEARD)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        return answer


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="公开 %(version)s")
def gongkai() -> None:
    """公开：政府信息公开工作年度报告的读取、核对、生成、比较与汇总。

    \b
    ./gongkai report check 报告.docx
    ./gongkai report convert 报告.html 报告.pdf
    """
