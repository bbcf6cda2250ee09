"""Open data: everything public as CSV and JSON, month by month, with its schema; and the agencies."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import astuple
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.agencies.selectors import open_agencies
from gongkai.apps.portal.page import Crumb, Head, show, site
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.portal.records import FIELDS, plain, record_of, schema
from gongkai.apps.publishing.changes import ALL, SITE
from gongkai.apps.publishing.selectors.public_months import months, published_in
from gongkai.core.publication.scope import Level

MARK = "\ufeff"
"""Begins a CSV so that spreadsheets read it as UTF-8."""
AGENCY_FIELDS = (
    ("key", "编号"), ("name", "名称"), ("level", "级别"), ("parent", "上级"), ("organization_code", "组织机构代码"),
    ("office", "政府信息公开工作机构"), ("address", "办公地址"), ("office_hours", "办公时间"), ("telephone", "联系电话"),
    ("fax", "传真"), ("email", "电子邮箱"), ("postcode", "邮政编码"),
)  # fmt: skip
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@public
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show which data there are, what their columns mean, and how to read them by program."""
    head = Head("开放数据", "/open/", "全部主动公开信息的目录数据，可以下载和再利用。", (Crumb("开放数据"),))
    context: dict[str, object] = {"months": months(), "fields": FIELDS, "agency_fields": AGENCY_FIELDS}
    return shows(show(request, "open_data.html", head, context), SITE)


@public
@require_safe
def items_file(request: HttpRequest, month: str, ending: str) -> HttpResponse:
    """Send all that was published in a month and is online."""
    told = _MONTH.fullmatch(month)
    if told is None:
        raise Http404
    rows = published_in(int(told[1]), int(told[2]), clock.today())
    if not rows:
        raise Http404
    origin = site().origin or f"{request.scheme}://{request.get_host()}"
    records = [record_of(row, origin) for row in rows]
    if ending == "json":
        answer = _json([plain(each) for each in records])
    else:
        lines = [[_cell(value) for value in astuple(each)] for each in records]
        answer = _csv([each.label for each in FIELDS], lines, f"items-{month}.csv")
    return shows(answer, f"month:{month}")


@public
@require_safe
def items_schema(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Send the JSON Schema of the files of items."""
    return shows(_json(schema()), ALL)


@public
@require_safe
def agencies_file(request: HttpRequest, ending: str) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Send the agencies with what the guide says of their offices (条例第十二条)."""
    found = open_agencies().select_related("parent").order_by("path")
    rows = [
        {
            **{name: str(getattr(each, name) or "") for name, _ in AGENCY_FIELDS},
            "level": Level(each.level).label,
            "parent": each.parent.name if each.parent else "",
        }
        for each in found
    ]
    if ending == "json":
        return shows(_json(rows), ALL)
    names = [name for name, _ in AGENCY_FIELDS]
    lines = [[_cell(row[name]) for name in names] for row in rows]
    return shows(_csv([label for _, label in AGENCY_FIELDS], lines, "agencies.csv"), ALL)


def _json(value: object) -> HttpResponse:
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(told, content_type="application/json; charset=utf-8")


def _csv(head: list[str], lines: list[list[str]], name: str) -> HttpResponse:
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(head)
    writer.writerows(lines)
    answer = HttpResponse(MARK + told.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cell(value: object) -> str:
    """Return a value as a cell; what a spreadsheet would take for a formula is marked as text."""
    told = value.isoformat() if isinstance(value, date) else str(value if value is not None else "")
    return f"'{told}" if told[:1] in {"=", "+", "-", "@", "\t", "\r"} else told
