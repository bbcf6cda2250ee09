"""The pdf writer of letters, read by pdfplumber and pdfium."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest
from tests.support.letters import HOSTILE, LONG_NAME, REMEDY, internal, letter, table

from gongkai.core.notices.letter import Grid, Letter, Listing, Paragraph, Slip
from gongkai.formats.write.letter_pdf import write
from gongkai.formats.write.letter_texts import Masthead

MILLIMETRE = 72 / 25.4
LETTER = Masthead.LETTER
RED = (1.0, 0.0, 0.0)


def pages(told: Letter, masthead: Masthead = Masthead.DOCUMENT) -> list[str]:
    """Return the text of each page without blanks and without its number."""
    document = pypdfium2.PdfDocument(write(told, masthead))
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    return [re.sub(r"—\d+—$", "", text) for text in texts]


def characters(told: Letter, masthead: Masthead = Masthead.DOCUMENT) -> list[list[dict]]:
    with pdfplumber.open(io.BytesIO(write(told, masthead))) as document:
        return [page.chars for page in document.pages]


def line(chars: list[dict], text: str) -> tuple[float, float, float]:
    """Return left, right and top of a text on a page, in millimetres."""
    whole = "".join(char["text"] for char in chars)
    assert whole.count(text) == 1, (text, whole)
    found = chars[whole.index(text) : whole.index(text) + len(text)]
    return found[0]["x0"] / MILLIMETRE, found[-1]["x1"] / MILLIMETRE, found[0]["top"] / MILLIMETRE


def printed(told: Letter) -> list[str]:
    """Return everything a letter says, in the order of the page."""
    parts = [told.agency, told.number, told.title, told.addressee]
    after: list[str] = []
    for block in told.blocks:
        match block:
            case Listing(items):
                parts += items
            case Grid(head, rows, caption):
                parts += [caption, *head, *(cell for row in rows for cell in row)]
            case Slip(title, lines):
                after += [title, *lines]
            case _:
                parts += re.findall(r"[^。]+。?", block.text)
    return [*parts, *told.attachments, told.signature, "2026年11月2日", told.contact, *after]


@pytest.mark.parametrize("masthead", list(Masthead))
@pytest.mark.parametrize("rows", [3, 60])
def test_every_sentence_stands_in_its_order(masthead, rows):
    told = letter(blocks=tuple(table(rows) if isinstance(block, Grid) else block for block in letter().blocks))
    text = "".join(pages(told, masthead))
    at = 0
    for sentence in printed(told):
        found = text.find(re.sub(r"\s", "", sentence), at)
        assert found >= 0, sentence
        at = found + 1


def test_the_head_of_a_document_stands_where_the_standard_says():
    first = characters(letter())[0]
    left, right, top = line(first, "〔2026〕3号")
    agency = [char for char in first if char["non_stroking_color"] == RED]
    assert "".join(char["text"] for char in agency) == "某县自然资源局"
    assert abs(agency[0]["top"] / MILLIMETRE - (37 + 35)) < 4
    middle = (agency[0]["x0"] + agency[-1]["x1"]) / 2 / MILLIMETRE
    assert abs(middle - (28 + 78)) < 0.5
    assert 37 + 35 + 15 < top < 37 + 35 + 50
    assert 28 < left < right < 28 + 156


def test_a_red_rule_as_wide_as_the_text_stands_below_the_number():
    with pdfplumber.open(io.BytesIO(write(letter()))) as document:
        (rule,) = [edge for edge in document.pages[0].lines if edge["stroking_color"] == RED]
        number = line(document.pages[0].chars, "〔2026〕3号")[2] + 16 / MILLIMETRE
    assert abs((rule["x1"] - rule["x0"]) / MILLIMETRE - 156) < 0.1
    assert abs(rule["top"] / MILLIMETRE - number - 4) < 1.5


def test_the_head_of_a_letter_stands_where_the_standard_says():
    with pdfplumber.open(io.BytesIO(write(letter(), LETTER))) as document:
        first, second = document.pages[:2]
        rules = sorted((edge for edge in first.lines if edge["stroking_color"] == RED), key=lambda edge: edge["top"])
        assert not [edge for edge in second.lines if edge["stroking_color"] == RED and edge["x1"] - edge["x0"] > 400]
        name = [char for char in first.chars if char["non_stroking_color"] == RED]
    assert len(rules) == 4
    assert all(abs((rule["x1"] - rule["x0"]) / MILLIMETRE - 170) < 0.1 for rule in rules)
    assert all(abs(rule["x0"] / MILLIMETRE - 20) < 0.1 for rule in rules)
    assert [rule["linewidth"] > 2 for rule in rules] == [True, False, False, True]
    assert abs(297 - rules[-1]["top"] / MILLIMETRE - 20) < 1.5
    assert abs(name[0]["top"] / MILLIMETRE - 30) < 4
    assert abs(rules[0]["top"] / MILLIMETRE - (30 + 44 / MILLIMETRE + 4)) < 1


def test_the_first_page_of_a_letter_has_no_number():
    told = letter(blocks=(Paragraph("长" * 900),))
    texts = [
        re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(write(told, LETTER))
    ]
    assert re.search(r"—\d—", texts[0]) is None
    assert texts[1].endswith("—2—")
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(write(told))]
    assert texts[0].endswith("—1—")


def test_nothing_stands_outside_the_text_area():
    word = Paragraph("A" * 300 + " http://www.example.gov.cn/" + "abc/" * 60 + "1" * 18)
    cells = Grid(("甲", "W" * 40), (("W" * 90, "长" * 300), ("http://www.example.gov.cn/" + "a" * 90, "1" * 90)))
    told = letter(
        agency=LONG_NAME,
        title=LONG_NAME * 2,
        signature=LONG_NAME,
        blocks=(word, cells, word),
        attachments=("W" * 90, "W"),
    )
    for page in characters(told):
        for char in page:
            assert 28 * MILLIMETRE - 2 <= char["x0"] <= char["x1"] <= (210 - 26) * MILLIMETRE + 9, char["text"]
            assert 37 * MILLIMETRE - 4 <= char["top"] <= char["bottom"] <= (297 - 20) * MILLIMETRE


def test_twenty_two_lines_of_twenty_eight_characters():
    with pdfplumber.open(io.BytesIO(write(letter(blocks=(Paragraph("公开信息" * 800),))))) as document:
        lines = [text for text in document.pages[1].extract_text().splitlines() if "—" not in text]
    assert len(lines) == 22
    assert {len(text) for text in lines} == {28}


def test_headings_and_paragraphs_keep_the_pitch_of_the_lines():
    blocks = tuple(block for block in letter().blocks[:5])
    page = characters(letter(blocks=blocks))[0]
    tops = [line(page, text)[2] for text in ("一、办理", "（一）检索", "（二）征求", "本机关书面")]
    assert all(abs(below - above - 28.95 / MILLIMETRE) < 1.5 for above, below in pairwise(tops))


def test_a_paragraph_begins_two_characters_in_and_a_heading_too():
    page = characters(letter())[0]
    for text in ("您通过", "一、办理"):
        assert abs(line(page, text)[0] - (28 + 32 / MILLIMETRE)) < 1
    assert abs(line(page, "张某：")[0] - 28) < 0.5


def signature(told: Letter) -> tuple[list[dict], list[dict]]:
    """Return the page with the day, and its circles and other curves."""
    with pdfplumber.open(io.BytesIO(write(told))) as document:
        (found,) = [page for page in document.pages if "2026年11月2日" in "".join(char["text"] for char in page.chars)]
        return found.chars, [curve for curve in found.curves if curve["stroking_color"] == RED]


def test_the_seal_lies_over_signature_and_day():
    chars, (circle,) = signature(letter(agency="某局", signature="某县自然资源局"))
    centre = (circle["x0"] + circle["x1"]) / 2 / MILLIMETRE
    assert abs((circle["x1"] - circle["x0"]) / MILLIMETRE - 42) < 0.2
    left, right, top = line(chars, "2026年11月2日")
    assert abs(centre - (left + right) / 2) < 0.5
    left_of_name, right_of_name, _ = line(chars, "某县自然资源局")
    assert abs(centre - (left_of_name + right_of_name) / 2) < 0.5
    assert abs(210 - 26 - right - 4 * 156 / 28) < 3.5
    assert circle["top"] / MILLIMETRE < top < circle["bottom"] / MILLIMETRE
    assert top > (circle["top"] + circle["bottom"]) / 2 / MILLIMETRE
    assert "（印章）" in "".join(char["text"] for char in chars)


def test_without_a_seal_there_is_no_circle():
    chars, circles = signature(letter(seal=False))
    assert circles == []
    assert "印章" not in "".join(char["text"] for char in chars)


def test_the_day_begins_two_characters_right_of_the_signature():
    chars, _ = signature(letter(agency="某局", signature="某县某某某某委员会", seal=False))
    assert abs(line(chars, "2026年11月2日")[0] - line(chars, "某县某某某某委员会")[0] - 2 * 156 / 28) < 0.5


@pytest.mark.parametrize("count", range(4, 36))
def test_the_signature_never_stands_alone(count):
    """Whatever the length of the body, at least its last paragraph is on the page of the signature."""
    told = letter(blocks=(*(Paragraph("公开。") for _ in range(count)), Paragraph(REMEDY)), attachments=())
    texts = pages(told)
    (last,) = [text for text in texts if "2026年11月2日" in text]
    assert REMEDY in last
    assert "联系人" in last
    assert "公开。" in texts[0]


@pytest.mark.parametrize("length", range(150, 190, 3))
def test_of_a_long_paragraph_two_lines_stay_with_the_signature(length):
    """Lines are as full as without the cut, and none begins with a stop."""
    words = ("某某公开，信息（第2025号）。" * 20)[:length]
    told = letter(blocks=(*(Paragraph("公开。") for _ in range(2)), Paragraph(words)), attachments=())
    with pdfplumber.open(io.BytesIO(write(told))) as document:
        texts = [page.extract_text().replace(" ", "") for page in document.pages]
    assert words in "".join(texts[0].splitlines()[5:-1] + texts[1].splitlines())
    body_lines = texts[1].split("某县自然资源局")[0].strip().splitlines()
    assert body_lines == [] or len(body_lines) >= 2
    assert not any(line[0] in "，。）" for text in texts for line in text.splitlines())
    assert all(len(line) > 26 for line in texts[0].splitlines()[7:-1])


def test_the_first_page_shows_a_part_of_the_body():
    assert "公开信息" in pages(letter(blocks=(Paragraph("公开信息" * 100),)))[0]
    assert "公开信息" in pages(letter(blocks=(Paragraph("公开。"), Paragraph("公开信息" * 100))))[0]
    told = letter(
        blocks=(Paragraph("一" * 100), Paragraph("二" * 200)), attachments=tuple(f"目录{n}" for n in range(8))
    )
    assert "一一" in pages(told)[0]


def test_the_head_of_a_long_table_is_repeated_on_every_page():
    texts = pages(letter(blocks=(Paragraph("甲"), table(60), Paragraph("乙" * 60))))
    with_rows = [text for text in texts if "征地补偿安置方案的通知" in text]
    assert len(with_rows) >= 3
    assert all("序号信息名称文号处理结果" in text for text in with_rows)


def test_a_table_without_head_and_a_paper_of_the_file():
    (text,) = pages(internal(), LETTER)
    assert text.startswith("某县自然资源局政府信息公开申请登记表2026-012申请人张某")
    assert "：" not in text
    with pdfplumber.open(io.BytesIO(write(internal()))) as document:
        page = document.pages[0]
        assert page.extract_table()[0] == ["申请人", "张某"]
        assert all(char["non_stroking_color"] != RED for char in page.chars)


def test_a_slip_stays_on_one_page():
    slip = Slip("第三方意见确认函", tuple(f"第{number}行" for number in range(12)))
    for count in (8, 12, 16, 20):
        texts = pages(letter(blocks=(*(Paragraph("公开。") for _ in range(count)), slip), attachments=()))
        (found,) = [text for text in texts if "第三方意见确认函" in text]
        assert "沿此线剪下" in found
        assert all(f"第{number}行" in found for number in range(12))


def test_attachments_stand_under_each_other():
    many = letter(attachments=tuple(f"某某目录之{number}" for number in "甲乙丙丁戊己庚辛壬癸子"))
    chars, _ = signature(many)
    lefts = {round(line(chars, f"某某目录之{number}")[0], 1) for number in "甲子"}
    assert len(lefts) == 1
    alone, _ = signature(letter(attachments=("某某目录",)))
    assert "附件：某某目录" in "".join(char["text"] for char in alone)


def test_a_hundred_attachments_have_room_for_their_numbers():
    many = letter(attachments=tuple(f"目录之{number}号" for number in range(1, 121)))
    chars = next(page for page in characters(many) if "111.目录" in "".join(char["text"] for char in page))
    (number, _, _), (name, _, _) = line(chars, "111."), line(chars, "目录之111号")
    assert line(chars, "111.")[1] <= name
    assert number < name


@pytest.mark.parametrize("count", [30, 58, 60, 62])
def test_signature_and_note_never_stand_alone_after_many_attachments(count):
    *_, last = pages(
        letter(attachments=tuple(f"目录之{number}号" for number in range(1, count + 1)), blocks=(Paragraph("公开。"),))
    )
    assert f"目录之{count}号" in last
    assert last.endswith("（联系人：李某联系电话：0000-1234567）")


def test_the_circle_of_the_seal_may_be_left_out_and_its_room_stays():
    (marked,), (bare,) = (
        pdfplumber.open(
            io.BytesIO(write(letter(blocks=(Paragraph("公开。"),), attachments=()), seal_marked=shown))
        ).pages
        for shown in (True, False)
    )
    assert (len(marked.curves), len(bare.curves)) == (1, 0)
    assert "印章" not in bare.extract_text()
    assert line(marked.chars, "2026年11月2日") == line(bare.chars, "2026年11月2日")


def test_empty_lines_of_a_slip_leave_room():
    def told(*lines):
        return line(characters(replace(internal(), blocks=(Slip("回执", lines),)))[0], "日期")[2]

    assert told("理由", "", "", "日期") - told("理由", "日期") == pytest.approx(2 * 28.95 / MILLIMETRE, abs=0.2)


def test_the_file_is_tagged_and_tells_title_author_language():
    for masthead in Masthead:
        data = write(letter(), masthead)
        document = pypdfium2.PdfDocument(data)
        told = document.get_metadata_dict()
        assert (told["Title"], told["Author"]) == ("政府信息公开申请部分公开告知书", "某县自然资源局")
        assert bool(pypdfium2.raw.FPDFCatalog_IsTagged(document.raw))
        assert b"/Lang(zh-CN)" in data
        assert b"pdfuaid" in data


def test_markup_and_characters_no_font_has_do_no_harm():
    told = letter(
        agency=HOSTILE, title=HOSTILE, number=HOSTILE, addressee=HOSTILE, signature=HOSTILE, contact=HOSTILE,
        attachments=(HOSTILE, "甲"),
        blocks=(Paragraph(HOSTILE), Listing((HOSTILE,)), Grid((HOSTILE,), ((HOSTILE,),), HOSTILE), Slip(HOSTILE, (HOSTILE,))),
    )  # fmt: skip
    wanted = re.sub(r"\s", "", HOSTILE.split("𠮷")[0])
    for masthead in Masthead:
        text = "".join(pages(told, masthead))
        assert text.count(wanted) >= 9
    assert (
        len(pages(letter(title="", number="", addressee="", blocks=(), attachments=(), contact="", signature=""))) == 1
    )


def test_the_same_letter_gives_the_same_bytes():
    assert write(letter()) == write(letter())
