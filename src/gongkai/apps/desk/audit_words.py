"""What stands in a record of the audit, in words for whoever reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gongkai.apps.desk.forms.validity import HOW
from gongkai.apps.publishing.models import Kind
from gongkai.core.publication.chains import Role
from gongkai.core.publication.marks import Kind as Mark

KINDS = {
    "item": "信息",
    "agency": "机构",
    "account": "账号",
    "platform": "平台",
    "audit": "审计记录",
    "batch": "批量导入",
    "list": "信息列表",
}
LABELS = {
    "accounts": "建立账号",
    "address": "地址",
    "administrator": "管理员",
    "after": "改为",
    "agency": "机构",
    "aside": "另存",
    "at": "定时",
    "appointments": "结束的任职",
    "basis": "依据",
    "before": "原来",
    "by": "经办",
    "chain": "流程",
    "column": "栏目",
    "count": "条数",
    "deputy": "代行人",
    "document": "依据",
    "fields": "项目",
    "file": "文件",
    "filter": "条件",
    "from": "移出",
    "handles_disclosure": "负责信息公开",
    "how": "方式",
    "item_kind": "信息类别",
    "items": "信息条数",
    "keys": "编号",
    "label": "名称",
    "last_day": "最后一天",
    "mark": "标记",
    "means": "登录方式",
    "name": "名称",
    "on": "生效日期",
    "order": "顺序",
    "other": "对方信息",
    "parent": "上级",
    "password": "密码不对",
    "reason": "理由",
    "role": "角色",
    "rows": "行数",
    "section": "内设机构",
    "since": "开始",
    "single_sign_on_only": "只用单点登录",
    "step": "步骤",
    "submitted": "导入后送审",
    "successor": "承接机构",
    "title": "标题",
    "to": "移入",
    "until": "结束",
    "version": "版次",
    "why": "原因",
}
CODES: dict[str, dict[str, str]] = {
    "how": {**{each.value: label for each, label in HOW.items()}, "continued": "继续有效"},
    "item_kind": {each.value: str(each.label) for each in Kind},
    "mark": {each.value: each.label for each in Mark},
    "role": {each.value: each.label for each in Role},
}
"""What codes are called, by the name under which they stand in a record."""


class Told(Protocol):
    """A record, as far as it is told."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    acting_for: str
    address: str
    action: str
    subject_kind: str
    subject_key: str
    agency: str
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a page shows it."""

    number: int
    at: datetime
    who: str
    address: str
    action: str
    kind: str
    key: str
    agency: str
    detail: str


def line_of(record: Told) -> Line:
    """Return a record in words."""
    who = (
        f"{record.actor_name}（{record.actor}）"
        if record.actor_name
        else {"public": "公众"}.get(record.actor, record.actor)
    )
    if record.acting_for:
        who += f"，代{record.acting_for}"
    kind = KINDS.get(record.subject_kind, record.subject_kind)
    return Line(
        record.number, record.at, who, record.address, record.action, kind, record.subject_key, record.agency,
        detail_of(record.detail),
    )  # fmt: skip


def detail_of(text: str) -> str:
    """Return the particulars of a record in words; what is empty is left out.

    >>> detail_of('{"before":"某局","after":"新局","short":""}')
    '原来：某局；改为：新局'
    """
    told = json.loads(text)
    order = sorted(told, key=lambda key: (key != "before", key != "after", key))
    parts = [(LABELS.get(key, key), _named(key, told[key])) for key in order]
    return "；".join(f"{label}：{value}" for label, value in parts if value)


def _named(name: str, value: object) -> str:
    return _shown(CODES.get(name, {}).get(value, value) if isinstance(value, str) else value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(_shown, value))
    return str(value)
