"""No number breaks or is cut off: figures get smaller, then their columns wider."""

from __future__ import annotations

from gongkai.corpus import specimens
from gongkai.formats.write.fit import SIZE, SMALLEST, fit, row_lines
from gongkai.formats.write.form import filled

REPORT = specimens.report(1)


def form(name):
    return filled(REPORT, name)


def shown(one, text):
    return {cell.address: text for row in one.rows for cell in row if cell.address}


def test_short_figures_keep_their_size_and_the_forms_columns():
    table = form("table3")
    fitted = fit(table, shown(table, "12"))
    assert (fitted.size, fitted.widths, fitted.whole) == (SIZE, table.widths, True)


def test_longer_figures_are_set_smaller_then_columns_widen():
    table = form("table3")
    longer = fit(table, shown(table, "1234567"))
    longest = fit(table, shown(table, "123456789012"))
    assert SMALLEST <= longest.size < longer.size <= SIZE
    assert longest.widths != table.widths
    assert abs(sum(longest.widths) - sum(table.widths)) < 1e-6


def test_a_row_of_long_labels_takes_more_lines():
    table = form("table3")
    lines = row_lines(table, shown(table, "1"), table.widths, SIZE)
    assert len(lines) == len(table.rows)
    assert max(lines) >= 2
    assert min(lines) == 1
