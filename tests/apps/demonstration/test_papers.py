"""The papers of the demonstration: complete, of the right day and place, without a fault that the program would find."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from gongkai.apps.demonstration.county import agency, disclosing
from gongkai.apps.demonstration.paper import Kind, Link, Stage
from gongkai.apps.demonstration.papers import DAYS, county_papers
from gongkai.apps.demonstration.papers_bulk import bulk_papers
from gongkai.apps.demonstration.papers_forms import occasions
from gongkai.apps.demonstration.papers_works import works_of
from gongkai.apps.demonstration.writing import columns
from gongkai.core.law.calendar import Calendar
from gongkai.core.publication.attribute import Assignment, Attribute, examine_attribute
from gongkai.core.publication.document_number import read_document_number
from gongkai.core.publication.marks import Kind as MarkKind
from gongkai.core.publication.metadata import Metadata, examine_metadata
from gongkai.core.publication.scan import scan
from gongkai.core.publication.validity import Term
from gongkai.formats.rich_text import clean_html, text_of

UNTIL = date(2026, 11, 22)
SMALL = 0.15


@cache
def papers():
    return county_papers(UNTIL, SMALL)


@cache
def whole():
    return county_papers(UNTIL)


def metadata(each):
    return Metadata(
        index_number=f"{agency(each.agency).organization_code}/{each.formed_on.year}-00001",
        title=each.title,
        description=each.description,
        formed_on=each.formed_on,
        agency=agency(each.agency).name,
        theme=each.theme,
        genre=each.genre,
        document_number=each.document_number,
        published_on=each.published_on or UNTIL,
        keywords=each.keywords,
        effective_from=each.effective_from,
        effective_to=each.effective_to,
    )


def test_the_same_arguments_give_the_same_papers():
    assert county_papers(UNTIL, 0.05) == county_papers(UNTIL, 0.05)
    assert county_papers(UNTIL, 0.05) != county_papers(UNTIL, 0.05, seed=2)


def test_the_county_has_about_so_many_of_every_kind():
    assert 2400 <= len(whole()) <= 2900
    assert {each.kind for each in whole()} == set(Kind)


def test_news_and_notices_stand_where_a_reader_looks_for_them():
    places = {kind: Counter(each.column for each in whole() if each.kind is kind) for kind in (Kind.NEWS, Kind.NOTICE)}
    assert places[Kind.NEWS].most_common(1)[0][0] == "statutory.news"
    assert places[Kind.NEWS].total() > places[Kind.NEWS]["statutory.news"] > 300
    assert places[Kind.NOTICE].total() > places[Kind.NOTICE]["statutory.notices"] > 30


def test_no_key_no_title_and_no_body_stands_twice():
    for field in ("key", "body"):
        assert [value for value, times in Counter(getattr(each, field) for each in whole()).items() if times > 1] == []
    assert max(Counter((each.agency, each.title) for each in whole()).values()) == 1


@pytest.mark.parametrize("until", [UNTIL, date(2025, 3, 2), date(2027, 1, 29)])
def test_nothing_is_later_than_the_last_day_and_offices_write_on_workdays(until):
    calendar = Calendar()
    for each in county_papers(until, 0.05):
        assert each.formed_on <= (each.published_on or until) <= until
        assert (each.stage_on or until) <= until
        assert calendar.is_workday(each.formed_on)
        assert each.formed_on >= until - timedelta(days=DAYS) or each.kind in {Kind.NORMATIVE, Kind.INTERPRETATION}


def test_metadata_are_without_fault_and_the_text_is_clean():
    for each in papers():
        assert examine_metadata(metadata(each), UNTIL) == (), each.key
        assert clean_html(each.body) == each.body, each.key
        assert not re.search(r"[{}\[\]]|None", each.title + text_of(each.body)), each.key
        assert each.column in columns(agency(each.agency).level)
        assert each.section in agency(each.agency).sections


def test_what_was_published_holds_no_mark():
    assert [
        each.title for each in whole() if each.stage.was_published and scan(f"{each.title}\n{text_of(each.body)}")
    ] == []


def test_a_document_number_is_proper_and_grows_with_the_days():
    last = {}
    for each in whole():
        if each.document_number and each.kind is not Kind.NORMATIVE:
            typed = read_document_number(each.document_number)
            assert typed.why_improper == ""
            number = typed.number
            assert number.year == each.formed_on.year
            assert number.number > last.get((number.code, number.year), 0)
            last[number.code, number.year] = number.number
    assert len(last) > 20
    numbers = [each.document_number for each in whole() if each.document_number]
    assert len(numbers) == len(set(numbers))


def test_documents_for_publication_say_so():
    for each in papers():
        if each.kind is Kind.NORMATIVE:
            given = Assignment(Attribute.PROACTIVE, decided_by="某某", decided_on=each.formed_on)
            assert examine_attribute(given, text_of(each.body)) == ()


def test_relations_name_papers_that_come_before_and_bind_both_sides():
    before = {}
    kinds = Counter()
    for each in whole():
        for relation in each.relations:
            assert before[relation.target].kind is Kind.NORMATIVE
            kinds[relation.link] += 1
        before[each.key] = each
    assert kinds[Link.INTERPRETS] > 20
    assert (kinds[Link.AMENDS], kinds[Link.REPEALS]) == (1, 1)


def test_normative_documents_hold_from_a_day_to_a_day_that_their_text_tells():
    for each in whole():
        if each.kind is Kind.NORMATIVE and each.key.startswith("policy-") and each.key[7:].isdigit():
            assert Term(each.effective_from, each.effective_to)
            told = f"自{each.effective_from.year}年{each.effective_from.month}月{each.effective_from.day}日起施行"
            assert told in text_of(each.body)


def test_budgets_add_up():
    for each in papers():
        if each.kind is Kind.BUDGET and "部门" in each.title:
            first = text_of(each.body).split("（按用途）")[0]
            *parts, total = [
                float(value)
                for value in re.findall(r"支出\t([\d.]+)|合计\t([\d.]+)", first)
                for value in value
                if value
            ]
            assert round(sum(parts), 2) == total


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_there_even_in_a_small_county(stage):
    assert [each for each in papers() if each.stage is stage]


def test_an_unfinished_paper_tells_what_its_stage_needs():
    for each in whole():
        assert (each.published_on is not None) == each.stage.was_published
        assert bool(each.remark) == (
            each.stage in {Stage.SENT_BACK, Stage.WITHHELD, Stage.REFERRED, Stage.WITHDRAWN, Stage.CORRECTED}
        )
        assert (each.scheduled_on is not None) == (each.stage is Stage.READY)
        assert (each.stage is Stage.CORRECTED) == bool(each.earlier_body)
        if each.stage is Stage.SETTLED:
            assert each.attribute is not Attribute.PROACTIVE
            assert each.reason


def test_planted_personal_data_are_found_and_belong_to_nobody():
    planted = [each for each in papers() if each.stage in {Stage.DRAFT, Stage.IN_REVIEW}]
    found = Counter(mark.kind for each in planted for mark in scan(f"{each.title}\n{text_of(each.body)}"))
    assert found[MarkKind.IDENTITY_NUMBER] >= 8
    for kind in (MarkKind.MOBILE_NUMBER, MarkKind.HOME_ADDRESS, MarkKind.INTERNAL_MATERIAL, MarkKind.BIRTH_DATE):
        assert found[kind]
    digits = re.findall(r"\d{17}[\dX]", "".join(text_of(each.body) for each in planted))
    assert {number[:8] for number in digits if number.startswith("2")} == {"23990019"}


def test_every_agency_that_writes_has_works_or_forms():
    assert [each.key for each in disclosing() if not works_of(each) and each.key != "county"] == []
    assert [each for each in occasions() if not any(each.concerns(one) for one in disclosing())] == []


def test_bulk_papers_are_long_in_order_and_the_same_every_time():
    made = list(bulk_papers(400, until=UNTIL))
    assert made == list(bulk_papers(400, until=UNTIL))
    assert len({each.body for each in made}) == len({each.key for each in made}) == 400
    assert [each.formed_on for each in made] == sorted(each.formed_on for each in made)
    assert 600 <= sum(len(text_of(each.body)) for each in made) / 400 <= 1000
    assert [each.title for each in made[::40] if examine_metadata(metadata(each), UNTIL)] == []
