"""A docx before it goes out: what nobody sees is gone, what is seen reads the same, and the bytes are the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import word
from tests.support.small_files import parts_of, picture, with_parts

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside, asides_of
from gongkai.formats.write.stripped import Stripped, strip

PRIVATE = "230184198703051018"
VANISH = "<w:vanish/>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stripped(body: str, more: dict[str, str | bytes] | None = None) -> Stripped:
    """Strip a docx, and hold what every stripped file must be."""
    data = with_parts(word.docx(word.text_paragraph("看得见的正文") + body), more or {})
    result = strip(data)
    assert PRIVATE.encode() not in b"".join(parts_of(result.data).values())
    assert read_document(result.data).blocks == read_document(data).blocks
    assert strip(data).data == result.data
    assert strip(result.data).data == result.data
    return result


def code(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    instr = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return word.paragraph(code("begin"), instr, code("separate"), word.run(result), code("end"))


@pytest.mark.parametrize(("body", "place"), [
    (word.paragraph(word.run("前"), f"<w:del><w:r><w:delText>{PRIVATE}</w:delText></w:r></w:del>"), "修订中删除的文字"),
    (word.paragraph(f"<w:moveFrom>{word.run(PRIVATE)}</w:moveFrom>", f"<w:moveTo>{word.run('移来')}</w:moveTo>"), "修订中删除的文字"),
    (word.paragraph(word.run("身份证"), word.run(PRIVATE, VANISH)), "隐藏的文字"),
    (word.table(word.row(word.text_cell("甲")), word.row(word.text_cell(PRIVATE), properties="<w:del w:id='1'/>")), "修订中删除的文字"),
    (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word.text_paragraph(PRIVATE)}</w:sdtContent></w:sdt>", "内容控件的提示文字"),
    (f"<mc:AlternateContent><mc:Choice>{word.text_paragraph('甲')}</mc:Choice><mc:Fallback>{word.text_paragraph(PRIVATE)}</mc:Fallback></mc:AlternateContent>", "备用的内容"),
    (field(f"INCLUDETEXT C:\\\\{PRIVATE}.docx", "引来的话"), "域代码"),
])  # fmt: skip
def test_what_the_body_hides_is_gone(body: str, place: str) -> None:
    result = stripped(body)
    assert [aside.place for aside in result.removed if PRIVATE in aside.text] == [place]
    assert result.kept == ()


@pytest.mark.parametrize(("part", "content", "place"), [
    ("word/comments.xml", f'<w:comments xmlns:w="{word.WORD}"><w:comment>{word.text_paragraph(PRIVATE)}</w:comment></w:comments>', "批注"),
    ("customXml/item1.xml", f"<a><b>{PRIVATE}</b></a>", "附带的数据"),
    ("docProps/core.xml", f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{PRIVATE}</dc:creator></cp:coreProperties>', "文档属性（作者）"),
    ("docProps/app.xml", f"<Properties><Company>{PRIVATE}</Company></Properties>", "文档属性（单位）"),
    ("word/settings.xml", f'<w:settings xmlns:w="{word.WORD}"><w:docVars><w:docVar w:name="a" w:val="{PRIVATE}"/></w:docVars></w:settings>', "文档变量"),
    ("word/glossary/document.xml", f'<w:glossaryDocument xmlns:w="{word.WORD}">{word.text_paragraph(PRIVATE)}</w:glossaryDocument>', "构建基块"),
    ("word/forgotten.xml", f'<w:hdr xmlns:w="{word.WORD}">{word.text_paragraph(PRIVATE)}</w:hdr>', "页眉"),
])  # fmt: skip
def test_parts_that_nobody_sees_are_gone(part: str, content: str, place: str) -> None:
    kinds = {
        "word/comments.xml": "comments",
        "word/settings.xml": "settings",
        "word/glossary/document.xml": "glossaryDocument",
    }
    more: dict[str, str | bytes] = {part: content}
    if part in kinds:
        more["word/_rels/document.xml.rels"] = word.relations({kinds[part]: part.removeprefix("word/")})
    if part.startswith("docProps"):
        more["_rels/.rels"] = word.relations({"officeDocument": "word/document.xml", "core-properties": part})
    result = stripped("", more)
    assert Aside(place, PRIVATE) in result.removed
    assert (part in parts_of(result.data)) == (part == "word/settings.xml")


def test_an_end_of_a_paragraph_that_was_deleted_joins_two() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = word.paragraph(word.run("前半"), properties=deleted) + word.text_paragraph("后半")
    assert [block.text for block in read_document(stripped(body).data).blocks] == ["看得见的正文", "前半后半"]  # type: ignore[union-attr]


def test_insertions_are_accepted_and_leave_no_name() -> None:
    body = word.paragraph(
        f'<w:ins w:author="{PRIVATE}">{word.run("新字")}</w:ins>',
        properties=f'<w:rPr><w:ins w:author="{PRIVATE}"/></w:rPr>',
    )
    changed = word.paragraph(
        f'<w:r><w:rPr><w:b/><w:rPrChange w:author="{PRIVATE}"><w:rPr/></w:rPrChange></w:rPr><w:t>粗</w:t></w:r>'
    )
    main = parts_of(stripped(body + changed).data)["word/document.xml"]
    assert b"<w:b/>" in main
    assert b"rPrChange" not in main
    assert b"w:ins" not in main


def test_comment_anchors_go_with_the_comments() -> None:
    body = word.paragraph(
        '<w:commentRangeStart w:id="0"/>',
        word.run("正文二"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    assert b"comment" not in parts_of(stripped(body).data)["word/document.xml"]


@pytest.mark.parametrize(("instruction", "stays"), [
    (" PAGE \\* MERGEFORMAT ", True), ('HYPERLINK "https://www.gov.cn/"', True), ("HYPERLINK \\l bm", True), ("TOC \\o", True),
    ('HYPERLINK "file:///C:/a.doc"', False), ("MERGEFIELD 姓名", False), ("INCLUDEPICTURE C:/a.png", False), ("", False),
])  # fmt: skip
def test_which_fields_stay(instruction: str, stays: bool) -> None:  # noqa: FBT001 — a column of the table
    result = stripped(field(instruction, "结果"))
    assert (b"fldChar" in parts_of(result.data)["word/document.xml"]) == stays
    assert result.kept == (("域代码还在文件里（1处），请核对能否公开",) if stays else ())


def test_a_field_in_the_code_of_another_goes_with_it() -> None:
    inner = (
        code("begin")
        + "<w:r><w:instrText>MERGEFIELD a</w:instrText></w:r>"
        + code("separate")
        + word.run(PRIVATE)
        + code("end")
    )
    body = word.paragraph(
        code("begin"), "<w:r><w:instrText>IF </w:instrText></w:r>", inner, code("separate"), word.run("好"), code("end")
    )
    assert b"instrText" not in parts_of(stripped(body).data)["word/document.xml"]


def test_a_simple_field_leaves_its_result() -> None:
    main = parts_of(
        stripped(word.paragraph(f'<w:fldSimple w:instr="AUTHOR {PRIVATE}">{word.run("张某")}</w:fldSimple>')).data
    )["word/document.xml"]
    assert b"fldSimple" not in main
    assert "张某".encode() in main


def test_links_into_the_own_computer_go_and_links_to_the_web_stay() -> None:
    body = word.paragraph(
        f'<w:hyperlink r:id="rId1">{word.run("本机")}</w:hyperlink>',
        f'<w:hyperlink r:id="rId2">{word.run("国务院")}</w:hyperlink>',
    )
    link = '<Relationship Id="rId{0}" Type="{1}/hyperlink" Target="{2}" TargetMode="External"/>'
    rels = "".join(
        link.format(number, OFFICE, target)
        for number, target in ((1, f"file:///C:/{PRIVATE}.docx"), (2, "https://www.gov.cn/"))
    )
    more = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
    }
    result = stripped(body, dict(more))
    assert Aside("本机或内网路径的链接", f"file:///C:/{PRIVATE}.docx") in result.removed
    assert b"https://www.gov.cn/" in parts_of(result.data)["word/_rels/document.xml.rels"]
    assert "本机".encode() in parts_of(result.data)["word/document.xml"]


def test_what_is_seen_beside_the_body_stays_and_is_told() -> None:
    header = f'<w:hdr xmlns:w="{word.WORD}">{word.text_paragraph("清禾县人民政府")}</w:hdr>'
    more: dict[str, str | bytes] = {
        "word/header1.xml": header,
        "word/_rels/document.xml.rels": word.relations({"header": "header1.xml"}),
    }
    result = stripped("", more)
    assert result.kept == ("页眉还在文件里（1处），请核对能否公开",)
    assert "清禾县人民政府".encode() in parts_of(result.data)["word/header1.xml"]


def test_pictures_lose_where_they_were_taken() -> None:
    photo = picture("JPEG", comment=PRIVATE.encode())
    rels = word.relations({"image": "media/a.jpg"})
    result = stripped(
        '<w:p><w:r><w:drawing r:embed="rId1"/></w:r></w:p>',
        {"word/media/a.jpg": photo, "word/_rels/document.xml.rels": rels},
    )
    assert len(parts_of(result.data)["word/media/a.jpg"]) < len(photo)


def test_embedded_data_goes_and_what_shows_it_stays() -> None:
    chart = f'<c:chartSpace xmlns:c="c" xmlns:r="{OFFICE}"><c:v>12</c:v><c:externalData r:id="rId1"/></c:chartSpace>'
    more: dict[str, str | bytes] = {
        "word/charts/chart1.xml": chart,
        "word/charts/_rels/chart1.xml.rels": word.relations({"package": "../embeddings/a.xlsx"}),
        "word/embeddings/a.xlsx": PRIVATE,
        "word/_rels/document.xml.rels": word.relations({"chart": "charts/chart1.xml"}),
    }
    result = stripped("", more)
    assert "word/embeddings/a.xlsx" not in parts_of(result.data)
    assert b"externalData" not in parts_of(result.data)["word/charts/chart1.xml"]
    assert Aside("嵌在里面的部分", "嵌入的文件 a.xlsx") in result.removed


def test_macros_go_and_the_file_calls_itself_a_plain_document() -> None:
    types = parts_of(word.docx(""))["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    rels = word.relations({"vbaProject": "vbaProject.bin"})
    result = stripped(
        "", {"[Content_Types].xml": types, "word/vbaProject.bin": PRIVATE, "word/_rels/document.xml.rels": rels}
    )
    assert b"macroEnabled" not in parts_of(result.data)["[Content_Types].xml"]
    assert "word/vbaProject.bin" not in parts_of(result.data)


def test_real_documents_read_the_same_and_tell_nothing_more(root: Path) -> None:
    for name in ("city-2025.docx", "filled-form.docx", "odd.docx"):
        data = (root / "tests/golden/word" / name).read_bytes()
        result = strip(data)
        assert read_document(result.data).blocks == read_document(data).blocks
        assert {aside.place for aside in asides_of(result.data, read_document(result.data)).texts} <= {"域代码"}
        assert result.removed


@pytest.mark.parametrize("name", ["_rels/.rels", "[Content_Types].xml", "word/document.xml"])
def test_a_broken_part_is_told_in_words(name: str) -> None:
    data = with_parts(word.docx(word.text_paragraph("正文")), {name: "<a"})
    with pytest.raises(ReportUnreadable, match="Word 或 WPS"):
        strip(data)


@pytest.mark.parametrize(("data", "told"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "另存为 docx 或 pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "另存为 xlsx"),
    (b"ID3\x03\x00 sound", ""), (b"GIF8", None),
])  # fmt: skip
def test_what_cannot_be_stripped_comes_back_as_it_is(data: bytes, told: str | None) -> None:
    if told is None:
        with pytest.raises(Exception, match="图片已损坏"):
            strip(data)
    else:
        result = strip(data)
        assert (result.data, result.removed) == (data, ())
        assert not told or told in result.kept[0]
