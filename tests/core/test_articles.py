"""Articles and their parts, however they are written."""

from __future__ import annotations

import pytest

from gongkai.core.law.articles import Article, articles, plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("第三十三条", "第三十三条"),
        ("第33条", "第三十三条"),
        ("33条", "第三十三条"),
        ("33", "第三十三条"),
        ("第３３条", "第三十三条"),
        ("第 三十三 条 第 一 款", "第三十三条第一款"),
        ("第33条1款", "第三十三条第一款"),
        ("第三十六条第（四）项", "第三十六条第四项"),
        ("第三十六条第四项", "第三十六条第四项"),
        ("第三十六条（四）", "第三十六条第四项"),
        ("36(4)", "第三十六条第四项"),
        ("36（4）", "第三十六条第四项"),
        ("第五十条第一款第（四）项", "第五十条第一款第四项"),
        ("第一百二十条之一第二款", "第一百二十条之一第二款"),
        ("第九十一条、第九十三条", "第九十一条、第九十三条"),
        ("第九十一条和第九十三条第二款", "第九十一条、第九十三条第二款"),
        ("第九十一条以及第九十三条", "第九十一条、第九十三条"),
        ("第三十六条第一项、第二项", "第三十六条第一项、第三十六条第二项"),
        ("第三十六条第一、五项", "第三十六条第一项、第三十六条第五项"),
        ("第三十六条第（一）（二）项", "第三十六条第一项、第三十六条第二项"),
        ("第三十三条第二款、第三款", "第三十三条第二款、第三十三条第三款"),
        ("第十四条至第十六条", "第十四条、第十五条、第十六条"),
        ("第14-16条", "第十四条、第十五条、第十六条"),
        ("第二十条第（一）项至第（三）项", "第二十条第一项、第二十条第二项、第二十条第三项"),
    ],
)
def test_articles_are_read_as_written(typed, read):
    assert "、".join(map(str, articles(typed) or ())) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "表三",
        "第一部分",
        "第一、五、六部分与表二至表四",
        "第零条",
        "第三项",
        "第一款",
        "第三十三条第",
        "第三十三条、",
        "第三十三条甲",
        "第三十三条（甲）",
        "第十六条至第十四条",
        "第十四条第一款至第十六条",
        "第十四条第三项至第一项",
        "第十四条第一项至第十六条第二项",
        "第百一条",
    ],
)
def test_what_is_no_article(typed):
    assert articles(typed) is None


@pytest.mark.parametrize(
    ("asked", "cited", "touches"),
    [
        ("第三十三条", "第三十三条第二款", True),
        ("第三十三条第二款", "第三十三条", True),
        ("第三十三条第二款", "第三十三条第二款", True),
        ("第三十三条第二款", "第三十三条第一款", False),
        ("第三十三条", "第三十四条", False),
        ("第三十三条", "第三十三条之一", False),
        ("第三十六条第四项", "第三十六条第五项", False),
        ("第三十六条第四项", "第三十六条第一款第四项", True),
        ("第三十六条第四项", "第三十六条第一款", True),
        ("第三十六条第四项", "第三十六条第二款", False),
        ("第五十条第一款第四项", "第五十条第二款第四项", False),
    ],
)
def test_what_holds_what(asked, cited, touches):
    (left,), (right,) = articles(asked) or (), articles(cited) or ()
    assert left.touches(right) is right.touches(left) is touches


def test_what_an_article_is_called():
    assert str(Article(36, 1, 4)) == "第三十六条第一款第四项"
    assert str(Article(120, inserted=1)) == "第一百二十条之一"


def test_what_means_nothing_is_left_out():
    assert plain("《中华人民共和国行政复议法》　第 ２３ 条") == "行政复议法第23条"


@pytest.mark.parametrize(
    ("part", "whole", "within"),
    [
        (Article(33, 2), Article(33), True),
        (Article(33), Article(33, 2), False),
        (Article(33, 2), Article(33, 2), True),
        (Article(36, None, 4), Article(36), True),
        (Article(36), Article(36, None, 4), False),
        (Article(36, None, 4), Article(36, 1), True),
    ],
)
def test_what_is_no_wider(part, whole, within):
    assert part.within(whole) is within
