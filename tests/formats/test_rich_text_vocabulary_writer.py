"""The html of published items: one vocabulary, nothing that acts, no word lost, nothing changed the second time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.core.errors import UploadRefused
from gongkai.core.publication.visible import visible
from gongkai.formats.rich_text import clean_html, text_of
from gongkai.formats.rich_vocabulary import TAGS, is_link, is_picture
from gongkai.formats.rich_writer import Writer

NAMES = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "sup",
    "sub",
    "span",
    "img",
    "br",
    "hr",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "center",
    "script",
    "style",
    "svg",
    "math",
    "template",
    "o:p",
    "dl",
    "dt",
    "dd",
    "select",
    "option",
    "form",
    "input",
    "button",
    "font",
    "textarea",
    "title",
    "head",
    "body",
    "html",
    "frameset",
    "iframe",
    "noscript",
    "col",
    "colgroup",
    "nobr",
    "marquee",
]
WORDS = st.text(alphabet=st.sampled_from("ab 一（&<>\"' \n\t\xa0;#\x01\x02\x03=/"), max_size=6)
ATTRIBUTES = st.sampled_from([
    "", ' class="align-center x"', ' href="/a?b=1&amp;c"', " href=javascript:x", ' src=/a.png alt="x<y"', " colspan=3 rowspan=2",
    " scope=col", ' style="text-align:right" align=left', ' onclick="x()"', ' href="http://a.cn/&quot;x"', " src=picture:a.png id=x",
])  # fmt: skip
TAG = st.builds(
    lambda end, name, rest: f"<{end}{name}{rest}>", st.sampled_from(["", "", "/"]), st.sampled_from(NAMES), ATTRIBUTES
)
HTML = st.lists(st.one_of(TAG, TAG, WORDS), max_size=25).map("".join)
ALLOWED = re.compile(
    r"<(?:/?(?:h[234]|p|ul|ol|li|table|caption|thead|tbody|tr|th|td|blockquote|hr|figure|figcaption|strong|em|u|sup|sub|br|a))>"
    r'|<(?:p|h[234]|table|figure) class="(?:align-center|align-right|indent)">'
    r'|<t[dh](?: class="(?:align-center|align-right|indent)")?(?: colspan="\d+")?(?: rowspan="\d+")?(?: scope="(?:row|col)(?:group)?")?>'
    r'|<a href="[^"]*" rel="noopener">|<img src="[^"]*" alt="[^"]*">'
)


@given(HTML)
def test_the_second_time_changes_nothing(html: str) -> None:
    clean = clean_html(html)
    assert clean_html(clean) == clean


@given(HTML)
def test_only_the_vocabulary_is_left(html: str) -> None:
    assert "<" not in ALLOWED.sub("", clean_html(html))


@given(HTML)
def test_the_writer_alone_is_as_safe_as_the_guard_behind_it(html: str) -> None:
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{html}").body
    written = Writer().written(body) if body is not None else ""
    assert "<" not in ALLOWED.sub("", re.sub(r'(<a href="[^"]*")>', r'\1 rel="noopener">', written))


@given(HTML)
def test_no_word_is_lost(html: str) -> None:
    assert visible(text_of(clean_html(html))) == visible(text_of(html))


@given(st.text(alphabet="<>/apbiultdrh123 ='\"&;!-[]?一\n", max_size=60))
def test_nothing_typed_is_too_odd(html: str) -> None:
    clean = clean_html(html)
    assert clean_html(clean) == clean
    assert set(re.findall(r"<([a-z0-9]+)", clean)) <= TAGS


@pytest.mark.parametrize(("html", "clean"), [
    ("通知", "<p>通知</p>"),
    ('<h1 style="color:red" onclick="x()">通知</h1>正文', "<h2>通知</h2><p>正文</p>"),
    ("<h5>甲</h5><h6>乙</h6>", "<h4>甲</h4><h4>乙</h4>"),
    ("<div>a<div>b</div>c<p>d</p></div>", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
    ("<b>甲</b><i>乙</i>", "<p><strong>甲</strong><em>乙</em></p>"),
    ("<p><b>x <i>y</b> z</i>", "<p><strong>x <em>y</em></strong><em> z</em></p>"),
    ("<p>a<o:p></o:p>b</p>", "<p>ab</p>"),
    ("<p>a<br><br></p><p> </p><p><br></p>", "<p>a</p>"),
    ("<pre>a\n  b</pre>", "<p>a<br>b</p>"),
    ('<p class="x indent">a</p><p align="center">b</p><p style="text-align: right">c</p><center>d</center>',
     '<p class="indent">a</p><p class="align-center">b</p><p class="align-right">c</p><p class="align-center">d</p>'),
    ("<ul>甲<li>乙<ol><li>丙</ol></ul>", "<ul><li>甲</li><li>乙<ol><li>丙</li></ol></li></ul>"),
    ("<li>甲</li>", "<p>甲</p>"),
    ("<blockquote>甲<p>乙</blockquote>", "<blockquote><p>甲</p><p>乙</p></blockquote>"),
    ("<p>a<hr>b", "<p>a</p><hr><p>b</p>"),
    ('<figure><img src="/f/a.png" alt="图"><figcaption>图1</figcaption></figure>',
     '<figure><img src="/f/a.png" alt="图"><figcaption>图1</figcaption></figure>'),
    ('<p><img src="https://a.cn/a.png" alt="县图"><img src="/a.png"></p>', '<p>县图<img src="/a.png" alt=""></p>'),
    ('<a href="https://a.cn/?a=1&b=2" target="_blank">甲</a>', '<p><a href="https://a.cn/?a=1&amp;b=2" rel="noopener">甲</a></p>'),
    ('<a href="/b"><div>甲</div>乙</a>', '<p><a href="/b" rel="noopener">甲</a></p><p><a href="/b" rel="noopener">乙</a></p>'),
    ('<a href="javascript:alert(1)">甲</a><a name="x">乙</a>', "<p>甲乙</p>"),
    ("<table><caption>表<b>1</b></caption><tr><th scope=col>项<td colspan=2 rowspan=0>数<tfoot><tr><td><p>甲</p><p>乙</p></table>",
     '<table><caption>表<strong>1</strong></caption><tbody><tr><th scope="col">项</th><td colspan="2">数</td></tr></tbody><tbody><tr><td><p>甲</p><p>乙</p></td></tr></tbody></table>'),
    ("<p>a<table><tr><td>x</table>", "<p>a</p><table><tbody><tr><td>x</td></tr></tbody></table>"),
    ("甲\ufdd0\u202e\x00乙", "<p>甲乙</p>"),
    ("<p>&lt;script&gt;&amp;lt;&nbsp;</p>", "<p>&lt;script&gt;&amp;lt;&nbsp;</p>"),
    ("", ""),
])  # fmt: skip
def test_what_becomes_of_what(html: str, clean: str) -> None:
    assert clean_html(html) == clean


@pytest.mark.parametrize("html", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<a href='java\nscript:alert(1)'>x</a>", "<a href=' &#14; javascript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>",
    "<a href='vbscript:x'>x</a>", "<a href='//evil.example'>x</a>", "<a href='/\\evil.example'>x</a>", "<form action=/x><input name=a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>", "<style>@import 'x'</style>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<base href=//e><meta http-equiv=refresh content=0>",
    "<p id=top name=x style='background:url(//e)' data-x=1 hx-get=/x>x", "<object data=x><embed src=x>", "<svg><a xlink:href='javascript:x'>x",
    "<template><script>x</script></template>", "<img src='picture:../a.png'><img src='/a/..%2f/../b'>", "<img src='data:image/svg+xml,x'>",
])  # fmt: skip
def test_nothing_that_acts_is_left(html: str) -> None:
    clean = clean_html(html)
    assert not re.search(
        r"script|onerror|onload|javascript|data[:-]|vbscript|evil|style|<form|<input|<iframe|id=|name=|hx-|\.\.|svg|<base|<meta",
        clean,
    )


def test_which_links_and_pictures_may_stand() -> None:
    assert [is_link(each) for each in ("tel:110", "ftp://a", "a:b", "http:a", "https://", "x/y:z", "?a=b:c")] == [
        False, False, False, False, False, True, True,
    ]  # fmt: skip
    assert [is_picture(each) for each in ("a.png", "/a b.png", "/a//b.png", ".htaccess", "picture:a/b.png", "data:x", "")] == [
        True, False, False, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), [
    ("<p>一<br>二</p><p>三</p>", "一\n二\n三"),
    ("<table><caption>表</caption><tr><th>项</th><td>数<br>量<p>多</p></td></tr><tr><td></td><td>1</td></tr></table>", "表\n项\t数 量 多\n\t1"),
    ('<figure><img src="/a.png" alt="全县地图"><figcaption>图1</figcaption></figure>', "全县地图\n图1"),
    ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "甲\n乙"),
    ("<p>a\n  b&nbsp;c&lt;d</p><script>x</script>", "a b\xa0c<d"),
    ("<p>甲</p><p></p><p> </p>", "甲"),
])  # fmt: skip
def test_the_words_of_a_body(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html", ["<div>" * 200_000, "<b>" * 200_000, "<table><tr><td>" * 50_000, "<ul><li>" * 50_000, "x" * 10_000_001]
)
@pytest.mark.parametrize("action", [clean_html, text_of])
def test_monsters_are_refused_at_once(html: str, action: object) -> None:
    started = time.process_time()
    with pytest.raises(UploadRefused, match="不能保存"):
        action(html)  # type: ignore[operator]
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>x</b>" * 5_000,
        "&" * 50_000,
        ("<div>" * 900 + "</div>" * 900) * 5,
        "<li>" * 5_000,
        "<blockquote>" * 900 + "x",
    ],
)
def test_odd_but_honest_bodies_are_quick(html: str) -> None:
    started = time.process_time()
    assert clean_html(clean_html(html)) == clean_html(html)
    text_of(html)
    assert time.process_time() - started < 6
