"""Reports of mistakes (我为政府网站找错): the form, and the list of those who look after them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.agencies.access import allowed, public, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.audit.middleware import address_of
from gongkai.apps.audit.services import record
from gongkai.apps.portal.forms import ErrorReportForm
from gongkai.apps.portal.models import ErrorKind
from gongkai.apps.portal.page import Crumb, Head, show
from gongkai.apps.portal.selectors import error_reports, open_error_reports
from gongkai.apps.portal.services.error_reports import TooMany, report_error, settle_report

TITLE = "我为政府网站找错"
ADDRESS = "/corrections/"
SIZE = 30


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form of a report, and take one in."""
    form = ErrorReportForm(initial={"page": _about(request)})
    if request.method == "POST":
        form = ErrorReportForm(request.POST)
        if form.is_valid() and _taken(request, form):
            return redirect("portal:report_received")
    head = Head(TITLE, ADDRESS, "发现页面内容、链接或者公开的信息有错误，请在这里告诉我们。", (Crumb(TITLE),))
    return show(request, "report.html", head, {"form": form}, status=422 if form.is_bound else 200)


@public
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """Say that a report has come in."""
    head = Head(
        "已经收到", f"{ADDRESS}received/", "找错已经提交。", (Crumb(TITLE, ADDRESS), Crumb("已经收到")), indexed=False
    )
    return show(request, "report_received.html", head)


@allowed(Right.EDIT_PROFILE, Right.SUPERVISE)
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the reports to whoever looks after the information, open ones first."""
    pages = Paginator(error_reports().order_by("settled_at", "-made_at"), SIZE)
    page = pages.get_page(request.GET.get("page"))
    shown = [each.pk for each in page if each.contact]
    if shown:
        record("查看找错人的联系方式", "error_report", str(shown[0]), reports=shown)
    context = {"page": page, "title": "公众找错", "waiting": open_error_reports().count()}
    return render(request, "portal/reports_desk.html", context)


@allowed(Right.EDIT_PROFILE)
@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what was done about a report."""
    settle_report(staff_of(request), number, request.POST.get("outcome", "")[:500])
    return redirect("portal:reports_desk")


def _taken(request: HttpRequest, form: ErrorReportForm) -> bool:
    told = form.cleaned_data
    try:
        report_error(
            nonce=told["token"],
            kind=ErrorKind(told["kind"]),
            page=told["page"],
            words=told["words"],
            contact=told["contact"],
            address=address_of(request),
        )
    except TooMany as error:
        form.add_error(None, str(error))
        return False
    return True


def _about(request: HttpRequest) -> str:
    """Return the page that a report is about, where the address names one of this site."""
    told = request.GET.get("about", "")[:300]
    return told if told.startswith("/") and url_has_allowed_host_and_scheme(told, None) else ""
