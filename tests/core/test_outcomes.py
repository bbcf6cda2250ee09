from collections import Counter
from datetime import date, timedelta

import pytest

from gongkai.core.casework.outcomes import (
    OUTCOMES,
    PACKAGE,
    Reconsideration,
    merged,
    outcome,
    reconsideration_first,
    row_label,
    statement_label,
)
from gongkai.core.errors import NoLawInForce, StepRefused, UnknownOutcome
from gongkai.core.law.cite import FEES, REGULATION
from gongkai.core.law.dated import entries
from gongkai.core.report.layouts import Y2021

BEFORE, SINCE = date(2023, 12, 31), date(2024, 1, 1)
FIRST = {"O04", "O05", "O06", "O07", "O08", "O09", "O10", "O11"}


def test_the_codes_are_o01_to_o24():
    assert [one.code for one in OUTCOMES] == [f"O{number:02}" for number in range(1, 25)]


def test_every_row_of_table_3_is_reached():
    assert {line.key for line in Y2021.leaves} == {one.row for one in OUTCOMES}


def test_only_disclosed_and_not_held_are_reached_by_several_outcomes():
    assert {row: count for row, count in Counter(one.row for one in OUTCOMES).items() if count > 1} == {
        "disclosed": 3,
        "unavailable_not_held": 2,
    }


@pytest.mark.parametrize("one", OUTCOMES, ids=lambda one: one.code)
def test_an_outcome_is_complete(one):
    assert one.cites
    assert one.label
    assert one.situation
    assert one.evidence
    assert row_label(one.row)
    assert all(statement_label(key) for key in (*one.must_state, *one.evidence))
    assert one.since in {date(2019, 5, 15), date(2021, 1, 1)}


def test_every_statement_is_asked_for_by_an_outcome():
    asked = {key for one in OUTCOMES for key in (*one.must_state, *one.evidence)}
    known = [each["key"] for table in ("statement", "evidence") for each in entries(PACKAGE, "statements.toml", table)]
    assert len(known) == len(set(known))
    assert set(known) == asked


@pytest.mark.parametrize("one", OUTCOMES, ids=lambda one: one.code)
def test_an_outcome_is_refused_before_its_law(one):
    assert outcome(one.code, one.since) is one
    with pytest.raises(NoLawInForce, match=f"还没有{one.code}（{one.label}）这种办理结果：它依据的规定自"):
        outcome(one.code, one.since - timedelta(days=1))


def test_only_what_is_withheld_in_part_tells_its_grounds_apart():
    (one,) = (each for each in OUTCOMES if each.grounds is not None)
    assert one.code == "O04"
    assert [cite.article for cite in one.grounds.cites] == ["第十四条", "第十五条", "第十六条"]
    assert "是否复议前置，看的是这一部分" in one.grounds.label
    assert [cite.article for cite in one.cites] == ["第三十七条"]


def test_a_fee_not_paid_rests_on_the_article_of_the_measure():
    assert [str(cite) for cite in outcome("O23").cites] == [f"{REGULATION}第四十二条", f"{FEES}第六条"]


def test_an_unknown_outcome_is_refused():
    with pytest.raises(UnknownOutcome, match=r"^没有办理结果“O25”，只有O01到O24，请从中选择。$"):
        outcome("O25")


@pytest.mark.parametrize("one", OUTCOMES, ids=lambda one: one.code)
def test_reconsideration_comes_first_for_what_is_withheld_since_2024(one):
    expected = None if one.code == "O12" else one.code in FIRST
    assert reconsideration_first(one, SINCE) is expected
    assert reconsideration_first(one, BEFORE) is False


def test_what_no_source_settles_is_marked():
    assert {one.code for one in OUTCOMES if one.sure} == {"O12", "O21"}


def test_the_ways_of_reconsideration_have_names():
    assert [each.label for each in Reconsideration] == [
        "先复议后诉讼（复议前置）",
        "复议、诉讼任选",
        "法律不明确，按任选告知",
        "程序性告知，不单独复议、诉讼",
    ]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["O13"], "O13"),
        (["O13", "O13"], "O13"),
        (["O01", "O02"], "O02"),
        (["O02", "O01", "O03"], "O03"),
        (["O02", "O10"], "O04"),
        (["O04", "O01"], "O04"),
        (["O04", "O05"], "O04"),
        (["O01", "O12"], "O04"),
        (["O03", "O08", "O11"], "O04"),
        (["O02", "O10", "O13"], "O04"),
        (["O02", "O10", "O18"], "O04"),
        (["O04", "O13"], "O04"),
        (["O04", "O18", "O24"], "O04"),
    ],
)
def test_results_of_one_application_are_merged(codes, expected):
    assert merged(outcome(code) for code in codes).code == expected


@pytest.mark.parametrize("codes", [["O02", "O13"], ["O05", "O10"], ["O13", "O18"], ["O13", "O14"], ["O10", "O13"]])
def test_other_mixtures_are_to_be_split_or_chosen(codes):
    with pytest.raises(StepRefused) as refused:
        merged(outcome(code) for code in codes)
    assert refused.value.step == "合并办理结果"
    assert "一事一申请" in refused.value.reasons[0]
    assert all(code in refused.value.reasons[0] for code in codes)


def test_no_result_is_no_outcome():
    with pytest.raises(StepRefused, match="还没有任何一部分有办理结果"):
        merged([])
