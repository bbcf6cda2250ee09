"""Web archives (.mht, .mhtml: a page saved by a browser or Word, as a mail message) → `Document`."""

from __future__ import annotations

import email.policy
from email.message import Message
from email.parser import BytesParser

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Document
from gongkai.formats.read import html

_NO_PAGE = "网页存档（mht）里没有网页正文；请在浏览器里重新打开后另存为 html 或 pdf 再试"


def read(data: bytes) -> Document:
    """Read the longest html part of a web archive; `ReportUnreadable` if it has none."""
    message = BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    pages = [_content(part) for part in message.walk() if part.get_content_type() == "text/html"]
    if not any(pages):
        raise ReportUnreadable(_NO_PAGE)
    return html.read(max(pages, key=len))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
