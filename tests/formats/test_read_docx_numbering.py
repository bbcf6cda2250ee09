"""Automatic numbers in front of paragraphs, as Word shows them."""

from __future__ import annotations

import pytest
from tests.support import word

from gongkai.formats.blocks import Document, Paragraph
from gongkai.formats.read import docx
from gongkai.formats.read.docx_numbering import spelled


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_automatic_numbers_are_read_as_they_show() -> None:
    levels = word.lists(
        word.list_level(0, "chineseCountingThousand", "%1、"),
        word.list_level(1, "chineseCountingThousand", "（%2）"),
        word.list_level(2, "decimal", "%1.%3."),
    )
    plan = [(0, "总体情况"), (1, "主动公开"), (1, "依申请"), (0, "存在问题"), (1, "改进"), (2, "细项")]
    body = "".join(word.text_paragraph(text, word.numbered(level)) for level, text in plan)
    shown = ["一、总体情况", "（一）主动公开", "（二）依申请", "二、存在问题", "（一）改进", "二.1.细项"]
    assert texts(docx.read(word.docx(body, numbering=levels))) == shown


def test_a_number_typed_as_well_is_not_doubled_and_bullets_are_no_numbers() -> None:
    levels = word.lists(word.list_level(0, "chineseCounting", "%1、"), word.list_level(1, "bullet", "●"))
    body = word.text_paragraph("一、总体情况", word.numbered()) + word.text_paragraph("点", word.numbered(1))
    assert texts(docx.read(word.docx(body, numbering=levels))) == ["一、总体情况", "点"]


def test_a_list_that_starts_over_counts_by_itself() -> None:
    numbering = word.lists(word.list_level(0, "decimal", "%1.")) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(word.text_paragraph("甲", word.numbered(0, number)) for number in (1, 1, 2, 1))
    assert texts(docx.read(word.docx(body, numbering=numbering))) == ["1.甲", "2.甲", "5.甲", "3.甲"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (0, "chineseCounting", "零"),
        (15, "chineseLegalSimplified", "壹拾伍"),
        (2024, "ideographDigital", "二〇二四"),
        (11, "ideographTraditional", "甲"),
        (12, "ideographZodiac", "亥"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (49, "upperRoman", "XLIX"),
        (1994, "lowerRoman", "mcmxciv"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (35, "decimalFullWidth", "３５"),
        (3, "ideographEnclosedCircle", "(三)"),
        (10**9, "upperRoman", "1000000000"),
        (5, "somethingNew", "5"),
    ],
)
def test_numbers_are_spelled_in_their_format(number: int, form: str, shown: str) -> None:
    assert spelled(number, form) == shown
