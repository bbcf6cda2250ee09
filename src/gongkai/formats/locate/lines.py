"""Tables 3 and 4 as a page prints them: seven figures on a line, the label wrapped on lines before and behind them.

A dump that keeps the page's lines breaks a long label in two and leaves the figures between the halves. The rows are
then told by their order, where every row of the form has its line and nothing speaks against it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.core.report.layouts import Y2019, Y2021, Layout
from gongkai.formats.figures import figure
from gongkai.formats.locate.labels import line3
from gongkai.formats.locate.words import bare

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+|[-—–/])"
_ROW = re.compile(
    rf"(?P<label>|\d[.、．]\s+|.*?[^\d\s,.\-—–/].*?)(?:^|(?<=\s))(?P<figures>(?:{_FIGURE}[ \t\u3000]+){{6}}{_FIGURE})\s*"
)
_FIFTEEN = re.compile(rf"(?:{_FIGURE}[ \t\u3000]+){{14}}{_FIGURE}")
_LONGEST_LINE = 300
_WIDE = str.maketrans("０１２３４５６７８９，－−\u00a0", "0123456789,-- ")


class PrintedRow(NamedTuple):
    """A line that ends in seven figures: the row its own label surely names (or None), and the figures' texts."""

    key: str | None
    figures: list[str]


def printed_rows(text: str) -> dict[str, list[str]] | None:
    """Return row key → the texts of its seven cells where every row of table 3 has its own line in `text`; else None.

    Accepted where the equations of the form hold, or where no label contradicts the order and half of them confirm it.
    """
    rows = [row for row in map(_row, text.translate(_WIDE).split("\n")) if row is not None]
    layout = next((layout for layout in (Y2021, Y2019) if len(layout.table3) == len(rows)), None)
    if layout is None:
        return None
    keys = [line.key for line in layout.table3]
    named = [(row.key, key) for row, key in zip(rows, keys, strict=True) if row.key is not None]
    if any(own != key for own, key in named):
        return None
    found = {key: row.figures for key, row in zip(keys, rows, strict=True)}
    return found if len(named) * 2 >= len(keys) or _balances(found, layout) else None


def printed_groups(text: str) -> list[str] | None:
    """Return the fifteen cells of table 4 where exactly one line of its section is fifteen figures, else None."""
    lines = [line.strip() for line in text.translate(_WIDE).split("\n") if len(line) <= _LONGEST_LINE]
    lines = [line for line in lines if _FIFTEEN.fullmatch(line)]
    return lines[0].split() if len(lines) == 1 and "复议" in text else None


def _row(line: str) -> PrintedRow | None:
    match = _ROW.fullmatch(line.strip()) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    label = bare(match["label"])
    return PrintedRow(line3(label) if len(label) > _SHORTEST else None, match["figures"].split())


_SHORTEST = 3  # a fragment of a label says nothing


def _balances(found: dict[str, list[str]], layout: Layout) -> bool:
    """Tell whether every row and every column of table 3 adds up as the form says, with something to add."""
    numbers = {key: [figure(text).value or 0 for text in texts] for key, texts in found.items()}
    if not any(numbers["settled"]) or any(sum(row[:-1]) != row[-1] for row in numbers.values()):
        return False
    leaves = [numbers[line.key] for line in layout.leaves]
    if [sum(column) for column in zip(*leaves, strict=True)] != numbers["settled"]:
        return False
    ends = (numbers[key] for key in ("received", "brought_forward", "settled", "carried_forward"))
    return all(new + old == done + left for new, old, done, left in zip(*ends, strict=True))
