"""`gongkai report …`: the commands over report files, imported one by one as they are called."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "read": Entry("gongkai.cli.report_read:read", "读出年度报告：三张表、各部分文字，每格来自哪里。"),
    "check": Entry("gongkai.cli.report_check:check", "核对勾稽关系、文字与表格、与上一年度的衔接。"),
    "convert": Entry("gongkai.cli.report_convert:convert", "转成官方格式的 docx、pdf、html、xlsx 或 json。"),
    "compare": Entry("gongkai.cli.report_compare:compare", "比较两年或两稿：逐格、逐段，文字有多相似。"),
    "aggregate": Entry("gongkai.cli.report_aggregate:aggregate", "汇总多份报告，列出缺报、重报和勾稽有误的单位。"),
    "schema": Entry("gongkai.cli.report_schema:schema", "打印年度报告 JSON 的 JSON Schema。"),
    "trial": Entry("gongkai.cli.report_trial:trial", "随机改错表三，看核对能发现多少、改对多少。"),
}


EXAMPLES = """gongkai report check 五常市商务局2024.docx
gongkai report check 全市年报/ --previous 去年年报/"""


@click.group(cls=LazyGroup, entries=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def report() -> None:
    """读、核、写、比、汇总政府信息公开工作年度报告。

    可读 txt、md、html、docx、doc、pdf、xlsx、json 和扫描图片，按内容认格式，不看扩展名。
    文件可以给多个，也可以给文件夹；“-”表示从标准输入读。

    退出状态：0 没有问题；1 有错误；2 命令写得不对；3 有文件读不了。
    """
