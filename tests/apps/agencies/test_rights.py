"""The two forms of the policy, for one record and for a list, say the same of every tree, office and record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.support.publishing import user

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency, Section
from gongkai.apps.agencies.rights import Reach, Right, from_above, grants, in_sections, included
from gongkai.apps.agencies.rights_page import rights_page
from gongkai.apps.agencies.staff import OPERATOR, Office, Staff
from gongkai.apps.publishing.models import Item
from gongkai.core.publication.chains import READ_ONLY, Role, chains
from gongkai.core.publication.review import WITHDRAWERS
from gongkai.core.publication.scope import Level

PARENTS = st.lists(st.integers(0, 5), min_size=1, max_size=5)
"""For each agency after the first, whom it stands below (a number modulo those there are)."""
OFFICES = st.lists(st.tuples(st.sampled_from(Role), st.integers(0, 5), st.integers(-1, 1)), max_size=4)
"""Role, agency, and which of its sections (-1: the whole agency)."""


def grown(parents: Sequence[int]) -> list[Agency]:
    """Make a tree; keys begin alike, so that one path may begin another's without being above it."""
    tree: list[Agency] = []
    for number in range(len(parents) + 1):
        above = tree[parents[number - 1] % number] if number else None
        key = "a" * (number + 1)
        path = f"{above.path if above else ''}{key}/"
        tree.append(Agency.objects.create(key=key, name=key, level=Level.COUNTY_DEPARTMENT, parent=above, path=path))
    return tree


class TestPolicy(TestCase):
    """In a transaction of its own for each example."""

    @settings(max_examples=30)
    @given(PARENTS, OFFICES)
    def test_lists_and_single_records_agree(self, parents, offices):
        tree = grown(parents)
        sections = {each.pk: [Section.objects.create(agency=each, name=name) for name in "甲乙"] for each in tree}
        author = user("author")
        for each in tree:
            for section in (None, *sections[each.pk]):
                Item.objects.create(
                    agency=each, section=section, column="statutory", chain="three_levels", created_by=author,
                    created_at=clock.now(), changed_at=clock.now(),
                )  # fmt: skip
        held = []
        for role, place, section in offices:
            where = tree[place % len(tree)]
            inside = sections[where.pk][section].pk if section >= 0 else None
            held.append(Office(role, where.pk, where.path, inside))
        staff = Staff(author.pk, "author", "某", tuple(held))
        for right in Right:
            items = Item.objects.select_related("agency")
            listed = set(items.filter(staff.items(right)).values_list("pk", flat=True))
            single = {each.pk for each in items if staff.may(right, each.agency.path, each.section_id)}
            assert listed == single, right
            reached = set(Agency.objects.filter(staff.reach(right)))
            anywhere = {
                each for each in tree
                if any(staff.may(right, each.path, section) for section in (None, *(s.pk for s in sections[each.pk])))
            }  # fmt: skip
            assert reached == anywhere, right
            assert staff.may_anywhere(right) == bool(anywhere), right


def test_whoever_the_core_lets_take_down_has_the_right_and_nobody_else():
    holders = {role for role in Role if any(each.right is Right.WITHDRAW for each in grants(role))}
    assert holders == {role for role in Role if included(role) & WITHDRAWERS}


@pytest.mark.parametrize(("right", "part"), [(Right.DRAFT, "drafters"), (Right.PUBLISH, "publishers")])
def test_whoever_a_shipped_chain_names_has_the_right(right, part):
    named = {role for chain in chains() for role in getattr(chain, part)}
    assert [role for role in named if not any(each.right is right for each in grants(role))] == []


def test_whoever_takes_a_step_may_review_and_read():
    takers = {role for chain in chains() for step in chain.steps for role in step.roles}
    rights = {role: {each.right for each in grants(role)} for role in takers}
    assert [role for role in takers if not rights[role] >= {Right.REVIEW, Right.READ_DRAFTS}] == []


def test_roles_held_in_sections_are_those_whose_rights_are():
    narrow = {role for role in Role if {each.reach for each in grants(role)} == {Reach.SECTION}}
    assert in_sections() == narrow


def test_three_powers_are_apart():
    rights = {role: {each.right for each in grants(role)} for role in Role}
    handling = {Right.DRAFT, Right.REVIEW, Right.PUBLISH, Right.WITHDRAW, Right.MANAGE_VALIDITY}
    managing = {Right.MANAGE_PEOPLE, Right.MANAGE_AGENCIES, Right.CONFIGURE, Right.SET_REVIEW, Right.EDIT_PROFILE}
    assert rights[Role.ADMINISTRATOR] & (handling | {Right.READ_AUDIT, Right.READ_DRAFTS}) == set()
    assert all(rights[role] & (handling | managing) == set() for role in READ_ONLY)
    assert rights[Role.SUPERVISOR] == {Right.SUPERVISE}
    assert from_above() == {Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AUDITOR}


def test_every_right_is_granted_and_every_role_has_one():
    assert {each.right for role in Role for each in grants(role)} == set(Right)
    assert [role for role in Role if not grants(role)] == []


def test_the_operator_reaches_every_tree():
    assert OPERATOR.may(Right.MANAGE_AGENCIES, "") and OPERATOR.may(Right.CONFIGURE, "county/swj/")  # noqa: PT018 — one sentence
    assert not OPERATOR.may_anywhere(Right.REVIEW)


def test_the_page_has_every_right_and_role():
    page = rights_page()
    assert [right for right in Right if f"| {right.label} |" not in page] == []
    assert [role for role in Role if f" {role.label} |" not in page] == []
    assert "政府信息公开工作机构负责人同时是政府信息公开工作机构。" in page
