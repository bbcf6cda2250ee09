"""`gongkai notice …`: the commands that make documents, imported one by one as they are called."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "draft": Entry("gongkai.cli.notice_draft:draft", "制作一份文书：docx、pdf、html、txt。"),
    "check": Entry("gongkai.cli.notice_check:check", "只看还缺什么，不制作。"),
    "list": Entry("gongkai.cli.notice_list:listing", "列出全部文书：代码、名称、给谁、依据、什么时候用。"),
    "example": Entry("gongkai.cli.notice_example:show_example", "打印一份填好的样本，改成自己的内容就能用。"),
}

EXAMPLES = """gongkai notice list
gongkai notice example D06 > 申请17号.toml
gongkai notice draft 申请17号.toml -o 告知书.docx -o 告知书.pdf"""


@click.group(cls=LazyGroup, entries=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def notice() -> None:
    """按申请的经过和理由制作告知书、通知书、征求意见书、登记表。

    先用 example 取一份样本，把里面的内容换成这件申请的，用 check 看缺什么，再用 draft 制作。
    缺少法律要求写明的内容（条款、理由、检索记录、征求意见的情况）就不制作，逐项列出缺什么。

    退出状态：0 做好了；1 check 发现还缺内容；2 命令写得不对；3 还缺内容，或者文件读不了、写不了。
    """
