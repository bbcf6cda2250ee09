from __future__ import annotations

import codecs
import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import ReportUnreadable
from gongkai.formats.read.json import read

TEXT = json.dumps(
    {"schema": "gongkai-report/1", "layout": "y2021", "agency": "五常市商务局", "year": 2024},
    ensure_ascii=False,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding)).agency == "五常市商务局"


def test_big_endian_with_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).agency == "五常市商务局"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "JSON 第 1 行第 1 列处写错或被截断"),
        (TEXT[:-10], "JSON 第 1 行第"),
        ("[1, 2]", "JSON 最外层应是一个对象"),
        ("{}", "不是 gongkai-report/1 格式的年度报告"),
        (TEXT.replace("y2021", "y1999"), "没有名为“y1999”的格式"),
        (TEXT.replace("2024", "NaN"), "JSON 中有 NaN"),
        (TEXT.replace("2024", '"2024"'), "year 应是整数或 null"),
        (TEXT.replace("2024", "9" * 5000), "JSON 中有 5000 位的整数"),
        (TEXT[:-1] + ', "table2": []}', "table2 应是对象或 null"),
        (TEXT[:-1] + ', "table3": {"received": {"total": "十"}}}', "table3.received.total 应是整数"),
        (TEXT[:-1] + ', "cells": 7, "table3": {"received": {"total": 1}}}', "cells 应是对象或 null"),
        (TEXT[:-1] + ', "sections": "全文"}', "sections 应是对象或 null"),
        (TEXT[:-1] + ', "headings": [[1]]}', "headings 的每一项"),
        ("[" * 100_000, "JSON 嵌套太深"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(ReportUnreadable) as caught:
        read(text.encode())
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200))
def test_no_bytes_give_a_traceback(data: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        read(data)


LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("table3.received.total")
)
VALUES = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
KEYS = (
    "agency",
    "year",
    "sections",
    "table2",
    "table3",
    "cells",
    "remarks",
    "headings",
    "statistics",
    "notes",
    "source",
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_wrong_values_are_read_or_refused(wrong: dict[str, object]) -> None:
    text = json.dumps({"schema": "gongkai-report/1", "layout": "y2021", **wrong})
    with contextlib.suppress(ReportUnreadable):
        assert read(text.encode()).layout.key == "y2021"
