"""Read a Word document (docx, docm, dotx, and WPS files of the same make) as paragraphs and grids.

A plain document is scanned in one pass (`docx_scan`); anything else goes through `docx_tree`. Headers and footers are
left out, links are not followed, nothing outside the file is fetched.
"""

from __future__ import annotations

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid
from gongkai.formats.read.docx_numbering import numbering_of
from gongkai.formats.read.docx_parts import Parts, parts_of
from gongkai.formats.read.docx_scan import scan
from gongkai.formats.read.docx_tree import Blocks, TreeReader

EMPTY = "Word 文档里没有文字：如果内容是图片，请把图片另存出来再读，或改用有文字的文件"


def read(data: bytes) -> Document:
    """Return the document in `data`; `ReportUnreadable` says in Chinese why it can't be read."""
    parts = parts_of(data)
    numbering = numbering_of(parts.numbering)
    numbered = frozenset(style for style, key in parts.styles.numbered.items() if numbering.shows(key))
    blocks = scan(parts.main, parts.styles.headings, numbered)
    notes: list[str] = []
    if blocks is None:
        blocks, notes = read_thoroughly(parts)
    if not blocks:
        raise ReportUnreadable(EMPTY)
    if not any(isinstance(block, Grid) for block in blocks) and b"r:embed=" in parts.main:
        notes.append("文档里没有表格，只有图片，图片里的内容没有读")
    return Document(blocks, "docx", parts.titles, notes)


def read_thoroughly(parts: Parts) -> tuple[Blocks, list[str]]:
    """Return the blocks and notes of a document by way of the tree, whatever it holds."""
    reader = TreeReader(parts.styles, numbering_of(parts.numbering))
    return reader.read(parts.main), reader.notes
