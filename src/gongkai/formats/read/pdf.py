"""Read a pdf: its text layer with its rule lines, page by page; a page that is only a picture goes to OCR.

pdfium (pypdfium2) tells the characters and lines; `lattice` makes tables of them; where a table has no lines its
columns are found by how its text is aligned.
"""

from __future__ import annotations

import re
from ctypes import create_string_buffer
from importlib import import_module
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Box, Document, Grid, GridCell
from gongkai.formats.read.lattice import Lattice, lattices
from gongkai.formats.read.pdf_cells import brimming, rejoined, unbroken
from gongkai.formats.read.pdf_columns import tables_in
from gongkai.formats.read.pdf_page import LOCK, Drawing, Glyph, PageReader
from gongkai.formats.read.pdf_paragraphs import Line, Page, blocks_of, without_furniture
from gongkai.formats.read.pdf_text import TextLine, lines_of, text_of

MAX_PAGES = 300
MAX_BYTES = 200 * 1024 * 1024
# Lines nearer than this (points) are one line.
_TOLERANCE = 2.5
# A picture over this share of a page makes it a scan, when no table is drawn with lines.
_SCAN = 0.5
# So many shapes without a character are text turned into outlines.
_OUTLINED = 40
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]")

_REFUSALS = {
    pdfium.FPDF_ERR_PASSWORD: "这个 PDF 加了密码，打不开；请先去掉密码再交来",
    pdfium.FPDF_ERR_SECURITY: "这个 PDF 用了不支持的加密方式，打不开；请先去掉加密再交来",
}
_DAMAGED = "这个 PDF 已损坏或不完整，打不开；请重新导出或重新下载"


class _Draft(NamedTuple):
    """A page before its furniture is left out: lines outside tables, and tables with their tops.

    `full` are the corners of the cells whose figure leaves no place for another digit.
    """

    number: int
    height: float
    lines: list[TextLine]
    grids: list[tuple[float, Grid]]
    full: set[Box]


def read(data: bytes) -> Document:
    """Read a pdf's paragraphs and tables; boxes are points from the top left corner of the page.

    `ReportUnreadable` says in one sentence why a file can't be read: damaged, encrypted, too many pages,
    or no text at all.
    """
    if len(data) > MAX_BYTES:
        raise ReportUnreadable(f"这个 PDF 超过 {MAX_BYTES // 1024 // 1024} 兆字节，没有读；请压缩或拆分后再交来")
    with LOCK:
        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            raise ReportUnreadable(_REFUSALS.get(pdfium.FPDF_GetLastError(), _DAMAGED))
        try:
            return _document(handle)
        finally:
            pdfium.FPDF_CloseDocument(handle)


def _document(handle: Any) -> Document:
    count = pdfium.FPDF_GetPageCount(handle)
    if count <= 0:
        raise ReportUnreadable(_DAMAGED)
    if count > MAX_PAGES:
        raise ReportUnreadable(f"这个 PDF 有 {count} 页，超过 {MAX_PAGES} 页，不像一份年度报告；请只交年度报告的部分")
    drafts = []
    notes = []
    for index in range(count):
        with PageReader(handle, index) as reader:
            glyphs, drawing = reader.glyphs(), reader.drawing()
            if _is_scan(glyphs, drawing, reader.width * reader.height):
                drafts.append(_scanned(index + 1, reader))
                notes.append(f"第 {index + 1} 页是图片，由文字识别读出")
            else:
                drafts.append(_draft(index + 1, reader, glyphs, drawing))
    kept = without_furniture([(draft.height, draft.lines) for draft in drafts])
    pages = [_page(draft, lines) for draft, lines in zip(drafts, kept, strict=True)]
    for before, after, draft in zip(pages, pages[1:], drafts, strict=False):
        _rejoin(before, after, draft.full)
    blocks = blocks_of(pages)
    if not blocks:
        raise ReportUnreadable("这个 PDF 里没有读到文字；如果是扫描件，请用更清楚的扫描件（200 dpi 以上）")
    return Document(blocks, "pdf", _titles(handle), notes)


def _rejoin(before: Page, after: Page, full: set[Box]) -> None:
    """Make a row whole that the page's end cut in two."""
    if full and before.items and after.items:
        upper, lower = before.items[-1], after.items[0]
        if isinstance(upper, Grid) and isinstance(lower, Grid):
            before.items[-1], after.items[0] = rejoined(upper, lower, full)


def _titles(handle: Any) -> list[str]:
    length = pdfium.FPDF_GetMetaText(handle, b"Title", None, 0)
    if not 2 < length < 2000:
        return []
    buffer = create_string_buffer(length)
    pdfium.FPDF_GetMetaText(handle, b"Title", buffer, length)
    title = buffer.raw[: length - 2].decode("utf-16-le", errors="ignore").strip()
    return [title] if title else []


def _is_scan(glyphs: list[Glyph], drawing: Drawing, area: float) -> bool:
    """Say whether the page's text is only in a picture, or its text layer can't be used."""
    pictured = sum(max(x1 - x0, 0) * max(y1 - y0, 0) for x0, y0, x1, y1 in drawing.pictures) >= _SCAN * area
    if not glyphs:
        return bool(drawing.pictures) or drawing.shapes >= _OUTLINED
    broken = len(_BROKEN.findall("".join([glyph.text for glyph in glyphs])))
    return broken * 3 > len(glyphs) or (pictured and not drawing.horizontals)


def _draft(number: int, reader: PageReader, glyphs: list[Glyph], drawing: Drawing) -> _Draft:
    skeletons = lattices(drawing.horizontals, drawing.verticals, _TOLERANCE)
    if not skeletons and len(drawing.areas) > 3:
        edged = lattices(*drawing.edges(), _TOLERANCE)
        skeletons = [lattice for lattice in edged if len(lattice.xs) > 2 and len(lattice.ys) > 2]
    held, free = _sorted_out(glyphs, skeletons)
    full: set[Box] = set()
    grids = [
        (lattice.ys[0], _grid(lattice, cells, reader.quarters, number, full))
        for lattice, cells in zip(skeletons, held, strict=True)
        if cells
    ]
    return _Draft(number, reader.height, lines_of(free, reader.spaces), grids, full)


def _scanned(number: int, reader: PageReader) -> _Draft:
    page = import_module("gongkai.formats.read.pdf_scan").scanned(reader, number)
    return _Draft(number, page.height, page.lines, page.grids, set())


def _page(draft: _Draft, kept: list[TextLine]) -> Page:
    tables, rest = tables_in(kept, draft.number)
    placed: list[tuple[float, Line | Grid]] = [*draft.grids, *tables]
    placed += [
        (line.top, Line(line.x0, line.top, line.x1, line.bottom, line.text, line.size, line.space)) for line in rest
    ]
    placed.sort(key=lambda entry: entry[0])
    return Page(draft.number, draft.height, [item for _, item in placed])


def _sorted_out(glyphs: list[Glyph], skeletons: list[Lattice]) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """Return the characters of each lattice by cell, and those outside all; the innermost lattice has them."""
    held: list[dict[int, list[Glyph]]] = [{} for _ in skeletons]
    inner = sorted(zip(skeletons, held, strict=True), key=lambda pair: pair[0].area)
    free = []
    for glyph in glyphs:
        x0, top, x1, bottom, _, _ = glyph
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for lattice, cells in inner:
            region = lattice.region_at(x, y)
            if region is not None:
                cells.setdefault(region, []).append(glyph)
                break
        else:
            free.append(glyph)
    return held, free


def _grid(lattice: Lattice, held: dict[int, list[Glyph]], quarters: dict[int, int], page: int, full: set[Box]) -> Grid:
    xs, ys = [round(x, 1) for x in lattice.xs], [round(y, 1) for y in lattice.ys]
    last = len(ys) - 1
    cells = []
    for index, (row, column, rowspan, colspan) in enumerate(lattice.regions):
        glyphs = held.get(index)
        text = ""
        box = xs[column], ys[row], xs[column + colspan], ys[row + rowspan]
        if glyphs:
            text = text_of(glyphs, quarters)
            if "\n" in text:
                text = unbroken(text, glyphs, box)
            elif row + rowspan == last and brimming(text, glyphs, box):
                full.add(box)
        cells.append(GridCell(row, column, text, rowspan, colspan, box))
    return Grid(cells, page)
