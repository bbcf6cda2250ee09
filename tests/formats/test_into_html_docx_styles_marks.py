"""Word documents become html with their looks: bold, links, alignment, headings, lists, notes, pictures, tables."""

from __future__ import annotations

import pytest
from tests.support import word
from tests.support.small_files import picture, with_parts

from gongkai.formats.into_html import Imported, into_html
from gongkai.formats.into_html_blocks import Line
from gongkai.formats.into_html_marks import CLOSE, OPEN, Look, Marks, marked_lines, without_marks
from gongkai.formats.into_html_styles import Style, styles_in
from gongkai.formats.rich_text import text_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
TITLE = word.paragraph(word.run("关于公布名单的通知", '<w:b/><w:sz w:val="44"/>'), properties=CENTRED)


def imported(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> Imported:
    return into_html("通知.docx", with_parts(word.docx(TITLE + body, **parts), more or {}))


def html(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> str:
    return imported(body, more, **parts).html


def style(name: str, identifier: str, inner: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{based}{inner}</w:style>'


@pytest.mark.parametrize(("body", "wanted"), [
    (word.paragraph(word.run("一般"), word.run("重点", "<w:b/>"), word.run("任务", "<w:b/>")), "<p>一般<strong>重点任务</strong></p>"),
    (word.paragraph(word.run("甲", "<w:i/><w:u w:val='single'/>")), "<p><u><em>甲</em></u></p>"),
    (word.paragraph(word.run("甲", '<w:b w:val="0"/><w:u w:val="none"/>')), "<p>甲</p>"),
    (word.paragraph(word.run("m"), word.run("2", '<w:vertAlign w:val="superscript"/>'), word.run("1", '<w:vertAlign w:val="subscript"/>')), "<p>m<sup>2</sup><sub>1</sub></p>"),
    (word.text_paragraph("居中", CENTRED), '<p class="align-center">居中</p>'),
    (word.text_paragraph("落款", RIGHT), '<p class="align-right">落款</p>'),
    (word.paragraph(word.run("甲"), "<w:r><w:br/></w:r>", word.run("乙 & <丙>")), "<p>甲<br>乙 &amp; &lt;丙&gt;</p>"),
    (word.paragraph(word.run("主要内容", "<w:b/>"), properties=CENTRED), '<h2 class="align-center">主要内容</h2>'),
    (word.paragraph(word.run("甲"), f"<w:ins>{word.run('新', '<w:b/>')}</w:ins>", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"), "<p>甲<strong>新</strong></p>"),
    (word.paragraph(word.run("明"), word.run("暗", "<w:b/><w:vanish/>")), "<p>明</p>"),
    (word.paragraph(word.run("正\ufdd0B\ufdd1文")), "<p>正B文</p>"),
])  # fmt: skip
def test_looks(body: str, wanted: str) -> None:
    assert html(body) == wanted


def test_the_title_is_taken_out_of_the_body() -> None:
    result = imported(word.text_paragraph("正文。"))
    assert (result.title, result.html) == ("关于公布名单的通知", "<p>正文。</p>")


def test_headings_by_style_stand_one_below_the_other() -> None:
    styles = style("heading 1", "1") + style("Heading 3", "3") + style("标题 2", "2", base="1") + style("Normal", "a")
    body = "".join(
        word.text_paragraph(text, f'<w:pStyle w:val="{name}"/>')
        for text, name in (("概况", "1"), ("细处", "3"), ("方面", "2"), ("话", "a"))
    )
    assert html(body, styles=styles) == "<h2>概况</h2><h3>细处</h3><h3>方面</h3><p>话</p>"


def test_a_title_style_is_the_title_wherever_it_stands_in_the_head() -> None:
    styles = style("Title", "t")
    body = word.text_paragraph("清禾县人民政府", CENTRED) + word.text_paragraph(
        "二〇二六年工作要点", '<w:pStyle w:val="t"/>'
    )
    assert (
        into_html("a.docx", word.docx(body + word.text_paragraph("正文。"), styles=styles)).title
        == "二〇二六年工作要点"
    )


def test_what_styles_say_through_their_bases() -> None:
    inner = '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'
    loop = style("甲", "x", base="y") + style("乙", "y", base="x")
    content = f'<w:styles xmlns:w="{word.WORD}">{style("底", "b", inner)}{style("上", "u", base="b")}{loop}</w:styles>'.encode()
    styles = styles_in(content)
    assert styles.of("u") == Style("center", 16.0, bold=True, level=2)
    assert styles.of("x") == styles.of("无") == Style()
    assert styles_in(b"").of("u") == Style()


def test_automatic_numbers_are_in_the_text_and_dots_make_lists() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{word.list_level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{word.list_level(0, "bullet", "·")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(text: str, number: int) -> str:
        return word.paragraph(
            word.run(text, "<w:b/>"), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )

    body = item("总体要求", 1) + item("按时", 2) + item("不漏", 2) + item("任务", 1)
    assert html(body, numbering=numbering) == (
        "<h2>一、总体要求</h2><ul><li><strong>按时</strong></li><li><strong>不漏</strong></li></ul><h2>二、任务</h2>"
    )


def rels(*targets: tuple[str, str, bool]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for number, (kind, target, out) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def test_links_to_the_web_stay_and_others_are_text() -> None:
    body = word.paragraph(
        f'<w:hyperlink r:id="rId1">{word.run("国务院", "<w:b/>")}</w:hyperlink>',
        f'<w:hyperlink r:id="rId2">{word.run("脚本")}</w:hyperlink>',
    )
    more = {
        "word/_rels/document.xml.rels": rels(
            ("hyperlink", "https://www.gov.cn/?a=1&amp;b=2", True), ("hyperlink", "javascript:x", True)
        )
    }
    assert (
        html(body, dict(more))
        == '<p><a href="https://www.gov.cn/?a=1&amp;b=2" rel="noopener"><strong>国务院</strong></a>脚本</p>'
    )


def drawing(number: int, description: str = "") -> str:
    return (
        f'<w:r><w:drawing><docPr descr="{description}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'r:embed="rId{number}"/></w:drawing></w:r>'
    )


def test_pictures_are_taken_out_with_their_words_and_captions() -> None:
    photo = picture("JPEG", comment=b"secret")
    body = (
        word.paragraph(drawing(1, "公路 &amp; 桥"))
        + word.text_paragraph("图1 公路", CENTRED)
        + word.paragraph(word.run("见"), drawing(1))
    )
    more: dict[str, str | bytes] = {
        "word/media/a.jpeg": photo,
        "word/_rels/document.xml.rels": rels(("image", "media/a.jpeg", False)),
    }
    result = imported(body, more)
    shown = '<img src="picture:picture1.jpg" alt="公路 &amp; 桥">'
    assert (
        result.html
        == f'<figure>{shown}<figcaption>图1 公路</figcaption></figure><p>见<img src="picture:picture1.jpg" alt=""></p>'
    )
    assert [(each.name, each.alt) for each in result.pictures] == [("picture1.jpg", "公路 & 桥")]
    assert b"secret" not in result.pictures[0].data


@pytest.mark.parametrize(("content", "outside", "remark"), [
    (b"\x01\0\0\0" + bytes(40), False, "EMF"), (b"\x89PNG\r\n\x1a\nxx", False, "图片已损坏"), (b"", True, "只是一个链接"),
])  # fmt: skip
def test_pictures_that_cannot_be_shown_are_told(content: bytes, outside: bool, remark: str) -> None:  # noqa: FBT001
    more: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rels(("image", "media/a.emf", outside))}
    if not outside:
        more["word/media/a.emf"] = content
    if content.startswith(b"\x89PNG"):
        return  # such a file does not come in at all: see the tests of uploads
    result = imported(word.paragraph(word.run("前"), drawing(1)), more)
    assert result.html == "<p>前</p>"
    assert remark in result.remarks[-1]


def test_footnotes_stand_at_the_end() -> None:
    note = f'<w:footnotes xmlns:w="{word.WORD}"><w:footnote w:id="2">{word.text_paragraph("出处：年鉴")}</w:footnote></w:footnotes>'
    body = word.paragraph(word.run("数字"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    more: dict[str, str | bytes] = {
        "word/footnotes.xml": note,
        "word/_rels/document.xml.rels": rels(("footnotes", "footnotes.xml", False)),
    }
    result = imported(body, more)
    assert result.html == "<p>数字<sup>[1]</sup></p><hr><p>[1] 出处：年鉴</p>"
    assert not [remark for remark in result.remarks if "脚注" in remark]


def test_what_is_not_taken_over_is_told() -> None:
    header = f'<w:hdr xmlns:w="{word.WORD}">{word.text_paragraph("内部资料")}</w:hdr>'
    body = word.paragraph(f"<w:ins>{word.run('新')}</w:ins>", '<w:r><w:commentReference w:id="0"/></w:r>')
    more: dict[str, str | bytes] = {
        "word/header1.xml": header,
        "word/_rels/document.xml.rels": rels(("header", "header1.xml", False)),
    }
    assert imported(body, more).remarks == (
        "文档里有修订痕迹，已按“接受全部修订”导入，请核对", "文档里有批注，批注没有导入", "页眉、页脚里的文字没有导入",
    )  # fmt: skip


def test_a_table_keeps_its_spans_and_marks_its_heads() -> None:
    spots = [
        word.Spot(0, 0, "单位", 2), word.Spot(0, 1, "任务", 1, 2), word.Spot(1, 1, "里程"), word.Spot(1, 2, "资金"),
        word.Spot(2, 0, "交通局"), word.Spot(2, 1, "120.5"), word.Spot(2, 2, "300\n万元"),
    ]  # fmt: skip
    assert html(word.table_of(spots)) == (
        '<table><thead><tr><th rowspan="2" scope="col">单位</th><th colspan="2" scope="colgroup">任务</th></tr>'
        '<tr><th scope="col">里程</th><th scope="col">资金</th></tr></thead>'
        '<tbody><tr><th scope="row">交通局</th><td>120.5</td><td><p>300</p><p>万元</p></td></tr></tbody></table>'
    )


def test_rows_that_word_repeats_are_heads_whatever_they_hold() -> None:
    rows = [
        word.row(word.text_cell("2024"), word.text_cell("2025"), properties="<w:tblHeader/>"),
        word.row(word.text_cell("1"), word.text_cell("2")),
    ]
    assert '<thead><tr><th scope="col">2024</th>' in html(word.table(*rows))


def test_cells_keep_their_looks() -> None:
    cell = word.cell(word.paragraph(word.run("粗", "<w:b/>"), properties=CENTRED))
    assert '<td class="align-center"><strong>粗</strong></td>' in html(word.table(word.row(cell)))


def test_a_text_box_and_a_nested_table_are_not_lost() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{word.text_paragraph('框里的话')}</w:txbxContent></w:pict></w:r>"
    inner = word.cell(word.table(word.row(word.text_cell("内")), word.row(word.text_cell("层"))) + word.paragraph())
    text = text_of(html(word.paragraph(word.run("正文"), box) + word.table(word.row(word.text_cell("外"), inner))))
    assert [each in text for each in ("正文", "框里的话", "外", "内", "层")] == [True] * 5


def test_a_number_that_is_typed_and_automatic_is_not_doubled() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{word.list_level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = word.paragraph(
        word.run("一、要求", "<w:b/>"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    assert html(body, numbering=numbering) == "<h2>一、要求</h2>"


def test_the_strict_dialect_is_read_alike() -> None:
    body = word.paragraph(word.run("甲"), word.run("重", "<w:b/>"))
    data = word.docx_of(word.document(TITLE + body, word.STRICT))
    assert into_html("a.docx", data).html == "<p>甲<strong>重</strong></p>"


def test_signs_are_closed_even_where_runs_are_cut() -> None:
    marks = Marks(links=["/a"])
    look = marks.look(Look("align-right"))
    text = f"甲{OPEN}B{CLOSE}乙{OPEN}A0{CLOSE}丙{OPEN}b{CLOSE}丁{OPEN}u{CLOSE}{OPEN}P{look}{CLOSE}\n戊"
    assert without_marks(text) == "甲乙丙丁\n戊"
    assert marked_lines(text, marks) == [
        Line("甲乙丙丁", '甲<strong>乙<a href="/a">丙</a></strong>丁', "align-right"), Line("戊", "戊"),
    ]  # fmt: skip
