import pytest

from gongkai.formats.locate.words import bare, clean, squeeze


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1．属于国家 秘密", "1属于国家秘密"),
        ("３.危及“三安全一稳定”", "3危及三安全一稳定"),
        ("结\n果\n维\n持", "结果维持"),
        ("(七)总计", "七总计"),
        ("本年增/减", "本年增减"),
    ],
)
def test_bare_keeps_what_tells_labels_apart(text, wanted):
    assert bare(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[bookmark: _GoBack]全年未收费。", "全年未收费。"),
        ("<![endif]>一、总体情况[if !supportLists]", "一、总体情况"),
        ('HYPERLINK "http://a.gov.cn"门户网站', "门户网站"),
        ("　一 是　", "一 是"),
        ("[附件]见后", "[附件]见后"),
    ],
)
def test_clean_takes_out_what_word_left(text, wanted):
    assert clean(text) == wanted


def test_squeeze_takes_out_all_white_space():
    assert squeeze(" 2025 年\u3000上海\t市\n") == "2025年上海市"


def test_clean_is_fast_on_open_brackets():
    assert clean("[bookmark" * 50_000) == "[bookmark" * 50_000
