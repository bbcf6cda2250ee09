"""The audit: who did what to which record, as far as a reader's reach goes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.models import Record
from gongkai.apps.audit.selectors import records, verify
from gongkai.apps.audit.services import record
from gongkai.apps.desk.audit_words import KINDS, line_of
from gongkai.apps.desk.forms.platform import AuditFilter
from gongkai.apps.desk.page import page
from gongkai.apps.desk.tables import download
from gongkai.formats.tabular import write_csv

AT_A_TIME = 50
MOST_EXPORTED = 20_000
HEADINGS = ("序号", "时间", "人员", "来自", "动作", "对象", "编号", "机构", "内容")


@allowed(Right.READ_AUDIT)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show records, newest first, and whether the chain holds where that was asked."""
    staff = staff_of(request)
    form = _filter(request, staff)
    found = _found(staff, form)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(number__lt=int(before))
    shown = list(found[: AT_A_TIME + 1])
    everything = _reads_everything(staff)
    context = {
        "form": form,
        "lines": [line_of(each) for each in shown[:AT_A_TIME]],
        "next": _address(request, before=shown[AT_A_TIME - 1].number) if len(shown) > AT_A_TIME else "",
        "first": _address(request) if before else "",
        "export": f"export.csv?{_query(request)}",
        "everything": everything,
        "verdict": verify() if everything and request.GET.get("verify") == "1" else None,
    }
    return page(request, "desk/audit/list.html", context, status=200 if form.is_valid() else 400)


@allowed(Right.READ_AUDIT)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the records that were searched as a csv file; that they were taken out is a record itself."""
    staff = staff_of(request)
    form = _filter(request, staff)
    lines = [line_of(each) for each in _found(staff, form)[:MOST_EXPORTED]]
    record("导出审计记录", "audit", "", rows=len(lines), filter=_query(request))
    rows = (
        (
            str(each.number), timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M:%S"), each.who, each.address,
            each.action, each.kind, each.key, each.agency, each.detail,
        )
        for each in lines
    )  # fmt: skip
    return download(write_csv(HEADINGS, rows), "审计记录.csv", "text/csv; charset=utf-8")


def _filter(request: HttpRequest, staff: Staff) -> AuditFilter:
    agencies = selectors.agencies_within(staff.reach(Right.READ_AUDIT)).order_by("path")
    form = AuditFilter(request.GET, agencies=agencies, kinds=list(KINDS.items()))
    form.is_valid()
    return form


def _found(staff: Staff, form: AuditFilter) -> QuerySet[Record]:
    """Return the records that a reader may see and asked for; of a filter that makes no sense, none."""
    if not form.is_valid():
        return records().none()
    given = form.cleaned_data
    within = None
    if not _reads_everything(staff):
        within = frozenset(selectors.agencies_within(staff.reach(Right.READ_AUDIT)).values_list("key", flat=True))
    found = records(given["words"], given["kind"], agencies=within)
    if given["agency"]:
        found = found.filter(agency=given["agency"])
    if given["actor"]:
        found = found.filter(actor=given["actor"])
    if given["since"]:
        found = found.filter(at__gte=_morning(given["since"]))
    if given["until"]:
        found = found.filter(at__lt=_morning(given["until"] + timedelta(days=1)))
    return found


def _reads_everything(staff: Staff) -> bool:
    """Say whether somebody may read what concerns no agency, too: who reads the audit of the agency at the top."""
    top = selectors.root()
    return top is not None and staff.may(Right.READ_AUDIT, top.path)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    for name in ("before", "verify"):
        asked.pop(name, None)
    return str(asked.urlencode())


def _address(request: HttpRequest, **more: object) -> str:
    told = "&".join([*filter(None, [_query(request)]), *(f"{name}={value}" for name, value in more.items())])
    return f"?{told}"
