"""Rows told by the lines of a page, whatever became of their labels."""

import pytest

from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.locate.lines import printed_groups, printed_rows

ZERO = "0 0 0 0 0 0 0"


def page(layout, figures, *, label=None):
    """Return a page with a line of figures a row, its label (the whole, or what `label` makes of it) around them."""
    lines = []
    for line in layout.table3:
        before, behind = label(line.label) if label else (line.label, "")
        lines.append(f"   {before}   {figures.get(line.key, ZERO)}".rstrip() + f"\n   {behind}\n")
    return "\n".join(lines)


def scraps(label):
    return label[:2], label[2:]


FIGURES = {
    "received": "3   0 0 0 1 0 4",
    "partly_disclosed": "1,203 0 0 0 1 0 1,204",
    "settled": "1203 0 0 0 1 0 1204",
    "brought_forward": "1200 0 0 0 0 0 1200",
}


@pytest.mark.parametrize("layout", [Y2021, Y2019])
def test_rows_of_whole_labels(layout):
    rows = printed_rows(page(layout, FIGURES))
    assert list(rows) == [line.key for line in layout.table3]
    assert rows["partly_disclosed"] == ["1,203", "0", "0", "0", "1", "0", "1,204"]


def test_labels_in_scraps_need_the_equations():
    assert printed_rows(page(Y2021, FIGURES, label=scraps))["received"] == ["3", "0", "0", "0", "1", "0", "4"]
    assert printed_rows(page(Y2021, FIGURES | {"received": "4 0 0 0 0 0 4"}, label=scraps)) is None
    assert printed_rows(page(Y2021, {}, label=scraps)) is None


def test_a_row_missing_or_elsewhere_is_not_told_by_the_order():
    whole = page(Y2021, FIGURES)
    assert printed_rows(whole.replace(FIGURES["received"], "3 0 0 0 1 4")) is None
    first, second = "1.属于国家秘密", "2.重复申请"
    assert printed_rows(whole.replace(first, "@").replace(second, first).replace("@", second)) is None


def test_the_one_line_of_fifteen_figures():
    line = " ".join(["0", "1", "2", "0", "3"] * 3)
    assert printed_groups(f"行政复议\n  {line}\n") == line.split()
    assert printed_groups(f"行政复议\n{line}\n{line}") is None
    assert printed_groups(line) is None
