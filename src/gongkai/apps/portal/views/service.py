"""How to apply, how pages may be shown, the map of the site, and whether the service is well."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.portal.agency_groups import agency_groups
from gongkai.apps.portal.columns import column, statutory_groups
from gongkai.apps.portal.health import examine
from gongkai.apps.portal.modes import HIGH, LARGE, Modes, keep_modes
from gongkai.apps.portal.page import Crumb, Head, column_tags, show
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.portal.terms import reply_terms
from gongkai.apps.publishing.changes import SITE


@public
@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    """Show how to apply: to whom, with what particulars, how long it takes, what it costs."""
    shown = column("application")
    head = Head(
        shown.label, shown.address, f"{shown.told}。", (Crumb(shown.label),), column_tags(shown), shown.address
    )  # fmt: skip
    context = {"column": shown, "terms": reply_terms(clock.today()), "groups": agency_groups()}
    return shows(show(request, "apply.html", head, context), SITE)


@public
@require_safe
def application_form(request: HttpRequest) -> HttpResponse:
    """Show the application form as a page to print and fill in by hand."""
    shown = column("application")
    title = "政府信息公开申请表"
    head = Head(
        title,
        f"{shown.address}form/",
        "可以打印填写的政府信息公开申请表。",
        (Crumb(shown.label, shown.address), Crumb(title)),
        column_tags(shown),
        shown.address,
    )
    return shows(show(request, "application_form.html", head))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the site can be used by everybody, and keep how its reader wants it shown."""
    if request.method == "POST":
        answer = redirect(_back(request))
        size = LARGE if request.POST.get("size") == LARGE else ""
        contrast = HIGH if request.POST.get("contrast") == HIGH else ""
        keep_modes(answer, Modes(size, contrast))
        return answer
    head = Head("无障碍浏览", "/accessibility/", "大字号、高对比度、键盘和读屏软件的使用方法。", (Crumb("无障碍浏览"),))
    return show(request, "accessibility.html", head, {"back": _back(request)})


@public
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Show every column and every agency on one page."""
    head = Head("网站地图", "/sitemap/", "全部栏目和机关的入口。", (Crumb("网站地图"),))
    context = {"groups": agency_groups(), "statutory": statutory_groups()}
    return shows(show(request, "sitemap.html", head, context), SITE)


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Say whether the database, the files and the search answer; 503 where one of them doesn't."""
    found = examine()
    return JsonResponse({"ok": all(found.values()), **found}, status=200 if all(found.values()) else 503)


def _back(request: HttpRequest) -> str:
    """Return where to go on after the modes were set: only an address of this site."""
    told = request.POST.get("next", "") or request.GET.get("next", "")
    if told.startswith("/") and url_has_allowed_host_and_scheme(told, None):
        return told
    return "/accessibility/"
