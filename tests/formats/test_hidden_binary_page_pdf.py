"""What doc, html, mhtml and pdf files carry beside their bodies."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.support.pages import raw_page, set_page

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read import hidden_binary, hidden_pdf
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.doc_compound import texts_of
from gongkai.formats.read.doc_structures import C_DELETED, Fib, Piece, pieces_of
from gongkai.formats.read.hidden import Aside, Asides, asides_of

GOLDEN = Path(__file__).parents[1] / "golden"
ODD = (GOLDEN / "word" / "odd.doc").read_bytes()
NUMBER = "230184198703051018"


def found(data: bytes) -> Asides:
    return asides_of(data, read_document(data))


# pages


def page(body: str, head: str = "") -> Asides:
    return found(f"<!DOCTYPE html><html><head>{head}</head><body><p>正文的第一段</p>{body}</body></html>".encode())


@pytest.mark.parametrize(("body", "expected"), [
    ("<!-- 秘密 <b>★</b> -->", ("注释", "秘密  ★ ")), (f"<p style='display:none'>{NUMBER}</p>", ("正文以外的文字（导航、页脚、隐藏的内容）", NUMBER)),
    ("<footer>内部<b>资料</b></footer>", ("正文以外的文字（导航、页脚、隐藏的内容）", "内部资料")), ("<input type=hidden value=隐藏>", ("表单的值", "隐藏")),
    ("<a href='mailto:zhang@qq.com'>正文</a>", ("链接地址", "zhang@qq.com")), ("<p title='提示'>正文</p>", ("鼠标提示", "提示")),
])  # fmt: skip
def test_what_a_page_hides(body: str, expected: tuple[str, str]) -> None:
    assert page(body) == Asides([Aside(*expected)], [])


def test_a_plain_page_hides_nothing_and_its_metadata_are_told() -> None:
    assert page("<p>第二<span>段</span></p><a href='a.html'>正文</a>") == Asides([], [])
    head = "<meta name=author content=张某><meta property='og:title' content=标题><meta content=别的><meta charset=utf-8><style>p{}</style>"
    assert page("", head).texts == [
        Aside("网页的元数据（author）", "张某"), Aside("网页的元数据（og:title）", "标题"), Aside("网页的元数据（未命名）", "别的"),
    ]  # fmt: skip


def test_what_a_page_runs_or_embeds_is_named() -> None:
    body = "<script>var a=1</script><script></script><template><p>甲</p></template><iframe src=a></iframe><img alt=替代 src=b>"
    assert page(body) == Asides([Aside("图片的替代文字", "替代")], ["脚本", "模板", "嵌入的网页", "图片里的字"])


def test_every_part_of_a_web_archive_counts() -> None:
    head = "MIME-Version: 1.0\r\nSubject: 主题\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    parts = {
        "text/html; charset=utf-8": "<html><body><p>正文的第一段正文</p><!--一--></body></html>", "text/html": "<p>另一页</p>", "image/png": "x", "text/css": "p{}", "text/plain": "y",
    }  # fmt: skip
    body = "".join(f"--B\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts.items())
    answer = found((head + body + "--B--\r\n").encode())
    assert [aside for aside in answer.texts if aside.place != "邮件头"] == [
        Aside("注释", "一"), Aside("正文以外的文字（导航、页脚、隐藏的内容）", "另一页"),
    ]  # fmt: skip
    assert [aside.place for aside in answer.texts[:2]] == ["邮件头", "邮件头"]
    assert answer.unread == ["存档里的图片", "存档里的其他部分"]


# pdf


def pdf_with(objects: str, page_entries: str = "", root: str = "", trailer: str = "") -> bytes:
    data = raw_page(b"BT /F 20 Tf 100 700 Td (Body line of text) Tj ET")
    data = data.replace(b"/Type/Page/Parent", f"/Type/Page{page_entries}/Parent".encode())
    data = data.replace(b"/Type/Catalog", f"/Type/Catalog{root}".encode())
    return data.replace(b"trailer<<", f"{objects}\ntrailer<<{trailer}".encode())


def test_a_plain_pdf_carries_nothing_else() -> None:
    assert found(pdf_with("")) == Asides([], [])


def test_annotations_fields_and_properties_of_a_pdf() -> None:
    objects = (
        "6 0 obj<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(ID 230184198703051018)/T(Li)>>endobj\n"
        "7 0 obj<</Author(Zhang)/Secret(x)>>endobj"
    )
    assert found(pdf_with(objects, "/Annots[6 0 R]", trailer="/Info 7 0 R")) == Asides(
        [Aside("文档属性（作者）", "Zhang"), Aside("第1页的注释", f"ID {NUMBER}"), Aside("第1页的注释的作者或者表单栏", "Li")], [],
    )  # fmt: skip


def test_bookmarks_and_attachments_of_a_pdf() -> None:
    objects = (
        "6 0 obj<</First 7 0 R/Last 7 0 R/Count 1>>endobj\n7 0 obj<</Title(Draft)/Parent 6 0 R>>endobj\n"
        "8 0 obj<</Names[(a.txt)9 0 R]>>endobj\n9 0 obj<</Type/Filespec/F(a.txt)/EF<</F 10 0 R>>>>endobj\n"
        "10 0 obj<</Type/EmbeddedFile/Length 1>>stream\na\nendstream endobj"
    )
    answer = found(pdf_with(objects, root="/Outlines 6 0 R/Names<</EmbeddedFiles 8 0 R>>"))
    assert answer == Asides([Aside("书签", "Draft")], ["1个附件"])


def test_the_lines_that_stand_on_every_page_are_told() -> None:
    header = 'header: [机密★10年], paper: "a4", margin: 2cm'
    text = "\n\n#pagebreak()\n\n".join(f"本页的正文第{'一二三四'[n]}段。" * 9 for n in range(4))
    lines = [aside for aside in found(set_page(text, page=header)).texts if "没有读进正文" in aside.place]
    assert lines == [Aside(f"第{n}页没有读进正文的行", "机密★10 年") for n in (1, 2, 3, 4)]


def test_pictures_that_were_not_recognised_are_named() -> None:
    picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), format: \"svg\")"
    assert found(set_page("正文的一段。" + picture)).unread == []
    raw = '#image(bytes((255, 0, 0)), format: (encoding: "rgb8", width: 1, height: 1), width: 1cm)'
    data = set_page("正文的一段。" * 20 + raw)
    assert found(data).unread == ["1张图片里的字"]
    read = Document([], "pdf", notes=["第 1 页是图片，由文字识别读出"])
    assert asides_of(data, read).unread == []


def test_the_description_inside_a_pdf_is_read() -> None:
    packet = '<x:xmpmeta xmlns:x="x"><a b="uuid:13812345678" c="张某"><d>内部</d></a></x:xmpmeta>'
    data = pdf_with(
        f"6 0 obj<</Length {len(packet.encode())}>>stream\n{packet}\nendstream endobj", root="/Metadata 6 0 R"
    )
    assert found(data) == Asides([Aside("文档属性（XMP）", "张某"), Aside("文档属性（XMP）", "内部")], [])
    broken = data.replace("内部".encode(), b"<<<<<<")
    assert found(broken) == Asides([], ["压缩保存的元数据（XMP）"])


def test_a_page_that_cannot_be_read_is_named() -> None:
    data = pdf_with("").replace(b"/Kids[3 0 R ]/Count 1", b"/Kids[3 0 R 9 0 R]/Count 2")
    assert hidden_pdf.asides(data, read_document(pdf_with(""))).unread == ["第2页（读不出来）"]


def test_a_pdf_that_cannot_be_opened_again_is_refused() -> None:
    with pytest.raises(ReportUnreadable, match="PDF 打不开"):
        hidden_pdf.asides(b"%PDF-1.4 nothing", Document([], "pdf"))


# Word 97-2003


def test_the_golden_documents_carry_what_word_put_there() -> None:
    answer = found(ODD)
    assert answer.unread == ["图片、嵌入的对象和域代码里的字"]
    assert answer.texts == [Aside("修订中删除的文字", "旧字"), Aside("隐藏的文字", "隐藏")]


def test_the_stories_after_the_main_text_are_told_by_their_kind() -> None:
    texts = found(lengthened(ODD, {0x54: 40, 0x5C: 12})).texts
    assert texts[0] == Aside("页眉页脚", "2-3 é “引号”")
    assert texts[10:] == [
        Aside("页眉页脚", "其"), Aside("批注", "他需要报告的事项"), Aside("批注", "无。"), Aside("修订中删除的文字", "旧字"), Aside("隐藏的文字", "隐藏"),
    ]  # fmt: skip


def lengthened(data: bytes, moved: dict[int, int]) -> bytes:
    """Return a document whose block of file information gives the end of the main text to other stories."""
    changed = bytearray(data)
    at = changed.index(b"\xec\xa5", 512)
    (main,) = struct.unpack_from("<i", changed, at + 0x4C)
    struct.pack_into("<i", changed, at + 0x4C, main - sum(moved.values()))
    for place, length in moved.items():
        struct.pack_into("<i", changed, at + place, length)
    return bytes(changed)


def test_a_deleted_piece_of_a_fast_saved_document_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def deleted(fib: Fib, table: bytes) -> list[Piece]:
        return [piece._replace(modifiers=struct.pack("<HB", C_DELETED, 1)) for piece in pieces_of(fib, table)]

    monkeypatch.setattr(hidden_binary, "pieces_of", deleted)
    texts = hidden_binary.asides(ODD, Document([], "doc")).texts
    told = "".join(aside.text for aside in texts if aside.place == "修订中删除的文字")
    assert "其他需要报告的事项无。" in told


def test_a_cut_off_document_is_refused() -> None:
    cut = bytearray(ODD)
    at = cut.index(b"\xec\xa5", 512)
    struct.pack_into("<I", cut, at + 0x9A + 8 * 33, 0x7FFFFFFF)
    with pytest.raises(ReportUnreadable):
        hidden_binary.asides(bytes(cut), Document([], "doc"))


def test_texts_of_a_set_of_properties() -> None:
    assert texts_of(b"") == {}
    assert texts_of(b"short") == {}
