"""Passages and marks."""

import pytest

from gongkai.apps.search.highlight import BEGIN, END, html, mark, passage, pattern
from gongkai.apps.search.typed import understand


def shown(text, typed):
    words = understand(typed).wanted
    return passage(text, words, pattern(words)).replace(BEGIN, "[").replace(END, "]")


def marked(text, typed):
    return mark(text, pattern(understand(typed).wanted)).replace(BEGIN, "[").replace(END, "]")


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("预算公开预算", "预算", "[预算]公开[预算]"),
        ("预算公开", "预算 公开", "[预算][公开]"),
        ("预算公开", "预算 预算公开", "[预算公开]"),
        ("清商规〔2025〕3号", "清商规[2025]3号", "[清商规〔2025〕3号]"),
        ("通　知", "通知", "[通　知]"),
        ("Government and govern", "GOV", "[Gov]ernment and [gov]ern"),
        ("Government, gov.", '"gov"', "Government, [gov]."),
        ("第3条第33条", "3", "第[3]条第33条"),
        ("\uff27\uff22／\uff34 1", "gb/t", "[\uff27\uff22／\uff34] 1"),
        ("⽂件", "文件", "[⽂件]"),
        ("a<b", "b", "a<[b]"),
        ("预算", "决算", "预算"),
        ("预算", "", "预算"),
        ("", "预算", ""),
        ("(.*)", ".*", "(.*)"),
    ],
)
def test_marks(text, typed, expected):
    assert marked(text, typed) == expected


def test_a_passage_begins_with_the_sentence():
    assert shown(f"{'很' * 100}。第一句。请公开预算。后面。", "预算") == "……请公开[预算]。后面。"
    assert shown("请公开预算。后面。", "预算") == "请公开[预算]。后面。"


def test_a_passage_is_short():
    text = f"{'甲' * 300}预算{'乙' * 300}"
    assert shown(text, "预算") == f"……{'甲' * 24}[预算]{'乙' * 94}……"


def test_words_far_apart_are_shown_in_parts():
    text = f"预算{'甲' * 300}公开{'乙' * 300}信息"
    assert shown(text, "信息 公开 预算") == (f"[预算]{'甲' * 38}……{'甲' * 13}[公开]{'乙' * 25}……{'乙' * 13}[信息]")


def test_without_a_match_the_beginning_is_shown():
    assert shown("甲" * 300, "预算") == "甲" * 120 + "……"
    assert shown("短的\n正文", "预算") == "短的 正文"
    assert shown("", "预算") == ""


def test_a_match_far_into_a_long_text_is_found_however_it_is_written():
    text = f"{'很长。' * 20_000}\uff37\uff30\uff33文件"
    assert shown(text, "wps") == "……[\uff37\uff30\uff33]文件"
    assert shown("很长。" * 60_000 + "预算文件", "预算") == "……[预算]文件"


def test_html_escapes_everything_but_the_marks():
    text = mark("<script>预算&\"'", pattern(understand("预算").wanted))
    assert html(text) == "&lt;script&gt;<mark>预算</mark>&amp;&quot;&#x27;"
    assert html("\ue001\uf8ff甲") == "甲"
