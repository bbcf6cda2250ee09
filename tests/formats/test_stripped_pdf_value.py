"""A pdf before it goes out: written anew from its pages, the same to look at."""

from __future__ import annotations

import zlib

import pypdfium2 as pdfium
import pytest
from tests.support.pages import set_page
from tests.support.small_files import page_objects, pdf, stream

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside, asides_of
from gongkai.formats.write.stripped import strip
from gongkai.formats.write.stripped_value import Stripped

PRIVATE = "ZhangMou19870305"


def rendered(data: bytes) -> list[bytes]:
    """Return the pixels of all pages."""
    opened = pdfium.PdfDocument(data)
    shown = []
    for number in range(len(opened)):
        page = opened[number]
        bitmap = page.render(scale=1)
        shown.append(bytes(bitmap.buffer))
        page.close()
    opened.close()
    return shown


def stripped(data: bytes) -> Stripped:
    result = strip(data)
    assert PRIVATE.encode() not in result.data
    assert PRIVATE.encode() not in b"".join(_inflated(result.data))
    assert PRIVATE.encode("utf-16-be") not in result.data
    assert read_document(result.data).blocks == read_document(data).blocks
    assert strip(data).data == result.data
    assert strip(result.data) == (result.data, (), result.kept)
    return result


def _inflated(data: bytes) -> list[bytes]:
    found = []
    for piece in data.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return found


def test_properties_are_gone() -> None:
    objects = page_objects(catalogue="/Metadata 7 0 R")
    objects[6] = f"<</Author({PRIVATE})/Title(Old)>>"
    objects[7] = stream(f'<x:xmpmeta xmlns:x="x"><a>{PRIVATE}</a></x:xmpmeta>', "/Type/Metadata/Subtype/XML")
    result = stripped(pdf(objects, trailer="/Info 6 0 R"))
    assert {
        Aside("文档属性（作者）", PRIVATE),
        Aside("文档属性（标题）", "Old"),
        Aside("文档属性（XMP）", PRIVATE),
    } <= set(result.removed)


@pytest.mark.parametrize(
    "subtype", ["Text", "Highlight", "Popup", "FileAttachment", "Ink", "StrikeOut", "Caret", "Redact"]
)
def test_notes_of_those_who_edited_are_gone(subtype: str) -> None:
    objects = page_objects(page="/Annots[6 0 R]")
    objects[6] = f"<</Type/Annot/Subtype/{subtype}/Rect[0 0 9 9]/Contents({PRIVATE})/T({PRIVATE})>>"
    assert Aside("第1页的注释", PRIVATE) in stripped(pdf(objects)).removed


def test_scripts_attachments_actions_and_private_data_are_gone() -> None:
    names = f"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS({PRIVATE})>>]>>/EmbeddedFiles<</Names[(b) 6 0 R]>>/Dests<</Names[]>>>>"
    objects = page_objects(
        catalogue=f"{names}/OpenAction<</S/JavaScript/JS({PRIVATE})>>/AA<</WC<</S/JavaScript/JS({PRIVATE})>>>>/PieceInfo<</X({PRIVATE})>>",
        page=f"/AA<</O<</S/Launch/F({PRIVATE})>>>>/PieceInfo<</A<</Private({PRIVATE})>>>>/LastModified(D:2026)",
    )
    objects[6] = "<</Type/Filespec/EF<</F 7 0 R>>>>"
    objects[7] = stream(PRIVATE, "/Type/EmbeddedFile")
    result = stripped(pdf(objects))
    assert {aside.place for aside in result.removed} >= {"附件", "脚本", "打开时的动作"}
    assert not any(
        word in result.data for word in (b"/JavaScript", b"/EmbeddedFile", b"/AA", b"/PieceInfo", b"/Launch", b"D:2026")
    )


def test_earlier_versions_of_the_file_are_gone() -> None:
    first = pdf(page_objects(PRIVATE))
    data = pdf({4: stream("BT /F1 18 Tf 20 100 Td (Clean) Tj ET")}, before=first)
    result = stripped(data)
    assert Aside("文件的历史版本", "1 个") in result.removed
    assert b"Clean" in b"".join(_inflated(result.data)) + result.data


def test_objects_that_nothing_shows_are_gone() -> None:
    stripped(pdf({**page_objects(), 30: f"({PRIVATE})", 31: stream(PRIVATE)}))


def test_what_is_filled_in_stays_seen_and_is_no_field_any_more() -> None:
    objects = page_objects(catalogue=f"/AcroForm<</Fields[6 0 R]/XFA({PRIVATE})>>", page="/Annots[6 0 R]")
    objects[6] = f"<</Type/Annot/Subtype/Widget/FT/Tx/T({PRIVATE})/V(x)/F 4/Rect[20 20 120 40]/AP<</N 7 0 R>>>>"
    objects[7] = stream("1 0 0 rg 0 0 100 20 re f", "/Type/XObject/Subtype/Form/BBox[0 0 100 20]")
    data = pdf(objects)
    result = strip(data)
    assert PRIVATE.encode() not in result.data
    assert not any(word in result.data for word in (b"/AcroForm", b"/Widget", b"/Annots"))
    opened = pdfium.PdfDocument(result.data)
    red = opened[0].render(scale=1).to_pil().getpixel((60, 170))
    opened.close()
    assert red[:3] == (255, 0, 0)


@pytest.mark.parametrize(("action", "stays"), [
    ("/A<</S/URI/URI(https://www.gov.cn/)>>", True), ("/Dest[3 0 R/Fit]", True), ("/A<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>", True),
    ("/A<</S/URI/URI(javascript:x)>>", False), ("/A<</S/Launch/F(a.exe)>>", False), ("/A<</S/SubmitForm/F(http://e)>>", False),
    ("/A 7 0 R", False),
])  # fmt: skip
def test_which_links_stay(action: str, stays: bool) -> None:  # noqa: FBT001 — a column of the table
    objects = page_objects(page="/Annots[6 0 R]")
    objects[6] = f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]{action}/Contents({PRIVATE})/NM({PRIVATE})>>"
    objects[7] = "<</S/JavaScript/JS(x)>>"
    data = stripped(pdf(objects)).data
    assert ((b"/A " in data or b"/Dest " in data), b"JavaScript" in data, b"/Next" in data) == (stays, False, False)


def test_tags_for_screen_readers_and_bookmarks_stay() -> None:
    objects = page_objects(
        catalogue="/Lang(zh-CN)/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Outlines 8 0 R", page="/Annots[7 0 R]"
    )
    objects[6] = "<</Type/StructTreeRoot/K<</S/Document/Alt(Map)/K<</Type/OBJR/Obj 7 0 R>>>>>>"
    objects[7] = f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({PRIVATE})>>"
    objects[8] = "<</First 9 0 R/Last 9 0 R/Count 1>>"
    objects[9] = "<</Title(Part 1)/Parent 8 0 R/Dest[3 0 R/Fit]/A<</S/Launch/F(x)>>>>"
    result = stripped(pdf(objects))
    for kept in (b"/Lang (zh-CN)", b"/StructTreeRoot", b"/Alt (Map)", b"(Part 1)"):
        assert kept in result.data
    assert result.kept == ("书签还在文件里（1处），请核对能否公开",)


def test_a_page_looks_and_reads_the_same() -> None:
    data = set_page("= 关于公布名单的通知\n#table(columns: 2, [项目], [数量], [甲], [12])\n#pagebreak()\n第二页")
    result = strip(data)
    assert rendered(result.data) == rendered(data)
    assert read_document(result.data).blocks == read_document(data).blocks
    assert not [aside for aside in asides_of(result.data, read_document(result.data)).texts if "属性" in aside.place]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(2000), pdf({1: "<</Type/Catalog>>"})])
def test_damage_is_told_in_words(data: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="PDF"):
        strip(data)
