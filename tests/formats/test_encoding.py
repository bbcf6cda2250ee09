"""Bytes → text: what the page says does not count, what cannot be text is refused in words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.encoding import decode, decoded

PROSE = "一、总体情况\n2024年，本机关新收政府信息公开申请12件，上年结转3件，均已依法答复。收费金额0万元。\n"
SHORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize("text", [PROSE, SHORT, PROSE * 200, "2024"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-32"])
def test_every_encoding_reads_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("text", [PROSE, PROSE * 200, SHORT, f"<html><body>{PROSE}</body></html>"])
def test_utf_16_needs_no_mark(text: str, order: str) -> None:
    assert decoded(text.encode(f"utf-16-{order}")) == (text, f"utf-16-{order}", 0)


@pytest.mark.parametrize(
    ("said", "real"), [("utf-8", "gbk"), ("gb2312", "utf-8"), ("utf-8", "utf-16-le"), ("big5", "gb18030")]
)
def test_a_wrong_charset_is_not_believed(said: str, real: str) -> None:
    page = f'<meta charset="{said}"><p>{PROSE}</p>'
    assert decode(page.encode(real)) == page


def test_rare_characters_of_gb18030() -> None:
    text = PROSE + "㭎村、𬭚、䶮县"
    assert decoded(text.encode("gb18030")) == (text, "gb18030", 0)


def test_a_damaged_byte_does_not_change_the_encoding() -> None:
    broken = bytearray((PROSE * 20).encode())
    broken[300] = 0xFF
    found = decoded(bytes(broken))
    assert found.encoding == "utf-8"
    assert found.damaged
    broken = bytearray((PROSE * 20).encode("gbk"))
    broken[301] = 0xFF
    assert decoded(bytes(broken)).encoding == "gb18030"


def test_marks_and_nuls_are_no_text() -> None:
    assert decode(b"\xef\xbb\xbf" + SHORT.encode() + b"\0\0") == SHORT
    assert decode((SHORT + "\ufeff" + SHORT).encode()) == SHORT * 2


def test_big5_and_binary_are_refused_in_words() -> None:
    with pytest.raises(ReportUnreadable, match=r"Big5.*UTF-8"):
        decode("一、總體情況：本機關新收政府資訊公開申請十二件，均已依法處理。".encode("big5"))
    garbage = random.Random(7).randbytes(5000)  # noqa: S311 - seeded noise, no secret
    with pytest.raises(ReportUnreadable, match=r"不是文字.*再试"):
        decode(garbage)
    with pytest.raises(ReportUnreadable, match="不是文字"):
        decode(b"\0" * 100)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, why = decode(data), "再试"
    except ReportUnreadable as refusal:
        text, why = "", refusal.why
    assert "\0" not in text
    assert why.endswith("再试")


@given(
    st.text(alphabet="政府信息公开工作年度报告一二三0123 \n（），。申请件万元", min_size=6),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_chinese_prose_always_reads_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.lists(st.sampled_from([PROSE, SHORT, "<td>0</td>", "栏目", "㭎村", "　"]), min_size=1).map("".join))
def test_believing_strict_gb18030_at_once_changes_nothing(text: str) -> None:
    assert decode((PROSE + text).encode("gb18030")) == PROSE + text
