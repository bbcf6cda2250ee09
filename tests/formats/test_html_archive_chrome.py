"""Web archives, and what a site prints after the article."""

from __future__ import annotations

import base64

import pytest
from tests.support import breaks

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.blocks import Paragraph
from gongkai.formats.read import html, html_archive


def _texts(body: str) -> list[str]:
    return [block.text for block in html.read(f"<body>{body}</body>".encode()).blocks if isinstance(block, Paragraph)]


def test_a_web_archive() -> None:
    lines = ["MIME-Version: 1.0", 'Content-Type: multipart/related; boundary="--x"', "", "----x",
             'Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: base64", ""]  # fmt: skip
    content = base64.encodebytes(breaks.source().encode()).decode()
    message = "\r\n".join([*lines, content, "----x--", ""]).encode()
    assert html_archive.read(message).blocks == html.read(breaks.source().encode()).blocks
    with pytest.raises(ReportUnreadable, match="没有网页正文"):
        html_archive.read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n")


def test_what_the_site_prints_after_the_article_is_left_out() -> None:
    tail = "<p>分享到：微信</p><div>上一篇：没有了</div><ul><li>某局2023年年报</li></ul><p>主办：某局 版权所有</p>"
    assert _texts(f"<p>六、其他</p><p>无。</p><p>某局</p>{tail}") == ["六、其他", "无。", "某局"]
    assert (
        _texts(f"<p>分享到：微信</p><p>六、其他</p><p>下一步，我局将改进。</p><p>{'长' * 201}</p>")[0] == "分享到：微信"
    )
    assert _texts("<p>六、其他</p><p>主办的建议提案3件。</p>")[-1] == "主办的建议提案3件。"
