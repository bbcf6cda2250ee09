"""What a site prints after the article: sharing, neighbours, owner, licence numbers. It is no part of the report."""

from __future__ import annotations

import re

from gongkai.formats.blocks import Grid
from gongkai.formats.read.html_table import Block

_LONG = 200  # a paragraph this long is the author's, not the site's
_FIRST = re.compile(
    r"(?:分享(?:到|至|[：:]|$)|[【\[]?(?:打印|关闭|返回)(?:本页|窗口|此页|顶部|页面|列表)|[上下]一[篇条][：:]?"
    r"|相关(?:信息|链接|阅读|文章|新闻|稿件|推荐)[：:]?$|(?:主办|承办|协办|技术支持)(?:单位)?[：:]|版权所有|友情链接|网站地图|联系我们"
    r"|关于我们|扫一扫|责任编辑|copyright|浏览次数|.{0,30}(?:ICP备|公网安备|网站标识码|版权所有))",
    re.IGNORECASE,
)
_SECTION = re.compile(r"第?[一二三四五六][、部]")


def without_tail(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without the site's lines after the last table's text.

    >>> from gongkai.formats.blocks import Paragraph
    >>> [block.text for block in without_tail([Paragraph("完"), Paragraph("上一篇：没有了"), Paragraph("京ICP备1号")])]
    ['完']
    """
    cut = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Grid) or len(block.text) > _LONG or _SECTION.match(block.text):
            break
        if _FIRST.match(block.text):
            cut = index
    return blocks[:cut] if cut < len(blocks) else blocks
