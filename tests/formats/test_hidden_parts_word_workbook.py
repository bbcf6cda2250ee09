"""What docx and xlsx files carry beside their bodies: every place by name, and what can't be looked into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from tests.support import word

from gongkai.formats.blocks import Document, Grid, GridCell, Paragraph
from gongkai.formats.read import hidden_workbook
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import Aside, Asides, asides_of, shown_in, squeezed, unseen

NUMBER = "230184198703051018"
VANISH = "<w:vanish/>"
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def with_parts(data: bytes, more: Mapping[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return word.package({**parts, **more})


def found(data: bytes) -> Asides:
    return asides_of(data, read_document(data))


def docx(body: str = "", more: Mapping[str, str | bytes] | None = None) -> Asides:
    return found(with_parts(word.docx(word.text_paragraph("正文") + body), more or {}))


def story(root: str, text: str) -> str:
    return f'<w:{root} xmlns:w="{word.WORD}">{word.text_paragraph(text)}</w:{root}>'


def test_a_plain_document_carries_nothing_else() -> None:
    assert docx() == Asides([], [])


@pytest.mark.parametrize(("part", "root", "place"), [
    ("header1", "hdr", "页眉"), ("footer2", "ftr", "页脚"), ("footnotes", "footnotes", "脚注"), ("endnotes", "endnotes", "尾注"), ("comments", "comments", "批注"),
    ("glossary/document", "glossaryDocument", "构建基块"), ("odd", "odd", "部件 word/odd.xml "),
])  # fmt: skip
def test_the_stories_of_a_document(part: str, root: str, place: str) -> None:
    assert docx(more={f"word/{part}.xml": story(root, "机密★10年")}).texts == [Aside(place, "机密★10年")]


def test_a_text_split_into_runs_is_one_and_a_text_box_another() -> None:
    box = f"<w:txbxContent>{word.text_paragraph('框里')}</w:txbxContent>"
    body = word.paragraph(word.run("机密"), word.run("★"), f"<w:r><w:tab/>{box}</w:r>")
    header = f'<w:hdr xmlns:w="{word.WORD}">{body}</w:hdr>'
    assert docx(more={"word/header1.xml": header}).texts == [Aside("页眉", "机密★ "), Aside("页眉", "框里")]


@pytest.mark.parametrize(("body", "place"), [
    (word.paragraph(word.run("身份证"), word.run(NUMBER[:9], VANISH), word.run(NUMBER[9:], VANISH)), "隐藏的文字"),
    (word.paragraph(f"<w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del>"), "修订中删除的文字"),
    (word.paragraph(f"<w:moveFrom>{word.run(NUMBER)}</w:moveFrom>"), "修订中删除的文字"),
    (word.paragraph(f"<w:r><w:instrText>{NUMBER}</w:instrText></w:r>"), "域代码"),
    (word.paragraph(f"<w:ruby><w:rt>{word.run(NUMBER)}</w:rt></w:ruby>"), "注音"),
    (word.table(word.row(word.text_cell("甲")), word.row(word.text_cell(NUMBER), properties="<w:del/>")), "修订中删除的文字"),
    (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word.text_paragraph(NUMBER)}</w:sdtContent></w:sdt>", "内容控件的提示文字"),
    (f"<mc:AlternateContent><mc:Choice>{word.text_paragraph('甲')}</mc:Choice><mc:Fallback>{word.text_paragraph(NUMBER)}</mc:Fallback></mc:AlternateContent>", "备用的内容"),
    (word.paragraph(f'<w:r><w:drawing><docPr descr="{NUMBER}"/></w:drawing></w:r>'), "图片的替代文字"),
])  # fmt: skip
def test_what_the_body_hides(body: str, place: str) -> None:
    assert docx(body).texts == [Aside(place, NUMBER)]


def test_what_is_seen_is_told_once() -> None:
    same = word.text_paragraph("同样的字")
    choice = (
        f"<mc:AlternateContent><mc:Choice>{same}</mc:Choice><mc:Fallback>{same}</mc:Fallback></mc:AlternateContent>"
    )
    shown = word.paragraph(word.run("看得见", '<w:vanish w:val="0"/>'), f"<w:ins>{word.run('加上的')}</w:ins>")
    kept = word.table(word.row(word.text_cell("留着"), properties="<w:cantSplit/>"))
    assert docx(choice + shown + kept).texts == []


def test_properties_links_variables_and_data_go_out_too() -> None:
    core = (
        f'<p:coreProperties xmlns:p="p"><p:creator>张某</p:creator><p:revision>{NUMBER}</p:revision></p:coreProperties>'
    )
    custom = '<Properties><property name="甲"><v>内部</v></property><property name="ICV"><v>0123456789ABCDEF0123456789ABCDEF_13</v></property></Properties>'
    settings = (
        f'<w:settings xmlns:w="{word.WORD}"><w:docVars><w:docVar w:name="a" w:val="变量"/></w:docVars></w:settings>'
    )
    links = '<Relationships><Relationship Id="r1" Target="mailto:zhang@qq.com"/><Relationship Id="r2" Target="styles.xml"/></Relationships>'
    parts = {
        "docProps/core.xml": core, "docProps/custom.xml": custom, "word/settings.xml": settings, "customXml/item1.xml": "<a><b>附带</b></a>",
        "word/_rels/header1.xml.rels": links, "word/theme/theme1.xml": "<a>忽略</a>", "customXml/itemProps1.xml": "<a>忽略</a>",
    }  # fmt: skip
    assert docx(more=parts).texts == [
        Aside("文档属性（作者）", "张某"), Aside("文档属性（其他）", NUMBER), Aside("文档属性（自定义）", "内部"),
        Aside("文档变量", "变量"), Aside("附带的数据", "附带"), Aside("链接地址", "zhang@qq.com"),
    ]  # fmt: skip


def test_charts_and_drawings_are_read() -> None:
    chart = (
        f'<c:chartSpace xmlns:c="c" {_DRAWING}><a:p><a:r><a:t>标题</a:t></a:r></a:p><c:v>{NUMBER}</c:v></c:chartSpace>'
    )
    drawing = f'<xdr:wsDr xmlns:xdr="x" {_DRAWING}><xdr:cNvPr descr="说明" title=""/></xdr:wsDr>'
    assert docx(more={"word/charts/chart1.xml": chart, "word/drawings/drawing1.xml": drawing}).texts == [
        Aside("图表", "标题"), Aside("图表", NUMBER), Aside("图片的替代文字", "说明"),
    ]  # fmt: skip


def test_what_cannot_be_looked_into_is_named() -> None:
    parts: dict[str, str | bytes] = {
        "word/media/image1.png": b"1", "word/media/image2.emf": b"2", "word/embeddings/表.xlsx": b"3", "word/vbaProject.bin": b"4", "word/afchunk.html": b"5",
        "word/header1.xml": "<!DOCTYPE a><a/>", "word/header2.xml": "<a", "word/fonts/font1.odttf": b"6",
    }  # fmt: skip
    assert docx(more=parts) == Asides(
        [], ["2张图片里的字", "嵌入的文件 表.xlsx", "宏", "嵌入的文件 afchunk.html", "部件 word/header1.xml（读不出来）", "部件 word/header2.xml（读不出来）"],
    )  # fmt: skip


def test_a_bomb_in_a_side_part_is_named_and_never_unpacked() -> None:
    assert docx(more={"word/header1.xml": b" " * 20_000_000}).unread == ["部件 word/header1.xml（读不出来）"]


def test_what_has_no_other_parts_and_what_is_a_picture() -> None:
    assert asides_of("文字".encode(), Document([], "text")) == Asides([], [])
    assert asides_of(b"\x89PNG\r\n\x1a\n", Document([], "png")) == Asides([], ["图片自带的拍摄信息和说明"])


def test_a_file_that_another_reader_took_is_named_where_its_parts_fail() -> None:
    whole = word.docx("")
    unread = asides_of(whole[:-30], Document([], "docx")).unread
    assert unread == [
        "正文以外的部分（文件已损坏或没有下载完整（压缩包读不出来）：请重新下载，或用 Word、WPS 打开后另存一份）"
    ]
    broken = word.docx_of("<w:document><w:body")
    assert asides_of(broken, Document([], "docx")).unread == ["部件 word/document.xml（读不出来）"]


def test_what_is_shown_is_compared_without_blanks() -> None:
    document = Document([Paragraph("甲 乙", page=1), Grid([GridCell(0, 0, "丙\n丁")], page=2)], "pdf")
    assert shown_in(document) == "甲乙\n丙丁"
    assert shown_in(document, frozenset({2})) == "丙丁"
    assert list(unseen(["甲乙", " 戊 己 ", "", "丁"], shown_in(document))) == ["戊 己"]
    assert list(unseen(["一行"], "一行二行" + "\n" * 1_000_000)) == ["一行"]
    assert squeezed("　机 密\t") == "机密"


# workbooks


def book(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("公示")
        page.write_row(0, 0, ["事项", "件数"])
        page.write_row(1, 0, ["公开", 3])
        fill(workbook, page)
    return target.getvalue()


def told(data: bytes) -> list[Aside]:
    return [aside for aside in found(data).texts if not aside.place.startswith(("文档属性", "没有显示"))]


def _hide(workbook: xlsxwriter.Workbook, how: str) -> None:
    page = workbook.add_worksheet("名单")
    page.write_row(0, 0, ["王小明", NUMBER, 5])
    page.write_formula(1, 0, '="a"', None, "算出的")
    getattr(page, how)()


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_hidden_sheets_are_read_row_by_row(how: str) -> None:
    assert told(book(lambda workbook, _: _hide(workbook, how))) == [
        Aside("隐藏的工作表“名单”第1行", f"王小明\t{NUMBER}\t5"), Aside("隐藏的工作表“名单”第2行", "算出的"),
    ]  # fmt: skip


def test_hidden_rows_and_columns_are_in_the_body() -> None:
    def hide(_: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write(2, 0, NUMBER)
        page.write(2, 1, "乙")
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})

    data = book(hide)
    assert told(data) == []
    assert f"{NUMBER}\n乙" in shown_in(read_document(data))


def test_comments_are_told_with_their_cell() -> None:
    data = book(lambda _, page: page.write_comment("B2", NUMBER, {"author": ""}))
    assert told(data) == [Aside("工作表“公示”的批注（B2）", NUMBER)]


def test_headers_names_prompts_and_boxes() -> None:
    def fill(workbook: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.set_header("&C机密★10年")
        page.set_footer("&C内部资料")
        workbook.define_name("联系", '="13812345678"')
        page.data_validation("A3", {"validate": "any", "input_title": "提示", "input_message": "请填"})
        page.insert_textbox("D4", "框里的字")

    assert told(book(fill)) == [
        Aside("工作表“公示”的输入提示", "提示"), Aside("工作表“公示”的输入提示", "请填"), Aside("工作表“公示”的页眉", "&C机密★10年"), Aside("工作表“公示”的页脚", "&C内部资料"),
        Aside("名称", '"13812345678"'), Aside("图形里的文字", "框里的字"),
    ]  # fmt: skip


def test_properties_of_a_workbook() -> None:
    texts = found(book(lambda workbook, _: workbook.set_properties({"author": "张某", "company": "某局"}))).texts
    assert Aside("文档属性（作者）", "张某") in texts
    assert Aside("文档属性（单位）", "某局") in texts


def test_texts_that_no_cell_shows_are_told() -> None:
    data = book(lambda *_: None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    left = strings.replace("</sst>", f"<si><r><t>{NUMBER[:6]}</t></r><r><t>{NUMBER[6:]}</t></r></si></sst>")
    assert told(with_parts(data, {"xl/sharedStrings.xml": left})) == []
    assert Aside("没有显示在表里的文字", NUMBER) in found(with_parts(data, {"xl/sharedStrings.xml": left})).texts


def test_caches_of_pivots_and_of_other_files() -> None:
    pivot = f'<pivotCacheDefinition><sharedItems><s v="{NUMBER}"/></sharedItems></pivotCacheDefinition>'
    outside = "<externalLink><row><cell><v>外部</v></cell></row></externalLink>"
    parts = {"xl/pivotCache/pivotCacheDefinition1.xml": pivot, "xl/externalLinks/externalLink1.xml": outside}
    assert told(with_parts(book(lambda *_: None), parts)) == [
        Aside("数据透视表的缓存", NUMBER), Aside("链接到外部文件的数据", "外部"),
    ]  # fmt: skip


def workbook_of(sheets: str, relations: str, parts: Mapping[str, str]) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return word.package({
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{word.OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        **parts,
    })  # fmt: skip


def test_odd_cells_broken_and_missing_sheets_of_a_workbook() -> None:
    names = [("甲", "visible"), ("乙", "hidden"), ("丙", "hidden")]
    sheets = "".join(f'<sheet name="{name}" state="{state}" r:id="r{n}"/>' for n, (name, state) in enumerate(names))
    sheets += "".join(f'<sheet name="多{n}" r:id="r9"/>' for n in range(98))
    cells = '<row r="7"><c t="s"><v>9</v></c><c t="s"><v>x</v></c><c t="inlineStr"><is><t>行内</t></is></c><c/></row>'
    data = workbook_of(
        sheets,
        '<Relationship Id="r0" Type="a/worksheet" Target="/xl/a.xml"/><Relationship Id="r1" Type="a/worksheet" Target="b.xml"/><Relationship Id="r9" Type="a/worksheet" Target="a.xml"/>',
        {"xl/a.xml": "<worksheet/>", "xl/b.xml": f"<worksheet>{cells}</worksheet>"},
    )
    answer = hidden_workbook.asides(data, Document([], "xlsx"))
    assert answer.texts == [Aside("隐藏的工作表“乙”第7行", "x\t行内")]
    assert answer.unread == ["工作表“丙”（读不出来）", "工作表“多97”（超过100张）"]


def test_threaded_comments_are_told_with_their_cell_and_other_parts_once() -> None:
    relations = '<Relationship Id="r0" Type="a/worksheet" Target="a.xml"/>'
    own = "".join(
        f'<Relationship Id="c{n}" Type="a/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate([("threadedComment", "t.xml"), ("threadedComment", "t.xml"), ("comments", "none.xml"), ("drawing", "d.xml")])
    )  # fmt: skip
    data = workbook_of(
        '<sheet name="甲" r:id="r0"/>',
        relations,
        {
            "xl/a.xml": "<worksheet/>",
            "xl/_rels/a.xml.rels": f"<Relationships>{own}</Relationships>",
            "xl/t.xml": f'<ThreadedComments><threadedComment ref="C3"><text>{escape("看 <这>")}</text></threadedComment></ThreadedComments>',
        },
    )
    assert hidden_workbook.asides(data, Document([], "xlsx")).texts == [Aside("工作表“甲”的批注（C3）", "看 <这>")]
