"""The list of documents drawn on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from gongkai.cli.terminal import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.law.cite import Cite
    from gongkai.core.notices.occasions import Occasion

_IN_BRACKETS = re.compile(r"（[^）]*）")


def draw_occasions(found: Sequence[Occasion]) -> None:
    """Draw the documents, one a row."""
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for heading, ratio in (("代码", None), ("文书", 9), ("给谁", None), ("依据", 9), ("什么时候用", 10)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for one in found:
        code = f"{one.code}\n{one.variant}" if one.variant else one.code
        table.add_row(code, one.label, one.recipient, "\n".join(map(_short, one.cites)), one.when)
    console = screen()
    console.print(table)
    console.print(
        Text(f"共{len(found)}种。代码下面的词写在文件的variant里。看一份样本：./gongkai notice example D06", "dim")
    )


def _short(cite: Cite) -> str:
    """Return a citation as people say it: without the number of the decree, 条例 for the regulation."""
    act = _IN_BRACKETS.sub("", cite.act)
    return f"{'条例' if act == '政府信息公开条例' else act}{cite.article}"
