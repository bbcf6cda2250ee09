"""What an imported document is made of before it is html: lines with their looks, tables with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph

_FIGURE = re.compile(r"[-—–－/]?[\d０-９][\d０-９,，.．:：%％\s]*[-—–－/]?|[-—–－/]")
_SERIAL = re.compile(r"序\s*号|编\s*号")
_SENTENCE_END = re.compile(r"[。；：！？.;:!?”》）)]\s*$")
_ASCII_JOINT = re.compile(r"[A-Za-z0-9,.;:]\Z")
_FULL_LINE = 20  # characters: a shorter line was ended by its author
_CAPTION = re.compile(r"[图圖]\s*[\d一二三四五六七八九十]+")


@dataclass(slots=True)
class Line:
    """One paragraph: its text as read and as inline html, and how it looks.

    `level` is the heading level that the document marks (from 1, 0 for none), `size` the largest characters in points.
    """

    text: str
    html: str
    align: str = ""
    size: float = 0.0
    bold: bool = False
    level: int = 0
    title: bool = False
    bullet: bool = False


@dataclass(slots=True)
class Table:
    """One table: its physical cells, and the lines in each of them."""

    grid: Grid
    cells: list[list[Line]] = field(default_factory=list)
    header_rows: int = 0


Block = Line | Table


def plain_line(text: str, *, level: int = 0) -> Line:
    r"""Return a line of plain text; its line ends are breaks.

    >>> plain_line("甲\n<乙>").html
    '甲<br>&lt;乙&gt;'
    """
    return Line(text, escape(text, quote=False).replace("\n", "<br>"), level=level)


def plain_blocks(document: Document) -> list[Block]:
    """Return the blocks of a document that tells nothing of looks; printed lines are joined to paragraphs."""
    blocks: list[Block] = []
    before: Paragraph | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            blocks.append(Table(block, [[plain_line(cell.text)] for cell in block.cells]))
            before = None
            continue
        last = blocks[-1] if blocks else None
        if before is not None and isinstance(last, Line) and _goes_on(before, block):
            joint = " " if _ASCII_JOINT.search(last.text) and block.text[:1].isascii() else ""
            blocks[-1] = plain_line(last.text + joint + block.text.strip(), level=last.level)
        else:
            blocks.append(plain_line(block.text, level=1 if block.heading else 0))
        before = block
    return blocks


def _goes_on(before: Paragraph, line: Paragraph) -> bool:
    """Tell whether a printed line belongs to the paragraph of the one before."""
    if not line.lines or line.heading or before.heading or line.starts:
        return False
    if line.starts is False:
        return True
    return len(before.text) >= _FULL_LINE and not _SENTENCE_END.search(before.text)


def rendered(blocks: Iterable[Block]) -> str:
    """Return the html of blocks whose headings are settled (`level` 2 to 4)."""
    written: list[str] = []
    bullets: list[str] = []
    for block in blocks:
        if isinstance(block, Line) and block.bullet and not block.level:
            bullets.append(f"<li>{block.html}</li>")
            continue
        if bullets:
            written.append(f"<ul>{''.join(bullets)}</ul>")
            bullets = []
        written.append(_paragraph(block) if isinstance(block, Line) else _table(block))
    if bullets:
        written.append(f"<ul>{''.join(bullets)}</ul>")
    return _captioned(written)


def _paragraph(line: Line) -> str:
    if line.level:
        heading = re.sub(r"</?strong>", "", line.html)
        return f"<h{line.level}{_class(line.align)}>{heading}</h{line.level}>"
    if line.html.startswith("<img ") and line.html.count("<") == 1:
        return f"<figure>{line.html}</figure>"
    return f"<p{_class(line.align)}>{line.html}</p>"


def _captioned(written: list[str]) -> str:
    """Put the line 图1 … below a picture into its figure."""
    done: list[str] = []
    for piece in written:
        words = re.fullmatch(r"<p[^>]*>([^<]{1,80})</p>", piece)
        if words and done and done[-1].startswith("<figure>") and _CAPTION.match(words[1].strip()):
            done[-1] = done[-1].replace("</figure>", f"<figcaption>{words[1]}</figcaption></figure>")
        else:
            done.append(piece)
    return "".join(done)


def _class(align: str) -> str:
    return f' class="{align}"' if align else ""


def _table(table: Table) -> str:
    """Return a table with its header rows and header cells marked for those who can't see it."""
    cells = table.grid.cells
    headers = table.header_rows or _header_rows(cells)
    rows_named = _names_rows(cells, headers)
    rows: dict[int, list[str]] = {}
    for cell, lines in zip(cells, table.cells, strict=True):
        tag, scope = "td", ""
        if cell.row < headers:
            tag, scope = "th", ' scope="colgroup"' if cell.colspan > 1 else ' scope="col"'
        elif rows_named and cell.column == 0 and cell.text.strip():
            tag, scope = "th", ' scope="rowgroup"' if cell.rowspan > 1 else ' scope="row"'
        rows.setdefault(cell.row, []).append(f"<{tag}{_spans(cell)}{scope}{_cell(lines)}</{tag}>")
    last = max((cell.row + cell.rowspan for cell in cells), default=0)
    whole = ["".join(rows.get(number, ())) for number in range(last)]
    head = "".join(f"<tr>{row}</tr>" for row in whole[:headers])
    body = "".join(f"<tr>{row}</tr>" for row in whole[headers:])
    return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def _spans(cell: GridCell) -> str:
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return colspan + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")


def _cell(lines: list[Line]) -> str:
    """Return the rest of a cell's tag and what stands in it."""
    if len(lines) == 1:
        return f"{_class(lines[0].align)}>{lines[0].html}"
    return ">" + "".join(f"<p{_class(line.align)}>{line.html}</p>" for line in lines)


def _header_rows(cells: list[GridCell]) -> int:
    """Return how many rows at the top of a table only name its columns: all filled, none with a figure."""
    last = max((cell.row + cell.rowspan for cell in cells), default=0)
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    if last < 2 or width < 2:
        return 0
    headers = 0
    while headers < last - 1:
        row = [cell for cell in cells if cell.row == headers]
        if not _is_naming(row, alone=headers > 0):
            break
        deepest = max(cell.rowspan for cell in row)
        whole = len(row) == 1 and row[0].colspan == width
        headers += deepest if not whole else 1
        within = [cell for cell in cells if cell.row < headers]
        if not whole and all(cell.row + cell.rowspan <= headers for cell in within):
            break
    return headers if headers < last else 0


def _is_naming(row: list[GridCell], *, alone: bool) -> bool:
    words = [cell.text.strip() for cell in row]
    if not words or not all(words):
        return False
    return not any(_FIGURE.fullmatch(word) for word in words) and not (alone and len(words) == 1)


def _names_rows(cells: list[GridCell], headers: int) -> bool:
    """Tell whether the first column names the rows of figures beside it."""
    first = [cell for cell in cells if cell.column == 0 and cell.row >= headers]
    title = " ".join(cell.text for cell in cells if cell.column == 0 and cell.row < headers)
    rest = [cell.text.strip() for cell in cells if cell.column > 0 and cell.row >= headers]
    if not first or not rest or _SERIAL.search(title):
        return False
    if any(not cell.text.strip() or _FIGURE.fullmatch(cell.text.strip()) for cell in first):
        return False
    return sum(bool(_FIGURE.fullmatch(text)) or not text for text in rest) * 2 >= len(rest)
