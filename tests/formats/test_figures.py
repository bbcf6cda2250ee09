from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.report.cells import Mark, Place, Recovery
from gongkai.formats.figures import figure, is_figure


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0),
        ("0 ", 0),
        ("１３６１２", 13612),
        ("13,612", 13612),
        ("13，612", 13612),
        ("13 612", 13612),
        ("5件", 5),
        ("约5345", 5345),
        ("1.2万", 12000),
        ("-5", -5),
        ("减少5", -5),
        ("增加 3", 3),
        ("22\n（其中修订 16 件）", 22),
    ],
)
def test_counts(raw, value):
    assert (figure(raw).value, figure(raw).mark, figure(raw).raw) == (value, Mark.NUMBER, raw)


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("", Mark.BLANK),
        (" \u3000\xa0", Mark.BLANK),
        ("-", Mark.DASH),
        ("——", Mark.DASH),
        ("－", Mark.DASH),
        ("/", Mark.SLASH),
        ("／", Mark.SLASH),
        ("无", Mark.NONE),
        ("自然人", Mark.UNREADABLE),
        ("12 34", Mark.UNREADABLE),
        ("01", Mark.UNREADABLE),
        ("3.5", Mark.UNREADABLE),
        ("5？", Mark.UNREADABLE),
    ],
)
def test_what_is_no_number_is_none_and_told_apart(raw, mark):
    assert (figure(raw).value, figure(raw).mark) == (None, mark)


@pytest.mark.parametrize(
    ("raw", "unit", "value", "recovered"),
    [
        ("316441", "万元", Decimal(316441), None),
        ("31.6441亿元", "万元", Decimal(316441), Recovery.UNIT),
        ("25000", "元", Decimal("2.5"), Recovery.UNIT),
        ("25000元", "万元", Decimal("2.5"), Recovery.UNIT),
        ("0.25", "万元", Decimal("0.25"), None),
    ],
)
def test_amounts_are_in_ten_thousand_yuan(raw, unit, value, recovered):
    cell = figure(raw, money=True, unit=unit)
    assert (cell.value, cell.recovered) == (value, recovered)


def test_a_remark_is_kept():
    assert figure("55（含自然失效29件）").remark == "（含自然失效29件）"
    assert figure("约5345").remark == "约"


def test_the_place_is_kept():
    assert figure("5", Place(1, 2, 3, 4)).place == Place(1, 2, 3, 4)


@given(st.integers(0, 10**12))
def test_every_number_reads_as_itself(number):
    assert figure(str(number)).value == figure(f"{number:,}").value == number


@given(st.text(max_size=30))
def test_nothing_raises_and_a_number_has_its_mark(raw):
    cell = figure(raw)
    assert (cell.value is not None) == (cell.mark is Mark.NUMBER)
    assert isinstance(is_figure(raw), bool)
