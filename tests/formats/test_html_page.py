"""The frame of every page we write."""

from __future__ import annotations

import pytest
from lxml import html

from gongkai.formats.write.html_page import page


@pytest.mark.parametrize("sheet", ["report", "letter"])
def test_a_page_has_title_language_style_and_body(sheet):
    made = page("<甲>&乙", sheet, ('<meta name="author" content="丙">',), ("<p>丁</p>", "<p>戊</p>"))
    root = html.fromstring(made.decode())
    assert made.startswith(b"<!DOCTYPE html>")
    assert root.xpath("//title/text()") == ["<甲>&乙"]
    assert root.get("lang") == "zh-CN"
    assert root.xpath("//meta[@name='author']/@content") == ["丙"]
    assert root.xpath("//main/article/p/text()") == ["丁", "戊"]
    assert len(root.xpath("//style/text()")[0]) > 1000


def test_the_styles_are_each_their_own():
    assert page("甲", "report", (), ()) != page("甲", "letter", (), ())
