"""Articles as law writers put them into a notice: 《中华人民共和国政府信息公开条例》第三十六条第（三）项."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gongkai.core.law.cite import Cite
from gongkai.core.law.dated import entries

_ITEM = re.compile(r"第([一二三四五六七八九十]+)项")


def formal(cites: Iterable[Cite]) -> str:
    """Write citations with the acts' full names, articles of one act together.

    >>> act = "政府信息公开条例（国务院令第711号）"
    >>> formal([Cite(act, "第十五条"), Cite(act, "第三十六条第三项")])
    '《中华人民共和国政府信息公开条例》第十五条、第三十六条第（三）项'
    """
    acts: dict[str, list[str]] = {}
    for cite in cites:
        acts.setdefault(full_name(cite.act), []).append(_ITEM.sub(r"第（\1）项", cite.article))
    return "和".join(
        name + "、".join(dict.fromkeys(each for each in articles if each)) for name, articles in acts.items()
    )


def full_name(act: str) -> str:
    """Return an act as a notice names it for the reader, in 《》; KeyError where `formal.toml` does not know it."""
    return _names()[act]


@cache
def _names() -> dict[str, str]:
    return {entry["act"]: entry["label"] for entry in entries("gongkai.core.notices", "formal.toml", "formal")}
