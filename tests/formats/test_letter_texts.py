"""What is printed of a letter: lines of the title, widths of columns, places of signature and day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.letters import LONG_NAME, letter, table

from gongkai.core.notices.letter import Grid, Heading, Listing, Paragraph, Slip
from gongkai.formats.write.letter_texts import (
    LINE,
    addressed,
    agency_size,
    attached,
    body,
    breadth,
    broken,
    columns,
    ends_with,
    heading_level,
    is_short,
    lines,
    lines_of,
    noted,
    numbered,
    one_line,
    place,
    slips,
    staying,
    titled,
    torn,
)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("政府信息公开告知书", ("政府信息公开告知书",)),
        ("关于延期答复张某政府信息公开申请的告知书", ("关于延期答复张某政府信息公开申请的告知书",)),
        ("政府信息公开申请不予公开告知书（国家秘密）", ("政府信息公开申请", "不予公开告知书（国家秘密）")),
        ("需要另行制作、加工分析的政府信息不予提供告知书", ("需要另行制作、加工分析的", "政府信息不予提供告知书")),
        (
            "某县农业农村局关于征求某某有限公司对公开其环境影响评价报告意见的函",
            ("某县农业农村局关于征求某某有限公司", "对公开其环境影响评价报告意见的函"),
        ),
    ],
)
def test_a_title_breaks_between_words(title, lines):
    assert broken(title) == lines


def test_the_agency_of_a_title_stays_together():
    told = letter(agency=LONG_NAME, title=f"{LONG_NAME}政府信息公开申请补正告知书")
    assert titled(told) == (LONG_NAME, "政府信息公开申请补正告知书")


@given(st.text(alphabet="某政府信息公开告知书（）、A1 的", min_size=1, max_size=120))
def test_a_broken_title_loses_nothing_and_fits(title):
    lines = broken(title)
    assert "".join(lines) == title
    assert all(breadth(line) <= 20 for line in lines)


@given(st.integers(min_value=21, max_value=38))
def test_no_character_stands_alone_in_the_last_line(length):
    assert all(len(line) > 2 for line in broken("字" * length))


def test_a_very_long_title_is_broken_at_once():
    assert len(broken("字" * 300)) == 15


def test_the_body_is_what_stands_above_the_signature():
    blocks = body(letter())
    assert [type(block) for block in blocks] == [
        Paragraph, Heading, Paragraph, Heading, Paragraph, Listing, Grid, Heading, Paragraph, Paragraph,
    ]  # fmt: skip
    assert blocks[3] == Heading("（二）征求意见情况")
    assert [slip.title for slip in slips(letter())] == ["收件回执"]


def test_tables_are_squared_and_empty_ones_left_out():
    ragged = Grid(("甲",), (("1", "2", "3"), ("4",)))
    assert body(letter(blocks=(ragged, Grid((), ())))) == (Grid(("甲", "", ""), (("1", "2", "3"), ("4", "", ""))),)
    assert body(letter(blocks=(Grid((), (("1",), ("2", "3"))),))) == (Grid((), (("1", ""), ("2", "3"))),)


def test_headings_are_of_two_levels():
    assert [heading_level(text) for text in ("一、甲", "（十二）乙", "三是丙")] == [1, 2, 1]


def test_lists_and_attachments_are_numbered():
    assert numbered(Listing(("甲\n乙", "丙"))) == ("1.甲乙", "2.丙")
    assert attached(letter(attachments=("目录。", "名册；"))) == (("1.", "目录"), ("2.", "名册"))
    assert attached(letter(attachments=("目录",))) == (("", "目录"),)
    assert attached(letter(attachments=())) == ()


@pytest.mark.parametrize("name", ["张某", "张某：", "张某:"])
def test_the_addressee_has_one_colon(name):
    assert addressed(letter(addressee=name)) == "张某："


def test_nobody_is_addressed_by_an_empty_name():
    assert addressed(letter(addressee=" ")) == ""


@pytest.mark.parametrize(
    ("contact", "note"),
    [("电话：1。", "（电话：1）"), ("（电话：1）", "（电话：1）"), ("", ""), ("（甲）乙", "（（甲）乙）")],
)
def test_the_note_stands_in_parentheses(contact, note):
    assert noted(letter(contact=contact)) == note


def test_the_day_stands_four_characters_in_and_the_signature_over_its_middle():
    short = place(letter(signature="某县某局", day=date(2026, 11, 2)))
    assert short.middle == 4 + breadth("2026年11月2日") / 2 == 7.25
    assert place(letter(signature=LONG_NAME)).middle == 2 + len(LONG_NAME) / 2
    assert place(letter(signature="某" * 40)).middle == LINE / 2


def test_without_a_seal_the_day_begins_two_characters_to_the_right():
    assert place(letter(signature="某县某某局委员会")).signature == 2 + 8.5
    long = place(letter(signature=LONG_NAME))
    assert (long.signature, long.day) == (20, 18)
    short = place(letter(signature="某局"))
    assert (short.day, short.signature) == (2 + 6.5, 2 + 6.5 + 2)
    assert place(letter(signature="某" * 40)).signature == LINE


def test_two_lines_stay_with_the_signature():
    lone, long = Paragraph("特此告知。"), Paragraph("长" * 60)
    assert ends_with(letter(blocks=(long, long))) == 1
    assert ends_with(letter(blocks=(long, long, lone))) == 2
    assert ends_with(letter(blocks=(long, Listing(("甲", "乙"))))) == 1
    assert ends_with(letter(blocks=(long, table(1)))) == 1
    assert ends_with(letter(blocks=(long, Heading("一、甲"), lone))) == 2


def test_lines_are_reckoned_by_kind_of_block():
    blocks = (Paragraph("长" * 26), Paragraph("长" * 27), Listing(("甲", "乙")), table(3), Heading("一、甲"))
    assert [lines(block) for block in blocks] == [1, 2, 2, 4, 1]


def test_the_first_block_stays_on_the_first_page():
    lone = Paragraph("特此告知。")
    assert ends_with(letter(blocks=(lone, lone))) == 1
    assert ends_with(letter(blocks=(lone,))) == 1
    assert ends_with(letter(blocks=())) == 1


def test_the_name_is_as_large_as_the_line_holds():
    assert agency_size("") == 44
    assert agency_size("某" * 30) == 22


def test_columns_have_what_they_need():
    widths = columns(table(3))
    assert sum(widths) == pytest.approx(1)
    assert widths[1] > widths[2] > widths[3] > widths[0]
    number = columns(table(3))[2] * 36
    assert number >= breadth("某政发〔2025〕1号")


def test_columns_of_a_narrow_table_share_the_width():
    assert columns(Grid(("甲", "乙"), (("甲", "乙"),))) == (0.5, 0.5)
    assert columns(Grid((), (("甲",), ("乙",)))) == (1.0,)
    assert columns(Grid(("甲",) * 20, ())) == pytest.approx((0.05,) * 20)


def test_the_labels_of_a_form_have_what_they_need_and_values_the_rest():
    label, value = columns(Grid((), (("收件人签名或者盖章", ""), ("文号", "3号"))))
    assert label * 36.8 == pytest.approx(9 + 1.4)
    assert value == pytest.approx(1 - label)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_no_column_vanishes(head):
    widths = columns(Grid(tuple(head), ()))
    assert sum(widths) == pytest.approx(1)
    assert min(widths) > 0.07


def test_short_cells_are_told_from_long_ones():
    assert [is_short(table(3), at) for at in range(4)] == [True, False, False, True]


def test_texts_are_tidied():
    assert one_line("甲\r\n 乙\x00") == "甲乙"
    assert lines_of("甲\n\n乙") == ("甲", "乙")
    assert lines_of("") == ("",)
    long = "　　收件人（签名或者盖章）：　　　　　　　　收到日期：　　　　年　　月　　日"
    assert torn(Slip("回执", (long,))) == ("　　收件人（签名或者盖章）：", "　　收到日期：　　　　年　　月　　日")
    assert torn(Slip("回执", ("长" * 40,))) == ("长" * 40,)
    assert torn(Slip("回执", ("　　甲  ", "乙\n　丙"))) == ("　　甲", "乙", "　丙")


@pytest.mark.parametrize(
    ("lengths", "expected"), [((), 0), ((4,) * 3, 3), ((4,) * 12, 12), ((4,) * 60, 12), ((30,) * 60, 6)]
)
def test_of_many_attachments_the_last_lines_stay_with_the_signature(lengths, expected):
    assert staying(letter(attachments=tuple("附" * length for length in lengths))) == expected
