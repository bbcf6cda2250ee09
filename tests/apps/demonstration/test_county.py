"""The agencies and the staff of the demonstration county."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gongkai.apps.demonstration.county import agencies, agency, disclosing
from gongkai.apps.demonstration.people import of_agency, staff
from gongkai.apps.demonstration.seed_people import offices
from gongkai.core.publication.chains import Role, chain
from gongkai.core.publication.organization_code import is_organization_code
from gongkai.core.publication.scope import Level
from gongkai.core.publication.themes import theme_of


def test_the_tree_begins_with_the_province_and_every_parent_comes_first():
    seen = set()
    for each in agencies():
        assert each.parent in seen or (each.parent, each.level) == ("", Level.PROVINCE_GOVERNMENT)
        seen.add(each.key)


def test_the_county_has_its_departments_and_towns():
    below = Counter(each.level for each in agencies() if each.parent == "county")
    assert below == {Level.COUNTY_DEPARTMENT: 29, Level.TOWN_GOVERNMENT: 11, Level.SUBDISTRICT_OFFICE: 3}


@pytest.mark.parametrize("field", ["key", "name", "short_name", "organization_code", "sign_in", "telephone", "email"])
def test_nothing_that_tells_agencies_apart_stands_twice(field):
    assert len({getattr(each, field) for each in agencies()}) == len(agencies())


@pytest.mark.parametrize("each", agencies(), ids=lambda each: each.key)
def test_an_agency_can_fill_its_guide_and_nobody_can_be_reached_by_it(each):
    assert is_organization_code(each.organization_code)
    assert theme_of(each.theme)
    assert each.sections
    assert each.duties
    assert re.fullmatch(r"0000-6000\d{3}", each.telephone)
    assert re.fullmatch(r"0000-6000\d{3}", each.fax)
    assert each.email.endswith("@qinghe.example")
    assert each.address


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("commerce", "我局"),
        ("services", "我中心"),
        ("office", "我办"),
        ("town-01", "我镇"),
        ("town-09", "我乡"),
        ("county", "县政府"),
    ],
)
def test_an_agency_speaks_of_itself_as_officials_do(key, word):
    assert agency(key).own_word == word


def test_sign_in_names_and_names_are_of_one_person_each():
    assert len({each.sign_in for each in staff()}) == len({each.name for each in staff()}) == len(staff())


@pytest.mark.parametrize("each", disclosing(), ids=lambda each: each.key)
@pytest.mark.parametrize(
    "key", ["three_levels", "four_levels", "secrecy_last", "attribute_signed", "three_reviews_three_proofs"]
)
def test_every_agency_has_somebody_for_every_step(each, key):
    held = {one.role for one in of_agency(each.key)}
    held |= {Role.DISCLOSURE_OFFICE} if Role.OFFICE_HEAD in held else set()
    for step in chain(key).steps:
        assert step.roles & held
    assert chain(key).drafters & held
    assert chain(key).publishers & held


def test_the_county_has_an_administrator_an_auditor_and_who_supervises():
    roles = {each.role: each.sign_in for each in of_agency("office")}
    assert (roles[Role.ADMINISTRATOR], roles[Role.AUDITOR], roles[Role.SUPERVISOR]) == ("zb-gly", "zb-sj", "zb-dc")


def test_a_section_of_a_person_is_one_of_the_agency():
    assert [each.sign_in for each in staff() if each.section and each.section not in agency(each.agency).sections] == []


@pytest.mark.parametrize("each", disclosing(), ids=lambda each: each.key)
def test_every_section_has_one_head_and_no_office_is_held_twice(each):
    held = [(one.sign_in, *office) for one in of_agency(each.key) for office in offices(each, one)]
    assert len(held) == len(set(held))
    assert sorted(section for _, role, section in held if role is Role.SECTION_HEAD) == sorted(each.sections)
