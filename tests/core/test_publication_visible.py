"""One person however the name is typed, and texts in which there is nothing to see."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Role, chain
from gongkai.core.publication.review import ReviewStanding, review
from gongkai.core.publication.review_events import Act, Person, ReviewEvent
from gongkai.core.publication.visible import identity, is_blank, visible

DAY = date(2025, 3, 3)
CHAIN = chain("four_levels")
SAME = [
    ("李某", "李某 "),
    ("李某", "李\u3000某"),
    ("Li", "li"),
    ("０１", "01"),
    ("王", "王\u200b"),
    ("王", "\u202e王"),
    ("王", "王\ufeff\t"),
    ("某", "某\U000e0100"),
    ("王", "\u3164王"),
    ("straße", "STRASSE"),
]


def submitted(person, content="一稿"):
    return ReviewEvent(DAY, person, Act.SUBMITTED, content, Attribute.PROACTIVE)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_not_two(one, other):
    drafter = Person(one, frozenset({Role.DRAFTER}))
    reviewer = Person(other, frozenset({Role.SECTION_HEAD}))
    assert drafter.id == reviewer.id
    standing = review(CHAIN, (submitted(drafter),))
    with pytest.raises(StepRefused, match="起草或者修改过这一稿"):
        standing.after(ReviewEvent(DAY, reviewer, Act.PASSED, "一稿"))


@pytest.mark.parametrize(("one", "other"), [("李某", "李某某"), ("01", "1"), ("王", "玉"), ("li", "lì")])
def test_two_people_stay_two(one, other):
    assert identity(one) != identity(other)


@pytest.mark.parametrize("name", ["", " ", "\u3000", "\u200b", "\u2800"])
def test_nobody_does_nothing(name):
    nobody = Person(name, frozenset(Role) - {Role.AUDITOR})
    assert nobody.id == ""
    assert ReviewStanding(CHAIN, important=False).allowed(nobody) == ()
    with pytest.raises(StepRefused, match="没有写明由谁送审"):
        review(CHAIN, (submitted(nobody),))


@pytest.mark.parametrize("content", ["", " ", "\n", "\u200b"])
def test_a_text_with_nothing_to_see_is_not_reviewed(content):
    with pytest.raises(StepRefused, match="没有附上要审查的内容"):
        review(CHAIN, (submitted(Person("甲", frozenset({Role.DRAFTER})), content),))


def test_who_only_looks_on_does_nothing_whatever_else_he_is():
    person = Person("己", frozenset(Role))
    assert ReviewStanding(CHAIN, important=False).reasons_against(Act.SUBMITTED, person) == (
        "己是审计人员（只读），不能送审",
    )


def test_what_is_seen():
    assert visible(" 第 1\u200b条\n") == "第1条"
    assert (is_blank("\u00ad\u2060"), is_blank(".")) == (True, False)


@given(st.text(max_size=20))
def test_the_one_way_of_writing_is_stable(name):
    assert identity(identity(name)) == identity(name) == identity(f" {name}\u200b")
