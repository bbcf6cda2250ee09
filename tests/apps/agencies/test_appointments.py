"""Offices are given, ended, and acted in while somebody is absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.publishing import Office, user
from tests.support.tree import holder, seen

from gongkai.apps import clock
from gongkai.apps.agencies.models import Appointment, Deputation
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import people
from gongkai.apps.agencies.services.appointments import (
    NewAppointment,
    appoint,
    deputise,
    end_appointment,
    end_deputation,
    may_deputise,
)
from gongkai.apps.agencies.services.sections import add_section
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role, chain
from gongkai.core.publication.review_events import Act

DAY = timedelta(days=1)


def refused(call, *arguments, **named):
    with pytest.raises(StepRefused) as caught:
        call(*arguments, **named)
    return list(caught.value.reasons)


@pytest.fixture
def new(tree):
    del tree
    return NewAppointment(user("zhang").pk, Role.DRAFTER, "swj", clock.today())


def office_of(username, role):
    return Appointment.objects.get(user__username=username, role=role.value)


def test_an_office_gives_its_rights_from_its_first_to_its_last_day(tree, new):
    appoint(OPERATOR, replace(new, since=clock.today() + DAY, until=clock.today() + 2 * DAY))
    held = [seen("zhang", clock.today() + day * DAY).may(Right.DRAFT, tree["swj"].path) for day in range(4)]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"until": date(2020, 1, 1)}, "结束日期早于开始日期，请核对"),
        ({"role": Role.SECRECY_REVIEWER, "section_id": 1}, "保密审查员面向整个机构，请不要选内设机构"),
        ({"section_id": 999_999}, "清禾县商务局没有这个内设机构，请重新选择"),
        ({"user_id": 0}, None),
    ],
)
def test_an_impossible_appointment_is_refused(new, change, reason):
    if reason is None:  # the operator can't appoint itself either, and nobody is number 0
        with pytest.raises(Exception, match="matching query"):
            appoint(OPERATOR, replace(new, **change))
    else:
        assert refused(appoint, OPERATOR, replace(new, **change)) == [reason]
    assert not Appointment.objects.exists()


def test_nobody_appoints_themselves_or_above_their_own_right(tree, new):
    chief = holder("chief", tree["swj"], Role.OFFICE_HEAD)
    assert refused(appoint, chief, replace(new, user_id=chief.id)) == ["自己不能任命自己，请由另一名管理员办理"]
    for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AUDITOR):
        (reason,) = refused(appoint, chief, replace(new, role=role))
        assert reason == f"任命{role.label}要有“管理机构”的权限，请清禾县商务局的上级管理员办理"
    assert refused(appoint, chief, replace(new, agency="gxj")) == [
        "任命承办人要有“管理本机构人员”的权限，请清禾县工业和信息化局的上级管理员办理"
    ]
    assert appoint(chief, new).role == "drafter"


def test_who_looks_on_does_nothing_else(tree, new):
    admin = holder("admin", tree["qinghe"], Role.ADMINISTRATOR)
    appoint(admin, replace(new, role=Role.AUDITOR))
    assert refused(appoint, admin, new) == ["这个人是审计人员（只读），不能同时担任别的角色，请任命别人"]
    li = replace(new, user_id=user("li").pk)
    appoint(admin, li)
    assert refused(appoint, admin, replace(li, role=Role.AUDITOR, agency="gxj")) == [
        "审计人员（只读）不能同时担任或者代行别的角色，请任命别人或者先免去别的角色"
    ]
    assert refused(appoint, admin, li) == ["这段时间已经担任这一角色，请核对"]


def test_an_office_ends_with_whoever_acts_in_it(tree, new):
    chief = holder("chief", tree["swj"], Role.OFFICE_HEAD)
    held = appoint(chief, new)
    holder("li", tree["swj"], Role.DRAFTER)
    deputise(chief, held.pk, user("li").pk, clock.today(), clock.today() + 9 * DAY)
    assert refused(end_appointment, chief, held.pk, clock.today() - DAY) == ["最后一天已经过去，请选今天或者以后"]
    end_appointment(chief, held.pk, clock.today() + DAY)
    assert Appointment.objects.get(pk=held.pk).until == Deputation.objects.get().until == clock.today() + DAY


def test_an_office_not_begun_is_called_off(new):
    held = appoint(OPERATOR, replace(new, since=clock.today() + 5 * DAY))
    end_appointment(OPERATOR, held.pk, clock.today())
    assert not Appointment.objects.exists()


class TestActing:
    """Somebody is absent."""

    @pytest.fixture
    def days(self):
        return clock.today(), clock.today() + 7 * DAY

    @pytest.fixture
    def reviewer(self, tree):
        holder("li", tree["swj"], Role.DRAFTER)
        return holder("wang", tree["swj"], Role.SECRECY_REVIEWER)

    def test_the_holder_names_a_colleague(self, tree, reviewer, days):
        deputise(reviewer, office_of("wang", Role.SECRECY_REVIEWER).pk, user("li").pk, *days, "年休假")
        deputy = seen("li")
        assert deputy.may(Right.REVIEW, tree["swj"].path)
        assert deputy.acting_for(frozenset({Role.SECRECY_REVIEWER}), tree["swj"].path) == reviewer.id
        assert not seen("li", days[1] + DAY).may(Right.REVIEW, tree["swj"].path)

    @pytest.mark.parametrize(
        ("deputy", "since", "until", "reason"),
        [
            ("wang", 0, 1, "代行人不能是本人，请选别人"),
            ("li", 2, 1, "结束日期早于开始日期，请核对"),
            ("li", -1, 1, "开始日期已经过去，代行不能补登记，请从今天起"),
            ("li", 0, 99, "代行的日期超出任期，请在任期以内选"),
            ("sun", 0, 1, "sun某那时不在清禾县商务局任职，请选本机构的同事"),
            ("gone", 0, 1, "gone某的账号已经停用，请选别人"),
            ("auditor", 0, 1, "auditor某是审计人员（只读），只查看、不办理，不能代行，请选别人"),
        ],
    )
    def test_who_may_not_act_and_when(self, tree, reviewer, deputy, since, until, reason):
        del reviewer
        Appointment.objects.filter(user__username="wang").update(until=clock.today() + 30 * DAY)
        holder("sun", tree["gxj"], Role.DRAFTER)
        holder("auditor", tree["swj"], Role.AUDITOR)
        holder("gone", tree["swj"], Role.DRAFTER)
        gone = user("gone")
        gone.is_active = False
        gone.save()
        days = (clock.today() + since * DAY, clock.today() + until * DAY)
        assert refused(deputise, seen("wang"), office_of("wang", Role.SECRECY_REVIEWER).pk, user(deputy).pk, *days) == [
            reason
        ]
        assert not Deputation.objects.exists()

    def test_nobody_who_works_acts_for_the_auditor(self, tree, reviewer, days):
        del reviewer
        admin = holder("admin", tree["qinghe"], Role.ADMINISTRATOR)
        auditor = holder("auditor", tree["swj"], Role.AUDITOR)
        held = office_of("auditor", Role.AUDITOR)
        assert refused(deputise, admin, held.pk, user("li").pk, *days) == [
            "li某担任别的角色，不能代行审计人员（只读），请选别人"
        ]
        assert refused(deputise, auditor, held.pk, user("other").pk, *days) == [
            "auditor某没有指定清禾县商务局审计人员（只读）代行人的权限"
        ]
        deputise(admin, held.pk, user("other").pk, *days)
        assert seen("other").may(Right.READ_AUDIT, tree["swj"].path)

    def test_one_acts_at_a_time_and_the_holder_may_come_back_early(self, tree, reviewer, days):
        held = office_of("wang", Role.SECRECY_REVIEWER)
        made = deputise(reviewer, held.pk, user("li").pk, *days)
        holder("zhao", tree["swj"], Role.DRAFTER)
        (reason,) = refused(deputise, reviewer, held.pk, user("zhao").pk, *days)
        assert reason == f"{days[0]}至{days[1]}已经由li某代行，请先结束或者换日期"
        assert refused(end_deputation, seen("li"), made.pk, clock.today()) == ["li某没有结束这一代行的权限"]
        assert refused(end_deputation, reviewer, made.pk, days[1] + DAY) == ["结束的日期比原定的晚，延长请另外指定"]
        end_deputation(reviewer, made.pk, clock.today())
        assert Deputation.objects.get().until == clock.today()

    def test_an_administrator_does_not_pass_the_office_on(self, tree):
        admin = holder("admin", tree["qinghe"], Role.ADMINISTRATOR)
        assert not may_deputise(admin, office_of("admin", Role.ADMINISTRATOR))
        holder("second", tree["qinghe"], Role.ADMINISTRATOR)
        assert may_deputise(seen("second"), office_of("admin", Role.ADMINISTRATOR))

    def test_nobody_reviews_what_they_wrote_even_when_they_act(self, tree, days):
        office = Office(tree["swj"])
        item = office.draft()
        deputise(office.reviewer, office_of("swj-secrecy", Role.SECRECY_REVIEWER).pk, office.drafter.id, *days, "出差")
        submit(office.drafter, item.key, content=item.latest.digest)
        act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest))
        acting = seen("swj-drafter")
        assert Role.SECRECY_REVIEWER in acting.roles_at(tree["swj"].path)
        reasons = refused(act_on, acting, item.key, Deed(Act.PASSED, content=item.latest.digest))
        assert [reason for reason in reasons if "起草或者修改过这一稿" in reason]

    def test_the_event_tells_for_whom_somebody_acted(self, tree, days):
        office = Office(tree["swj"])
        holder("zhao", tree["swj"], Role.PROOFREADER)
        deputise(office.reviewer, office_of("swj-secrecy", Role.SECRECY_REVIEWER).pk, user("zhao").pk, *days)
        item = office.draft()
        submit(office.drafter, item.key, content=item.latest.digest)
        act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest))
        act_on(seen("zhao"), item.key, Deed(Act.PASSED, content=item.latest.digest))
        event = item.events.order_by("-number").first()
        assert (event.person.username, event.acting_for.username) == ("zhao", "swj-secrecy")


def test_an_acting_head_of_one_section_acts_in_that_section_only(tree):
    one, two = add_section(OPERATOR, "swj", "一股"), add_section(OPERATOR, "swj", "二股")
    holder("head1", tree["swj"], Role.SECTION_HEAD, section=one)
    head2 = holder("head2", tree["swj"], Role.SECTION_HEAD, section=two)
    held = office_of("head1", Role.SECTION_HEAD)
    deputise(seen("head1"), held.pk, head2.id, clock.today(), clock.today())
    acting, roles = seen("head2"), frozenset({Role.SECTION_HEAD})
    path = tree["swj"].path
    assert acting.acting_for(roles, path, one.pk) == user("head1").pk
    assert acting.acting_for(roles, path, two.pk) is None


def test_whose_account_may_be_taken_over(tree):
    chief = holder("chief", tree["swj"], Role.OFFICE_HEAD)
    holder("zhang", tree["swj"], Role.DRAFTER)
    holder("both", tree["swj"], Role.DRAFTER)
    holder("both", tree["gxj"], Role.DRAFTER)
    holder("admin", tree["swj"], Role.ADMINISTRATOR)
    against = {name: people.reasons_against_managing(chief, user(name).pk, clock.today()) for name in
               ("chief", "zhang", "both", "admin", "nobody")}  # fmt: skip
    assert against == {
        "chief": ("自己的账号请在“我的账号”里办理",),
        "zhang": (),
        "both": ("这个人担任清禾县工业和信息化局承办人，不归您管理，请清禾县工业和信息化局的管理员办理",),
        "admin": ("这个人担任清禾县商务局系统管理员，不归您管理，请清禾县商务局的管理员办理",),
        "nobody": ("这个账号还没有任职，请系统管理员办理",),
    }
    assert people.reasons_against_managing(OPERATOR, user("nobody").pk, clock.today()) == ()


def test_who_is_seen_in_the_list_of_people(tree):
    chief = holder("chief", tree["swj"], Role.OFFICE_HEAD)
    admin = holder("admin", tree["qinghe"], Role.ADMINISTRATOR)
    holder("zhang", tree["swj"], Role.DRAFTER)
    holder("sun", tree["gxj"], Role.DRAFTER)
    user("nobody")

    def names(staff, **filters):
        return [each.username for each in people.people(staff, clock.today(), **filters)]

    assert names(chief) == ["chief", "zhang"]
    assert names(admin) == ["admin", "chief", "nobody", "sun", "zhang"]
    assert names(admin, role="drafter") == ["sun", "zhang"]
    assert names(admin, agency="gxj", words="su") == ["sun"]
    assert names(chief, agency="gxj") == []


def test_remarks_on_how_roles_are_shared_out(tree):
    first, second = add_section(OPERATOR, "swj", "一股"), add_section(OPERATOR, "swj", "二股")
    holder("zhang", tree["swj"], Role.DRAFTER, section=first)
    holder("li", tree["swj"], Role.DRAFTER, section=second)
    holder("li", tree["swj"], Role.SECRECY_REVIEWER)
    holder("head", tree["swj"], Role.SECTION_HEAD, section=first)
    holder("office", tree["swj"], Role.OFFICE_HEAD)
    holder("leader", tree["swj"], Role.PRINCIPAL_LEADER)
    told = {
        each.section: each.sentences
        for each in people.separation_remarks(tree["swj"].pk, chain("three_levels"), clock.today())
    }
    assert told == {
        "二股": (
            "“初审”没有人办理，请任命股（科、处）室负责人",
            "保密审查只有li某（li）能办理，而li某（li）也起草信息：自己起草的没有别人可以审，请再安排一人",
        )
    }
