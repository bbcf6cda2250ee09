"""A cell's address (`table3.settled.business`) in the form's own words, for messages and screens."""

from __future__ import annotations

from functools import cache

from gongkai.core.report.layouts import LAYOUTS, Layout

TABLE_WORDS = {"table2": "表二", "table3": "表三", "table4": "表四"}


def row_words(layout: Layout, table: str, row: str) -> str:
    """Return the printed name of a row of `table`, or the key itself where no edition has such a row.

    A row that another edition owns (the single 其他处理 in a report of 2023) is named after that edition.

    >>> from gongkai.core.report.layouts import Y2021
    >>> row_words(Y2021, "table3", "withheld_state_secret")
    '（三）不予公开·1.属于国家秘密'
    >>> row_words(Y2021, "table4", "direct_litigation")
    '行政诉讼·未经复议直接起诉'
    """
    for edition in (layout, *LAYOUTS.values()):
        names = _row_names(edition.key, table)
        if row in names:
            return names[row]
    return row


def column_words(layout: Layout, table: str, row: str, column: str) -> str:
    """Return the printed name of a column, or the key itself where no edition has such a column.

    >>> from gongkai.core.report.layouts import Y2021
    >>> column_words(Y2021, "table2", "licenses", "decisions")
    '本年处理决定数量'
    """
    for edition in (layout, *LAYOUTS.values()):
        names = _column_names(edition.key, table, row)
        if column in names:
            return names[column]
    return column


def cell_words(layout: Layout, address: str) -> str:
    """Return the cell `tableN.row.column` in the form's own words.

    >>> from gongkai.core.report.layouts import Y2021
    >>> cell_words(Y2021, "table3.settled.business")
    '表三“商业企业”列“（七）总计”行'
    """
    return _cell_words(layout.key, address)


def quotable(words: str) -> str:
    """Return words that can stand in quotation marks: their own become single ones.

    >>> quotable("3.危及“三安全一稳定”")
    '3.危及‘三安全一稳定’'
    """
    return words.replace("“", "‘").replace("”", "’")


@cache
def _cell_words(edition: str, address: str) -> str:
    layout = LAYOUTS[edition]
    table, row, column = address.split(".")
    name, row_name = TABLE_WORDS.get(table, table), quotable(row_words(layout, table, row))
    column_name = column_words(layout, table, row, column)
    return f"{name}“{column_name}”列“{row_name}”行" if table == "table3" else f"{name}“{row_name}”的“{column_name}”"


@cache
def _row_names(edition: str, table: str) -> dict[str, str]:
    layout = LAYOUTS[edition]
    if table == "table2":
        return {line.key: line.label for block in layout.table2 for line in block.lines}
    if table == "table3":
        return {line.key: line.name for line in layout.table3}
    return {group.key: "·".join((*group.path, group.label)) for group in layout.table4}


@cache
def _column_names(edition: str, table: str, row: str) -> dict[str, str]:
    layout = LAYOUTS[edition]
    if table == "table2":
        return {
            column.key: column.label
            for block in layout.table2
            if any(line.key == row for line in block.lines)
            for column in block.columns
        }
    columns = layout.table3_columns if table == "table3" else layout.table4_columns
    return {column.key: column.label for column in columns}
