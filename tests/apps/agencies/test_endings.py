"""Merged and closed agencies: sections and their people go on, everything else ends, the old key leads on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.publishing import Office, person
from tests.support.tree import DECISION, holder, seen

from gongkai.apps import clock
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.models import Appointment, Deputation
from gongkai.apps.agencies.services.endings import close, merge, transfer_section
from gongkai.apps.agencies.services.sections import add_section, change_section, end_section
from gongkai.apps.agencies.services.tree import NewAgency, add_agency, reopen
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.course import standing_of
from gongkai.apps.publishing.models import Item, OwnChain, PublicChange, PublicItem
from gongkai.apps.publishing.services.review import Deed, act_on, submit
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role
from gongkai.core.publication.review import State
from gongkai.core.publication.review_events import Act
from gongkai.core.publication.scope import Level

DAY = timedelta(days=1)


def refused(call, *arguments, **named):
    with pytest.raises(StepRefused) as caught:
        call(*arguments, **named)
    return list(caught.value.reasons)


def test_sections_and_their_people_go_on_under_the_successor(tree):
    trade = add_section(OPERATOR, "swj", "市场股")
    general, same = add_section(OPERATOR, "swj", "综合股"), add_section(OPERATOR, "gxj", "综合股")
    holder("zhang", tree["swj"], Role.DRAFTER, section=trade)
    holder("li", tree["swj"], Role.SECTION_HEAD, section=general)
    holder("wang", tree["swj"], Role.SECRECY_REVIEWER)
    merge(OPERATOR, "swj", "gxj", DECISION)
    closed = selectors.agency("swj")
    assert (closed.ended_on, closed.successor.key) == (date(2024, 2, 29), "gxj")
    assert set(selectors.sections_of(tree["gxj"].pk).values_list("name", flat=True)) == {"市场股", "综合股"}
    assert [(each.role, each.path, each.section) for each in seen("zhang").offices] == [
        (Role.DRAFTER, "qinghe/gxj/", trade.pk)
    ]
    assert [each.section for each in seen("li").offices] == [same.pk]
    assert seen("wang").offices == ()
    assert set(Appointment.objects.filter(agency=tree["swj"]).values_list("until", flat=True)) == {date(2024, 2, 29)}
    actions = list(Record.objects.order_by("number").values_list("action", "agency"))[-2:]
    assert actions == [("承接机构", "gxj"), ("机构合并", "swj")]


def test_whoever_acts_goes_on_acting(tree):
    section = add_section(OPERATOR, "swj", "市场股")
    holder("zhang", tree["swj"], Role.SECTION_HEAD, section=section)
    holder("li", tree["swj"], Role.DRAFTER, section=section)
    until = clock.today() + 5 * DAY
    Deputation.objects.create(
        appointment=Appointment.objects.get(user__username="zhang"), deputy_id=seen("li").id,
        since=DECISION.on - DAY, until=until,
    )  # fmt: skip
    merge(OPERATOR, "swj", "gxj", DECISION)
    moved = Deputation.objects.get(appointment__agency=tree["gxj"])
    assert (moved.since, moved.until) == (DECISION.on, until)
    assert Deputation.objects.get(appointment__agency=tree["swj"]).until == DECISION.last_day
    assert Role.SECTION_HEAD in seen("li").roles_at("qinghe/gxj/", section.pk)


def test_information_moves_with_its_number_and_the_name_of_its_time(tree):
    office = Office(tree["swj"])
    online, draft = office.published("关于商务的通知"), office.draft("还没写完的通知")
    number = PublicItem.objects.get(item=online).index_number
    assert refused(close, OPERATOR, "swj", DECISION) == [
        "还有1条已公开的信息，请选承接的机构",
        "还有1条在办的信息，请选承接的机构",
    ]
    merge(OPERATOR, "swj", "gxj", DECISION)
    row = PublicItem.objects.get(item=online)
    assert (row.agency.key, row.agency_name, row.index_number) == ("gxj", "清禾县商务局", number)
    assert set(Item.objects.values_list("agency__key", flat=True)) == {"gxj"}
    assert Item.objects.get(pk=draft.pk).edition == draft.edition + 1
    assert "all" in PublicChange.objects.order_by("-number").first().scopes
    assert selectors.current_agency("swj").key == "gxj"


def test_a_review_under_way_goes_on_with_the_successors_people(tree):
    office, heirs = Office(tree["swj"]), Office(tree["gxj"])
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    act_on(office.head, item.key, Deed(Act.PASSED, content=item.latest.digest))
    merge(OPERATOR, "swj", "gxj", DECISION)
    act_on(heirs.reviewer, item.key, Deed(Act.PASSED, content=item.latest.digest))
    act_on(heirs.publisher, item.key, Deed(Act.PUBLISHED, content=item.latest.digest))
    assert PublicItem.objects.get(item=item).agency_name == "清禾县工业和信息化局"
    assert PublicItem.objects.get(item=item).index_number.startswith(tree["gxj"].organization_code)


CHAIN = {
    "drafters": ["drafter"],
    "publishers": ["disclosure_office"],
    "steps": [{"key": "one", "label": "保密审查", "roles": ["secrecy_reviewer"], "reviews": ["secrecy_review"]}],
}
OTHER = {**CHAIN, "publishers": ["information_officer"]}


@pytest.mark.parametrize(("theirs", "keys"), [(None, {"mine"}), (CHAIN, {"mine"}), (OTHER, {"mine", "mine-2"})])
def test_an_own_chain_comes_along_and_takes_nobodys_place(tree, theirs, keys):
    OwnChain.objects.create(agency=tree["swj"], key="mine", label="一步审查", definition=CHAIN)
    if theirs is not None:
        OwnChain.objects.create(agency=tree["gxj"], key="mine", label="他们的", definition=theirs)
    tree["swj"].review_chain = "mine"
    tree["swj"].save()
    office = Office(tree["swj"])
    item = office.draft()
    submit(office.drafter, item.key, content=item.latest.digest)
    act_on(office.reviewer, item.key, Deed(Act.PASSED, content=item.latest.digest))
    merge(OPERATOR, "swj", "gxj", DECISION)
    item = Item.objects.get(pk=item.pk)
    assert set(OwnChain.objects.filter(agency=tree["gxj"]).values_list("key", flat=True)) == keys
    assert standing_of(item).state is State.READY
    assert standing_of(item).chain.publishers == {Role.DISCLOSURE_OFFICE}


def test_old_keys_lead_on_from_one_successor_to_the_next(tree):
    merge(OPERATOR, "swj", "gxj", DECISION)
    add_agency(OPERATOR, NewAgency("fgj", "清禾县发展和改革局", Level.COUNTY_DEPARTMENT, "qinghe"))
    merge(OPERATOR, "gxj", "fgj", DECISION)
    assert [selectors.current_agency(key).key for key in ("swj", "gxj", "fgj", "qinghe")] == [
        "fgj",
        "fgj",
        "fgj",
        "qinghe",
    ]
    assert refused(reopen, OPERATOR, "swj", DECISION) == ["信息和人员已经由承接的机构接手，不能恢复，请另外增加机构"]
    assert tree["swj"].pk != tree["gxj"].pk


@pytest.mark.parametrize(
    ("key", "into", "reason"),
    [
        ("swj", "swj", "承接的机构不能是它自己，请选别的机构"),
        ("swj", "baishi", "白石镇人民政府已经撤并，不能承接，请选别的机构"),
        ("baishi", "swj", "白石镇人民政府已经撤并"),
    ],
)
def test_nobody_merges_into_what_has_ended(tree, key, into, reason):
    del tree
    close(OPERATOR, "baishi", DECISION)
    assert refused(merge, OPERATOR, key, into, DECISION) == [reason]


def test_what_others_stand_below_does_not_end(tree):
    assert refused(close, OPERATOR, "qinghe", DECISION) == [
        "最上级机构不能撤并",
        "下面还有3个机构（清禾县商务局、清禾县工业和信息化局、白石镇人民政府），请先划转或者撤并",
    ]
    admin = holder("admin", tree["swj"], Role.ADMINISTRATOR)
    assert refused(merge, admin, "swj", "gxj", DECISION) == ["admin某没有管理清禾县工业和信息化局的权限"]
    assert selectors.agency("swj").open


def test_a_section_is_handed_over_with_its_people_and_its_items(tree):
    section, other = add_section(OPERATOR, "swj", "市场股"), add_section(OPERATOR, "swj", "综合股")
    office = Office(tree["swj"])
    theirs, stays = office.draft("市场股的"), office.draft("综合股的")
    Item.objects.filter(pk=theirs.pk).update(section=section)
    Item.objects.filter(pk=stays.pk).update(section=other)
    holder("zhang", tree["swj"], Role.DRAFTER, section=section)
    transfer_section(OPERATOR, section.pk, "gxj", DECISION)
    assert dict(Item.objects.values_list("pk", "agency__key")) == {theirs.pk: "gxj", stays.pk: "swj"}
    assert [each.path for each in seen("zhang").offices] == ["qinghe/gxj/"]
    assert selectors.agency("swj").open
    assert refused(transfer_section, OPERATOR, section.pk, "gxj", DECISION) == ["承接的机构不能是它自己，请选别的机构"]


def test_one_section_is_the_office_of_disclosure(tree):
    first = add_section(OPERATOR, "swj", "办公室", handles_disclosure=True)
    second = add_section(OPERATOR, "swj", "政务公开股")
    change_section(OPERATOR, second.pk, "政务公开办公室", handles_disclosure=True)
    told = dict(tree["swj"].sections.values_list("pk", "handles_disclosure"))
    assert told == {first.pk: False, second.pk: True}
    assert refused(add_section, OPERATOR, "swj", "办公室") == ["清禾县商务局已经有“办公室”"]


def test_an_ended_section_ends_the_offices_in_it_and_may_come_back(tree):
    section = add_section(OPERATOR, "swj", "市场股")
    holder("zhang", tree["swj"], Role.DRAFTER, section=section)
    chief = holder("chief", tree["swj"], Role.OFFICE_HEAD)
    assert refused(end_section, chief, section.pk, clock.today() + DAY) == ["撤销日期还没有到，请到那一天再办理"]
    end_section(chief, section.pk, clock.today())
    assert seen("zhang").offices == ()
    assert add_section(chief, "swj", "市场股").pk == section.pk
    outsider = person("outsider", tree["gxj"], Role.OFFICE_HEAD)
    assert refused(end_section, outsider, section.pk, clock.today()) == ["outsider某没有管理清禾县商务局内设机构的权限"]
