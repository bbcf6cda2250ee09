"""Words as labels are compared: without spaces, line ends, punctuation and width."""

from __future__ import annotations

import re
from functools import lru_cache

_FOLD = str.maketrans(
    "０１２３４５６７８９",
    "0123456789",
    " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\ufeff\u2060\u2002\u2003\u2009"
    "（）()[]【】〔〕《》<>“”\"‘’'「」，,。.．、；;：:！!？?—-–－_/／\\|·•*＊~～",
)
_SPACES = re.compile(r"\s+")
RESIDUE = re.compile(
    r"\[(?:bookmark|if |endif)[^\[\]]{0,200}\]|<!\[endif\]>|_GoBack|\u200b|\ufeff|HYPERLINK\s{1,9}\"[^\"]{0,500}\"",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    r"""Return only the characters that tell one label from another.

    >>> bare("（二） 部分公开（区分处理的，\n只计这一情形）")
    '二部分公开区分处理的只计这一情形'
    """
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """Return `text` without any white space."""
    return "".join(text.split())


def clean(text: str) -> str:
    r"""Take Word's residue out of a paragraph and trim it; inner single spaces stay.

    >>> clean(" [bookmark: _GoBack]全年未收费。\u3000")
    '全年未收费。'
    """
    if "[" in text or "_" in text or "\u200b" in text or "\ufeff" in text or "HYPER" in text:
        text = RESIDUE.sub("", text)
    return text.strip(" \t\r\n\v\f\u00a0\u3000")
