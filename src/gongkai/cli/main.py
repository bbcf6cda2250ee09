"""The root of the command line: its commands by name, and what becomes of errors.

Exit status: 0 nothing wrong; 1 findings of severity error; 2 the call is wrong; 3 the file can't be read or the output
can't be written; 130 interrupted; 141 nobody reads the output any more.
"""

from __future__ import annotations

import errno
import gettext
import os
import sys
from pathlib import Path
from typing import Any

import click

from gongkai.cli.lazy import Entry, LazyGroup
from gongkai.core.errors import GongkaiError

VERSION = "0.1.0"
UNREADABLE = 3
INTERRUPTED = 130
UNHEARD = 141
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system answers where output has no room."""

# click asks gettext for its words; ours are Chinese, whatever the terminal's language.
os.environ["LANGUAGE"] = "zh"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


COMMANDS = {
    "demo": Entry("gongkai.cli.demo:demo", "准备并运行一个演示县，打开浏览器就能用。"),
    "serve": Entry("gongkai.cli.service:serve", "运行公开平台和工作台。"),
    "setup": Entry("gongkai.cli.setup:setup", "首次设置：平台名称、机构、第一个管理员。"),
    "portal": Entry("gongkai.cli.portal:portal", "把公开平台导出成静态网站，只重写有变化的页面。"),
    "audit": Entry("gongkai.cli.audit:audit", "核对审计记录有没有被改动。"),
    "clock": Entry("gongkai.cli.clock:clock", "演示时钟：把演示数据的“今天”拨到另一天。"),
    "manage": Entry("gongkai.cli.service:manage", "维护用：运行 Django 的管理命令。"),
    "report": Entry("gongkai.cli.report:report", "读、核、写、比、汇总政府信息公开工作年度报告。"),
    "deadline": Entry("gongkai.cli.deadline:deadline", "按申请的经过数出答复期限，一步一步说明怎样数到这一天。"),
    "law": Entry("gongkai.cli.law:law", "查期限、工作日、收费、办理结果，查哪些地方依据哪一条。"),
    "notice": Entry("gongkai.cli.notice:notice", "按申请的经过和理由制作告知书、通知书（docx、pdf）。"),
    "publication": Entry("gongkai.cli.publication:publication", "发布前检查：个人信息、密级标志、元数据、公开范围。"),
    "bench": Entry("gongkai.cli.bench:bench", "在这台机器上与其他程序并排计时，先比对结果是否正确。"),
    "test": Entry("gongkai.cli.suite:suite", "运行全部测试。"),
    "dev": Entry("gongkai.cli.dev:dev", "开发用：重新锁定依赖，重新生成文档。"),
}


class Root(LazyGroup):
    """The commands of `COMMANDS`, and the one place where errors become sentences and exit statuses."""

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
        except OSError as error:
            if error.errno not in FULL:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            click.echo(f"写不出去（{error.strerror}），请换一个有空间的位置。", err=True)
            ctx.exit(UNREADABLE)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        return answer


@click.group(cls=Root, entries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="公开 %(version)s")
def gongkai() -> None:
    """公开：政府信息公开工作年度报告的读取、核对、生成、比较与汇总。

    \b
    ./gongkai report check 报告.docx
    ./gongkai report convert 报告.html 报告.pdf
    """
