"""What is online and may not stay there: when that is so, what is said of it, and what ends it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Body, Role, chain
from gongkai.core.publication.review import ReviewStanding, State, review
from gongkai.core.publication.review_events import Act, Person, ReviewEvent
from gongkai.core.publication.withdrawal import Withdrawal

DAY = date(2025, 3, 3)
OFFICER = Person("信息员甲", frozenset({Role.INFORMATION_OFFICER}))
HEAD = Person("股长乙", frozenset({Role.SECTION_HEAD}))
SECRECY = Person("保密员丙", frozenset({Role.SECRECY_REVIEWER}))
LEADER = Person("局长丁", frozenset({Role.PRINCIPAL_LEADER}))
OFFICE = Person("办公室戊", frozenset({Role.DISCLOSURE_OFFICE}))
CHAIN = chain("four_levels")


def laid(act, content="一稿", attribute=Attribute.PROACTIVE):
    return ReviewEvent(DAY, OFFICER, act, content, attribute, "情况有变")


def passed(*people, content="一稿"):
    return tuple(ReviewEvent(DAY, person, Act.PASSED, content) for person in people)


def determined(*, publishable):
    return (
        ReviewEvent(DAY, SECRECY, Act.REFERRED, reason="拿不准", body=Body.SECRECY_AUTHORITY),
        ReviewEvent(DAY, OFFICE, Act.DETERMINED, publishable=publishable, reference="某密函〔2025〕1号"),
    )


REVIEWERS = (HEAD, SECRECY, LEADER)
ONLINE = (laid(Act.SUBMITTED), *passed(*REVIEWERS), ReviewEvent(DAY, OFFICER, Act.PUBLISHED, "一稿"))
RECALLED = ReviewEvent(DAY, OFFICER, Act.RECALLED, reason="不送了")
DOWN = ReviewEvent(DAY, OFFICE, Act.WITHDRAWN, reason="不能公开")
AGAIN = laid(Act.AMENDED, attribute=Attribute.ON_APPLICATION)
BARRED = (*ONLINE, AGAIN, *passed(HEAD), *determined(publishable=False))


def test_what_is_online_and_was_barred_has_to_be_taken_down():
    standing = review(CHAIN, BARRED)
    assert (standing.state, standing.published, standing.withdrawal) == (State.WITHHELD, "一稿", Withdrawal.BARRED)
    assert standing.withdrawal.message == (
        "网上的这一稿已被确定不能公开，必须立即撤下（政府信息公开条例（国务院令第711号）第十四条、"
        "政府信息公开条例（国务院令第711号）第十七条），请现在办理撤下。"
    )
    assert Act.WITHDRAWN in standing.allowed(OFFICE)
    assert review(CHAIN, ONLINE).withdrawal is None
    down = review(CHAIN, (*BARRED, DOWN))
    assert (down.state, down.published, down.withdrawal) == (State.WITHHELD, "", None)


def test_what_was_barred_does_not_become_published_again_by_recalling():
    back = review(CHAIN, (*BARRED, laid(Act.SUBMITTED), RECALLED))
    assert (back.state, back.withdrawal) == (State.RECALLED, Withdrawal.BARRED)
    other = review(CHAIN, (*BARRED, laid(Act.AMENDED, "二稿"), RECALLED))
    assert (other.state, other.withdrawal) == (State.RECALLED, Withdrawal.BARRED)


def test_another_text_in_its_place_or_another_determination_ends_it():
    instead = (*BARRED, laid(Act.AMENDED, "二稿"), *passed(*REVIEWERS, content="二稿"))
    standing = review(CHAIN, (*instead, ReviewEvent(DAY, OFFICER, Act.PUBLISHED, "二稿")))
    assert (standing.state, standing.published, standing.withdrawal) == (State.PUBLISHED, "二稿", None)
    again = (*BARRED, laid(Act.SUBMITTED), *passed(HEAD), *determined(publishable=True))
    assert review(CHAIN, again).withdrawal is None


def test_what_was_barred_is_not_published_whatever_was_passed():
    ready = review(CHAIN, ONLINE[:-1])
    barred = ReviewStanding(CHAIN, False, State.READY, "一稿", Attribute.PROACTIVE, ready.passed, barred={"一稿"})  # noqa: FBT003
    assert barred.reasons_against(Act.PUBLISHED, OFFICER) == ("上级已经确定这一稿不能公开",)


@pytest.mark.parametrize(
    ("attribute", "withdrawal"),
    [
        (Attribute.WITHHELD, Withdrawal.WITHHELD),
        (Attribute.ON_APPLICATION, Withdrawal.ON_APPLICATION),
    ],
)
@pytest.mark.parametrize("content", ["一稿", "二稿"])
def test_a_new_attribute_takes_down_what_is_online(attribute, withdrawal, content):
    events = (*ONLINE, laid(Act.AMENDED, content, attribute))
    assert review(CHAIN, events).withdrawal is None
    events = (*events, *passed(*REVIEWERS, content=content))
    standing = review(CHAIN, events)
    assert (standing.state, standing.published, standing.withdrawal) == (State.SETTLED, "一稿", withdrawal)
    assert review(CHAIN, (*events, laid(Act.AMENDED), RECALLED)).state is State.RECALLED
    assert review(CHAIN, (*events, DOWN)).withdrawal is None


@pytest.mark.parametrize(
    ("content", "attribute", "withdrawal"),
    [
        ("一稿", Attribute.ON_APPLICATION, Withdrawal.WITHHELD),
        ("二稿", Attribute.WITHHELD, Withdrawal.WITHHELD),
        ("二稿", Attribute.PROACTIVE, None),
    ],
)
def test_withholding_an_amendment_only_leaves_the_text_that_is_online(content, attribute, withdrawal):
    withheld = ReviewEvent(DAY, HEAD, Act.WITHHELD, reason="涉及工作秘密")
    standing = review(CHAIN, (*ONLINE, laid(Act.AMENDED, content, attribute), withheld))
    assert (standing.state, standing.withdrawal) == (State.WITHHELD, withdrawal)


def test_a_superior_that_agrees_to_withhold_takes_down_the_text_before_too():
    asked = (*ONLINE, laid(Act.AMENDED, "二稿", Attribute.WITHHELD), *passed(HEAD, content="二稿"))
    standing = review(CHAIN, (*asked, *determined(publishable=False)))
    assert (standing.barred, standing.withdrawal) == ({"二稿"}, Withdrawal.WITHHELD)


def test_the_agency_took_it_back_before_a_superior_did_not_bar_it():
    withheld = ReviewEvent(DAY, HEAD, Act.WITHHELD, reason="涉及工作秘密")
    again = (*ONLINE, AGAIN, withheld, laid(Act.SUBMITTED), *passed(HEAD), *determined(publishable=True))
    assert review(CHAIN, again).withdrawal is Withdrawal.WITHHELD
    with pytest.raises(StepRefused, match="现在是“审查中”"):
        review(CHAIN, (*again, ReviewEvent(DAY, OFFICER, Act.PUBLISHED, "一稿")))


def test_every_reason_is_told_with_its_articles():
    assert [each.label for each in Withdrawal] == [
        "已公开的内容被确定不能公开",
        "已公开的内容改为不予公开",
        "已公开的内容改为依申请公开",
    ]
    assert all("第十七条" in each.message and each.message.endswith("请现在办理撤下。") for each in Withdrawal)
    assert [cite.article for cite in Withdrawal.WITHHELD.cites] == ["第十四条", "第十七条"]
