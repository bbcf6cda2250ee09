"""A citation: the act, and the article or part of it, that a number or a check rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """The act and, where it helps, its article, as a reader would look them up.

    >>> str(Cite("政府信息公开条例（国务院令第711号）", "第五十条"))
    '政府信息公开条例（国务院令第711号）第五十条'
    """

    act: str
    article: str = ""

    def __str__(self) -> str:
        return self.act + self.article


REGULATION = "政府信息公开条例（国务院令第711号）"
LAYOUT_2021 = "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）"
LAYOUT_2019 = "政府信息公开工作年度报告格式（国办公开办函〔2019〕60号）"
FEES = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）"
