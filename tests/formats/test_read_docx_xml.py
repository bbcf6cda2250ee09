"""XML in other encodings and dialects, and XML that tries to harm."""

from __future__ import annotations

import pytest
from tests.support import word

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import docx


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[list[GridCell]]:
    return [block.cells for block in document.blocks if isinstance(block, Grid)]


def test_another_prefix_for_the_namespace_reads_as_well() -> None:
    main = word.document(word.text_paragraph("别的前缀")).replace("<w:", "<x:").replace("</w:", "</x:")
    assert texts(docx.read(word.docx_of(main.replace("xmlns:w=", "xmlns:x=")))) == ["别的前缀"]


def test_utf_16_and_pretty_printed_documents_read() -> None:
    prolog = '<?xml version="1.0" encoding="UTF-16"?>'
    main = word.document(word.text_paragraph("宽字符"), prolog=prolog).encode("utf-16")
    assert texts(docx.read(word.docx_of(main))) == ["宽字符"]
    pretty = word.document(word.text_paragraph("换行")).replace("<w:p>", "\n  <w:p>\n  ").replace("</w:p>", "\n</w:p>")
    assert texts(docx.read(word.docx_of(pretty))) == ["换行"]


@pytest.mark.parametrize("depth", [30, 200, 5000])
def test_deep_nesting_is_refused_in_words_or_read(depth: int) -> None:
    start, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    data = word.docx(start * depth + word.text_paragraph("深") + end * depth)
    if depth == 30:
        assert grids(docx.read(data)) == [[GridCell(0, 0, "深")]]
    else:
        with pytest.raises(ReportUnreadable):
            docx.read(data)


def test_entities_are_refused_in_words() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈">{laughs}]>'
    body = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    with pytest.raises(ReportUnreadable, match="实体"):
        docx.read(word.docx_of(word.document(body, prolog=prolog)))
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(ReportUnreadable, match="实体"):
        docx.read(word.docx_of(word.document(body, prolog=outside)))
