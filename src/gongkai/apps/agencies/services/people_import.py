"""Take people and their offices over from a table: first a dry run with every fault, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import account
from gongkai.apps.accounts.services.people import create_user, temporary_password
from gongkai.apps.agencies.models import Agency, Appointment
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.appointments import NewAppointment, appoint, in_section
from gongkai.apps.agencies.services.import_plan import ADDED, CHANGED, SAME, Plan, Planned, RowFault, day_of, run
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.errors import StepRefused
from gongkai.core.publication.chains import Role
from gongkai.formats.tabular import Row, read_table, write_xlsx

__all__ = ["ImportedPeople", "NewAccount", "import_people", "people_template", "plan_people"]

USERNAME, NAME, AGENCY, SECTION, ROLE, SINCE, UNTIL, TELEPHONE, EMAIL = (
    "登录名",
    "姓名",
    "机构编码",
    "内设机构",
    "角色",
    "开始日期",
    "结束日期",
    "联系电话",
    "电子邮箱",
)
HEADINGS = (USERNAME, NAME, AGENCY, SECTION, ROLE, SINCE, UNTIL, TELEPHONE, EMAIL)
NEEDED = (USERNAME, NAME, AGENCY, ROLE)
MOST_ACCOUNTS = 200
"""How many accounts one import makes: hashing a password takes its time, on purpose."""
ADVICE = (
    "每行一个任职；一个人有几个角色就写几行，登录名和姓名相同。带星号的列必填。",
    "登录名用字母、数字，定了以后不能改。没有账号的自动建立，初始密码导入后显示一次，首次登录须修改。",
    "信息员、承办人、股（科、处）室负责人可以写内设机构；别的角色面向整个机构，内设机构空着。",
    "开始日期空着的从今天起，结束日期空着的长期有效；写成2024-03-01这样。",
    "先预检，改正所有问题以后才能导入；导入时要么全部成功，要么什么都不改。",
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that was made, with the password to be told to its owner once."""

    username: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """What an import did, and the accounts that it made."""

    plan: Plan
    accounts: tuple[NewAccount, ...]


@dataclass(slots=True)
class _Made:
    """The accounts made so far; in a dry run without passwords, whose hashing takes its time."""

    dry: bool
    accounts: list[NewAccount] = field(default_factory=list)


def people_template() -> bytes:
    """Return a workbook to fill in."""
    example = ("zhangmou", "张某", "swj", "", Role.DRAFTER.label)
    choices = {ROLE: [role.label for role in Role]}
    return write_xlsx(HEADINGS, [example], needed=NEEDED, choices=choices, advice=ADVICE)


def plan_people(staff: Staff, data: bytes, name: str) -> Plan:
    """Return what an import would do, and every fault; nothing is changed."""
    made = _Made(dry=True)
    return run(read_table(data, name, HEADINGS, NEEDED), lambda row: _take(staff, row, made), dry=True)


def import_people(staff: Staff, data: bytes, name: str) -> ImportedPeople:
    """Import people; `StepRefused` with every fault, and then nothing has changed."""
    plan = plan_people(staff, data, name)  # without the price of passwords, where something is wrong
    made = _Made(dry=False)
    if not plan.faults:
        rows = read_table(data, name, HEADINGS, NEEDED)
        plan = run(rows, lambda row: _take(staff, row, made), dry=False)
    if plan.faults:
        raise StepRefused("导入人员", tuple(f"第{row}行：{told.rstrip('。')}" for row, told in plan.faults))
    record("导入人员", "account", "", file=name, accounts=len(made.accounts), rows=plan.summary)
    return ImportedPeople(plan, tuple(made.accounts))


def _take(staff: Staff, row: Row, made: _Made) -> Planned:
    agency = Agency.objects.filter(key=row.get(AGENCY)).first()
    if agency is None:
        raise RowFault(f"机构编码“{row.get(AGENCY)}”没有这个机构，请核对。")
    if not staff.may(Right.MANAGE_PEOPLE, agency.path):
        raise RowFault(f"{staff.name}没有管理{agency.name}人员的权限。")
    role, section = _role(row), _section(row, agency)
    who = account(row.get(USERNAME))
    new = who is None
    if who is None:
        if len(made.accounts) >= MOST_ACCOUNTS:
            raise RowFault(f"一次最多建立{MOST_ACCOUNTS}个账号，请分成几个文件。")
        password = temporary_password()
        given = None if made.dry else password
        who = create_user(row.get(USERNAME), row.get(NAME), given, email=row.get(EMAIL), telephone=row.get(TELEPHONE))
        made.accounts.append(NewAccount(who.username, who.name, password))
    elif who.name != row.get(NAME):
        raise RowFault(f"登录名“{who.username}”是{who.name}的，请核对姓名或者换一个登录名。")
    since = day_of(row, SINCE) or clock.today()
    told = (f"{agency.name}{role.label}",)
    if _holds(who.pk, agency, section, role):
        return Planned(row.number, who.username, who.name, SAME, told)
    appoint(staff, NewAppointment(who.pk, role, agency.key, since, section, day_of(row, UNTIL)))
    return Planned(row.number, who.username, who.name, ADDED if new else CHANGED, told)


def _holds(user_id: int, agency: Agency, section: int | None, role: Role) -> bool:
    held = Appointment.objects.filter(in_section(section), user_id=user_id, agency=agency, role=role.value)
    return held.exclude(until__lt=clock.today()).exists()


def _role(row: Row) -> Role:
    for role in Role:
        if row.get(ROLE) in {role.label, role.value}:
            return role
    raise RowFault(f"角色“{row.get(ROLE)}”看不懂，请从这些里选：{'、'.join(role.label for role in Role)}。")


def _section(row: Row, agency: Agency) -> int | None:
    name = row.get(SECTION)
    if not name:
        return None
    found = agency.sections.filter(name=name, ended_on__isnull=True).first()
    if found is None:
        raise RowFault(f"{agency.name}没有“{name}”，请先增加内设机构或者核对名称。")
    return found.pk
