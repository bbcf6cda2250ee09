"""Plain text and Markdown: lines become paragraphs; pipe, tab and one-cell-a-line tables become grids.

Word's "save as text" writes each cell on a line of its own behind a tab, rows apart by an empty line. A crawler
writes rows with pipes. Whatever has no such structure stays text: `formats.locate` recovers it by labels.
"""

from __future__ import annotations

import csv
import re

from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, Document, Grid, GridCell, Paragraph
from gongkai.formats.read.encoding import decode

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*)")
_PAGE_NUMBER = re.compile(r"\s*(?:[—–-]+\s*\d{1,3}\s*[—–-]+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?)\s*")
_META = re.compile(r"(?:标题|题目|名称)\s*[:：]\s*(\S.*)")
_WRAPPED_AT_MOST = 120
_SAME_WIDTH = 4
_LONGEST_CELL = 300
_FEWEST_COMMAS = 3
_LONG_RUN = 200
_LONGEST_LINE = 20_000


def read(data: bytes) -> Document:
    """Read text bytes in any of the usual encodings; a text that can't be decoded raises `ReportUnreadable`."""
    return read_text(decode(data))


def read_text(text: str) -> Document:
    """Read text that is already decoded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    wrapped = _is_wrapped(lines)
    document = Document([], "text")
    index = plain_until = 0
    after_gap = True
    while index < len(lines):
        grid, stop = _table(lines, index) if index >= plain_until else (None, index)
        if grid is None and stop - index > _LONG_RUN:
            plain_until = stop  # what is no table from its first line on is not tried again from each of the next
        if grid is not None:
            document.blocks.append(grid)
            index, after_gap = stop, True
            continue
        line = lines[index]
        index += 1
        if not line.strip():
            after_gap = True
            continue
        if _PAGE_NUMBER.fullmatch(line):
            continue
        _add_line(document, line, wrapped=wrapped, after_gap=after_gap)
        after_gap = False
    return document


def _add_line(document: Document, line: str, *, wrapped: bool, after_gap: bool) -> None:
    heading = _HEADING.fullmatch(line)
    words = heading[1] if heading else line.strip()
    meta = _META.fullmatch(words)
    if meta is not None:
        document.titles.append(meta[1].strip())
    indented = line[:1] == "\u3000" or line.startswith("    ")
    starts = True if after_gap or indented or heading else None
    document.blocks.append(
        Paragraph(words, lines=wrapped, heading=heading is not None, starts=starts if wrapped else None)
    )


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether line ends are the page's: many lines of nearly the same width that end in mid-sentence."""
    if max(map(len, lines)) > _LONGEST_LINE:
        return False
    widths = sorted((_width(line), line) for line in map(str.strip, lines) if len(line) >= 12 and "|" not in line)
    if len(widths) < 12 or widths[-1][0] > _WRAPPED_AT_MOST:
        return False
    usual = widths[int(len(widths) * 0.7)][0]
    full = [line for width, line in widths if abs(width - usual) <= _SAME_WIDTH]
    broken = [line for line in full if not re.search(r"[。；：！？:;!?]$", line)]
    return len(full) * 2 >= len(widths) and len(broken) * 2 >= len(full)


def _width(line: str) -> int:
    """Return the width a line takes on paper: a Chinese character counts two."""
    return sum(1 if char.isascii() else 2 for char in line)


def _table(lines: list[str], index: int) -> tuple[Grid | None, int]:
    line = lines[index]
    if "|" in line or "｜" in line:
        return _pipes(lines, index)
    if line.startswith("\t"):
        return _cells_on_lines(lines, index)
    if line.count("\t") >= 2:
        return _tabs(lines, index)
    if line.count(",") >= _FEWEST_COMMAS:
        return _commas(lines, index)
    return None, index


def _is_sentence(line: str, rows: int) -> bool:
    """Tell whether a lone line with a pipe is a sentence: 发布《我为群众办实事|快检天天报》系列文章。"""
    return rows == 1 and "。" in line and not line.strip().startswith("|") and not line.strip().endswith("|")


def _commas(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """Read what a spreadsheet saves: lines with the same number of commas, labels perhaps in quotes."""
    rows: list[list[str]] = []
    while index < len(lines) and len(lines[index]) < _LONGEST_CELL and lines[index].count(",") >= _FEWEST_COMMAS:
        row = next(csv.reader([lines[index]]))
        if rows and len(row) != len(rows[0]):
            break
        rows.append([cell.strip() for cell in row])
        index += 1
    return (_grid(rows), index) if len(rows) >= 2 and len(rows[0]) > _FEWEST_COMMAS else (None, index)


def _pipes(lines: list[str], index: int) -> tuple[Grid | None, int]:
    rows: list[list[str]] = []
    while index < len(lines) and ("|" in lines[index] or "｜" in lines[index]):
        line = lines[index].replace("｜", "|").strip()
        index += 1
        if _RULE.fullmatch(line) and "-" in line:
            continue
        closed = line.removeprefix("|").removesuffix("|")
        rows.append([cell.strip().replace("<br>", "\n").replace("\\|", "|") for cell in closed.split("|")])
    wide = sum(1 for row in rows if sum(1 for cell in row if cell) >= 2)
    prose = any(len(cell) > _LONGEST_CELL for row in rows for cell in row) or _is_sentence(lines[index - 1], len(rows))
    if wide * 2 < len(rows) or not rows or prose:
        return None, index
    return _grid(rows), index


def _tabs(lines: list[str], index: int) -> tuple[Grid, int]:
    rows: list[list[str]] = []
    while index < len(lines) and "\t" in lines[index].strip("\n"):
        rows.append([cell.strip() for cell in lines[index].split("\t")])
        index += 1
    return _grid(rows), index


def _cells_on_lines(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """Read Word's one-cell-a-line tables; a line without a tab goes on with the cell before it."""
    start = index
    rows: list[list[str]] = [[]]
    while index < len(lines):
        line = lines[index]
        if line.startswith("\t"):
            if line.count("\t") > 1 and line.strip():
                return _tabs(lines, start)
            rows[-1].append(line[1:].strip())
        elif not line.strip():
            if not (index + 1 < len(lines) and lines[index + 1].startswith("\t")):
                break
            rows.append([])
        elif rows[-1] and _goes_on(rows[-1], line):
            rows[-1][-1] = f"{rows[-1][-1]}\n{line.strip()}" if rows[-1][-1] else line.strip()
        else:
            break
        index += 1
    rows = [row for row in rows if row]
    return (_grid(rows) if len(rows) > 1 else None), index


def _goes_on(row: list[str], line: str) -> bool:
    if len(line) > 30 or re.match(r"\s*[一二三四五六]、", line):
        return False
    # Behind a number only its remark goes on: 22 / （其中修订16件）.
    return not re.fullmatch(r"[\d,.]+", row[-1]) or re.match(r"\s*[\d（(\[【*注]", line) is not None


def _grid(rows: list[list[str]]) -> Grid:
    cells = [
        GridCell(number, column, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row[:MAX_COLUMNS])
    ]
    return Grid(cells[:MAX_CELLS])
