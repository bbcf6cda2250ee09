"""Government rules and normative documents of an agency: their validity, the numbers of a year, the periodic clean-up."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.audit.services import record
from gongkai.apps.desk.forms.validity import RESULTS, CleanUpForm, read_results
from gongkai.apps.desk.lookup import agencies_for, agency_for
from gongkai.apps.desk.names import by_name
from gongkai.apps.desk.page import page
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.selectors.counts import Document, counts, documents
from gongkai.apps.publishing.services.validity import clean_up
from gongkai.core.errors import StepRefused
from gongkai.formats.tabular import write_csv, write_xlsx

_KINDS = (Kind.GOVERNMENT_RULE, Kind.NORMATIVE_DOCUMENT)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = ("标题", "文号", "类别", "制发日期", "施行日期", "有效期至", "有效性", "说明", "依据", "地址编号")
_FIRST_YEAR = 1949


@allowed(Right.MANAGE_VALIDITY, Right.READ_DRAFTS)
@require_GET
def documents_page(request: HttpRequest) -> HttpResponse:
    """Show the documents of an agency with their validity, and the numbers of a year for table 2."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.READ_DRAFTS)
    agency = _agency(request, agencies)
    if agency is None:
        return page(request, "desk/choose_agency.html", {"agencies": agencies, "leads": reverse("desk:documents")})
    year = _year(request)
    context = {
        "agency": agency,
        "agencies": agencies,
        "year": year,
        "years": range(clock.today().year, clock.today().year - 6, -1),
        "counts": [(kind.label, counts(agency.pk, kind, year)) for kind in _KINDS],
        "documents": documents(agency.pk, _KINDS, clock.today()),
        "alterable": staff.may(Right.MANAGE_VALIDITY, agency.path),
    }
    return page(request, "desk/documents.html", context)


@allowed(Right.MANAGE_VALIDITY, Right.READ_DRAFTS)
@require_GET
def documents_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the list of documents out as a table."""
    staff = staff_of(request)
    agency = agency_for(staff, Right.READ_DRAFTS, request.GET.get("agency", ""))
    rows = [_row(each) for each in documents(agency.pk, _KINDS, clock.today())]
    data = write_csv(_HEAD, rows) if ending == "csv" else write_xlsx(_HEAD, rows)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8" if ending == "csv" else _XLSX)
    response["Content-Disposition"] = f'attachment; filename="documents-{agency.key}.{ending}"'
    response["Cache-Control"] = "no-store"
    record("导出文件清单", "agency", agency.key, agency=agency.key, count=len(rows))
    return response


@allowed(Right.MANAGE_VALIDITY)
@require_http_methods(["GET", "POST"])
def clean_up_page(request: HttpRequest) -> HttpResponse:
    """Tick what a clean-up found of every document in force, and apply it in one go."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.MANAGE_VALIDITY)
    agency = _agency(request, agencies)
    if agency is None:
        return page(request, "desk/choose_agency.html", {"agencies": agencies, "leads": reverse("desk:clean-up")})
    found = [each for each in documents(agency.pk, _KINDS, clock.today()) if _holds(each)]
    form = CleanUpForm(request.POST if request.method == "POST" else None)
    refusal: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        keys = [each.online.key for each in found]
        given = form.cleaned_data
        results = read_results(request.POST, keys, given["on"], given["basis"])
        if len(results) < len(keys):
            refusal = (f"还有{len(keys) - len(results)}份没有选择清理结果",)
        else:
            try:
                changed = clean_up(staff, agency.pk, results, given["basis"])
            except StepRefused as refused:
                refusal = by_name(refused.reasons, staff)
            else:
                messages.success(request, f"清理完成：{len(results)}份文件，其中{changed}份有变化，其余继续有效。")
                return redirect(f"{reverse('desk:documents')}?agency={agency.key}")
    rows = [(each, request.POST.get(f"result-{each.online.key}", "")) for each in found]
    context = {"agency": agency, "form": form, "rows": rows, "results": RESULTS, "refusal": refusal}
    return page(request, "desk/clean_up.html", context, status=400 if form.is_bound else 200)


def _agency(request: HttpRequest, agencies: list[Agency]) -> Agency | None:
    wanted = request.GET.get("agency", "")
    if not wanted and len(agencies) == 1:
        return agencies[0]
    return next((each for each in agencies if each.key == wanted), None)


def _year(request: HttpRequest) -> int:
    told = request.GET.get("year", "")
    year = int(told) if told.isascii() and told.isdigit() and len(told) == 4 else clock.today().year
    return year if _FIRST_YEAR <= year <= clock.today().year else clock.today().year


def _holds(document: Document) -> bool:
    return document.standing is None or document.standing.validity.binds


def _row(document: Document) -> tuple[str, ...]:
    online, standing = document.online, document.standing
    told: Iterable[object] = (
        online.title,
        online.document_number,
        Kind(online.kind).label,
        document.made_on,
        online.effective_from or "",
        online.effective_to or "",
        standing.validity.label if standing else "",
        standing.message if standing else "",
        standing.by if standing else "",
        online.key,
    )
    return tuple(map(str, told))
