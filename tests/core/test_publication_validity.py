"""Whether a document is in force on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidMetadata
from gongkai.core.publication.validity import Alteration, Altered, Term, Validity, validity

START = date(2020, 1, 1)
END = date(2024, 12, 31)


def at(on, *altered, end=None):
    found = validity(Term(START, end, altered), on)
    return found.validity, found.message


@pytest.mark.parametrize(
    ("on", "wanted", "message"),
    [
        (date(2019, 12, 31), Validity.NOT_YET, "自2020年1月1日起生效，尚未生效。"),
        (START, Validity.IN_FORCE, "自2020年1月1日起有效。"),
        (END, Validity.IN_FORCE, "自2020年1月1日起有效。"),
        (date(2025, 1, 1), Validity.EXPIRED, "有效期至2024年12月31日，已经失效。"),
    ],
)
def test_the_time_it_was_given(on, wanted, message):
    assert at(on, end=END) == (wanted, message)


def test_without_an_end_it_holds():
    assert at(date(2050, 1, 1))[0] is Validity.IN_FORCE


@pytest.mark.parametrize(
    ("how", "wanted", "verb"),
    [
        (Alteration.REPEALED, Validity.REPEALED, "废止"),
        (Alteration.EXPIRED, Validity.EXPIRED, "失效"),
        (Alteration.PARTLY_REPEALED, Validity.PARTLY_REPEALED, "部分废止"),
        (Alteration.PARTLY_EXPIRED, Validity.PARTLY_EXPIRED, "部分失效"),
        (Alteration.AMENDED, Validity.AMENDED, "修改"),
    ],
)
def test_what_another_document_does_to_it(how, wanted, verb):
    change = Altered(date(2022, 5, 1), how, "某政发〔2022〕3号")
    assert at(date(2022, 4, 30), change)[0] is Validity.IN_FORCE
    assert at(date(2022, 5, 1), change) == (wanted, f"2022年5月1日起由某政发〔2022〕3号{verb}。")
    assert validity(Term(START, None, (change,)), date(2023, 1, 1)).by == "某政发〔2022〕3号"
    assert at(date(2022, 5, 1), Altered(date(2022, 5, 1), how)) == (wanted, f"2022年5月1日起{verb}。")


def test_the_last_change_counts_and_repeal_ends_it():
    amended = Altered(date(2021, 1, 1), Alteration.AMENDED)
    partly = Altered(date(2022, 1, 1), Alteration.PARTLY_REPEALED)
    repealed = Altered(date(2023, 1, 1), Alteration.REPEALED)
    late = Altered(date(2024, 1, 1), Alteration.AMENDED)
    history = (late, repealed, partly, amended)
    assert [at(date(year, 6, 1), *history)[0] for year in (2020, 2021, 2022, 2023, 2024)] == [
        Validity.IN_FORCE,
        Validity.AMENDED,
        Validity.PARTLY_REPEALED,
        Validity.REPEALED,
        Validity.REPEALED,
    ]


def test_time_is_extended_before_it_ends_and_never_after():
    extended = Altered(date(2024, 12, 1), Alteration.EXTENDED, until=date(2026, 12, 31))
    assert at(date(2025, 6, 1), extended, end=END)[0] is Validity.IN_FORCE
    assert at(date(2027, 1, 1), extended, end=END)[1] == "有效期至2026年12月31日，已经失效。"
    without_end = Altered(date(2024, 12, 1), Alteration.EXTENDED)
    assert at(date(2040, 1, 1), without_end, end=END)[0] is Validity.IN_FORCE
    too_late = Altered(date(2025, 1, 1), Alteration.EXTENDED)
    assert at(date(2025, 6, 1), too_late, end=END)[0] is Validity.EXPIRED


def test_repealed_before_it_took_effect():
    assert at(date(2019, 12, 1), Altered(date(2019, 11, 1), Alteration.REPEALED))[0] is Validity.REPEALED


def test_an_end_before_the_start():
    with pytest.raises(InvalidMetadata, match="失效日期2019年12月31日早于生效日期2020年1月1日"):
        Term(START, date(2019, 12, 31))


def test_what_still_binds():
    assert [each for each in Validity if not each.binds] == [
        Validity.EXPIRED,
        Validity.REPEALED,
        Validity.NOT_YET,
    ]
    assert len({each.label for each in Validity}) == len(Validity)


CHANGES = st.builds(
    Altered, on=st.dates(date(2018, 1, 1), date(2030, 1, 1)), how=st.sampled_from(Alteration), until=st.none()
)


@given(st.lists(CHANGES, max_size=5), st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_what_is_repealed_stays_so(changes, on, days):
    term = Term(START, END, tuple(changes))
    if validity(term, on).validity is Validity.REPEALED:
        later = date.fromordinal(on.toordinal() + days)
        assert validity(term, later).validity is Validity.REPEALED
