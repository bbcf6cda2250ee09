"""The page that shows a letter on the screen, read by lxml."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html
from tests.support.letters import HOSTILE, LONG_NAME, internal, letter

from gongkai.core.notices.letter import Grid, Listing, Paragraph, Slip
from gongkai.formats.write.letter_html import write
from gongkai.formats.write.letter_texts import Masthead


def page(*arguments, **changed):
    return html.fromstring(write(letter(**changed), *arguments).decode())


def text(element) -> str:
    return re.sub(r"\s", "", element.text_content())


def test_everything_stands_in_its_order():
    (article,) = page().xpath("//article")
    told = text(article)
    parts = (
        "某县自然资源局",
        "〔2026〕3号",
        "部分公开告知书",
        "张某：",
        "您通过",
        "一、办理情况",
        "（一）检索",
        "1.征地",
        "提供和不予",
        "序号",
    )
    after = (
        "二、答复意见",
        "附件：",
        "2.关于",
        "（印章）",
        "2026年11月2日",
        "（联系人",
        "（沿此线剪下）",
        "收件回执",
        "□同意",
    )
    places = [told.index(part) for part in (*parts, *after)]
    assert places == sorted(places)


def test_headings_tables_and_times_are_what_they_are():
    root = page()
    assert [text(heading) for heading in root.xpath("//h1 | //h2 | //h3")] == [
        "政府信息公开申请部分公开告知书", "一、办理情况", "（二）征求意见情况", "二、答复意见", "收件回执",
    ]  # fmt: skip
    assert [text(cell) for cell in root.xpath("//thead//th[@scope='col']")] == ["序号", "信息名称", "文号", "处理结果"]
    assert len(root.xpath("//tbody/tr")) == 3
    assert len(root.xpath("//td[@class='mark']")) == 6
    assert root.xpath("//caption/text()") == ["提供和不予提供的信息"]
    assert root.xpath("//time/@datetime") == ["2026-11-02"]
    assert root.xpath("//span[@class='lead']/text()") == ["（一）检索情况。"]


@pytest.mark.parametrize("masthead", list(Masthead))
def test_the_head_is_that_of_a_document_or_a_letter(masthead):
    assert page(masthead).xpath("//header/@class") == [str(masthead)]
    assert html.fromstring(write(internal(), masthead).decode()).xpath("//header/@class") == ["internal"]


def test_what_is_not_there_is_not_shown():
    root = html.fromstring(write(internal()).decode())
    assert root.xpath("//*[@class='addressee' or @class='seal' or @class='attachments' or @class='slip']") == []
    assert root.xpath("//thead | //caption") == []
    assert page(number="", contact="").xpath("//p[@class='number']") == []


def test_the_place_of_the_seal_may_be_left_out():
    assert "印章" in write(letter()).decode()
    assert "印章" not in write(letter(), seal_marked=False).decode()


def test_empty_lines_of_a_slip_leave_room():
    assert "<p>理由：</p><p>\u00a0</p>" in write(letter(blocks=(Slip("回执", ("理由：", "")),))).decode()


def test_a_long_title_breaks_between_its_lines():
    lines = page(agency=LONG_NAME, title=f"{LONG_NAME}政府信息公开告知书").xpath("//h1/span/text()")
    assert lines == [LONG_NAME, "政府信息公开告知书"]


def test_no_script_no_inline_style_and_a_policy_for_the_one_style():
    data = write(letter()).decode()
    root = html.fromstring(data)
    assert root.xpath("//script | //*[@style]") == []
    (style,) = root.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in root.xpath("//meta[@http-equiv]/@content")[0]


def test_hostile_characters_stay_characters():
    blocks = (
        Paragraph(HOSTILE),
        Listing((HOSTILE,)),
        Grid((HOSTILE,), ((HOSTILE,),), HOSTILE),
        Slip(HOSTILE, (HOSTILE,)),
    )
    root = page(agency=HOSTILE, title=HOSTILE, number=HOSTILE, addressee=HOSTILE, contact=HOSTILE, blocks=blocks)
    assert root.xpath("//a") == []
    assert text(root.xpath("//article")[0]).count(re.sub(r"\s", "", HOSTILE.split("𠮷")[0])) >= 9


def test_the_same_letter_gives_the_same_bytes():
    assert write(letter()) == write(letter())
