"""A mark counts only where a mark stands."""

from __future__ import annotations

import pytest

from gongkai.core.publication.marks import Kind, Urgency
from gongkai.core.publication.passage import Passage
from gongkai.core.publication.secrecy_marks import find_secrecy_marks, find_state_secrets


def found(text: str) -> list[tuple[Kind, str, Urgency]]:
    return [(mark.kind, mark.text, mark.urgency) for mark in find_secrecy_marks(Passage(text))]


@pytest.mark.parametrize("term", ["1年", "20年", "6个月", "长期", "启用前", "解密前", "十年", "30天"])
@pytest.mark.parametrize("level", ["绝密", "机密", "秘密", "机 密"])
def test_level_star_and_term(level: str, term: str) -> None:
    assert found(f"{level}★{term}") == [(Kind.SECRECY_MARK, f"{level}★{term}", Urgency.MUST_MASK)]


def test_a_star_alone_is_enough_and_what_follows_is_left() -> None:
    assert found("机密★本年度") == [(Kind.SECRECY_MARK, "机密★", Urgency.MUST_MASK)]
    assert found("机密*") == []
    assert found("工作秘密★1年") == [(Kind.WORK_SECRET, "工作秘密★", Urgency.MUST_MASK)]


@pytest.mark.parametrize("text", [
    "□ 机密★", "密级：秘密 □", "密级：机密、秘密", "密级\t机密\t秘密", "本单位机密\n", "定密工作\n", "密级", "保密期限：", "工作秘密的管理", "公开属性：不予公开□", "此件不公开的理由", "不得公开国家秘密", "(草案)》",
    "全文如下：关于某事的会议纪要已经印发。", "请示\n", "内部资料室\n", "送审稿》",
])  # fmt: skip
def test_where_no_mark_stands(text: str) -> None:
    assert found(text) == []


def test_every_place_a_mark_may_stand_in() -> None:
    assert found("【机密】\n") == [(Kind.SECRECY_MARK, "机密", Urgency.ASK)]
    assert found("　　绝 密　\n") == [(Kind.SECRECY_MARK, "绝 密", Urgency.ASK)]
    assert found("密级\t机密") == [(Kind.SECRECY_MARK, "机密", Urgency.MUST_MASK)]
    assert found("内部资料，请勿外传") == [(Kind.INTERNAL_MATERIAL, "内部资料，请勿外传", Urgency.MUST_MASK)]
    assert found("某县规划（草案）") == [(Kind.DRAFT, "草案", Urgency.HINT)]
    assert found("某县某局请示报告（2024）12号") == [(Kind.PROCESS_RECORD, "请示报告", Urgency.HINT)]


@pytest.mark.parametrize("text", ["秘密★不是密级标志的写法", "机密★的写法", "绝密★10年字样", "机密★和秘密★"])
def test_a_mark_that_a_sentence_speaks_about_is_asked_about(text: str) -> None:
    assert found(text)[0][2] is Urgency.ASK
    assert "可能只是说明标志的写法" in next(find_secrecy_marks(Passage(text))).explanation


def test_the_text_says_that_it_is_not_for_disclosure() -> None:
    assert found("本文件不予公开") == [(Kind.NOT_FOR_DISCLOSURE, "本文件不予公开", Urgency.ASK)]
    assert found("（该信息不公开）") == [(Kind.NOT_FOR_DISCLOSURE, "该信息不公开", Urgency.ASK)]
    assert found("标题\n【不予公开】\n正文") == [(Kind.NOT_FOR_DISCLOSURE, "不予公开", Urgency.HINT)]
    assert found("本文件不予公开的理由") == []
    assert found("（三）不予公开") == []


def test_a_quoted_mark_is_asked_about_and_a_quoted_draft_stays_a_hint() -> None:
    assert found("“秘密★1年”")[0][2] is Urgency.ASK
    assert [mark.urgency for mark in find_state_secrets(Passage("“秘密★1年”，机密★1年"))] == [Urgency.MUST_MASK]
    assert list(find_state_secrets(Passage("保密期限：10年，工作秘密★"))) == []
