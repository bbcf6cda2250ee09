"""Take a tree of agencies over from a table: first a dry run with every fault, then all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.services.import_plan import (
    ADDED,
    CHANGED,
    SAME,
    Fault,
    Plan,
    Planned,
    RowFault,
    day_of,
    run,
)
from gongkai.apps.agencies.services.profile import Profile, edit_profile, profile_of
from gongkai.apps.agencies.services.sections import add_section
from gongkai.apps.agencies.services.tree import NewAgency, add_agency, place
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.core.errors import StepRefused
from gongkai.core.publication.scope import Level
from gongkai.formats.tabular import Row, read_table, write_xlsx

__all__ = ["Fault", "Plan", "Planned", "import_tree", "plan_tree", "tree_template"]

KEY, NAME, LEVEL, PARENT, SECTIONS, BEGAN, ORDER = (
    "机构编码",
    "机构名称",
    "层级",
    "上级机构编码",
    "内设机构",
    "成立日期",
    "顺序",
)
PROFILE = {
    "简称": "short_name",
    "组织机构代码": "organization_code",
    "统一社会信用代码": "credit_code",
    "发文代字": "document_word",
    "信息公开工作机构": "office",
    "办公地址": "address",
    "办公时间": "office_hours",
    "联系电话": "telephone",
    "传真号码": "fax",
    "电子邮箱": "email",
    "邮政编码": "postcode",
    "网址": "website",
}
HEADINGS = (KEY, NAME, LEVEL, PARENT, *PROFILE, SECTIONS, BEGAN, ORDER)
NEEDED = (KEY, NAME, LEVEL)
ADVICE = (
    "每行一个机构。带星号的列必填，其他列可以空着，以后在机构页面补。",
    "机构编码用在网址里，只用小写字母、数字和连字符，定了以后不能改；例如 swj。",
    "上级机构编码空着的，放在最上级机构下面。上级机构可以写在后面的行里。",
    "内设机构写在一格里，用顿号隔开；负责政府信息公开的那一个后面加（公开）。",
    "机构编码已经有的，只补充和修改资料、增加内设机构；更名、划转、撤并请在机构页面办理，要写依据。",
    "先预检，改正所有问题以后才能导入；导入时要么全部成功，要么什么都不改。",
)
_PARTS = re.compile(r"[、，,;；\n]+")
_OFFICE = re.compile(r"[（(]公开[）)]$")


def tree_template() -> bytes:
    """Return a workbook to fill in."""
    example = ("swj", "某某县商务局", Level.COUNTY_DEPARTMENT.label, "", "县商务局", "", "", "某商发")
    choices = {LEVEL: [level.label for level in Level]}
    return write_xlsx(HEADINGS, [example], needed=NEEDED, choices=choices, advice=ADVICE)


def plan_tree(staff: Staff, data: bytes, name: str) -> Plan:
    """Return what an import would do, and every fault; nothing is changed."""
    return _run(staff, data, name, dry=True)


def import_tree(staff: Staff, data: bytes, name: str) -> Plan:
    """Import a tree; `StepRefused` with every fault, and then nothing has changed."""
    plan = _run(staff, data, name, dry=False)
    if plan.faults:
        raise StepRefused("导入机构", tuple(f"第{row}行：{told.rstrip('。')}" for row, told in plan.faults))
    record("导入机构", "agency", "", file=name, rows=plan.summary)
    return plan


def _run(staff: Staff, data: bytes, name: str, *, dry: bool) -> Plan:
    rows = read_table(data, name, HEADINGS, NEEDED)
    seen: set[str] = set()
    repeated = []
    for row in rows:
        if row.get(KEY) in seen:
            repeated.append(Fault(row.number, f"机构编码“{row.get(KEY)}”在前面已经有一行，请合并。"))
        seen.add(row.get(KEY))
    ordered, circular = _parents_first(rows)
    plan = run(ordered, lambda row: _take(staff, row, seen), dry=dry or bool(repeated or circular))
    return Plan(tuple(sorted(plan.planned)), tuple(sorted({*plan.faults, *repeated, *circular})))


def _take(staff: Staff, row: Row, keys: set[str]) -> Planned:
    """Do what one row says."""
    key = row.get(KEY)
    agency = Agency.objects.select_related("parent").filter(key=key).first()
    if agency is None:
        return _add(staff, row, keys)
    _refuse_reorganisation(row, agency)
    before = profile_of(agency)
    given = {field: row.get(heading) or getattr(before, field) for heading, field in PROFILE.items()}
    edit_profile(staff, key, Profile(**given))
    agency.refresh_from_db()
    after = profile_of(agency)
    changes = [heading for heading, field in PROFILE.items() if getattr(after, field) != getattr(before, field)]
    order = _order(row)
    if order is not None and order != agency.order:
        place(staff, key, order)
        changes.append(ORDER)
    changes += _add_sections(staff, row)
    return Planned(row.number, key, agency.name, CHANGED if changes else SAME, tuple(changes))


def _add(staff: Staff, row: Row, keys: set[str]) -> Planned:
    parent = _parent_key(row)
    if parent and not Agency.objects.filter(key=parent).exists():
        why = "那一行有问题，先改正那一行" if parent in keys else "没有这个机构，请核对"
        raise RowFault(f"上级机构编码“{parent}”{why}。")
    profile = Profile(**{field: row.get(heading) for heading, field in PROFILE.items()})
    level = _level(row)
    new = NewAgency(row.get(KEY), row.get(NAME), level, parent, day_of(row, BEGAN), _order(row), profile=profile)
    made = add_agency(staff, new)
    return Planned(row.number, made.key, made.name, ADDED, tuple(_add_sections(staff, row)))


def _add_sections(staff: Staff, row: Row) -> list[str]:
    there = set(
        Agency.objects.get(key=row.get(KEY)).sections.filter(ended_on__isnull=True).values_list("name", flat=True)
    )
    added = []
    for part in filter(None, (each.strip() for each in _PARTS.split(row.get(SECTIONS)))):
        name = _OFFICE.sub("", part)
        if name not in there:
            add_section(staff, row.get(KEY), name, handles_disclosure=name != part)
            there.add(name)
            added.append(f"增加{name}")
    return added


def _refuse_reorganisation(row: Row, agency: Agency) -> None:
    parent = agency.parent.key if agency.parent else ""
    if row.get(NAME) != agency.name:
        raise RowFault(f"{agency.key}现在叫{agency.name}，更名请在机构页面办理（要写依据）。")
    if _level(row).value != agency.level:
        raise RowFault(f"{agency.name}的层级是{Level(agency.level).label}，不能在导入时改。")
    if row.get(PARENT) and row.get(PARENT) != parent:
        raise RowFault(f"{agency.name}现在的上级是{parent or '（无）'}，划转请在机构页面办理（要写依据）。")


def _level(row: Row) -> Level:
    for level in Level:
        if row.get(LEVEL) in {level.label, level.value}:
            return level
    labels = "、".join(level.label for level in Level)
    raise RowFault(f"层级“{row.get(LEVEL)}”看不懂，请从这些里选：{labels}。")


def _order(row: Row) -> int | None:
    text = row.get(ORDER)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise RowFault(f"顺序“{text}”不是整数，请核对。")
    return int(text)


def _parent_key(row: Row) -> str:
    """Return the key of who stands above: where none is told, the agency at the top, if there is one."""
    if row.get(PARENT):
        return row.get(PARENT)
    top = Agency.objects.filter(parent__isnull=True).order_by("order", "id").first()
    return top.key if top is not None else ""


def _parents_first(rows: Sequence[Row]) -> tuple[list[Row], list[Fault]]:
    """Return the rows with every parent before what stands below it, and those that stand below themselves."""
    by_key = {row.get(KEY): row for row in reversed(rows)}
    done: set[str] = set()
    ordered, circular = [], []
    for row in rows:
        chain = []
        at: Row | None = row
        while at is not None and at.get(KEY) not in done and at not in chain:
            chain.append(at)
            at = by_key.get(at.get(PARENT)) if at.get(PARENT) else None
        if at is not None and at in chain:
            told = "、".join(each.get(KEY) for each in chain[chain.index(at) :])
            circular.append(Fault(row.number, f"上下级绕成了圈（{told}），请核对上级机构编码。"))
            continue
        for each in reversed(chain):
            done.add(each.get(KEY))
            ordered.append(each)
    return ordered, circular
