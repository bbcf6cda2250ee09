"""The html of published items: one small, accessible vocabulary, whatever was pasted, dropped or sent.

`clean_html` writes a body anew from what stands in it (`rich_writer`) and lets nh3 have the last word; it changes
nothing the second time. `text_of` gives the words for search and for the detectors of marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.core.errors import UploadRefused
from gongkai.formats.rich_vocabulary import BREAKING, CLASSES, DROPPED, TAGS, is_link, is_picture, plain_address
from gongkai.formats.rich_writer import Writer

MAX_CHARACTERS = 10_000_000
_TOO_LONG = "正文超过 1000 万字符，不能保存；请把大表格改为附件，或拆成几条信息"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufdd0-\ufdef]"
)
MAX_DEPTH = 1000
_TOO_DEEP = "正文的标签一层套一层，超过 1000 层，不像正常的内容，不能保存；请粘贴为纯文本后重新排版"
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_UNCLOSED = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup br img hr input col colgroup meta link wbr area base embed"  # noqa: SIM905 — a list of words
    " source track param rp rt rb body html head".split()
)
_SPACE = re.compile(r"[ \t\r\n]+")
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{tag: set[str]() for tag in ("p", "h2", "h3", "h4", "table", "figure", "ul", "ol", "li", "blockquote")},
}
for _tag in ("p", "h2", "h3", "h4", "table", "figure", "td", "th"):
    _ATTRIBUTES[_tag] = _ATTRIBUTES[_tag] | {"class"}


def clean_html(html: str) -> str:
    """Return a body in the vocabulary of published items; the words stay, everything else that isn't in it goes.

    Raises `UploadRefused` where the body is too long to be one.

    >>> clean_html('<h1 style="color:red" onclick="x()">通知</h1>正文<script>alert(1)</script>')
    '<h2>通知</h2><p>正文</p>'
    """
    body = _body(_UNSEEN.sub("", html))
    return "" if body is None else _guarded(Writer().written(body))


def text_of(html: str) -> str:
    r"""Return the words of a body: a line for each paragraph and row, cells parted by tabs, pictures by their words.

    >>> text_of("<p>一<br>二</p><table><tr><th>项</th><td>数</td></tr></table>")
    '一\n二\n项\t数'
    """
    body = _body(_UNSEEN.sub("", html))
    pieces: list[str] = []
    if body is not None:
        _collect(body, pieces)
    lines = (_SPACE.sub(" ", line.replace("\x01", " ")) for line in "".join(pieces).split("\x02"))
    told = (line.replace(" \x03", "\x03").replace("\x03 ", "\x03").replace("\x03", "\t") for line in lines)
    return "\n".join(line.lstrip(" ").rstrip(" \t") for line in told if line.strip())


def _body(html: str) -> LexborNode | None:
    """Return the body of a page or fragment as browsers see it, tables never inside paragraphs."""
    refuse_monsters(html)
    return LexborHTMLParser(f"<!DOCTYPE html><body>{html}").body


def refuse_monsters(html: str) -> None:
    """Refuse with `UploadRefused` what takes a parser very long: too much, or tags in tags without end."""
    if len(html) > MAX_CHARACTERS:
        raise UploadRefused(_TOO_LONG)
    depth = 0
    for tag in _TAG.finditer(html) if html.count("<") > MAX_DEPTH else ():
        if tag[2].lower() not in _UNCLOSED:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > MAX_DEPTH:
                raise UploadRefused(_TOO_DEEP)


def _guarded(html: str) -> str:
    """Let nh3 look at what was written, so that a fault here can never become a hole."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "picture"},
        link_rel="noopener",
        strip_comments=True,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute that may stay, or None."""
    may_stay = _VALUES.get(name)
    return value if may_stay is not None and may_stay(value) and (name != "alt" or tag == "img") else None


def _is_span(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 5


_VALUES: dict[str, Callable[[str], bool]] = {
    "class": CLASSES.__contains__,
    "src": is_picture,
    "alt": lambda _: True,
    "href": lambda value: is_link(plain_address(value)),
    "rel": lambda value: value == "noopener",
    "colspan": _is_span,
    "rowspan": _is_span,
    "scope": frozenset(("row", "col", "rowgroup", "colgroup")).__contains__,
}


def _collect(root: LexborNode, pieces: list[str]) -> None:
    """Collect words with signs for the ends of lines (2) and cells (3) and for breaks in cells (1), without recursion."""
    stack: list[tuple[LexborNode, bool, bool]] = [(root, False, False)]
    while stack:
        node, left, celled = stack.pop()
        tag = node.tag or ""
        if left:
            pieces.append(_end_of(tag, node, celled=celled))
            continue
        if tag == "-text":
            pieces.append((node.text_content or "").translate(_SIGNS))
        elif tag == "img":
            pieces.append((node.attributes.get("alt") or "").translate(_SIGNS))
        elif tag not in DROPPED and not tag.startswith("-"):
            if tag in BREAKING or tag == "br":
                pieces.append(_start_of(tag, celled=celled))
                stack.append((node, True, celled))
            inner = tag in _CELLS or (celled and tag != "table")
            stack += [(child, False, inner) for child in reversed(list(node.iter(include_text=True)))]


_SIGNS = {1: None, 2: None, 3: None}
_CELLS = frozenset(("td", "th"))


def _start_of(tag: str, *, celled: bool) -> str:
    if tag in _CELLS or tag == "tr":
        return ""
    return "\x01" if celled and tag != "table" else "\x02"


def _end_of(tag: str, node: LexborNode, *, celled: bool) -> str:
    if tag in _CELLS:
        return "\x03" if node.next is not None else ""
    return "\x01" if celled and tag != "table" else "\x02"
