"""What stands in the navigation of the desk: a label, where it leads, and which rights open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.platform import may_configure
from gongkai.apps.agencies.staff import Staff


@dataclass(frozen=True, slots=True)
class Row:
    """An entry: its label, the name of its address, and the rights of which one opens it (none: whoever is signed in).

    `may` is asked, too, where a right somewhere in the tree isn't enough.
    """

    label: str
    url: str
    rights: tuple[Right, ...] = ()
    may: Callable[[Staff], bool] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it."""

    label: str
    address: str
    current: bool


READERS = (Right.DRAFT, Right.READ_DRAFTS, Right.REVIEW, Right.PUBLISH, Right.WITHDRAW)
AGENCY_RIGHTS = (
    Right.MANAGE_AGENCIES,
    Right.EDIT_PROFILE,
    Right.SET_REVIEW,
    Right.MANAGE_PEOPLE,
    Right.READ_AUDIT,
    Right.SUPERVISE,
)
"""Any of them opens the page of an agency."""
ROWS: tuple[Row, ...] = (
    Row("我的工作", "desk:home"),
    Row("起草信息", "desk:item-new", (Right.DRAFT,)),
    Row("待我审查", "desk:queue", (Right.REVIEW,)),
    Row("信息列表", "desk:items", READERS),
    Row("批量导入", "desk:batch", (Right.DRAFT,)),
    Row("文件效力和清理", "desk:documents", (Right.MANAGE_VALIDITY, Right.READ_DRAFTS)),
    Row("公众找错", "portal:reports_desk", (Right.EDIT_PROFILE, Right.SUPERVISE)),
    Row("机构", "desk:agencies", AGENCY_RIGHTS),
    Row("人员", "desk:people", (Right.MANAGE_PEOPLE,)),
    Row("平台设置", "desk:platform", (Right.CONFIGURE,), may_configure),
    Row("审计记录", "desk:audit", (Right.READ_AUDIT,)),
    Row("我的离岗", "desk:absence"),
)
"""Every entry, in the order of the page; a new one is a row here."""


def links(staff: Staff, path: str, rows: tuple[Row, ...] = ROWS) -> tuple[Link, ...]:
    """Return what somebody may open, the most fitting entry marked as where they are."""
    held = (row for row in rows if not row.rights or any(staff.may_anywhere(right) for right in row.rights))
    open_rows = [row for row in held if row.may is None or row.may(staff)]
    addresses = [reverse(row.url) for row in open_rows]
    home = reverse("desk:home")
    here = max(
        (each for each in addresses if path == each or (each != home and path.startswith(each))), key=len, default=""
    )
    return tuple(Link(row.label, address, address == here) for row, address in zip(open_rows, addresses, strict=True))
