"""Read a page of a pdf that is only a picture: the page is drawn at 200 dpi and given to OCR."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from gongkai.formats.blocks import Box, Grid
from gongkai.formats.read.pdf_page import Glyph, PageReader
from gongkai.formats.read.pdf_text import TextLine
from gongkai.formats.read.picture_lines import Grey
from gongkai.formats.read.picture_page import ScannedPage, page_of

_DPI = 200
_MAX_SIDE = 5000


def scanned(reader: PageReader, number: int) -> ScannedPage:
    """Read page `number` by OCR; boxes are points from the top left corner, as for other pages."""
    width = float(pdfium.FPDF_GetPageWidthF(reader.handle))
    height = float(pdfium.FPDF_GetPageHeightF(reader.handle))
    scale = min(_DPI / 72, _MAX_SIDE / max(width, height, 1.0))
    page = page_of(_drawn(reader.handle, max(round(width * scale), 8), max(round(height * scale), 8)), number)
    return ScannedPage(
        round(page.width / scale),
        round(page.height / scale),
        [_line(line, scale) for line in page.lines],
        [(top / scale, _grid(grid, scale)) for top, grid in page.grids],
    )


def _drawn(handle: Any, width: int, height: int) -> Grey:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_uint8))
        rows = np.ctypeslib.as_array(start, (height, stride))
        return rows[:, :width].copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _scaled(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = box
    return round(x0 / scale, 1), round(y0 / scale, 1), round(x1 / scale, 1), round(y1 / scale, 1)


def _grid(grid: Grid, scale: float) -> Grid:
    cells = [cell._replace(box=_scaled(cell.box, scale) if cell.box else None) for cell in grid.cells]
    return Grid(cells, grid.page)


def _line(line: TextLine, scale: float) -> TextLine:
    glyphs = [
        Glyph(glyph.x0 / scale, glyph.top / scale, glyph.x1 / scale, glyph.bottom / scale, glyph.text, glyph.number)
        for glyph in line.glyphs
    ]
    return TextLine(line.x0 / scale, line.top / scale, line.x1 / scale, line.bottom / scale, line.text, glyphs)
