"""The list of items: filters, pages, and the same as csv."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record
from gongkai.apps.desk.columns import column_label
from gongkai.apps.desk.forms.sieve import SieveForm
from gongkai.apps.desk.lookup import agencies_for
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.page import page
from gongkai.apps.publishing.models import Item, Kind
from gongkai.apps.publishing.selectors.desk import lines, listed
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.review import State
from gongkai.formats.tabular import write_csv

PER_PAGE = 25
MOST = 20_000
"""Rows of an exported list."""
_HEAD = (
    "编号",
    "标题",
    "状态",
    "栏目",
    "机构",
    "类别",
    "文号",
    "形成日期",
    "公开属性",
    "最迟公开日",
    "最后修改",
    "修改人",
    "索引号",
)


@allowed(*READERS)
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """Show the items that somebody may read, by what they ask for."""
    staff = staff_of(request)
    form = _form(request, staff)
    found = listed(staff, form.sieve())
    pages = Paginator(found, PER_PAGE)
    here = pages.get_page(request.GET.get("page"))
    asked = {name: value for name, value in form.asked().items() if value}
    context = {
        "form": form,
        "here": here,
        "rows": [(each, column_label(each.item.agency.level, each.item.column)) for each in lines(list(here))],
        "asked": urlencode(asked),
        "filtered": bool(asked),
        "numbers": pages.get_elided_page_range(here.number, on_each_side=2, on_ends=1),
    }
    return page(request, "desk/items.html", context)


@allowed(*READERS)
@require_GET
def items_csv(request: HttpRequest) -> HttpResponse:
    """Give the same list out as csv."""
    staff = staff_of(request)
    found = list(listed(staff, _form(request, staff).sieve())[:MOST])
    response = HttpResponse(write_csv(_HEAD, map(_row, found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="items-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    record("导出信息列表", "list", "", count=len(found))
    return response


def _form(request: HttpRequest, staff: Staff) -> SieveForm:
    form = SieveForm(request.GET, agencies=agencies_for(staff, Right.READ_DRAFTS))
    form.is_valid()
    return form


def _row(item: Item) -> tuple[str, ...]:
    text = item.latest
    return (
        item.key,
        text.title if text else "",
        State(item.state).label,
        column_label(item.agency.level, item.column),
        item.agency.name,
        Kind(item.kind).label,
        text.document_number if text else "",
        str(text.formed_on or "") if text else "",
        Attribute(text.attribute).label if text else "",
        str(item.publish_by or ""),
        f"{localtime(item.changed_at):%Y-%m-%d %H:%M}",
        text.author.name if text else "",
        item.index_number or "",
    )
