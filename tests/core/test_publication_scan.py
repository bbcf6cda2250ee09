"""Everything a scan finds, sentence by sentence; what it may never find; and how long it may take."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli.publication_places import sheet_of
from gongkai.core.publication.account_numbers import is_card_number
from gongkai.core.publication.identity_numbers import is_identity_number
from gongkai.core.publication.marks import Kind, Mark, Urgency
from gongkai.core.publication.masking import mask
from gongkai.core.publication.scan import scan, settled
from gongkai.formats.read.dispatch import read_document
from gongkai.formats.read.hidden import asides_of

TESTS = Path(__file__).parents[1]
SENTENCES = tomllib.loads((TESTS / "cases" / "personal_information.toml").read_text("utf-8"))["sentence"]
SOURCES = sorted(path for path in (TESTS / "golden").rglob("source.*") if path.is_file()) + sorted(
    (TESTS / "golden" / "word").glob("*.doc*")
)
PICTURES = {".png", ".jpg", ".jpeg"}
PROSE = "根据条例要求，某县某局编制本报告。全年主动公开信息51条，电话：0451-53523789，地址：某县某街12号。严格做好保密审查。\n"


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:30])
def test_a_sentence_holds_exactly_these_marks(case: dict[str, object]) -> None:
    marks = scan(str(case["text"]))
    assert [[mark.kind.label, mark.urgency.label, mark.text] for mark in marks] == case["found"]


def test_the_sentences_show_every_kind_found_and_many_that_are_none() -> None:
    assert {kind for case in SENTENCES for kind, *_ in case["found"]} == {kind.label for kind in Kind}
    assert sum(not case["found"] for case in SENTENCES) >= 60
    assert len({case["text"] for case in SENTENCES}) == len(SENTENCES) >= 180
    assert all(case["why"] for case in SENTENCES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_published_reports_raise_no_alarm(path: Path) -> None:
    data = path.read_bytes()
    document = read_document(data)
    assert scan(sheet_of(document, asides_of(data, document).texts).text) == ()


def test_there_are_published_reports_to_read() -> None:
    assert len([path for path in SOURCES if path.suffix not in PICTURES]) >= 20


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:30])
def test_marks_tell_their_characters_and_a_reason_with_its_article(case: dict[str, object]) -> None:
    text = str(case["text"])
    for mark in scan(text):
        assert text[mark.start : mark.end] == mark.text
        assert mark.explanation.endswith("。")
        assert all(cite.article in mark.explanation for cite in mark.cites)


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:30])
def test_masked_text_scans_clean(case: dict[str, object]) -> None:
    text = str(case["text"])
    left = scan(mask(text, scan(text)))
    assert [mark for mark in left if mark.masked is not None and mark.urgency is Urgency.MUST_MASK] == []


# what is planted is found

CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("，。；：（）\n"), max_size=60
)
PROVINCES = st.sampled_from(["11", "23", "32", "44", "65", "82"])


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1920, 1, 1), date(2025, 12, 31)))
    head = f"{draw(PROVINCES)}{draw(st.integers(0, 9999)):04}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return next(head + last for last in "0123456789X" if is_identity_number(head + last))


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    head = "62" + draw(
        st.text("0123456789", min_size=13, max_size=13) | st.text("0123456789", min_size=16, max_size=16)
    )
    return next(head + last for last in "0123456789" if is_card_number(head + last))


MOBILES = st.builds("{}{:08}".format, st.sampled_from(["138", "159", "186", "199"]), st.integers(0, 99_999_999))
PLANTED = st.one_of(
    st.tuples(st.just(Kind.IDENTITY_NUMBER), identity_numbers()),
    st.tuples(st.just(Kind.MOBILE_NUMBER), MOBILES),
    st.tuples(st.just(Kind.BANK_CARD), card_numbers()),
)


@given(CHINESE, PLANTED, CHINESE)
@settings(deadline=None)
def test_a_planted_number_is_found_at_its_place(before: str, planted: tuple[Kind, str], after: str) -> None:
    kind, number = planted
    text = f"{before}，经查，{number}，{after}"
    found = {(mark.kind, mark.start, mark.text, mark.urgency) for mark in scan(text)}
    assert (kind, len(before) + 4, number, Urgency.MUST_MASK) in found


@given(
    st.lists(
        st.one_of(
            CHINESE,
            PLANTED.map(lambda pair: pair[1]),
            st.sampled_from([" ", "-", "，", "密级：机密", "家庭住址：某县某村2组15号"]),
        )
    )
)
@settings(deadline=None)
def test_masking_leaves_nothing_to_mask_and_marks_lie_apart(parts: list[str]) -> None:
    text = "".join(parts)
    marks = scan(text)
    assert scan(text) == marks
    assert all(left.end <= right.start for left, right in pairwise(marks))
    clean = mask(text, marks)
    assert [mark for mark in scan(clean) if mark.masked is not None and mark.urgency is Urgency.MUST_MASK] == []


# overlaps


def _mark(start: int, end: int, urgency: Urgency) -> Mark:
    return Mark(Kind.PLATE, start, end, "", urgency, "", None)


def test_the_graver_stays_then_the_longer_then_the_earlier() -> None:
    ask, grave = Urgency.ASK, Urgency.MUST_MASK
    assert settled([_mark(0, 9, ask), _mark(3, 5, grave)]) == (_mark(3, 5, grave),)
    assert settled([_mark(3, 5, ask), _mark(0, 9, ask)]) == (_mark(0, 9, ask),)
    assert settled([_mark(4, 8, ask), _mark(2, 6, ask)]) == (_mark(2, 6, ask),)
    assert settled([_mark(5, 8, ask), _mark(2, 5, grave), _mark(8, 9, ask)]) == (
        _mark(2, 5, grave), _mark(5, 8, ask), _mark(8, 9, ask),
    )  # fmt: skip


# time

HOSTILE = {
    "digits": "1", "digit and space": "1 2 ", "fours": "6222 ", "letters": "a", "brackets": "（", "closing": "）】", "spaces": " ", "lines": "\n",
    "broken digits": "1\n2", "mailboxes": "@a.b", "live": "住", "addresses": "家住省市县", "labels": "家庭住址", "units": "3单元", "plates": "京A",
    "stars": "秘 密", "internal": "内部 ", "cells": "姓名\t", "groups": "6222-0212-", "levels": "密级：", "relief": "低保名单", "stop": "的请示",
    "illness": "王患", "links": "http://1", "codes": "编号A", "calls": "联系电话：",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length_on_hostile_text(name: str) -> None:
    text = (HOSTILE[name] * 100_000)[:100_000]
    started = time.perf_counter()
    assert scan(text) == ()
    assert time.perf_counter() - started < 3, "0.1 s when nothing else runs; a quadratic step would take minutes"


@pytest.mark.parametrize("unit", ["1", "a", "（", "住"])
def test_a_million_characters_are_scanned(unit: str) -> None:
    started = time.perf_counter()
    assert scan(unit * 1_000_000) == ()
    assert time.perf_counter() - started < 15, "under 1 s when nothing else runs"


def test_a_page_is_scanned_in_milliseconds() -> None:
    page = (PROSE * 100)[:3000]
    scan(page)
    spent = []
    for _ in range(5):
        started = time.perf_counter()
        assert scan(page) == ()
        spent.append(time.perf_counter() - started)
    assert min(spent) < 0.005
