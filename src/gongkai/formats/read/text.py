"""Plain text and Markdown: lines become paragraphs; pipe, tab and one-cell-a-line tables become grids.

Word's "save as text" writes each cell on a line of its own behind a tab, rows apart by an empty line. A crawler
writes rows with pipes. Whatever has no such structure stays text: `formats.locate` recovers it by labels.
"""

from __future__ import annotations

import csv
import re

from gongkai.formats.blocks import MAX_CELLS, MAX_COLUMNS, Document, Grid, GridCell, Paragraph
from gongkai.formats.read.encoding import decode

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*)")
_PAGE_NUMBER = re.compile(r"\s*(?:[—–-]+\s*\d{1,3}\s*[—–-]+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?)\s*")
_META = re.compile(r"(?:标题|题目|名称)\s*[:：]\s*(\S.*)")
_WRAPPED_AT_MOST = 120
_SAME_WIDTH = 4
_LONGEST_CELL = 300
_FEWEST_ROWS = 3
_NEARLY = 0.86
_LONGEST_PRINTED = 160
_SHORTEST_PROSE = 8
_FAR_APART = re.compile(r"\S {3,}\S")
_FIGURES = re.compile(r"(?:(?<=\s)|^)(?:[\d,.]+|[-—/])(?:\s+(?:[\d,.]+|[-—/])){2,}\s*$")
_ONLY_FIGURES = re.compile(r"[\d,.\s/—-]+(?:[（(].*)?$|.*\s\d[\d,.]*$")
_ENDED = re.compile(r"[。；！？：:;!?…][”’》）)]*$")
_NEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+[条章部]|\d+[.．、])"
)
_NEW_SECTION = re.compile(r"\s*[一二三四五六七八九十]+、\S{2,30}$")
_SENTENCE_END = re.compile(r"[。；！？]")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_BETWEEN_FIGURES = re.compile(r"[^\s,][ \t\u3000]+-?\d")  # white space, not commas, keeps the cells apart
_FEWEST_FIGURES = 9
_FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+(?:\.\d+)?(?:[（(].*[)）])?|[-—–/无]|")
_LONG_RUN = 200
_LONGEST_LINE = 20_000


def read(data: bytes) -> Document:
    """Read text bytes in any of the usual encodings; a text that can't be decoded raises `ReportUnreadable`."""
    return read_text(decode(data))


def read_text(text: str) -> Document:
    """Read text that is already decoded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    wrapped = _is_wrapped(lines) or _is_dump(text, lines)
    document = Document([], "text")
    index = plain_until = 0
    after_gap = True
    before = ""
    full = max((_width(line.strip()) for line in lines if not _is_printed_row(line)), default=0) if wrapped else 0
    while index < len(lines):
        grid, stop = _table(lines, index) if index >= plain_until else (None, index)
        if grid is None and stop - index > _LONG_RUN:
            plain_until = stop  # what is no table from its first line on is not tried again from each of the next
        if grid is not None:
            document.blocks.append(grid)
            index, after_gap, before = stop, True, ""
            continue
        line = lines[index]
        index += 1
        if not line.strip():
            after_gap = True
            continue
        if _PAGE_NUMBER.fullmatch(line):
            continue
        if wrapped:
            _add_printed(document, line, before=before, full=full, after_gap=after_gap)
        else:
            _add_line(document, line)
        after_gap, before = False, line
    return document


def _add_line(document: Document, line: str) -> None:
    heading = _HEADING.fullmatch(line)
    words = heading[1] if heading else line.strip()
    meta = _META.fullmatch(words)
    if meta is not None:
        document.titles.append(meta[1].strip())
    document.blocks.append(Paragraph(words, heading=heading is not None))


def _add_printed(document: Document, line: str, *, before: str, full: int, after_gap: bool) -> None:
    """Add a line of a page with what tells whether a paragraph begins on it; `full` is the width of a full line.

    A row of a table is never joined to another line.
    """
    _add_line(document, line)
    added = document.blocks[-1]
    if not isinstance(added, Paragraph) or _is_printed_row(line):
        return
    goes_on = _is_unfinished(before, line)
    ended = _width(before.strip()) < full * _NEARLY and not goes_on
    indented = line[:1] == "\u3000" or (line.startswith("    ") and not goes_on)
    starts = True if after_gap or ended or indented or added.heading else False if goes_on else None
    document.blocks[-1] = added._replace(lines=True, starts=starts)


def _is_dump(text: str, lines: list[str]) -> bool:
    """Tell whether a text is the pages of a document as a tool printed them: form feeds between them, no long line."""
    return "\f" in text and max(map(_width, lines)) <= _LONGEST_PRINTED


def _is_printed_row(line: str) -> bool:
    """Tell whether a line is a row of a table: cells far apart, or figures one after another."""
    return _ONLY_FIGURES.match(line.strip()) is not None or any(
        cells.search(line.strip()) for cells in (_FAR_APART, _FIGURES)
    )


def _is_unfinished(before: str, line: str) -> bool:
    """Tell whether a sentence begun on the line before goes on: no heading, no end of a sentence, no new number."""
    words = before.strip()
    if len(words) < _SHORTEST_PROSE or _ENDED.search(words) or _NEW.match(line) or _is_printed_row(before):
        return False
    return _NEW_SECTION.match(words) is None and re.search(r"[，、；：。《》（]", words) is not None


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
    if "," in line:
        return _commas(lines, index)
    return None, index


def _is_sentence(line: str, rows: int) -> bool:
    """Tell whether a lone line with a pipe is a sentence: 发布《我为群众办实事|快检天天报》系列文章。"""
    return rows == 1 and "。" in line and not line.strip().startswith("|") and not line.strip().endswith("|")


def _commas(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """Read what a spreadsheet saves: lines of cells between commas, labels perhaps in quotes, each as wide as it is.

    Sentences have commas too: a table has at least one line in three that is words first and then only figures.
    """
    rows: list[list[str]] = []
    while index < len(lines) and _may_be_cells(lines[index]):
        rows.append([cell.strip() for cell in next(csv.reader([lines[index]]))])
        index += 1
    figures = sum(map(_is_row_of_figures, rows))
    return (_grid(rows), index) if len(rows) > 1 and figures * _FEWEST_ROWS >= len(rows) else (None, index)


def _may_be_cells(line: str) -> bool:
    if "," not in line or len(line) >= _LONGEST_CELL or _SENTENCE_END.search(line):
        return False
    return not _THOUSANDS.search(line) or not _BETWEEN_FIGURES.search(line)


def _is_row_of_figures(row: list[str]) -> bool:
    """Tell whether a row has words and then figures only, or figures only and many of them."""
    words = max((place + 1 for place, cell in enumerate(row) if not _FIGURE.fullmatch(cell)), default=0)
    figures = [cell for cell in row[words:] if cell]
    return bool(figures) and (words > 0 or len(figures) > _FEWEST_FIGURES)


def _pipes(lines: list[str], index: int) -> tuple[Grid | None, int]:
    written: list[list[str]] = []
    while index < len(lines) and ("|" in lines[index] or "｜" in lines[index]):
        line = lines[index].replace("｜", "|").strip()
        index += 1
        if not (_RULE.fullmatch(line) and "-" in line):
            written.append([cell.strip().replace("<br>", "\n") for cell in _BAR.split(line)])
    rows = [[cell.replace("\\|", "|") for cell in row] for row in _inside_borders(written)]
    wide = sum(1 for row in rows if sum(1 for cell in row if cell) >= 2)
    prose = any(len(cell) > _LONGEST_CELL for row in rows for cell in row) or _is_sentence(lines[index - 1], len(rows))
    if wide * 2 < len(rows) or not rows or prose:
        return None, index
    return _grid(rows), index


def _inside_borders(rows: list[list[str]]) -> list[list[str]]:
    """Take the outer bars of a table away; where only some rows begin with a bar, those begin with an empty cell."""
    bordered = [row[not row[0] : len(row) - (not row[-1])] for row in rows]
    left = all(not row[0] for row in rows)
    right = all(not row[-1] for row in rows)
    if left or len({len(row) for row in bordered}) == 1:
        return bordered
    return [row[:-1] for row in rows] if right else rows


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
