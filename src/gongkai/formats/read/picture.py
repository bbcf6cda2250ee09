"""Read a picture of a report (png, jpg, bmp, tif with pages) by offline OCR."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.read.pdf_columns import tables_in
from gongkai.formats.read.pdf_paragraphs import Line, Page, blocks_of, without_furniture
from gongkai.formats.read.picture_lines import Grey
from gongkai.formats.read.picture_page import ScannedPage, page_of

MAX_PIXELS = 100_000_000
MAX_PAGES = 60
# Pictures wider or higher than this are made smaller first: the characters are large enough.
_MAX_SIDE = 5000
_KINDS = ("PNG", "JPEG", "BMP", "TIFF", "GIF", "WEBP")
# What Pillow's decoders are known to raise on damaged files.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_DAMAGED = "这个图片已损坏或不是能读的图片格式，打不开；请重新扫描成 png、jpg 或 PDF"


def read(data: bytes) -> Document:
    """Read every page of a picture file; boxes are pixels. `ReportUnreadable` tells what is wrong with it."""
    pages = [page_of(picture, number) for number, picture in enumerate(_pictures(data), 1)]
    blocks = blocks_of(arranged(pages))
    if not blocks:
        raise ReportUnreadable("这个图片里没有读到文字；请用更清楚的扫描件（200 dpi 以上，放正，不要拍照）")
    return Document(blocks, "picture")


def arranged(pages: list[ScannedPage]) -> list[Page]:
    """Return scanned pages as lines and tables in reading order, without page numbers and running heads."""
    kept = without_furniture([(float(page.height), page.lines) for page in pages])
    found = []
    for number, (page, lines) in enumerate(zip(pages, kept, strict=True), 1):
        tables, rest = tables_in(lines, number)
        placed: list[tuple[float, Line | Grid]] = [*page.grids, *tables]
        placed += [(line.top, Line(line.x0, line.top, line.x1, line.bottom, line.text, line.size)) for line in rest]
        placed.sort(key=lambda entry: entry[0])
        found.append(Page(number, float(page.height), [item for _, item in placed]))
    return found


def _pictures(data: bytes) -> Iterator[Grey]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=_KINDS) as image:
                count = getattr(image, "n_frames", 1)
                if count > MAX_PAGES:
                    raise ReportUnreadable(f"这个图片文件有 {count} 页，超过 {MAX_PAGES} 页；请只交年度报告的部分")
                for index in range(count):
                    yield _frame(image, index)
        except Image.DecompressionBombError as error:
            raise ReportUnreadable("这个图片的像素超过一亿，没有读；请用 200 至 300 dpi 重新扫描") from error
        except _BROKEN as error:
            raise ReportUnreadable(_DAMAGED) from error


def _frame(image: Image.Image, index: int) -> Grey:
    image.seek(index)
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ReportUnreadable(f"这个图片有 {width}×{height} 像素，超过一亿像素，没有读；请用 200 至 300 dpi 重新扫描")
    if width < 8 or height < 8:
        raise ReportUnreadable("这个图片太小，里面不会有报告；请检查文件")
    upright = ImageOps.exif_transpose(image)
    if upright.mode[0] in "IF":
        levels = np.asarray(upright).astype(np.float32)
        upright = Image.fromarray((levels * (255 / max(float(levels.max()), 1.0))).clip(0, 255).astype(np.uint8))
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        whole = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    grey = upright.convert("L")
    grey.thumbnail((_MAX_SIDE, _MAX_SIDE))
    return np.array(grey)
