"""The thorough way through a page, and that the fast one agrees with it wherever it goes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.formats.blocks import Grid
from gongkai.formats.read import html, html_tree
from gongkai.formats.read.html_markup import Irregular

TWO = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"


def _both(body: str) -> None:
    """Assert that the fast way, where it goes at all, gives what the thorough way gives."""
    page = f"<html><head></head><body>{body}</body></html>"
    try:
        fast = html.regular_blocks(page)
    except Irregular:
        return
    assert fast == html_tree.blocks(page)[0], body


def test_tables_hidden_by_default_are_read_with_a_note_if_there_are_no_others() -> None:
    found, notes = html_tree.blocks(f"<p>年报</p><div style='display:none'><table>{TWO}</table></div>")
    assert isinstance(found[-1], Grid)
    assert "不显示" in notes[0]


TAG_NAMES = (
    "p br div span font b table tr td th tbody thead h1 h2 ul li a center o:p section title sup dl dt dd script style "
    "caption nav pre select option article strong header footer form svg noscript"
)
ATTRIBUTES = (
    "",
    "",
    "",
    " colspan=2",
    ' rowspan="2"',
    " class='x'",
    ' style="color:red"',
    " style='display:none'",
    " hidden",
    ' a="<"',
    "/",
)
WORDS = (
    "1",
    "公开",
    " ",
    "\n",
    "&nbsp;",
    "&lt;",
    "a > b",
    "0",
    "<!-- x -->",
    "\u200b",
    "&amp;nbsp;",
    "　",
    "x\ny",
    "政\n策",
)


def _tag(name: str, attribute: str, *, closing: bool) -> str:
    return f"</{name}>" if closing else f"<{name}{attribute}>"


pieces = st.one_of(
    st.sampled_from(WORDS),
    st.builds(_tag, st.sampled_from(TAG_NAMES.split()), st.sampled_from(ATTRIBUTES), closing=st.booleans()),
)
tables = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.one_of(
        st.builds("<p>{}</p>{}".format, inner, inner),
        st.builds("<div>{}<br>{}</div>".format, inner, inner),
        st.builds("<h2>{}</h2>{}".format, inner, inner),
        st.builds("<table><tr><td>{}</td><td rowspan=2>{}</td></tr>\n<tr><td>{}</td></tr></table>".format, inner, inner, inner),
        st.builds("<table><thead><tr><th colspan=2>{}</th></tr></thead><tbody><tr><td>{}</td><td>{}</td></tr></tbody></table>".format,
                  inner, inner, inner),
        st.builds("<table><tr></tr><tr><td>{}</td></tr><tr><td>{}</td><td>1</td></tr></table>".format, inner, inner),
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join))
def test_both_ways_agree_on_any_soup(body: str) -> None:
    _both(body)
    html.read(f"<html><head></head><body>{body}</body></html>".encode())


@settings(max_examples=300, deadline=None)
@given(tables)
def test_both_ways_agree_on_tables(body: str) -> None:
    _both(body)
