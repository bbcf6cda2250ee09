"""Web pages come in as the article alone; pictures come in checked, named and without hidden data."""

from __future__ import annotations

import base64

import pytest
from tests.support.small_files import picture

from gongkai.formats import into_html_pictures
from gongkai.formats.into_html import Imported, into_html
from gongkai.formats.into_html_pictures import Album


def page(body: str, head: str = "") -> Imported:
    return into_html("页.html", f"<!DOCTYPE html><head>{head}</head><body>{body}</body>".encode())


def test_an_article_keeps_its_own_markup_and_loses_its_title() -> None:
    result = page(
        "<h1>关于公路的通知</h1><p>各单位：</p><p>请<b>认真</b>执行<a href='https://www.gov.cn/'>决定</a>。</p>"
    )
    assert (result.title, result.html) == (
        "关于公路的通知", '<p>各单位：</p><p>请<strong>认真</strong>执行<a href="https://www.gov.cn/" rel="noopener">决定</a>。</p>',
    )  # fmt: skip


def test_what_is_hidden_or_leads_round_the_site_is_left_out() -> None:
    result = page(
        "<nav>首页</nav><h1>关于公路的通知</h1><p>正文在这里。</p><p style='display:none'>隐藏</p><p hidden>也藏</p><footer>版权</footer>"
    )
    assert result.html == "<p>正文在这里。</p>"


def test_a_page_with_more_around_it_than_in_it_gives_the_article_only() -> None:
    menu = "".join(f"<div class='sidebar'><select><option>栏目{number}</option></select></div>" for number in range(9))
    result = page(
        f"{menu}<h1>关于公路的通知</h1><p>正文在这里。</p><table><tr><td>项目</td><td>数量</td></tr><tr><td>甲</td><td>1</td></tr></table>"
    )
    assert "栏目" not in result.html
    assert '<th scope="col">项目</th>' in result.html or "<td>项目</td>" in result.html


def test_pictures_in_the_page_come_in_and_others_are_told() -> None:
    data = base64.b64encode(picture("PNG")).decode()
    result = page(
        f"<h1>关于公路的通知</h1><p>正文在这里，图片在下面。</p><img src='data:image/png;base64,{data}' alt='地图'><img src='/a.png' alt='外图'>"
        "<img src='data:image/png;base64,!!'>"
    )
    assert '<img src="picture:picture1.png" alt="地图">' in result.html
    assert "外图" in result.html
    assert "/a.png" not in result.html
    assert [each.alt for each in result.pictures] == ["地图"]
    assert [remark for remark in result.remarks if "没有导入" in remark] == [
        "第2张图片没有导入：网页里只有它的链接，请把图片另存后插入", "第3张图片没有导入：它的数据不完整，请重新插入",
    ]  # fmt: skip


def test_a_saved_page_is_read_from_its_archive() -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><h1>关于公路的通知</h1><p>正文<b>在</b>这里。</p></body></html>\r\n--x--\r\n"
    )
    assert into_html("页.mht", archive.encode()).html == "<p>正文<strong>在</strong>这里。</p>"


def test_pictures_are_named_once_and_told_where_they_say_nothing() -> None:
    album = Album()
    first, second = picture("PNG"), picture("BMP")
    assert (album.add(first, "甲"), album.add(second), album.add(first)) == (
        "picture1.png",
        "picture2.png",
        "picture1.png",
    )
    assert [(each.name, each.data[:4], each.alt) for each in album.pictures] == [
        ("picture1.png", b"\x89PNG", "甲"), ("picture2.png", b"\x89PNG", ""),
    ]  # fmt: skip
    assert album.remarks == ["第2张图片没有替代文字，请补写，让看不见图片的人也知道内容"]


@pytest.mark.parametrize(("data", "remark"), [
    (b"\x01\0\0\0 EMF", "第1张图片是网页不能显示的格式"), (picture("PNG")[:30], "第1张图片没有导入：图片已损坏"), (picture("TIFF")[:60], "第1张图片没有导入：图片已损坏"),
])  # fmt: skip
def test_pictures_that_cannot_be_shown(data: bytes, remark: str) -> None:
    album = Album()
    assert album.add(data) == ""
    assert album.remarks[0].startswith(remark)


def test_an_album_is_full_some_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(into_html_pictures, "MOST_PICTURES", 1)
    album = Album()
    assert album.add(picture("PNG"), "甲")
    assert album.add(picture("GIF"), "乙") == ""
    assert "超过1张" in album.remarks[-1]
