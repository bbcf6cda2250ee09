"""Agencies are added, renamed, moved; what is impossible is refused with every reason and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.tree import DECISION, holder

from gongkai.apps import clock
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.models import Agency, FormerName
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.decision import Decision
from gongkai.apps.agencies.services.endings import close
from gongkai.apps.agencies.services.profile import Profile, edit_profile, faults_in_profile, profile_of
from gongkai.apps.agencies.services.tree import NewAgency, add_agency, move, place, rename, reopen
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.audit.models import Record
from gongkai.apps.publishing.models import PublicChange
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role
from gongkai.core.publication.scope import Level

NEW = NewAgency("jyj", "清禾县教育局", Level.COUNTY_DEPARTMENT, "qinghe")


def refused(call, *arguments, **named):
    with pytest.raises(StepRefused) as caught:
        call(*arguments, **named)
    return list(caught.value.reasons)


def test_an_agency_stands_last_among_its_siblings(tree):
    made = add_agency(OPERATOR, NEW)
    assert (made.path, made.order) == ("qinghe/jyj/", 40)
    assert tree["baishi"].order == 30
    entry = Record.objects.order_by("-number").first()
    assert (entry.action, entry.subject_kind, entry.subject_key, entry.actor) == ("增加机构", "agency", "jyj", "system")
    assert PublicChange.objects.order_by("-number").first().scopes == "all"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": "swj"}, "机构编码“swj”已经给了清禾县商务局，请换一个"),
        ({"key": "教育局"}, "机构编码“教育局”不对，请用小写字母、数字和连字符，不超过40个字符"),
        ({"name": " "}, "没有写机构名称，请填写全称"),
        ({"name": "清禾县商务局"}, "已经有一个机构叫“清禾县商务局”（编码swj），请核对"),
        ({"parent": "swj", "level": Level.TOWN_GOVERNMENT}, "乡镇政府不能放在县级政府部门下面，请选上级政府"),
        ({"level": Level.CITY_GOVERNMENT}, "设区的市级政府不能放在县级政府下面，请选比它高一级的机构"),
        ({"profile": Profile(organization_code="000014348")}, "组织机构代码“000014348”的校验位不对，请与证书核对"),
    ],
)
def test_an_impossible_agency_is_refused(tree, change, reason):
    assert refused(add_agency, OPERATOR, replace(NEW, **change)) == [reason]
    assert Agency.objects.count() == len(tree)


def test_only_who_runs_the_server_adds_a_second_top(tree):
    admin = holder("admin", tree["qinghe"], Role.ADMINISTRATOR)
    other = NewAgency("other", "别县人民政府", Level.COUNTY_GOVERNMENT)
    assert refused(add_agency, admin, other) == ["没有选上级机构，请选一个"]
    assert add_agency(admin, NEW).parent_id == tree["qinghe"].pk


def test_an_administrator_manages_only_below_the_own_agency(tree):
    admin = holder("admin", tree["swj"], Role.ADMINISTRATOR)
    below = NewAgency("sws", "清禾县商务执法所", Level.COUNTY_DEPARTMENT, "swj")
    assert add_agency(admin, below).path == "qinghe/swj/sws/"
    assert refused(add_agency, admin, NEW) == ["admin某没有管理清禾县人民政府的权限"]
    assert refused(rename, admin, "gxj", "清禾县工信局", DECISION) == ["admin某没有管理清禾县工业和信息化局的权限"]
    assert refused(move, admin, "sws", "gxj", DECISION) == ["admin某没有管理清禾县工业和信息化局的权限"]


@pytest.mark.usefixtures("tree")
def test_a_renamed_agency_keeps_its_former_names():
    rename(OPERATOR, "gxj", "清禾县工业信息化和科技局", DECISION, "县工信科技局")
    agency = selectors.agency("gxj")
    assert (agency.name, agency.short_name) == ("清禾县工业信息化和科技局", "县工信科技局")
    former = FormerName.objects.get()
    assert (former.name, former.until) == ("清禾县工业和信息化局", date(2024, 2, 29))
    names = [selectors.name_on(agency, day) for day in (date(2024, 2, 29), date(2024, 3, 1))]
    assert names == ["清禾县工业和信息化局", "清禾县工业信息化和科技局"]
    assert refused(rename, OPERATOR, "gxj", "清禾县工信局", DECISION) == [
        "2024年2月29日以前叫清禾县工业和信息化局，生效日期要更晚，请核对"
    ]


@pytest.mark.usefixtures("tree")
def test_a_renaming_needs_a_day_that_has_come_a_reason_and_a_document():
    tomorrow = clock.today() + timedelta(days=1)
    reasons = refused(rename, OPERATOR, "swj", "清禾县商务局", Decision(tomorrow, " ", ""))
    assert reasons[:2] == ["没有写明原因，请补上", "没有写明依据的文件，请填写文号或者标题"]
    assert reasons[2].startswith("生效日期")
    assert reasons[3:] == ["现在就叫清禾县商务局，没有变化"]
    assert refused(rename, OPERATOR, "swj", "新名", Decision(date(2009, 1, 1), "改革", "文")) == [
        "生效日期要晚于清禾县商务局的成立日期（2010年1月1日），请核对"
    ]
    assert not FormerName.objects.exists()


def test_all_below_move_along(tree):
    add_agency(OPERATOR, NewAgency("sws", "清禾县商务执法所", Level.COUNTY_DEPARTMENT, "swj"))
    add_agency(OPERATOR, NewAgency("swsz", "清禾县商务执法所一站", Level.COUNTY_DEPARTMENT, "sws"))
    move(OPERATOR, "sws", "gxj", DECISION)
    assert dict(Agency.objects.filter(path__startswith=tree["gxj"].path).values_list("key", "path")) == {
        "gxj": "qinghe/gxj/",
        "sws": "qinghe/gxj/sws/",
        "swsz": "qinghe/gxj/sws/swsz/",
    }
    assert selectors.agency("sws").parent.key == "gxj"


@pytest.mark.parametrize(
    ("key", "parent", "reason"),
    [
        ("swj", "swj", "清禾县商务局就是清禾县商务局或者在它下面，请选别的上级"),
        ("swj", "sws", "清禾县商务执法所就是清禾县商务局或者在它下面，请选别的上级"),
        ("swj", "qinghe", "现在的上级就是清禾县人民政府，没有变化"),
        ("baishi", "swj", "乡镇政府不能放在县级政府部门下面，请选上级政府"),
    ],
)
def test_no_agency_comes_under_itself_or_where_it_cannot_stand(tree, key, parent, reason):
    del tree
    add_agency(OPERATOR, NewAgency("sws", "清禾县商务执法所", Level.COUNTY_DEPARTMENT, "swj"))
    before = list(Agency.objects.order_by("pk").values_list("path", flat=True))
    assert refused(move, OPERATOR, key, parent, DECISION) == [reason]
    assert list(Agency.objects.order_by("pk").values_list("path", flat=True)) == before


def test_the_top_moves_nowhere(tree):
    del tree
    add_agency(OPERATOR, NewAgency("yunlan", "云岚市人民政府", Level.CITY_GOVERNMENT))
    assert refused(move, OPERATOR, "qinghe", "yunlan", DECISION) == ["最上级机构没有上级，不能划转"]


def test_siblings_are_placed(tree):
    place(OPERATOR, "baishi", 5)
    told = [(each.agency.key, each.depth, each.leaf) for each in selectors.branches(Agency.objects.all())]
    assert told == [("qinghe", 0, False), ("baishi", 1, True), ("swj", 1, True), ("gxj", 1, True)]
    assert [each.key for each in selectors.ancestors(tree["swj"])] == ["qinghe"]


def test_a_closed_agency_without_successor_opens_again(tree):
    close(OPERATOR, "gxj", DECISION)
    assert selectors.agency("gxj").ended_on == date(2024, 2, 29)
    assert refused(reopen, OPERATOR, "swj", DECISION) == ["清禾县商务局没有撤销"]
    reopen(OPERATOR, "gxj", DECISION)
    assert selectors.agency("gxj").open
    assert tree["gxj"].pk == selectors.current_agency("gxj").pk


def test_a_profile_is_checked_and_told(tree):
    office = holder("office", tree["swj"], Role.DISCLOSURE_OFFICE)
    given = replace(profile_of(tree["swj"]), office="办公室", telephone="0451-12345678", email="a@qinghe.gov.cn")
    edit_profile(office, "swj", given)
    assert profile_of(selectors.agency("swj")) == given
    assert PublicChange.objects.order_by("-number").first().scopes == "agency:swj site"
    count = Record.objects.count()
    edit_profile(office, "swj", given)
    assert Record.objects.count() == count
    assert refused(edit_profile, office, "gxj", given) == ["office某没有维护清禾县工业和信息化局信息的权限"]


def test_the_organization_code_follows_from_the_credit_code(tree):
    del tree
    edit_profile(OPERATOR, "swj", Profile(credit_code="11341702486344515H"))
    assert selectors.agency("swj").organization_code == "486344515"


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (
            {"organization_code": "00001434"},
            {"organization_code": "组织机构代码“00001434”是8位，应为9位，请与证书核对。"},
        ),
        ({"organization_code": "00001434-9"}, {}),
        ({"credit_code": "1"}, {"credit_code": "统一社会信用代码“1”是1位，应为18位，请与证书核对。"}),
        (
            {"credit_code": "11341702486344515H", "organization_code": "000014349"},
            {"organization_code": "组织机构代码应与统一社会信用代码的第9至17位相同，请与证书核对。"},
        ),
        ({"telephone": "办公室"}, {"telephone": "联系电话“办公室”看不懂，请写成0451-12345678这样。"}),
        ({"postcode": "1502"}, {"postcode": "邮政编码是6位数字，请核对。"}),
        ({"email": "a@"}, {"email": "电子邮箱“a@”不对，请核对。"}),
        ({"website": "javascript:alert(1)"}, {"website": "网址要以http://或者https://开头，请写完整。"}),
        ({"website": "https://[1"}, {"website": "网址要以http://或者https://开头，请写完整。"}),
        ({"office": "某" * 101}, {"office": "最多100个字，现在有101个，请缩短。"}),
    ],
)
def test_faults_of_a_profile(given, faults):
    assert faults_in_profile(Profile(**given)) == faults


def test_the_guide_counts_what_the_profile_gives(tree):
    assert selectors.guide_filled(tree["swj"]) == {"classification", "arrangement", "access"}
    tree["swj"].website = "https://qinghe.gov.cn"
    assert "internet_contact" in selectors.guide_filled(tree["swj"])


def test_a_word_finds_an_agency_by_its_former_name(tree):
    rename(OPERATOR, "gxj", "清禾县科技局", DECISION)
    found = selectors.search(OPERATOR.reach(Right.MANAGE_AGENCIES), "工业")
    assert [each.key for each in found] == ["gxj"]
    assert tree["gxj"].pk == found[0].pk
