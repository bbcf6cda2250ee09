"""The website as a whole: its settings, the calendar that it counts by, and the first set-up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import clock
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.access import allowed, public, signed_in, staff_of
from gongkai.apps.agencies.calendars import calendar
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services import first_run
from gongkai.apps.agencies.services.platform import PlatformSettings, configure, may_configure, missing_on_pages
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.platform import PlatformForm, SetUpForm
from gongkai.apps.desk.page import page
from gongkai.core.law.calendar import MADE_UP, Calendar
from gongkai.core.law.statutory import SATURDAY

METHODS = ["GET", "HEAD", "POST"]
AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days one after the other for one reason: off for a holiday, or worked at a weekend."""

    first: date
    last: date
    name: str
    worked: bool

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


@allowed(Right.CONFIGURE)
@require_http_methods(METHODS)
def platform(request: HttpRequest) -> HttpResponse:
    """Show and change the settings, with what every page would lack beside them."""
    staff = staff_of(request)
    if not may_configure(staff):
        raise PermissionDenied
    now = selectors.platform()
    agencies = list(selectors.open_agencies().order_by("path"))
    given = {name: getattr(now, name) for name in asdict(PlatformSettings("")) if name != "host"}
    initial = {**given, "host": now.host.key if now.host else ""}
    form = PlatformForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and attempt(form, lambda: configure(staff, form.settings())):
        messages.success(request, "已保存，门户的页头和页脚已经更新。")
        return redirect("desk:platform")
    context = {"form": form, "findings": missing_on_pages(now)}
    return page(request, "desk/platform/platform.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Show the holidays to come and the weekends worked, and on what they rest."""
    now, today = calendar(), clock.today()
    until = min(today + AHEAD, now.last)
    years = [(year, now.notice(year)) for year in range(today.year, until.year + 1)]
    context = {"stretches": stretches(now, today, until), "years": years, "until": until, "today": today}
    return page(request, "desk/platform/calendar.html", context)


@public
@sensitive_post_parameters()
@require_http_methods(METHODS)
def set_up(request: HttpRequest) -> HttpResponse:
    """Set an empty installation up; there is no such page any more once somebody has an account."""
    if not first_run.needed():
        raise Http404
    form = SetUpForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and not first_run.is_setup_code(form.cleaned_data["code"]):
        form.add_error("code", "设置码不对，请从启动服务的命令行里抄。")
    if request.method == "POST" and attempt(form, lambda: _set_up(form)):
        messages.success(request, "设置完成，请用管理员账号登录。")
        return redirect("account_login")
    answer = render(request, "desk/platform/setup.html", {"form": form}, status=400 if form.is_bound else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def stretches(of: Calendar, first: date, last: date) -> list[Stretch]:
    """Return the holidays and the worked weekends of some days, those of one reason together; plain weekends are left out."""
    found: list[Stretch] = []
    day = first
    while day <= last:
        name = of.name(day)
        worked = of.is_workday(day)
        if name and not (name.startswith("周") and day.weekday() >= SATURDAY and not worked):
            before = found[-1] if found else None
            if before is not None and (before.name, before.last) == (name, day - timedelta(days=1)):
                found[-1] = Stretch(before.first, day, name, worked)
            else:
                found.append(Stretch(day, day, MADE_UP if worked else name, worked))
        day += timedelta(days=1)
    return found


def _set_up(form: SetUpForm) -> None:
    given = form.cleaned_data
    table = given.get("table")
    tree = first_run.TreeFile(table.read(), table.name) if table else None
    first_run.set_up(given["platform_name"], form.root(), form.administrator(), tree)
