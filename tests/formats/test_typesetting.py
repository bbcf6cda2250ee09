"""Templates and data → pdf, and what becomes of data that can't be set."""

from __future__ import annotations

import pytest
import typst

from gongkai.core.errors import OutputRefused
from gongkai.formats.write import typesetting
from gongkai.formats.write.typesetting import typeset


def test_data_a_template_can_not_set_are_refused_in_a_sentence():
    with pytest.raises(OutputRefused, match="PDF 排版失败"):
        typeset("report", {"title": "甲"})


def test_no_answer_of_the_compiler_is_refused(monkeypatch):
    class Mute:
        def compile(self, **_: object) -> list[bytes]:
            return []

    monkeypatch.setattr(typesetting, "_compiler", lambda _: Mute())
    with pytest.raises(OutputRefused, match="没有得到结果"):
        typeset("report", {})


def test_what_the_standard_for_accessibility_forbids_is_set_without_it(monkeypatch):
    asked: list[list[str]] = []

    class Strict:
        def compile(self, *, pdf_standards: list[str], **_: object) -> bytes:
            asked.append(pdf_standards)
            if pdf_standards:
                raise typst.TypstError("forbidden")
            return b"%PDF"

    monkeypatch.setattr(typesetting, "_compiler", lambda _: Strict())
    assert typeset("report", {}) == b"%PDF"
    assert asked == [["ua-1"], []]


def test_one_compiler_serves_a_template():
    assert typesetting._compiler("report") is typesetting._compiler("report")
    assert typesetting._compiler("report") is not typesetting._compiler("letter")
