"""The commands under `law calendar`: the workdays of a year, and what was added to the shipped table."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "show": Entry("gongkai.cli.law_calendar_show:show", "看一年的工作日历：放假、调休上班、依据哪个通知。"),
    "import": Entry("gongkai.cli.law_calendar_import:import_notice", "导入年度放假通知，列出因此变动的到期日。"),
    "add-local": Entry("gongkai.cli.law_calendar_import:add_local", "添加本地放假日（少数民族习惯的节日等）。"),
}

EXAMPLES = """gongkai law calendar show --year 2026
gongkai law calendar import 国务院办公厅关于2027年部分节假日安排的通知.docx --dry-run"""


@click.group(cls=LazyGroup, entries=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def calendar() -> None:
    """查看工作日历，导入放假通知和本地放假日。

    随附2008年至2026年的安排，以国务院办公厅每年的通知为准。还没有通知的年份按法定节假日推算，是暂定的，
    导入通知后重新计算。
    """
