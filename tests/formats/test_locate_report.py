"""Reports by chance in every shape of text: right where the text tells, open with a note where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import documents
from tests.support.grids import document

from gongkai.core.errors import ReportUnreadable
from gongkai.core.report.cells import Mark
from gongkai.core.report.layouts import Y2019, Y2021
from gongkai.formats.locate.report import report_from
from gongkai.formats.read.text import read_text

FORMS = {"y2021": (Y2021, False), "y2019": (Y2019, False), "mixed": (Y2021, True)}
LOSSLESS = sorted(set(documents.SHAPES) - documents.LOSSY)
DRESSES = st.builds(
    documents.Dress,
    headings=st.sampled_from(sorted(documents.HEADINGS)),
    site=st.booleans(),
    contents=st.booleans(),
    order=st.sampled_from(["usual", "tables_last"]),
    residue=st.booleans(),
)


def made(seed, form, scale):
    layout, mixed = FORMS[form]
    return documents.made(documents.seeded(seed), layout, scale, mixed=mixed)


def wrong(report, found):
    return {address: found.cell(address) for address, cell in report.cells() if found.cell(address).value != cell.value}


@settings(max_examples=120)
@given(st.integers(0, 10**6), st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(documents.SCALES)),
       st.sampled_from(LOSSLESS), DRESSES, st.booleans())  # fmt: skip
def test_what_the_text_tells_is_read_right(seed, form, scale, shape, dress, four):
    report = made(seed, form, scale)
    tables = documents.printed(report, shape, documents.seeded(seed), four=four)
    found = report_from(read_text(documents.dressed(report, tables, dress)))
    assert wrong(report, found) == {}
    assert (found.layout, found.agency, found.year, found.title) == (
        report.layout,
        report.agency,
        report.year,
        report.title,
    )
    assert found.sections == documents.TEXTS


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(documents.SCALES)),
       st.sampled_from(sorted(documents.LOSSY)), st.booleans())  # fmt: skip
def test_what_is_run_together_is_right_or_open_with_a_note(seed, form, scale, shape, flat):
    report = made(seed, form, scale)
    tables = documents.printed(report, shape, documents.seeded(seed))
    found = report_from(read_text(documents.dressed(report, tables, documents.Dress(flat=flat))))
    told = [
        (address, cell) for address, cell in wrong(report, found).items() if cell.value is not None and not cell.note
    ]
    assert told == []
    assert all(cell.note for _, cell in found.cells() if cell.mark is Mark.UNDECIDED)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from(sorted(FORMS)), st.sampled_from(["word", "trailing", "pipes", "csv"]),
       st.sampled_from(sorted(documents.MARKS)))  # fmt: skip
def test_zeros_printed_otherwise_are_no_zeros(seed, form, shape, sign):
    rng = documents.seeded(seed)
    report = documents.without_zeros(made(seed, form, "small"), rng, sign, 0.3)
    found = report_from(read_text(documents.dressed(report, documents.printed(report, shape, rng))))
    silent = {key: cell for key, cell in wrong(report, found).items() if cell.value is not None and not cell.note}
    assert silent == {}


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from(["word", "trailing", "lines", "row_lines"]))
def test_labels_as_publishers_write_them(seed, shape):
    rng = documents.seeded(seed)
    report = made(seed, "y2021", "small")
    how = documents.SHAPES[shape]
    drawn = {"table2": [row for block in documents.drawn2(report) for row in block],
             "table3": documents.drawn3(report), "table4": documents.drawn4(report)}  # fmt: skip
    tables = {name: how(documents.relabelled(rows, rng), rng) for name, rows in drawn.items()}
    assert wrong(report, report_from(read_text(documents.dressed(report, tables)))) == {}


def test_a_row_left_out_is_absent():
    report = made(3, "y2021", "small")
    gone = documents.without_rows(report, documents.seeded(3), 2)
    rng = documents.seeded(3)
    tables = documents.printed(report, "lines", rng)
    tables["table3"] = documents.SHAPES["lines"](documents.drawn3(report, gone), rng)
    found = report_from(read_text(documents.dressed(report, tables)))
    assert wrong(report, found) == {}
    assert {found.cell(f"table3.{row}.total").mark for row in gone} == {Mark.ABSENT}


def test_units_and_subtotals():
    report = made(5, "y2021", "small")
    rng = documents.seeded(5)
    how = documents.SHAPES["lines"]
    tables = {"table2": how([row for block in documents.drawn2(report) for row in block], rng),
              "table3": how(documents.with_subtotals(documents.drawn3(report)), rng),
              "table4": how(documents.with_units(documents.drawn4(report)), rng)}  # fmt: skip
    found = report_from(read_text(documents.dressed(report, tables)))
    assert {key: cell for key, cell in wrong(report, found).items() if not key.startswith("table4")} == {}
    assert [cell for cell in wrong(report, found).values() if cell.value is not None and not cell.note] == []


def test_a_text_that_is_no_report_is_refused():
    with pytest.raises(ReportUnreadable, match="没有找到年度报告"):
        report_from(document("关于放假的通知\n放假三天。"))


GOLDEN = "一、总体情况\n好。\n二、主动公开政府信息情况\n规章000\n五、存在的主要问题及改进情况\n|0|0|\n无。\t0\n"


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*GOLDEN.splitlines(), "|", "\t", "\n", "0" * 40, "总计", "第二十条第", "本年新收政府信息公开申请数量",
       "统计指标单位统计数", "结转下年度", "2023年政府信息公开年度报告", "（", "\x1f", "无", "-", ",,,,"]), max_size=40))  # fmt: skip
def test_any_pieces_are_read_or_refused(pieces):
    try:
        report_from(read_text("".join(pieces)))
    except ReportUnreadable:
        return
