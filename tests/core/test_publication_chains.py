"""Review chains: the shipped ones, and those that an agency may not use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.law.calendar import Calendar
from gongkai.core.publication.chains import (
    Body,
    Review,
    ReviewTerm,
    Role,
    chain,
    chains,
    reasons_against_chain,
    record_elements,
    review_due,
    review_terms,
)


@pytest.mark.parametrize("given", chains(), ids=lambda each: each.key)
def test_every_shipped_chain_asks_for_secrecy_review_and_says_where_it_comes_from(given):
    assert reasons_against_chain(given) == ()
    assert any(Review.SECRECY_REVIEW in step.reviews for step in given.asked(important=False))
    assert given.cites
    assert given.sure in {"local", "own?"}


def test_the_four_patterns_of_practice_and_two_more():
    assert [each.key for each in chains()] == [
        "three_levels",
        "four_levels",
        "secrecy_last",
        "attribute_signed",
        "three_reviews_three_proofs",
        "new_media",
    ]
    assert [step.label for step in chain("four_levels").steps] == ["处室负责人审核", "保密审核", "主要领导签发"]
    assert [step.key for step in chain("secrecy_last").steps] == ["section", "deputy", "secrecy"]
    with pytest.raises(KeyError):
        chain("none")


def test_important_information_takes_more_steps():
    new_media = chain("new_media")
    assert [step.key for step in new_media.asked(important=False)] == ["review", "deputy"]
    assert [step.key for step in new_media.asked(important=True)] == ["review", "deputy", "principal"]


def test_a_chain_that_may_not_be_used_says_every_reason():
    good = chain("four_levels")
    section, secrecy, signature = good.steps
    assert reasons_against_chain(replace(good, steps=(section, signature))) == (
        "没有每件信息都必经的保密审查，请加上这一步",
    )
    assert reasons_against_chain(replace(good, steps=(section, replace(secrecy, important=True)))) == (
        "没有每件信息都必经的保密审查，请加上这一步",
    )
    assert reasons_against_chain(
        replace(
            good,
            steps=(section, section, replace(secrecy, roles=frozenset())),
            drafters=frozenset(),
            publishers=frozenset(),
        )
    ) == (
        "步骤“section”重复，请改名",
        "“保密审核”没有写明由谁办理，请补上",
        "没有写明由谁起草，请补上",
        "没有写明由谁发布，请补上",
    )


def test_who_only_looks_on_takes_no_step_of_a_chain():
    good = chain("four_levels")
    section, secrecy, signature = good.steps
    looking_on = frozenset({Role.AUDITOR})
    assert reasons_against_chain(replace(good, steps=(section, replace(secrecy, roles=looking_on), signature))) == (
        "“保密审核”由审计人员（只读）办理，只读的人不能审查，请改由他人办理",
    )
    mixed = replace(secrecy, roles=secrecy.roles | looking_on)
    assert len(reasons_against_chain(replace(good, steps=(section, mixed, signature)))) == 1
    assert reasons_against_chain(
        replace(good, drafters=good.drafters | looking_on, publishers=good.publishers | looking_on)
    ) == ("审计人员（只读）不能起草，请改由他人办理", "审计人员（只读）不能发布，请改由他人办理")


def test_roles_and_bodies_have_words():
    assert len({role.label for role in Role}) == len(Role)
    assert Role.DISCLOSURE_OFFICE.label == "政府信息公开工作机构"
    assert [body.label for body in Body] == ["有关主管部门", "保密行政管理部门"]


def test_terms_are_local_and_an_agency_sets_its_own():
    assert [(each.key, each.workdays, each.sure) for each in review_terms()] == [
        ("secrecy_review", 7, "local"),
        ("whole_review", 5, "local"),
        ("referral", 15, "local"),
    ]
    assert review_due("secrecy_review", date(2025, 1, 20), Calendar()) == date(2025, 2, 5)
    own = (ReviewTerm("secrecy_review", "保密审查", 2, review_terms()[0].cite, "local"),)
    assert review_due("secrecy_review", date(2025, 1, 20), Calendar(), own) == date(2025, 1, 22)


def test_the_record_of_a_review():
    assert record_elements() == (
        "标题",
        "来源股（科、处）室",
        "形成日期",
        "密级检查",
        "敏感信息（个人信息、商业秘密、工作秘密）",
        "公开属性及依据",
        "公开渠道",
        "各级审查意见、签名和日期",
        "结论",
    )
