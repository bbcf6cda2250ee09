"""`gongkai deadline …`: the days of one application, counted from its events."""

from __future__ import annotations

import click

from gongkai.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "explain": Entry(
        "gongkai.cli.deadline_explain:explain", "说明一件申请的状态、到期日和下一步，以及怎样数到这一天。"
    ),
    "remedy": Entry("gongkai.cli.deadline_remedy:remedy", "数行政复议、行政诉讼的各项期限。"),
}
EXAMPLES = """gongkai deadline explain 申请.toml
gongkai deadline explain 申请.toml --at 2025-06-20 --days
gongkai deadline remedy --from 2025-06-20"""


@click.group(cls=LazyGroup, entries=COMMANDS, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def deadline() -> None:
    """按申请的经过数出答复期限，一步一步说明怎样数到这一天。

    \b
    申请的经过写在 TOML 文件里：
      [application]
      channel = "online"        # counter registered_post ordinary_post online fax
      applicant = "natural_person"
      [[event]]
      kind = "submitted"
      on = 2025-06-02
      [[event]]
      kind = "confirmed"
      on = 2025-06-03
    """
