"""Lines of Chinese on the screen: full, but none beginning with a closing mark or within a number."""

from __future__ import annotations

import pytest

from gongkai.cli.terminal_deadline import _folded


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("一二三四五六七八九十", ["一二三四五六七八九十"]),
        ("一二三四五六七八九十，", ["一二三四五六七八九", "十，"]),
        ("一二三四五六七八九）。", ["一二三四五六七八", "九）。"]),
        ("一二三四五六七八九2025年", ["一二三四五六七八九", "2025年"]),
        ("一二三四五六七八九十甲乙", ["一二三四五六七八九十", "甲乙"]),
    ],
)
def test_lines_break_where_they_may(words, lines):
    assert list(_folded(words, 20)) == lines


def test_a_line_of_marks_only_goes_on():
    assert "".join(_folded("，" * 30, 20)) == "，" * 30


def test_a_narrow_screen_has_lines_all_the_same():
    assert list(_folded("一二三四五六七八九十", 1)) == ["一二三四五六七八九十"]
