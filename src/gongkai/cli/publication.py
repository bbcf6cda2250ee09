"""`gongkai publication …`: what must be published, by when, and what must not go out with it."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "scope": Entry("gongkai.cli.publication_scope:scope_command", "列出应当主动公开的内容，每项写明依据。"),
    "duty": Entry("gongkai.cli.publication_duty:duty_command", "从形成或者变更之日数出应当公开的最后一天。"),
    "scan": Entry(
        "gongkai.cli.publication_scan:scan", "查文件里的个人信息、密级标志和内部资料标志，给出位置和遮盖后的文字。"
    ),
}

EXAMPLES = """gongkai publication scope --level county_department
gongkai publication duty --formed 2025-01-20
gongkai publication scan 拟公开稿.docx"""


@click.group(cls=LazyGroup, entries=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def publication() -> None:
    """主动公开：公开什么、最迟哪一天公开、公开前查什么。"""
