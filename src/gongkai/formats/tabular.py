"""A plain table with one row of headings, as people fill it in: csv or xlsx → rows, rows → csv or xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from gongkai.core.errors import GongkaiError, ReportUnreadable, UploadRefused
from gongkai.formats.read.encoding import decode
from gongkai.formats.read.xlsx import read_thoroughly
from gongkai.formats.upload import UploadLimits, inspect_upload

__all__ = ["Row", "TableUnreadable", "read_table", "write_csv", "write_xlsx"]

LIMITS = UploadLimits(size=8 * 2**20)
MOST_ROWS = 20_000
HEADINGS_WITHIN = 10
"""The headings stand in one of the first rows: above them may be a title or advice."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for a formula at the beginning of a cell of a csv file."""
_DELIMITERS = (",", "\t", ";", "，", "；")


class TableUnreadable(GongkaiError):
    """A table can't be read: not csv or xlsx, damaged, or without the headings; the sentence tells the way out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was filled in: its number as the program that made the file shows it, and heading → text."""

    number: int
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """Return the text under a heading, "" where there is none."""
        return self.cells.get(heading, "")


def read_table(data: bytes, name: str, headings: Iterable[str], needed: Iterable[str]) -> tuple[Row, ...]:
    r"""Return the rows of a csv (UTF-8 or GB18030) or xlsx file below its headings; empty rows are left out.

    `headings` are those that are understood, `needed` those that must be there. A star after a heading is advice to the
    person. `TableUnreadable` where it can't be read.

    >>> read_table("机构编码*,机构名称\nswj, 清禾县商务局 \n".encode(), "表.csv", ["机构编码", "机构名称"], ["机构编码"])[0].cells
    {'机构编码': 'swj', '机构名称': '清禾县商务局'}
    """
    lines = _lines(data, name)
    known = set(headings)
    place = _place_of_headings(lines, known)
    told = [_plain(cell) for cell in lines[place]]
    unknown = [heading for heading in told if heading and heading not in known]
    repeated = sorted({heading for heading in told if heading and told.count(heading) > 1})
    missing = [heading for heading in needed if heading not in told]
    _refuse("表头没有{}，请用模板填写。", missing)
    _refuse("表头里的{}看不懂，请对照模板改正或者删去这一列。", unknown)
    _refuse("表头里的{}出现了两次，请删去一列。", repeated)
    rows = []
    for number, line in enumerate(lines[place + 1 :], place + 2):
        cells = {heading: cell.strip() for heading, cell in zip(told, line, strict=False) if heading}
        if any(cells.values()):
            rows.append(Row(number, cells))
    return tuple(rows)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return a csv file that opens rightly in Excel and WPS (UTF-8 with its mark), nothing in it taken for a formula.

    >>> write_csv(["姓名"], [["=1+1"]]).decode("utf-8-sig")
    "姓名\r\n'=1+1\r\n"
    """
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(headings)
    writer.writerows([f"'{cell}" if cell.startswith(DANGEROUS) else cell for cell in row] for row in rows)
    return told.getvalue().encode("utf-8-sig")


def write_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    needed: Iterable[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
    advice: Sequence[str] = (),
) -> bytes:
    """Return a workbook to fill in: needed headings have a star, cells with `choices` a list, `advice` a second sheet."""
    told = io.BytesIO()
    book = xlsxwriter.Workbook(told, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("填写")
    bold, text = (
        book.add_format({"bold": True, "bg_color": "#E8F0F8", "border": 1}),
        book.add_format({"num_format": "@"}),
    )
    starred = set(needed)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, max(12, 2 * len(heading) + 4), text)
        sheet.write_string(0, column, f"{heading}*" if heading in starred else heading, bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, text)
    sheet.freeze_panes(1, 0)
    if choices:
        _offer(book, sheet, headings, choices)
    if advice:
        page = book.add_worksheet("填写说明")
        page.set_column(0, 0, 100)
        for number, sentence in enumerate(advice):
            page.write_string(number, 0, sentence)
    book.close()
    return told.getvalue()


def _offer(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    headings: Sequence[str],
    choices: Mapping[str, Sequence[str]],
) -> None:
    """Offer lists in cells; they stand in a sheet of their own, for Excel takes 255 characters at most in the rule."""
    lists = book.add_worksheet("可选值")
    for place, (heading, offered) in enumerate(choices.items()):
        lists.write_column(0, place, list(offered))
        column = headings.index(heading)
        letter = chr(ord("A") + place)
        source = f"=可选值!${letter}$1:${letter}${len(offered)}"
        sheet.data_validation(1, column, MOST_ROWS, column, {"validate": "list", "source": source})


def _lines(data: bytes, name: str) -> list[list[str]]:
    try:
        kind = inspect_upload(name, data, LIMITS).kind
        if kind == "xlsx":
            lines = _of_workbook(data)
        elif kind == "text":
            lines = _of_text(decode(data))
        else:
            raise TableUnreadable(f"{name}：请交csv或者xlsx文件，可以下载模板填写。")
    except (UploadRefused, ReportUnreadable) as refusal:
        raise TableUnreadable(f"{str(refusal).rstrip('。')}。") from refusal
    if len(lines) > MOST_ROWS:
        raise TableUnreadable(f"表有{len(lines)}行，最多{MOST_ROWS}行，请分成几个文件。")
    return lines


def _of_workbook(data: bytes) -> list[list[str]]:
    """Return the first sheet that shows, each line as far to the left and top as the workbook itself has it."""
    area = next((sheet.area for sheet in read_thoroughly(data) if not sheet.hidden and sheet.area is not None), None)
    if area is None:
        raise TableUnreadable("工作簿是空的，请用模板填写。")
    top, left = area.origin
    return [[] for _ in range(top)] + [[""] * left + line for line in area.lines]


def _of_text(text: str) -> list[list[str]]:
    head = text[:2000]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise TableUnreadable("csv文件读不了：某一格太长或者引号没有配对，请另存为xlsx再交。") from error


def _place_of_headings(lines: list[list[str]], known: set[str]) -> int:
    counts = [len({_plain(cell) for cell in line} & known) for line in lines[:HEADINGS_WITHIN]]
    if not counts or not max(counts):
        raise TableUnreadable("没有找到表头，请用模板填写。")
    return counts.index(max(counts))


def _plain(heading: str) -> str:
    return "".join(heading.split()).rstrip("*＊")


def _refuse(sentence: str, headings: list[str]) -> None:
    if headings:
        raise TableUnreadable(sentence.format("、".join(f"“{heading}”" for heading in headings)))
