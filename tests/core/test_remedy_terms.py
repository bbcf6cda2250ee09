"""The terms of reconsideration and litigation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.deadlines.remedy_terms import (
    Procedure,
    defence_deadline,
    direct_litigation_deadline,
    litigation_deadline_after_reconsideration,
    months_after,
    reconsideration_deadline,
    reconsideration_decision_due,
    reconsideration_reply_deadline,
    remedy_term,
)
from gongkai.core.errors import NoLawInForce, StepRefused
from gongkai.core.law.calendar import Calendar
from gongkai.core.law.dated import entries
from gongkai.core.law.limits import limits

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (date(2025, 1, 2), date(2025, 3, 3)),
        (date(2025, 1, 1), date(2025, 3, 3)),  # the 60th day, 2 March, is a Sunday
        (date(2025, 8, 4), date(2025, 10, 9)),  # 3 October: the holidays last until the 8th
        (date(2024, 12, 13), date(2025, 2, 11)),
        (date(2024, 11, 27), date(2025, 1, 26)),  # a Sunday that is worked
        (date(2023, 11, 30), date(2024, 1, 29)),
    ],
)
def test_sixty_days_to_apply_for_reconsideration(start, day):
    assert reconsideration_deadline(start, CALENDAR).day == day


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (date(2025, 6, 2), date(2025, 6, 17)),
        (date(2025, 9, 22), date(2025, 10, 9)),  # 7 October is a holiday
    ],
)
def test_fifteen_days_to_sue_after_the_decision(start, day):
    assert litigation_deadline_after_reconsideration(start, CALENDAR).day == day


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2025, 4, 1), date(2025, 10, 9)),  # 1 October
        (date(2025, 2, 28), date(2025, 8, 28)),
        (date(2015, 4, 30), date(2015, 7, 30)),  # three months before the amendment
        (date(2015, 5, 1), date(2015, 11, 2)),  # six months since; 1 November is a Sunday
    ],
)
def test_months_to_sue_directly(start, day):
    assert direct_litigation_deadline(start, CALENDAR).day == day


@pytest.mark.parametrize(
    ("start", "procedure", "day"),
    [
        (date(2025, 9, 22), Procedure.ORDINARY, date(2025, 10, 11)),  # ten workdays over the holidays
        (date(2025, 9, 22), Procedure.SIMPLIFIED, date(2025, 9, 28)),  # the Sunday is worked
        (date(2023, 9, 20), Procedure.ORDINARY, date(2023, 10, 7)),  # ten days of the calendar before 2024
    ],
)
def test_the_respondents_reply(start, procedure, day):
    assert reconsideration_reply_deadline(start, CALENDAR, procedure).day == day


def test_there_was_no_simplified_procedure_before_2024():
    with pytest.raises(NoLawInForce):
        reconsideration_reply_deadline(date(2023, 12, 29), CALENDAR, Procedure.SIMPLIFIED)


@pytest.mark.parametrize(
    ("procedure", "extension", "day"),
    [
        (Procedure.ORDINARY, 0, date(2025, 5, 6)),  # 2 May is a holiday
        (Procedure.ORDINARY, 30, date(2025, 6, 3)),  # 1 June is a Sunday, 2 June a holiday
        (Procedure.ORDINARY, 10, date(2025, 5, 12)),
        (Procedure.SIMPLIFIED, 0, date(2025, 4, 2)),
    ],
)
def test_when_the_decision_is_due(procedure, extension, day):
    assert reconsideration_decision_due(date(2025, 3, 3), CALENDAR, procedure, extension).day == day


@pytest.mark.parametrize(
    ("procedure", "extension", "reasons"),
    [
        (Procedure.ORDINARY, 31, ("延长期限最多30日，不能延长31日",)),
        (Procedure.ORDINARY, -1, ("延长期限最多30日，不能延长-1日",)),
        (Procedure.SIMPLIFIED, 10, ("只有普通程序的复议决定可以延长",)),
        (Procedure.SIMPLIFIED, 40, ("只有普通程序的复议决定可以延长", "延长期限最多30日，不能延长40日")),
    ],
)
def test_an_extension_that_the_law_does_not_allow(procedure, extension, reasons):
    with pytest.raises(StepRefused) as caught:
        reconsideration_decision_due(date(2025, 3, 3), CALENDAR, procedure, extension)
    cited = "（行政复议法（2023年修订）第六十二条第一款）"
    assert caught.value.step == "延长复议期限"
    assert caught.value.reasons == tuple(f"{reason}{cited}" for reason in reasons)


def test_only_the_decision_can_be_extended():
    with pytest.raises(StepRefused, match="只有普通程序的复议决定可以延长"):
        remedy_term("defence", date(2025, 3, 3), CALENDAR, extension=5)


def test_the_defence_and_the_copy():
    assert defence_deadline(date(2025, 9, 25), CALENDAR).day == date(2025, 10, 10)
    assert defence_deadline(date(2015, 4, 30), CALENDAR).day == date(2015, 5, 11)
    assert remedy_term("complaint_copy", date(2025, 3, 3), CALENDAR).day == date(2025, 3, 10)
    assert remedy_term("reconsideration_copy", date(2025, 3, 3), CALENDAR, Procedure.SIMPLIFIED).day == date(2025, 3, 6)


def test_every_step_is_told():
    found = reconsideration_deadline(date(2025, 8, 4), CALENDAR)
    assert found.steps == (
        "申请人知道行政行为之日是2025年8月4日，当日不计算在内。",
        "申请人申请行政复议的期限是60日。",
        "第60日是2025年10月3日。",
        "2025年10月3日是国庆节、中秋节，顺延到此后的第一个工作日2025年10月9日。",
    )
    assert [str(cite) for cite in found.cites] == [
        "行政复议法（2023年修订）第二十条第一款",
        "行政复议法（2023年修订）第八十八条第一款",
        "民事诉讼法第八十五条",
    ]
    assert (found.label, found.by, found.provisional) == ("申请行政复议", "申请人", False)


def test_workdays_and_months_are_told_too():
    workdays = reconsideration_reply_deadline(date(2025, 9, 22), CALENDAR)
    assert workdays.steps[1:] == (
        "被申请人提出书面答复并提交证据、依据和其他材料的期限是10个工作日。",
        "行政复议法所称三日、五日、七日、十日是工作日：第10个工作日是2025年10月11日。",
    )
    assert str(workdays.cites[1]) == "行政复议法（2023年修订）第八十八条第二款"
    months = direct_litigation_deadline(date(2024, 8, 31), CALENDAR)
    assert months.steps[2] == (
        "按月计算的，到期月的对应日为最后一日；没有对应日的，月末日为最后一日：6个月后是2025年2月28日。"
    )
    assert "民法典第二百零二条" in map(str, months.cites)
    extended = reconsideration_decision_due(date(2025, 3, 3), CALENDAR, extension=30)
    assert extended.steps[1] == "复议机关作出复议决定的期限是60日，延长30日。"


@pytest.mark.parametrize(
    ("start", "cited"),
    [
        (date(2012, 12, 31), "民事诉讼法（2007年修正）第七十五条"),
        (date(2013, 1, 1), "民事诉讼法（2012年修正）第八十二条"),
        (date(2021, 12, 31), "民事诉讼法（2012年修正）第八十二条"),
        (date(2022, 1, 1), "民事诉讼法第八十五条"),
    ],
)
@pytest.mark.parametrize("term", [reconsideration_deadline, litigation_deadline_after_reconsideration])
def test_the_rule_of_counting_is_that_of_the_day(term, start, cited):
    assert str(term(start, CALENDAR).cites[-1]) == cited


@pytest.mark.parametrize(
    ("start", "cited"),
    [
        (date(2017, 9, 30), "民法通则第一百五十四条"),
        (date(2017, 10, 1), "民法总则第二百零二条"),
        (date(2020, 12, 31), "民法总则第二百零二条"),
        (date(2021, 1, 1), "民法典第二百零二条"),
    ],
)
def test_the_rule_for_months_is_that_of_the_day(start, cited):
    assert cited in map(str, direct_litigation_deadline(start, CALENDAR).cites)


def test_a_year_without_its_notice_is_provisional():
    assert reconsideration_deadline(date(2026, 12, 1), CALENDAR).provisional
    assert not reconsideration_deadline(date(2026, 10, 1), CALENDAR).provisional


def test_before_the_first_regulation_there_is_no_term():
    with pytest.raises(NoLawInForce):
        reconsideration_deadline(date(2008, 4, 30), CALENDAR)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
        (date(2025, 1, 15), 0, date(2025, 1, 15)),
        (date(2025, 6, 30), 6, date(2025, 12, 30)),
    ],
)
def test_the_same_day_of_a_later_month(day, months, later):
    assert months_after(day, months) == later


NAMES = [entry["name"] for entry in entries("gongkai.core.deadlines", "remedy_terms.toml", "term")]


@given(st.dates(date(2015, 5, 1), date(2026, 1, 1)), st.sampled_from(NAMES))
def test_a_term_ends_on_a_workday_and_never_sooner_for_a_later_start(start, name):
    day = remedy_term(name, start, CALENDAR).day
    assert CALENDAR.is_workday(day)
    assert start < day <= remedy_term(name, start + timedelta(days=1), CALENDAR).day


def test_every_term_has_its_limit():
    named = {each.name for each in limits()}
    for entry in entries("gongkai.core.deadlines", "remedy_terms.toml", "term"):
        assert {entry["limit"], entry.get("simplified", entry["limit"])} <= named


def test_the_procedures_have_their_words():
    assert [procedure.label for procedure in Procedure] == ["普通程序", "简易程序"]
