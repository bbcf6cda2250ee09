"""The commands under `law`: what the law gives on a day, computed and cited."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "show": Entry("gongkai.cli.law_show:show", "列出某一天有效的各项期限、收费标准及其依据。"),
    "cites": Entry("gongkai.cli.law_cites:cites", "列出依据某一条的全部期限、规则和文书。"),
    "workdays": Entry("gongkai.cli.law_workdays:workdays", "从某一天起数若干个工作日。"),
    "calendar": Entry("gongkai.cli.law_calendar:calendar", "查看工作日历，导入放假通知和本地放假日。"),
    "fee": Entry("gongkai.cli.law_fee:fee", "计算信息处理费。"),
    "outcome": Entry("gongkai.cli.law_outcome:outcome", "查办理结果：依据、文书、表三归行、是否复议前置。"),
}


@click.group(cls=LazyGroup, entries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def law() -> None:
    """查期限、工作日、收费、办理结果，查哪些地方依据哪一条。

    \b
    ./gongkai law workdays --from 2025-01-20 --days 20
    ./gongkai law cites 条例第三十三条
    """
