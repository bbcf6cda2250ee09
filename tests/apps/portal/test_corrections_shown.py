"""What the public reads of a correction."""

from __future__ import annotations

from datetime import UTC, datetime

from gongkai.apps.portal.changes_shown import Piece, shown_corrections
from gongkai.apps.publishing.selectors.public_item import Corrected

AT = datetime(2025, 6, 3, tzinfo=UTC)


def differences(old, new):
    (told,) = shown_corrections([Corrected(AT, "更正", "标题", "标题", old, new)])
    return told.differences


def test_only_what_changed_in_a_line_is_marked():
    (found,) = differences("第一行\n截止日期为3月底。", "第一行\n截止日期为4月底。")

    assert found.old == (Piece("截止日期为", changed=False), Piece("3", changed=True), Piece("月底。", changed=False))
    assert found.new == (Piece("截止日期为", changed=False), Piece("4", changed=True), Piece("月底。", changed=False))


def test_a_line_that_came_and_one_that_went():
    found = differences("甲\n乙", "甲\n乙\n丙丁")

    assert [(each.old, each.new) for each in found] == [((), (Piece("丙丁", changed=True),))]


def test_what_must_not_stand_in_public_does_not_come_back():
    (found,) = differences("联系人张某，手机13812345678。", "联系人张某。")

    assert (found.covered, found.old) == (True, ())
    assert found.new == (Piece("联系人张某。", changed=False),)


def test_a_new_text_is_not_taken_apart():
    old = "\n".join(f"旧{number}\n同{number}" for number in range(30))
    new = "\n".join(f"新{number}\n同{number}" for number in range(30))

    assert differences(old, new) == ()
    assert differences("甲" * 15_000, "乙" * 15_000) == ()


def test_the_title_is_compared_too():
    (told,) = shown_corrections([Corrected(AT, "", "关于某事的通知", "关于某事的通告", "同", "同")])

    assert [piece.text for piece in told.differences[0].new if piece.changed] == ["告"]
