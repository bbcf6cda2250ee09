"""What a web page carries beside its article: comments, hidden elements, menus and footers, attributes."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.parser import BytesParser

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.formats.blocks import Document
from gongkai.formats.read.encoding import decode
from gongkai.formats.read.hidden import Aside, Asides, shown_in, unseen
from gongkai.formats.read.sniff import sniff

_INLINE = frozenset(("a", "b", "em", "font", "i", "small", "span", "strong", "u", "sub", "sup", "big", "code", "label"))
_ATTRIBUTES = {
    "alt": "图片的替代文字",
    "title": "鼠标提示",
    "value": "表单的值",
    "placeholder": "表单的提示",
    "aria-label": "朗读的文字",
}
_UNREAD = {
    "script": "脚本",
    "template": "模板",
    "iframe": "嵌入的网页",
    "object": "嵌入的文件",
    "embed": "嵌入的文件",
    "img": "图片里的字",
}
_LINK = re.compile(r"^(?:mailto|tel|sms):", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def asides(data: bytes, document: Document) -> Asides:
    """Return what the page, or every part of the web archive, in `data` carries beside `document`."""
    shown = shown_in(document)
    if sniff(data) != "mhtml":
        return _page(decode(data), shown)
    message = BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    texts: list[Aside] = [
        Aside("邮件头", str(value)) for name, value in message.items() if name.lower() != "content-type"
    ]
    unread: list[str] = []
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            found = _page(decode(content), shown)
            texts += found.texts
            unread += found.unread
        elif isinstance(content, bytes) and part.get_content_type() != "text/css":
            unread.append("存档里的图片" if part.get_content_maintype() == "image" else "存档里的其他部分")
    return Asides(texts, unread)


def _page(source: str, shown: str) -> Asides:
    texts: list[Aside] = []
    unread: list[str] = []
    lines: list[str] = [""]
    owner = -1
    root = LexborHTMLParser(source).root
    for node in root.traverse(include_text=True) if root is not None else ():
        tag = node.tag or ""
        if tag == "-text":
            if not _is_code(node):
                if owner != (owner := _block(node)):
                    lines.append("")
                lines[-1] += (node.text_content or "").replace("\n", " ")
        elif tag == "-comment":
            texts.append(Aside("注释", _TAG.sub(" ", node.comment_content or "")))
        else:
            if tag == "br":
                lines.append("")
            if tag in _UNREAD:
                unread.append(_UNREAD[tag])
            texts += _attributes(node, tag)
    rest = (Aside("正文以外的文字（导航、页脚、隐藏的内容）", text) for text in unseen(lines, shown))
    return Asides([*texts, *rest], unread)


def _block(node: LexborNode) -> int:
    """Return which block a text stands in."""
    above = node.parent
    while above is not None and above.tag in _INLINE:
        above = above.parent
    return above.mem_id if above is not None else 0


def _is_code(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in {"script", "style"}


def _attributes(node: LexborNode, tag: str) -> Iterator[Aside]:
    found = node.attributes
    if tag == "meta" and found.get("content"):
        yield Aside(f"网页的元数据（{found.get('name') or found.get('property') or '未命名'}）", found["content"] or "")
    for name, place in _ATTRIBUTES.items():
        if text := found.get(name):
            yield Aside(place, text)
    link = found.get("href") or ""
    if _LINK.match(link):
        yield Aside("链接地址", _LINK.sub("", link))
