"""What is weak in how roles are shared out is told before a text gets stuck."""

from __future__ import annotations

from gongkai.apps.agencies.separation import remarks
from gongkai.core.publication.chains import Role, chain


def held(**names):
    return {Role(role): frozenset(people.split()) for role, people in names.items()}


def test_nothing_is_said_where_everything_has_its_people():
    people = held(drafter="甲", section_head="乙", secrecy_reviewer="丙", disclosure_office="丁", principal_leader="戊")
    assert remarks(chain("three_levels"), people) == ()


def test_an_empty_agency_is_told_whom_it_lacks():
    assert remarks(chain("four_levels"), {}) == (
        "没有人起草，请任命信息员或承办人",
        "“处室负责人审核”没有人办理，请任命股（科、处）室负责人",
        "“保密审核”没有人办理，请任命保密审查员",
        "“主要领导签发”没有人办理，请任命主要领导",
        "审查通过后没有人发布，请任命信息员或政府信息公开工作机构",
    )


def test_two_reviewers_who_both_draft_review_each_other():
    people = held(
        drafter="甲 乙", section_head="丙", secrecy_reviewer="甲 乙", disclosure_office="丁", principal_leader="戊"
    )
    assert remarks(chain("three_levels"), people) == ()


def test_steps_by_different_people_need_enough_of_them():
    people = held(drafter="甲", section_head="乙", deputy_leader="乙", principal_leader="丙", disclosure_office="丁")
    assert remarks(chain("new_media"), people) == ()
    few = held(drafter="甲", section_head="乙", deputy_leader="乙", principal_leader="丙", information_officer="戊")
    assert remarks(chain("new_media"), few) == ("每一步须由不同的人办理，现有的人不够，请再任命",)
