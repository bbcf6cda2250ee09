"""Trees and people come from a table: a dry run finds what the import finds, and nothing is half done."""

from __future__ import annotations

import pytest
from tests.support.publishing import code_of, user
from tests.support.tree import holder, seen

from gongkai.apps.accounts.models import User
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.models import Agency, Appointment, Section
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services import first_run
from gongkai.apps.agencies.services.people_import import import_people, people_template, plan_people
from gongkai.apps.agencies.services.tree import NewAgency
from gongkai.apps.agencies.services.tree_import import import_tree, plan_tree, tree_template
from gongkai.apps.agencies.staff import OPERATOR
from gongkai.apps.audit.models import Record
from gongkai.apps.audit.selectors import verify
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role
from gongkai.core.publication.scope import Level

TREE = """机构编码*,机构名称*,层级*,上级机构编码,简称,组织机构代码,内设机构,成立日期,顺序
sws,清禾县商务执法所,县级政府部门,fgj,执法所,,,2020/5/1,
fgj,清禾县发展和改革局,县级政府部门,,县发改局,{code},办公室（公开）、综合股，价格股,2010年3月8日,35
swj,清禾县商务局,县级政府部门,qinghe,县商务局,,市场股,,
gxj,清禾县工业和信息化局,县级政府部门,,,,,,
"""
PEOPLE = """登录名,姓名,机构编码,内设机构,角色,开始日期,结束日期,联系电话,电子邮箱
zhangmou,张某,swj,市场股,承办人,2024-03-01,,0451-12345678,
zhangmou,张某,swj,,保密审查员,,,,
limou,李某,swj,,主要领导,,2099-12-31,,
"""


def tree_file():
    return TREE.format(code=code_of(8000)).encode("gb18030")


def sentences(plan):
    return [f"{row} {told}" for row, told in plan.faults]


def state():
    return (Agency.objects.count(), Section.objects.count(), User.objects.count(), Record.objects.count())


def test_a_dry_run_tells_what_would_be_and_changes_nothing(tree):
    before = state()
    plan = plan_tree(OPERATOR, tree_file(), "机构.csv")
    assert [tuple(each)[:4] for each in plan.planned] == [
        (2, "sws", "清禾县商务执法所", "新增"),
        (3, "fgj", "清禾县发展和改革局", "新增"),
        (4, "swj", "清禾县商务局", "修改"),
        (5, "gxj", "清禾县工业和信息化局", "不变"),
    ]
    assert plan.planned[2].changes == ("简称", "增加市场股")
    assert (plan.faults, plan.counts) == ((), {"新增": 2, "修改": 1, "不变": 1})
    assert state() == before
    assert tree["swj"].pk


@pytest.mark.usefixtures("tree")
def test_an_import_does_what_the_dry_run_told():
    import_tree(OPERATOR, tree_file(), "机构.csv")
    fgj = selectors.agency("fgj")
    assert (fgj.path, fgj.order, str(fgj.began_on)) == ("qinghe/fgj/", 35, "2010-03-08")
    assert selectors.agency("sws").path == "qinghe/fgj/sws/"
    assert dict(fgj.sections.values_list("name", "handles_disclosure")) == {
        "办公室": True,
        "综合股": False,
        "价格股": False,
    }
    again = plan_tree(OPERATOR, tree_file(), "机构.csv")
    assert again.counts == {"新增": 0, "修改": 0, "不变": 4}


FAULTS = """机构编码,机构名称,层级,上级机构编码,组织机构代码,顺序,成立日期
AB,某局,县级政府部门,,,,
swj,清禾县商务和旅游局,县级政府部门,,,,
gxj,清禾县工业和信息化局,县级政府部门,swj,,,
one,一局,局,,,,
two,二局,县级政府部门,one,,,
thr,三局,县级政府部门,nowhere,,,
fou,四局,县级政府部门,,000014348,,
fiv,五局,县级政府部门,,,第一,
six,六局,县级政府部门,,,,去年
c1,圈一局,县级政府部门,c2,,,
c2,圈二局,县级政府部门,c1,,,
six,又一个六局,县级政府部门,,,,
ok,好局,县级政府部门,,,,
"""


@pytest.mark.usefixtures("tree")
def test_every_fault_is_told_with_its_row_and_nothing_stays():
    before = state()
    levels = "、".join(level.label for level in Level)
    expected = [
        "2 机构编码“AB”不对，请用小写字母、数字和连字符，不超过40个字符。",
        "3 swj现在叫清禾县商务局，更名请在机构页面办理（要写依据）。",
        "4 清禾县工业和信息化局现在的上级是qinghe，划转请在机构页面办理（要写依据）。",
        f"5 层级“局”看不懂，请从这些里选：{levels}。",
        "6 上级机构编码“one”那一行有问题，先改正那一行。",
        "7 上级机构编码“nowhere”没有这个机构，请核对。",
        "8 组织机构代码“000014348”的校验位不对，请与证书核对。",
        "9 顺序“第一”不是整数，请核对。",
        "10 “成立日期”写成“去年”，请写成2024-03-01这样。",
        "11 上下级绕成了圈（c1、c2），请核对上级机构编码。",
        "12 上下级绕成了圈（c2、c1），请核对上级机构编码。",
        "13 机构编码“six”在前面已经有一行，请合并。",
    ]
    assert sentences(plan_tree(OPERATOR, FAULTS.encode(), "机构.csv")) == expected
    with pytest.raises(StepRefused) as caught:
        import_tree(OPERATOR, FAULTS.encode(), "机构.csv")
    assert caught.value.reasons[0] == "第2行：" + expected[0][2:].rstrip("。")
    assert state() == before


def test_who_manages_a_part_imports_into_that_part_only(tree):
    admin = holder("admin", tree["swj"], Role.ADMINISTRATOR)
    plan = plan_tree(admin, tree_file(), "机构.csv")
    assert "4 " not in "".join(sentences(plan))
    assert "3 admin某没有管理清禾县人民政府的权限。" in sentences(plan)


@pytest.mark.usefixtures("tree")
def test_templates_are_understood_as_they_are():
    plan = plan_tree(OPERATOR, tree_template(), "机构模板.xlsx")
    assert sentences(plan) == ["2 swj现在叫清禾县商务局，更名请在机构页面办理（要写依据）。"]
    assert plan_people(OPERATOR, people_template(), "人员模板.xlsx").counts["新增"] == 1


@pytest.mark.usefixtures("tree")
def test_people_come_with_their_offices_and_a_password_told_once():
    import_tree(OPERATOR, tree_file(), "机构.csv")
    before = state()
    plan = plan_people(OPERATOR, PEOPLE.encode(), "人员.csv")
    assert [each.what for each in plan.planned] == ["新增", "修改", "新增"]
    assert state() == before
    done = import_people(OPERATOR, PEOPLE.encode(), "人员.csv")
    assert [(each.username, each.name) for each in done.accounts] == [("zhangmou", "张某"), ("limou", "李某")]
    for each in done.accounts:
        account = User.objects.get(username=each.username)
        assert account.check_password(each.password)
        assert account.must_change_password
    assert seen("zhangmou").may(Right.REVIEW, "qinghe/swj/")
    assert Appointment.objects.get(role="drafter").section.name == "市场股"
    again = import_people(OPERATOR, PEOPLE.encode(), "人员.csv")
    assert (again.accounts, again.plan.counts["不变"]) == ((), 3)
    assert "张某" not in "".join(Record.objects.values_list("detail", flat=True))


PEOPLE_FAULTS = """登录名,姓名,机构编码,内设机构,角色,开始日期
system,某某,swj,,承办人,
limou,王某,swj,,承办人,
sunmou,孙某,nowhere,,承办人,
zhaomou,赵某,swj,没有的股,承办人,
qianmou,钱某,swj,,局长,
wumou,吴某,swj,,承办人,2024-13-01
good,郑某,swj,,承办人,
good,郑某,swj,,审计人员（只读）,
"""


@pytest.mark.usefixtures("tree")
def test_every_fault_of_people_is_told_and_nothing_stays():
    user("limou", "李某")
    before = state()
    expected = [
        "2 登录名“system”由系统保留，请换一个。",
        "3 登录名“limou”是李某的，请核对姓名或者换一个登录名。",
        "4 机构编码“nowhere”没有这个机构，请核对。",
        "5 清禾县商务局没有“没有的股”，请先增加内设机构或者核对名称。",
        f"6 角色“局长”看不懂，请从这些里选：{'、'.join(role.label for role in Role)}。",
        "7 “开始日期”写成“2024-13-01”，请写成2024-03-01这样。",
        "9 审计人员（只读）不能同时担任或者代行别的角色，请任命别人或者先免去别的角色。",
    ]
    assert sentences(plan_people(OPERATOR, PEOPLE_FAULTS.encode(), "人员.csv")) == expected
    with pytest.raises(StepRefused):
        import_people(OPERATOR, PEOPLE_FAULTS.encode(), "人员.csv")
    assert state() == before


ROOT = NewAgency("qinghe", "清禾县人民政府", Level.COUNTY_GOVERNMENT)
ADMIN = first_run.Administrator("guanli", "管某", "long-enough-9a")


@pytest.mark.django_db
class TestFirstRun:
    """An empty installation."""

    def test_it_is_set_up_once(self):
        code = first_run.setup_code()
        assert first_run.is_setup_code(f" {code} ")
        assert not first_run.is_setup_code(code[:-1] + "x")
        first_run.set_up("清禾县政府信息公开平台", ROOT, ADMIN, first_run.TreeFile(tree_file(), "机构.csv"))
        assert selectors.platform().host.key == "qinghe"
        assert set(Agency.objects.values_list("key", flat=True)) == {"qinghe", "fgj", "sws", "swj", "gxj"}
        assert User.objects.get().check_password(ADMIN.password)
        assert not User.objects.get().must_change_password
        assert seen("guanli").may(Right.MANAGE_AGENCIES, "qinghe/")
        assert (first_run.setup_code(), first_run.is_setup_code(code)) == (None, False)
        with pytest.raises(StepRefused, match="已经有账号"):
            first_run.set_up("另一个", ROOT, ADMIN)
        assert verify().ok

    def test_a_fault_leaves_nothing(self):
        with pytest.raises(StepRefused, match="第2行"):
            first_run.set_up("平台", ROOT, ADMIN, first_run.TreeFile(FAULTS.encode(), "机构.csv"))
        assert state() == (0, 0, 0, 0)
        assert first_run.needed()

    def test_nobody_knows_the_code_before_it_was_printed(self):
        assert not first_run.is_setup_code("")
