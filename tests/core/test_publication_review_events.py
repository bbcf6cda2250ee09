"""The way of a text to publication: who may do what, what voids a verdict, and what nothing passes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import InvalidTimeline, StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.chains import Body, Review, Role, chain, chains
from gongkai.core.publication.review import ReviewStanding, State, review
from gongkai.core.publication.review_events import Act, Person, ReviewEvent
from gongkai.core.publication.withdrawal import Withdrawal

DAY = date(2025, 3, 3)
OFFICER = Person("信息员甲", frozenset({Role.INFORMATION_OFFICER}))
HEAD = Person("股长乙", frozenset({Role.SECTION_HEAD}))
SECRECY = Person("保密员丙", frozenset({Role.SECRECY_REVIEWER}))
LEADER = Person("局长丁", frozenset({Role.PRINCIPAL_LEADER}))
OFFICE = Person("办公室戊", frozenset({Role.DISCLOSURE_OFFICE}))
AUDITOR = Person("审计己", frozenset({Role.AUDITOR}))
CHAIN = chain("four_levels")


def submitted(content="一稿", person=OFFICER, attribute=Attribute.PROACTIVE):
    return ReviewEvent(DAY, person, Act.SUBMITTED, content, attribute)


def passed(person, content="一稿", on=DAY):
    return ReviewEvent(on, person, Act.PASSED, content)


def done(person, act, reason="", **more):
    return ReviewEvent(DAY, person, act, reason=reason, **more)


def determined(*, publishable, person=OFFICE):
    return done(person, Act.DETERMINED, publishable=publishable, reference="某密函〔2025〕1号")


READY = (submitted(), passed(HEAD), passed(SECRECY), passed(LEADER))
PUBLISHED = (*READY, ReviewEvent(DAY, OFFICER, Act.PUBLISHED, "一稿"))


def refused(events, event, chain=CHAIN):
    standing = review(chain, events)
    with pytest.raises(StepRefused) as error:
        standing.after(event)
    return error.value.reasons


def test_the_straight_way():
    states = [review(CHAIN, PUBLISHED[:count]).state for count in range(len(PUBLISHED) + 1)]
    assert states == [State.NEW, State.IN_REVIEW, State.IN_REVIEW, State.IN_REVIEW, State.READY, State.PUBLISHED]
    standing = review(CHAIN, PUBLISHED)
    assert standing.published == "一稿"
    assert [(each.step.key, each.person) for each in standing.passed] == [
        ("section", "股长乙"),
        ("secrecy", "保密员丙"),
        ("signature", "局长丁"),
    ]
    assert standing.since == DAY


def test_what_each_person_may_do_next():
    standing = review(CHAIN, READY[:2])
    assert standing.allowed(OFFICER) == (Act.REVISED, Act.RECALLED)
    assert standing.allowed(SECRECY) == (Act.PASSED, Act.SENT_BACK, Act.WITHHELD, Act.REFERRED)
    assert standing.allowed(HEAD) == ()
    assert standing.allowed(AUDITOR) == ()
    assert review(CHAIN, READY).allowed(OFFICER) == (Act.REVISED, Act.RECALLED, Act.PUBLISHED)
    assert review(CHAIN, ()).allowed(OFFICER) == (Act.SUBMITTED,)


def test_reasons_name_the_role_that_is_wanted():
    standing = review(CHAIN, READY[:1])
    assert standing.reasons_against(Act.PASSED, SECRECY) == (
        "保密员丙不是股（科、处）室负责人，不能办理“处室负责人审核”",
    )
    assert standing.reasons_against(Act.PUBLISHED, AUDITOR) == (
        "现在是“审查中”，不能发布",
        "审计己是审计人员（只读），不能发布",
        "还没有通过“处室负责人审核”",
        "还没有通过“保密审核”",
        "还没有通过“主要领导签发”",
        "保密审查还没有由起草人以外的人通过",
        "审计己不是信息员、政府信息公开工作机构，不能发布",
    )
    assert standing.reasons_against(Act.SUBMITTED, AUDITOR) == (
        "现在是“审查中”，不能送审",
        "审计己是审计人员（只读），不能送审",
        "审计己不是信息员、承办人，不能送审",
    )


def test_who_wrote_it_does_not_review_it():
    both = Person("甲", frozenset({Role.DRAFTER, Role.SECTION_HEAD, Role.SECRECY_REVIEWER}))
    assert refused((submitted(person=both),), passed(both)) == (
        "甲起草或者修改过这一稿，不能再办理“处室负责人审核”，请由他人办理",
    )
    events = (
        submitted(),
        passed(HEAD),
        ReviewEvent(DAY, both, Act.REVISED, "二稿", Attribute.PROACTIVE),
        passed(HEAD, "二稿"),
    )
    assert refused(events, passed(both, "二稿"))[0].startswith("甲起草或者修改过这一稿，不能再办理“保密审核”")


@pytest.mark.parametrize(("content", "attribute"), [("二稿", Attribute.PROACTIVE), ("一稿", Attribute.WITHHELD)])
def test_a_change_after_the_verdict_voids_it(content, attribute):
    changed = ReviewEvent(DAY, OFFICER, Act.REVISED, content, attribute)
    standing = review(CHAIN, (*READY, changed))
    assert (standing.state, standing.passed, standing.secrecy_passed) == (State.IN_REVIEW, (), False)
    reasons = refused((*READY, changed), ReviewEvent(DAY, OFFICER, Act.PUBLISHED, content))
    assert "保密审查还没有由起草人以外的人通过" in reasons


def test_going_back_to_the_old_text_does_not_bring_the_verdict_back():
    there = ReviewEvent(DAY, OFFICER, Act.REVISED, "二稿", Attribute.PROACTIVE)
    back = replace(there, content="一稿")
    assert review(CHAIN, (*READY, there, back)).passed == ()


def test_a_verdict_and_publication_name_the_text_they_speak_of():
    assert refused(READY[:1], passed(HEAD, "二稿")) == ("所针对的不是当前这一稿，请打开最新的一稿",)
    assert refused(READY, ReviewEvent(DAY, OFFICER, Act.PUBLISHED, "二稿")) == (
        "所针对的不是当前这一稿，请打开最新的一稿",
    )


def test_a_text_comes_with_its_content_and_attribute():
    assert refused((), ReviewEvent(DAY, OFFICER, Act.SUBMITTED)) == ("没有附上要审查的内容", "没有写明公开属性")
    assert refused(READY, ReviewEvent(DAY, OFFICER, Act.REVISED, "一稿", Attribute.PROACTIVE)) == (
        "内容和公开属性都没有变化",
    )


def test_sent_back_and_submitted_again():
    back = done(HEAD, Act.SENT_BACK, "附件缺失")
    assert refused(READY[:1], done(HEAD, Act.SENT_BACK, " ")) == ("没有写明理由",)
    standing = review(CHAIN, (submitted(), back))
    assert (standing.state, standing.passed) == (State.SENT_BACK, ())
    assert standing.reasons_against(Act.PASSED, HEAD) == ("现在是“已退回”，不能通过审查",)
    assert review(CHAIN, (submitted(), back, submitted())).state is State.IN_REVIEW


def test_withheld_by_a_reviewer():
    withheld = done(SECRECY, Act.WITHHELD, "涉及工作秘密")
    standing = review(CHAIN, (*READY[:2], withheld))
    assert standing.state is State.WITHHELD
    assert standing.allowed(OFFICER) == (Act.SUBMITTED, Act.AMENDED)


def test_referred_upward_and_determined():
    referred = done(SECRECY, Act.REFERRED, "拿不准", body=Body.SECRECY_AUTHORITY)
    assert refused(READY[:2], done(SECRECY, Act.REFERRED, "拿不准")) == ("没有写明报请哪个部门确定",)
    waiting = (*READY[:2], referred)
    standing = review(CHAIN, waiting)
    assert standing.state is State.REFERRED
    assert standing.allowed(SECRECY) == ()
    assert standing.allowed(OFFICE) == (Act.DETERMINED,)
    assert refused(waiting, done(OFFICE, Act.DETERMINED, reference="\u200b ")) == (
        "没有写明确定意见是可以公开还是不能公开",
        "没有写明确定意见的文号或者来文标题",
    )
    may = review(CHAIN, (*waiting, determined(publishable=True)))
    assert (may.state, may.steps_left[0].key) == (State.IN_REVIEW, "secrecy")
    assert Act.PASSED in may.allowed(SECRECY)


def test_who_referred_or_wrote_it_does_not_register_what_was_determined():
    both = Person("甲", frozenset({Role.DRAFTER, Role.SECRECY_REVIEWER}))
    waiting = (submitted(person=both), passed(HEAD), done(SECRECY, Act.REFERRED, "拿不准", body=Body.SUPERVISOR))
    assert refused(waiting, determined(publishable=True, person=SECRECY)) == (
        "保密员丙报请了确定，确定意见请由他人登记",
    )
    assert refused(waiting, determined(publishable=True, person=both)) == (
        "甲起草或者修改过这一稿，确定意见请由他人登记",
    )
    assert refused(waiting, determined(publishable=True, person=HEAD)) == (
        "股长乙不是保密审查员、政府信息公开工作机构、分管领导、主要领导，不能登记确定意见",
    )
    another = Person("保密员庚", SECRECY.roles)
    assert review(CHAIN, (*waiting, determined(publishable=True, person=another))).state is State.IN_REVIEW


def test_what_a_superior_barred_is_not_passed():
    no = (
        *READY[:2],
        done(SECRECY, Act.REFERRED, "拿不准", body=Body.SUPERVISOR),
        determined(publishable=False),
    )
    assert review(CHAIN, no).state is State.WITHHELD
    again = (*no, submitted(), passed(HEAD))
    assert refused(again, passed(SECRECY)) == ("上级已经确定这一稿不能公开，请修改后重新送审，或者再次报请确定",)
    asked_again = (
        *again,
        done(SECRECY, Act.REFERRED, "法律已经修改", body=Body.SUPERVISOR),
        determined(publishable=True),
        passed(SECRECY),
    )
    assert review(CHAIN, asked_again).barred == frozenset()
    amended = ReviewEvent(DAY, OFFICER, Act.AMENDED, "二稿", Attribute.PROACTIVE, "删去有关内容")
    assert review(CHAIN, (*no, amended, passed(HEAD, "二稿"), passed(SECRECY, "二稿"))).steps_left[0].key == "signature"


def test_only_reviews_of_disclosure_and_secrecy_refer_upward():
    assert review(CHAIN, READY[:3]).reasons_against(Act.REFERRED, LEADER) == (
        "“主要领导签发”不判断能否公开，请在保密审查或者公开审查时报请确定",
    )


def test_what_is_not_proactive_is_settled_and_never_published():
    events = (submitted(attribute=Attribute.ON_APPLICATION), *READY[1:])
    standing = review(CHAIN, events)
    assert standing.state is State.SETTLED
    assert standing.reasons_against(Act.PUBLISHED, OFFICER) == (
        "现在是“审查完毕，不主动公开”，不能发布",
        "公开属性是“依申请公开”，不是主动公开",
    )
    assert "公开属性是“未定”，不是主动公开" in ReviewStanding(CHAIN, important=False).reasons_against(
        Act.PUBLISHED, OFFICER
    )


def test_recalled_before_publication():
    recalled = done(OFFICER, Act.RECALLED, "数据有误")
    assert review(CHAIN, (*READY, recalled)).state is State.RECALLED
    assert review(CHAIN, (*READY, recalled, submitted())).state is State.IN_REVIEW


def test_withdrawn_after_publication():
    down = done(OFFICE, Act.WITHDRAWN, "处罚决定已被撤销")
    standing = review(CHAIN, (*PUBLISHED, down))
    assert (standing.state, standing.published) == (State.WITHDRAWN, "")
    assert refused((*PUBLISHED, down), down) == ("没有已经公开的内容可以撤下",)
    assert refused(PUBLISHED, done(OFFICER, Act.WITHDRAWN, "误发")) == (
        "信息员甲不是政府信息公开工作机构、分管领导、主要领导，不能撤下",
    )


def test_an_amendment_is_reviewed_anew_while_the_old_text_stays():
    amended = ReviewEvent(DAY, OFFICER, Act.AMENDED, "二稿", Attribute.PROACTIVE, "更正金额")
    standing = review(CHAIN, (*PUBLISHED, amended))
    assert (standing.state, standing.published, standing.content) == (State.IN_REVIEW, "一稿", "二稿")
    assert refused(PUBLISHED, replace(amended, reason="")) == ("没有写明理由",)
    back = review(CHAIN, (*PUBLISHED, amended, done(OFFICER, Act.RECALLED, "不改了")))
    assert (back.state, back.content, back.published) == (State.PUBLISHED, "一稿", "一稿")
    down = review(CHAIN, (*PUBLISHED, amended, done(OFFICE, Act.WITHDRAWN, "先撤下")))
    assert (down.state, down.published) == (State.IN_REVIEW, "")
    again = (*PUBLISHED, amended, *(passed(who, "二稿") for who in (HEAD, SECRECY, LEADER)))
    assert review(CHAIN, (*again, ReviewEvent(DAY, OFFICE, Act.PUBLISHED, "二稿"))).published == "二稿"


def test_where_nobody_takes_two_steps():
    both = Person("乙", frozenset({Role.SECTION_HEAD, Role.DEPUTY_LEADER}))
    new_media = chain("new_media")
    assert refused((submitted(), passed(both)), passed(both), new_media) == (
        "乙已经办理过前面的步骤，“分管负责人审定”请由他人办理",
    )


def test_important_information_waits_for_the_last_step():
    three = chain("three_levels")
    events = (submitted(), passed(HEAD), passed(SECRECY))
    assert review(three, events).state is State.READY
    assert [step.key for step in review(three, events, important=True).steps_left] == ["final"]


def test_days_do_not_run_backwards():
    with pytest.raises(InvalidTimeline, match="2025年3月2日的“通过审查”早于前一步（2025年3月3日）"):
        review(CHAIN, (submitted(), passed(HEAD, on=date(2025, 3, 2))))


def test_a_chain_without_secrecy_review_is_refused():
    with pytest.raises(StepRefused, match=r"现在不能使用审查流程“.*”：没有每件信息都必经的保密审查"):
        review(replace(CHAIN, steps=(CHAIN.steps[0],)), ())


def test_states_and_acts_have_words():
    assert len({state.label for state in State}) == len(State)
    assert len({act.label for act in Act}) == len(Act)


WORKERS = frozenset(Role) - {Role.AUDITOR}
REVIEWERS = WORKERS - {Role.DRAFTER, Role.INFORMATION_OFFICER}
PEOPLE = [Person("甲", frozenset({Role.DRAFTER})), Person("乙", WORKERS)]
PEOPLE += [Person(name, REVIEWERS) for name in "丙丁戊"]


def walk(given_chain, random, length=30):
    """Take steps by chance, mostly such as are allowed; return those that were let through, each with its standing."""
    standing, history = review(given_chain, ()), []
    for _ in range(length):
        person = random.choice(PEOPLE)
        allowed = standing.allowed(person)
        onward = [act for act in (Act.PASSED, Act.PUBLISHED) if act in allowed]
        act = random.choice(random.choice((onward, onward, allowed, list(Act))) or list(Act))
        event = ReviewEvent(
            on=(standing.since or DAY) + timedelta(days=random.choice((0, 0, 0, 1, -1))),
            person=person,
            act=act,
            content=random.choice(("一稿", "二稿"))
            if act.brings_text
            else random.choice((standing.content, standing.content, "一稿")),
            attribute=random.choice((*[Attribute.PROACTIVE] * 3, Attribute.WITHHELD, None)),
            reason=random.choice(("有理由", "有理由", "")),
            body=random.choice((Body.SUPERVISOR, None)),
            publishable=random.choice((True, False, None)),
            reference=random.choice(("某密函〔2025〕1号", "某密函〔2025〕1号", "")),
        )
        try:
            standing = standing.after(event)
        except (StepRefused, InvalidTimeline):
            continue
        history.append((event, standing))
    return history


def secrecy_steps(given_chain, history):
    """Yield, told from the bare events only, who passed a step of secrecy review on the text at the end."""
    steps = iter(given_chain.asked(important=False))
    found = []
    for event in history:
        if event.act.brings_text or event.act in {Act.SENT_BACK, Act.WITHHELD, Act.RECALLED}:
            steps, found = iter(given_chain.asked(important=False)), []
        elif event.act is Act.PASSED and Review.SECRECY_REVIEW in next(steps).reviews:
            found.append((event.person.id, event.content))
    return found


RANDOM = st.randoms(use_true_random=False)
CHAINS = st.sampled_from(chains())


@given(CHAINS, RANDOM)
def test_nothing_is_published_without_secrecy_review_by_a_second_person_on_the_same_text(given_chain, random):
    history = walk(given_chain, random)
    for count, (event, standing) in enumerate(history):
        if event.act is not Act.PUBLISHED:
            continue
        before = [each for each, _ in history[:count]]
        makers = {each.person.id for each in before if each.act.brings_text}
        assert [who for who, text in secrecy_steps(given_chain, before) if text == event.content and who not in makers]
        assert standing.published == event.content
        assert standing.attribute is Attribute.PROACTIVE


@given(CHAINS, RANDOM)
def test_what_may_not_be_online_is_never_called_published(given_chain, random):
    for _, standing in walk(given_chain, random, length=60):
        if standing.state is State.PUBLISHED:
            assert standing.published
            assert standing.withdrawal is None
        assert (standing.withdrawal is Withdrawal.BARRED) == (standing.published in standing.barred)
        settled = standing.state is State.SETTLED and standing.published
        assert not settled or standing.withdrawal is not None


def test_the_walks_of_these_tests_do_publish():
    published = [
        event.content
        for seed in range(60)
        for event, _ in walk(chains()[seed % 6], Random(seed))  # noqa: S311 — walks by chance
        if event.act is Act.PUBLISHED
    ]
    assert len(published) > 10


@given(CHAINS, RANDOM)
def test_what_was_let_through_replays(given_chain, random):
    history = walk(given_chain, random)
    accepted = tuple(event for event, _ in history)
    assert [review(given_chain, accepted[: n + 1]) for n in range(len(accepted))] == [
        standing for _, standing in history
    ]


@given(CHAINS, RANDOM, st.sampled_from(PEOPLE), st.sampled_from(Act))
def test_who_may_not_act_is_never_let_through(given_chain, random, person, act):
    history = walk(given_chain, random)
    standing = history[-1][1] if history else review(given_chain, ())
    reasons = standing.reasons_against(act, person)
    assert (act in standing.allowed(person)) == (not reasons)
    if reasons:
        event = ReviewEvent(
            on=standing.since or DAY,
            person=person,
            act=act,
            content="三稿",
            attribute=Attribute.PROACTIVE,
            reason="有理由",
            body=Body.SUPERVISOR,
            publishable=True,
            reference="某密函〔2025〕1号",
        )
        with pytest.raises(StepRefused) as error:
            standing.after(event)
        assert error.value.reasons[: len(reasons)] == reasons
