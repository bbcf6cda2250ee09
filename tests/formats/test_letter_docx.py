"""The docx writer of letters, read by python-docx and lxml."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, Twips
from lxml import etree
from tests.support.letters import HOSTILE, LONG_NAME, REMEDY, internal, letter, table

from gongkai.core.notices.letter import Grid, Letter, Listing, Paragraph, Slip
from gongkai.formats.write.letter_docx import write
from gongkai.formats.write.letter_texts import Masthead

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = Masthead.LETTER


def opened(told: Letter, masthead: Masthead = Masthead.DOCUMENT) -> Opened:
    return Document(io.BytesIO(write(told, masthead)))


def part(told: Letter, name: str = "word/document.xml", masthead: Masthead = Masthead.DOCUMENT) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(write(told, masthead))).read(name))


def shown(document: Opened) -> list[tuple[str, str]]:
    """Return style and text of the paragraphs outside tables that have a text."""
    return [(paragraph.style.style_id, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_every_part_of_a_letter_has_its_style_in_its_order():
    assert shown(opened(letter())) == [
        ("AgencyName", "某县自然资源局"),
        ("DocumentNumber", "某自然资公开告〔2026〕3号"),
        ("Title", "政府信息公开申请部分公开告知书"),
        ("Addressee", "张某："),
        ("BodyText", "您通过互联网提交的政府信息公开申请，本机关于2026年10月10日收到（登记号：2026-012）。"),
        ("Heading1", "一、办理情况"),
        ("BodyText", "（一）检索情况。本机关检索了档案室和办公系统。"),
        ("Heading2", "（二）征求意见情况"),
        ("BodyText", "本机关书面征求了第三方的意见。"),
        ("ListItem", "1.征地补偿安置方案的请示"),
        ("ListItem", "2.会议纪要"),
        ("Caption", "提供和不予提供的信息"),
        ("Heading1", "二、答复意见"),
        ("BodyText", "经审查，本机关决定予以部分公开。"),
        ("BodyText", REMEDY),
        ("Attachment", "附件：1.征地补偿安置方案（摘录）"),
        ("Attachment", "2.关于某路改造工程有关问题的会议纪要以及与该工程有关的其他材料的目录"),
        ("SealedSignature", "某县自然资源局"),
        ("Date", "2026年11月2日"),
        ("Note", "（联系人：李某　联系电话：0000-1234567）"),
        ("CutLine", "（沿此线剪下）"),
        ("SlipTitle", "收件回执"),
        ("SlipText", "某县自然资源局："),
        ("SlipText", "　　告知书已收到。"),
        ("SlipText", "　　□ 同意　□ 不同意　　年　月　日"),
    ]


def test_page_and_styles_are_those_of_the_standard():
    document = opened(letter())
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert all(abs(got - Mm(want)) <= Mm(0.1) for got, want in zip(margins, (37, 35, 28, 26), strict=True))
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    styles = {style.style_id: style for style in document.styles}
    fonts = {name: styles[name].font for name in ("Title", "AgencyName", "Heading1", "Heading2", "Normal")}
    assert {name: font.size for name, font in fonts.items()} == {
        "Title": Pt(22), "AgencyName": Pt(44), "Heading1": None, "Heading2": None, "Normal": Pt(16),
    }  # fmt: skip
    asian = {name: font.element.rPr.rFonts.get(f"{W}eastAsia") for name, font in fonts.items() if name != "Normal"}
    assert asian == {
        "Title": "方正小标宋简体", "AgencyName": "方正小标宋简体", "Heading1": "黑体", "Heading2": "楷体_GB2312",
    }  # fmt: skip
    assert styles["BodyText"].paragraph_format.first_line_indent == Twips(640)
    assert styles["Normal"].paragraph_format.line_spacing == Twips(579)
    assert styles["AgencyName"].font.color.rgb == (255, 0, 0)
    assert styles["AgencyName"].paragraph_format.space_before == Twips(1984)


def test_the_grid_has_twenty_two_lines():
    grid = next(part(letter()).iter(f"{W}docGrid"))
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    assert 22 * 579 <= 16838 - 2098 - 1984 < 23 * 579


def test_title_and_author_are_told():
    properties = opened(letter()).core_properties
    assert (properties.title, properties.author) == ("政府信息公开申请部分公开告知书", "某县自然资源局")


def test_a_document_has_a_number_on_every_page_and_a_letter_from_the_second():
    footers = [zipfile.ZipFile(io.BytesIO(write(letter()))).read(f"word/footer{n}.xml").decode() for n in (1, 2)]
    assert ['w:jc w:val="right"' in footers[0], 'w:jc w:val="left"' in footers[1]] == [True, True]
    assert not opened(letter()).sections[0].different_first_page_header_footer
    first = opened(letter(), LETTER).sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" not in etree.tostring(first.first_page_footer._element).decode()
    assert b"thinThickSmallGap" in etree.tostring(first.first_page_footer._element)


def test_the_head_of_a_letter_is_a_red_name_over_a_double_line():
    document = opened(letter(), LETTER)
    head = document.sections[0].first_page_header.paragraphs
    assert [(paragraph.style.style_id, paragraph.text) for paragraph in head] == [
        ("LetterAgencyName", "某县自然资源局")
    ]
    assert document.sections[0].header_distance == Twips(1701)
    assert shown(document)[0] == ("LetterNumber", "某自然资公开告〔2026〕3号")
    border = head[0].style.element.find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert (border.get(f"{W}val"), border.get(f"{W}color")) == ("thickThinSmallGap", "FF0000")


def test_a_long_name_is_set_smaller_and_a_short_one_apart():
    def size(name: str) -> tuple[object, bool]:
        run = opened(letter(agency=name)).paragraphs[0].runs[0]
        return run.font.size, run._element.find(f"{W}rPr/{W}spacing") is not None

    assert size("某县某局") == (Pt(44), True)
    assert size("某县自然资源局") == (Pt(44), False)
    assert size(LONG_NAME) == (Pt(24), False)


def test_signature_and_day_share_their_middle_under_a_seal():
    document = opened(letter())
    both = [paragraph for paragraph in document.paragraphs if paragraph.text in {"某县自然资源局", "2026年11月2日"}][
        1:3
    ]
    assert {paragraph.paragraph_format.left_indent for paragraph in both} == {Twips(round(8844 * (1 - 2 * 7.25 / 28)))}
    assert both[1].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert both[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_the_place_of_the_seal_is_marked_only_where_one_goes():
    data = etree.tostring(part(letter()), encoding="unicode")
    assert "（印章）" in data
    assert 'prst="ellipse"' in data
    assert 'cx="1512000"' in data
    assert "印章" not in etree.tostring(part(letter(seal=False)), encoding="unicode")


def test_the_circle_of_the_seal_may_be_left_out_and_its_room_stays():
    marked, bare = (Document(io.BytesIO(write(letter(), seal_marked=shown))).paragraphs for shown in (True, False))
    assert [one.style.name for one in marked] == [one.style.name for one in bare]
    assert "印章" not in "".join(one._p.xml for one in bare)


def test_a_long_list_of_attachments_may_run_over_pages():
    told = opened(letter(attachments=tuple(f"目录{number}" for number in range(60))))
    kept = [one.paragraph_format.keep_with_next for one in told.paragraphs if "目录" in one.text]
    assert kept == [None] * 48 + [True] * 12


def test_without_a_seal_signature_and_day_stand_to_the_right():
    told = opened(letter(seal=False))
    signature, day = [paragraph for paragraph in told.paragraphs if paragraph.style.style_id in {"Signature", "Date"}]
    assert (signature.text, day.text) == ("某县自然资源局", "2026年11月2日")
    assert {signature.alignment, day.alignment} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert day.paragraph_format.right_indent == Twips(round(2 * 8844 / 28))
    alone = opened(letter(seal=False, signature="", contact="")).paragraphs
    assert not [paragraph for paragraph in alone if paragraph.style.style_id == "Signature"]


def kept(told: Letter) -> list[str]:
    """Return the texts of the paragraphs that stay with the next one by their own property."""
    return [
        "".join(node.text for node in paragraph.iter(f"{W}t"))
        for paragraph in part(told).iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}keepNext") is not None
        and paragraph.find(f"{W}pPr/{W}keepNext").get(f"{W}val") != "0"
    ]


def test_the_last_lines_stay_with_the_signature():
    long = Paragraph("长" * 80)
    assert kept(letter(blocks=(long, long, Paragraph("特此告知。")), attachments=("目录",))) == [
        "长" * 80, "特此告知。", "附件：目录", "2026年11月2日",
    ]  # fmt: skip
    assert kept(letter(blocks=(long, Listing(("甲", "乙"))), attachments=(), contact="")) == ["1.甲", "2.乙"]


def test_the_last_rows_of_a_table_stay_with_the_signature():
    rows = kept(letter(blocks=(Paragraph("甲"), table(5)), attachments=(), contact=""))
    assert rows == [
        *("4", "关于某路征地补偿安置方案的通知（第4部分）", "某政发〔2025〕4号", "予以公开"),
        *("5", "关于某路征地补偿安置方案的通知（第5部分）", "某政发〔2025〕5号", "予以公开"),
        "",
    ]


def test_a_table_is_real_and_its_head_is_repeated():
    document = opened(letter(blocks=(table(40),)))
    (found,) = document.tables
    assert [[cell.text for cell in row.cells] for row in found.rows][:2] == [
        ["序号", "信息名称", "文号", "处理结果"],
        ["1", "关于某路征地补偿安置方案的通知（第1部分）", "某政发〔2025〕1号", "予以公开"],
    ]
    assert len(found.rows) == 41
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in found.rows]
    assert heads == [True] + [False] * 40
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in found.rows)
    widths = [int(column.get(f"{W}w")) for column in found._tbl.iter(f"{W}gridCol")]
    assert abs(sum(widths) - 8844) <= len(widths)
    marks = [cell.paragraphs[0].style.style_id for cell in found.rows[1].cells]
    assert marks == ["TableMark", "TableText", "TableText", "TableMark"]


def test_a_very_long_row_may_be_broken_and_cells_have_paragraphs():
    (found,) = opened(letter(blocks=(Grid((), (("甲\n乙", "长" * 500),)),))).tables
    assert found.rows[0]._tr.find(f"{W}trPr/{W}cantSplit") is None
    assert [paragraph.text for paragraph in found.rows[0].cells[0].paragraphs] == ["甲", "乙"]


def test_a_paper_of_the_file_has_no_red_head_no_addressee_no_seal():
    for masthead in Masthead:
        document = opened(internal(), masthead)
        assert shown(document) == [
            ("InternalTitle", "某县自然资源局\n政府信息公开申请登记表"),
            ("InternalNumber", "2026-012"),
            ("Signature", "某县自然资源局"),
            ("Date", "2026年11月2日"),
        ]
        assert len(document.tables) == 1
        assert not document.sections[0].different_first_page_header_footer
    assert [style for style, _ in shown(opened(letter(internal=True, number="", addressee="")))][:2] == [
        "InternalTitle", "BodyText",
    ]  # fmt: skip


def test_attachments_hang_under_their_names():
    def indents(*names: str) -> list[tuple[object, object]]:
        return [
            (paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent)
            for paragraph in opened(letter(attachments=names)).paragraphs
            if paragraph.style.style_id == "Attachment"
        ]

    assert indents("目录") == [(Twips(5 * 320), Twips(-3 * 320))]
    assert indents("目录", "名册") == [(Twips(6 * 320), Twips(-4 * 320)), (Twips(6 * 320), Twips(-320))]


def test_words_before_a_web_address_are_not_drawn_apart():
    address = "见 http://www.example.gov.cn/zwgk/2025.html"
    blocks = (Paragraph(address), Paragraph("甲"), Listing((address, "乙")))
    told = [
        paragraph
        for paragraph in opened(letter(blocks=blocks)).paragraphs
        if paragraph.text.endswith(("html", "甲", "乙"))
    ]
    assert [paragraph.alignment for paragraph in told] == [WD_ALIGN_PARAGRAPH.LEFT, None, WD_ALIGN_PARAGRAPH.LEFT, None]


def test_a_slip_is_not_torn_apart():
    document = opened(letter(blocks=(Paragraph("甲"), Slip("回执", ("一", "二")))))
    lines = [paragraph for paragraph in document.paragraphs if paragraph.style.style_id == "SlipText"]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in lines] == [None, False]
    styles = {style.style_id: style for style in document.styles}
    assert all(styles[name].paragraph_format.keep_with_next for name in ("CutLine", "SlipTitle", "SlipText"))


def test_hostile_characters_stay_characters():
    told = letter(
        agency=HOSTILE, title=HOSTILE, number=HOSTILE, addressee=HOSTILE, signature=HOSTILE, contact=HOSTILE,
        attachments=(HOSTILE, "甲"), blocks=(Paragraph(HOSTILE), Grid((HOSTILE,), ((HOSTILE,),), HOSTILE), Slip(HOSTILE, (HOSTILE,))),
    )  # fmt: skip
    clean = HOSTILE.replace("\x07", "").replace("\x00", "")
    for masthead in Masthead:
        document = opened(told, masthead)
        texts = [re.sub(r"\s", "", text) for _, text in shown(document)]
        assert sum(re.sub(r"\s", "", clean) in text for text in texts) >= 8
        assert document.tables[0].rows[1].cells[0].text == clean
        assert document.core_properties.title == clean


@pytest.mark.parametrize("masthead", list(Masthead))
def test_every_part_is_well_formed_and_told(masthead):
    archive = zipfile.ZipFile(io.BytesIO(write(letter(), masthead)))
    types = archive.read("[Content_Types].xml").decode()
    for name in archive.namelist():
        etree.fromstring(archive.read(name))
        assert name == "[Content_Types].xml" or name.endswith(".rels") or f'"/{name}"' in types


def test_every_style_that_is_used_is_defined():
    for told in (letter(), letter(seal=False), internal()):
        for masthead in Masthead:
            archive = zipfile.ZipFile(io.BytesIO(write(told, masthead)))
            defined = {style.style_id for style in Document(io.BytesIO(write(told, masthead))).styles}
            used = {
                style.get(f"{W}val")
                for name in archive.namelist()
                if name.startswith("word/") and name.endswith(".xml")
                for style in etree.fromstring(archive.read(name)).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
            }
            assert used <= defined


def test_the_same_letter_gives_the_same_bytes():
    assert write(letter()) == write(letter())
    assert write(letter()) != write(letter(number=""))


@pytest.mark.slow
@pytest.mark.office
def test_an_office_program_lays_it_out(tmp_path):
    paths = {masthead: tmp_path / f"{masthead}.docx" for masthead in Masthead}
    for masthead, path in paths.items():
        path.write_bytes(write(letter(agency=LONG_NAME), masthead))
    office = shutil.which("soffice")
    assert office is not None
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, paths.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for path in paths.values():
        document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
        texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
        assert LONG_NAME in texts[0]
        assert "张某：" in texts[0]
        assert any("（印章）" in text and REMEDY[:12] in text and "2026年11月2日" in text for text in texts)


def test_without_an_addressee_the_body_follows_the_title():
    styles = [style for style, _ in shown(opened(letter(addressee="")))]
    assert styles[2:4] == ["Title", "BodyText"]
