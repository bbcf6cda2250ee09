"""Numbers as acts write them."""

from __future__ import annotations

import pytest

from gongkai.core.law.numerals import chinese, value_of


def test_every_number_can_be_read_back():
    assert [number for number in range(1, 10_000) if value_of(chinese(number)) != number] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_how_a_number_is_written(number, words):
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("36", 36),
        ("036", 36),
        ("三十六", 36),
        ("一十", 10),
        ("两百零三", 203),
        ("0", None),
        ("零", None),
        ("", None),
        ("十百", None),
        ("甲", None),
        ("3x", None),
    ],
)
def test_how_a_number_is_read(words, number):
    assert value_of(words) == number
