"""A report → xlsx: its texts and tables on sheets in the order of the document, figures as numbers.

Figures are the report's own, never formulas. Totals that contradict the form's equations are marked by conditional
formats, so a marked cell turns plain as soon as somebody corrects it. The same report always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from gongkai.core.errors import OutputRefused
from gongkai.core.report.cells import ABSENT, Cell
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.core.report.model import Report
from gongkai.formats.write.fit import SIZE, TEXT_WIDTH, row_lines
from gongkai.formats.write.form import FormCell, FormTable, Part, Role, cells, parts, statistics, values
from gongkai.formats.write.texts import clean, paragraphs, printed, title_of

LONGEST_TEXT = 32_000  # characters a cell holds
_EXACT_DIGITS = 15  # digits Excel keeps
_SHEETS = {"table2": "表二", "table3": "表三", "table4": "表四", "statistics": "统计表"}
_CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_LEAVES = frozenset(line.key for layout in (Y2021, Y2019) for line in layout.leaves)
_PATTERNS = tuple("0." + "0" * places if places else "0" for places in range(_EXACT_DIGITS + 1))
_TEXT_COLUMN = 80  # characters of half width
_CHARACTER = 5.6  # points that a character of half width takes
_LINE = 18.0  # points from line to line on the sheets of text
_WIDTHS = {"table2": 90, "table3": 96, "table4": 105, "statistics": 80}  # characters, the whole table


class Formats(NamedTuple):
    """The cell formats of the workbook."""

    title: Format
    heading: Format
    text: Format
    head: Format
    label: Format
    value: Format
    figures: tuple[Format, ...]
    wrong: Format


def write(report: Report) -> bytes:
    """Return the report as a workbook; `OutputRefused` where a text is longer than a cell can hold."""
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"title": title_of(report), "author": clean(report.agency or ""), "created": _CREATED})
    formats = _formats(book)
    told = list(parts(report))
    _opening(book, formats, report, _leading_texts(told))
    rest = told[len(_leading_texts(told)) :]
    texts = 0
    for is_table, run in groupby(rest, key=lambda part: part.table is not None):
        if is_table:
            for part in run:
                _table_sheet(book, formats, report, part)
        else:
            texts += 1
            sheet = _text_sheet(book, "正文续" if texts == 1 else f"正文续{texts}")
            _texts(sheet, formats, list(run), 0)
    annex = statistics(report)
    if annex is not None:
        untitled = annex._replace(head=annex.head - 1, rows=annex.rows[1:])  # the sheet's name is its title
        _table_sheet(book, formats, report, Part("", table=untitled))
    book.close()
    return packed.getvalue()


def _formats(book: Workbook) -> Formats:
    def made(**settings: object) -> Format:
        return book.add_format({"text_wrap": True, "valign": "vcenter", **settings})

    cell = {"font_name": "宋体", "font_size": 10, "border": 1}
    return Formats(
        title=made(font_name="方正小标宋简体", font_size=18, align="center"),
        heading=made(font_name="黑体", font_size=14),
        text=made(font_name="仿宋_GB2312", font_size=12, valign="top", indent=0),
        head=made(**cell, align="center", bg_color="#F3F5F8"),
        label=made(**cell, align="left"),
        value=made(**cell, align="center"),
        figures=tuple(made(**cell, align="center", num_format=pattern) for pattern in _PATTERNS),
        wrong=book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
    )


def _leading_texts(told: list[Part]) -> list[Part]:
    first = next((number for number, part in enumerate(told) if part.table is not None), len(told))
    return told[:first]


def _text_sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    sheet.set_column(0, 0, _TEXT_COLUMN)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    return sheet


def _opening(book: Workbook, formats: Formats, report: Report, told: list[Part]) -> None:
    sheet = _text_sheet(book, "正文")
    _line(sheet, 0, title_of(report), formats.title, 1.7)
    row = 1
    for text in paragraphs(report.preamble):
        _line(sheet, row, text, formats.text)
        row += 1
    _texts(sheet, formats, told, row)


def _texts(sheet: Worksheet, formats: Formats, told: list[Part], row: int) -> None:
    for part in told:
        _line(sheet, row, part.heading, formats.heading, 1.3)
        for number, text in enumerate(part.paragraphs, 1):
            _line(sheet, row + number, text, formats.text)
        row += len(part.paragraphs) + 1


def _line(sheet: Worksheet, row: int, text: str, style: Format, scale: float = 1.0) -> None:
    """Write a paragraph, its row as high as its lines need (`scale` is its size against the text's)."""
    ems = sum(0.55 if char.isascii() else 1.0 for char in text)
    lines = max(1, math.ceil(ems * scale / (_TEXT_COLUMN * 0.46)))
    sheet.set_row(row, min(409.0, lines * _LINE * scale + 4))
    _put(sheet, row, 0, text, style)


def _table_sheet(book: Workbook, formats: Formats, report: Report, part: Part) -> None:
    form = part.table
    if form is None:
        return
    sheet: Worksheet = book.add_worksheet(_SHEETS[form.name])
    figures = dict(cells(report))
    shown = values(report)
    widths = _widths(form, shown)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    top = 0
    if part.heading:
        sheet.merge_range(0, 0, 0, len(form.widths) - 1, part.heading, formats.heading)
        top = 1
    if form.head:
        sheet.freeze_panes(top + form.head, 0)
        sheet.repeat_rows(top, top + form.head - 1)
    lines = row_lines(form, shown, tuple(width * _CHARACTER / TEXT_WIDTH for width in widths), SIZE)
    for number, row in enumerate(form.rows):
        sheet.set_row(top + number, lines[number] * 13.5 + 6)
        for cell in row:
            _form_cell(sheet, formats, top + number, cell, figures)
    mark = _MARKS.get(form.name)
    if mark is not None:
        mark(sheet, formats, form, top)


def _widths(form: FormTable, shown: dict[str, str]) -> list[float]:
    """Return the columns' widths in characters: the form's, wider where a number needs it (else Excel shows ###)."""
    widths = [round(share * _WIDTHS[form.name], 1) for share in form.widths]
    for row in form.rows:
        for cell in row:
            text = shown.get(cell.address, "")
            if cell.colspan == 1 and text.isdigit():
                widths[cell.column] = max(widths[cell.column], len(text) * 1.1 + 2)
    return widths


def _form_cell(sheet: Worksheet, formats: Formats, row: int, cell: FormCell, figures: dict[str, Cell]) -> None:
    styles = {Role.LABEL: formats.label, Role.VALUE: formats.value}
    style = styles.get(cell.role, formats.head)
    if cell.rowspan > 1 or cell.colspan > 1:
        last = row + cell.rowspan - 1, cell.column + cell.colspan - 1
        sheet.merge_range(row, cell.column, *last, "", style)
    if not cell.address:
        _put(sheet, row, cell.column, cell.text, style)
        return
    found = figures.get(cell.address, ABSENT)
    number = _exact(found)
    if number is None:
        _put(sheet, row, cell.column, printed(found), style)
    else:
        sheet.write_number(row, cell.column, number, formats.figures[_places(found)])


def _exact(cell: Cell) -> float | None:
    """Return the cell's number where Excel can hold it without loss and nothing stands beside it."""
    if cell.value is None or cell.remark:
        return None
    amount = Decimal(cell.value)
    if len(amount.as_tuple().digits) > _EXACT_DIGITS or abs(amount.adjusted()) > _EXACT_DIGITS:
        return None
    return float(amount)


def _places(cell: Cell) -> int:
    """Return how many decimal places the cell's amount has."""
    exponent = cell.value.as_tuple().exponent if isinstance(cell.value, Decimal) else 0
    return min(_EXACT_DIGITS, max(0, -exponent)) if isinstance(exponent, int) else 0


def _put(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    if len(text) > LONGEST_TEXT:
        raise OutputRefused(f"有一段文字长 {len(text)} 字，Excel 单元格放不下，请改写成 docx 或 html")
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def _mark_table3(sheet: Worksheet, formats: Formats, form: FormTable, top: int) -> None:
    rows = {row[-1].address.split(".")[1]: top + number for number, row in enumerate(form.rows) if row[-1].address}
    columns = [cell.column for cell in form.rows[-1] if cell.address]
    first, last = columns[0], columns[-1]
    leaves = sorted(row for key, row in rows.items() if key in _LEAVES)
    for row in rows.values():
        _mark(sheet, formats, row, last, f"SUM({_range(row, first, row, last - 1)})")
    settled, carried = rows["settled"], rows["carried_forward"]
    for column in columns:
        _mark(sheet, formats, settled, column, f"SUM({_range(leaves[0], column, leaves[-1], column)})")
        come = _range(rows["received"], column, rows["brought_forward"], column)
        done = xl_rowcol_to_cell(settled, column)
        _mark(sheet, formats, carried, column, f"SUM({come})-{done}")


def _mark_table4(sheet: Worksheet, formats: Formats, form: FormTable, top: int) -> None:
    row = top + len(form.rows) - 1
    size = len(Y2021.table4_columns)
    for group in range(len(Y2021.table4)):
        total = (group + 1) * size - 1
        _mark(sheet, formats, row, total, f"SUM({_range(row, group * size, row, total - 1)})")


def _mark(sheet: Worksheet, formats: Formats, row: int, column: int, should: str) -> None:
    """Mark a number that is not what `should` computes."""
    here = xl_rowcol_to_cell(row, column)
    criteria = f"=AND(ISNUMBER({here}),{here}<>{should})"
    sheet.conditional_format(
        row, column, row, column, {"type": "formula", "criteria": criteria, "format": formats.wrong}
    )


def _range(top: int, left: int, bottom: int, right: int) -> str:
    return f"{xl_rowcol_to_cell(top, left)}:{xl_rowcol_to_cell(bottom, right)}"


_MARKS: dict[str, Callable[[Worksheet, Formats, FormTable, int], None]] = {
    "table3": _mark_table3,
    "table4": _mark_table4,
}
