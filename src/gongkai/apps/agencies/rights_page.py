"""The page of the rights as the program holds them (docs/generated/rights.md)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import Reach, Right, from_above, grants, in_sections, included
from gongkai.core.publication.chains import Role

HEAD = """# 角色与权限

`src/gongkai/apps/agencies/data/rights.toml`的内容，由程序写成本页，不要手改。

范围：**股** 所任职的内设机构（任职未指明内设机构的为全机构）；**本** 本机构；**下** 本机构及其所有下级。
"""
MARKS = {Reach.SECTION: "股", Reach.AGENCY: "本", Reach.BELOW: "下"}


def rights_page() -> str:
    """Return the page in Markdown: a row for each right, a column for each role, and what else holds of roles.

    >>> "| 审查信息 |  |  | 股 | 本 | 本 |" in rights_page()
    True
    """
    lines = [HEAD, "| 权限 | " + " | ".join(role.label for role in Role) + " |", "|---" * (len(Role) + 1) + "|"]
    lines += [f"| {right.label} | " + " | ".join(_mark(role, right) for role in Role) + " |" for right in Right]
    lines += ["", f"可以只在一个内设机构任职：{_named(in_sections())}。其他角色面向整个机构。"]
    lines += ["", f"由有“{Right.MANAGE_AGENCIES.label}”权限的人任命，本人不能指定代行人：{_named(from_above())}。"]
    heads = [role for role in Role if len(included(role)) > 1]
    lines += ["", *(f"{role.label}同时是{_named(included(role) - {role})}。" for role in heads)]
    lines += [
        "",
        "审计人员只查看、不办理，不能兼任、代行其他角色。任何人不能任命自己，不能审查自己起草的内容（代行也不能）。",
    ]
    return "\n".join(lines) + "\n"


def _mark(role: Role, right: Right) -> str:
    return "、".join(MARKS[each.reach] for each in grants(role) if each.right is right)


def _named(roles: frozenset[Role]) -> str:
    return "、".join(role.label for role in Role if role in roles)
