"""A citation reads as a person would look it up."""

from __future__ import annotations

from gongkai.core.law.cite import LAYOUT_2021, REGULATION, Cite


def test_act_and_article_stand_together():
    assert str(Cite(REGULATION, "第五十条")) == "政府信息公开条例（国务院令第711号）第五十条"
    assert str(Cite(LAYOUT_2021)) == "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）"


def test_citations_are_values():
    assert Cite(REGULATION, "第五十条") == Cite(REGULATION, "第五十条")
    assert len({Cite(REGULATION, "第五十条"), Cite(REGULATION, "第五十条"), Cite(REGULATION)}) == 2
