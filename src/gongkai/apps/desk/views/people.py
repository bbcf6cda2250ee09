"""People: whom somebody may manage, one of them, a new one, many from a table."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps import clock
from gongkai.apps.accounts.selectors import has_second_factor
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import people as reading
from gongkai.apps.agencies.services import staffing
from gongkai.apps.agencies.services.import_plan import Plan
from gongkai.apps.agencies.services.people_import import import_people, people_template, plan_people
from gongkai.apps.audit.services import record
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.people import NewPersonForm, PersonForm, role_choices
from gongkai.apps.desk.page import page
from gongkai.apps.desk.tables import Import, download, import_page
from gongkai.apps.desk.within import open_within, person_for
from gongkai.core.errors import StepRefused

METHODS = ["GET", "HEAD", "POST"]
AT_A_TIME = 40
TOLD = "told-passwords"
"""Where the session keeps new passwords until their page is opened, once."""
STEPS = {
    "password": staffing.renew_password,
    "second-factor": staffing.clear_second_factor,
    "close": staffing.close_account,
    "open": staffing.open_account,
    "unlock": staffing.unlock,
}
DONE = {
    "second-factor": "已清除第二因素，本人下次登录后重新设置。",
    "close": "已停用，本人已经退出。",
    "open": "已启用。",
    "unlock": "已解除锁定，本人可以再试。",
}


@allowed(Right.MANAGE_PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show whom somebody may manage, by name, role and agency."""
    staff = staff_of(request)
    words, role = request.GET.get("words", "")[:100], request.GET.get("role", "")[:40]
    agency = request.GET.get("agency", "")[:40]
    found = reading.people(staff, clock.today(), words, role, agency)
    shown = Paginator(found, AT_A_TIME).get_page(request.GET.get("page"))
    context = {
        "people": shown,
        "words": words,
        "role": role,
        "agency": agency,
        "roles": role_choices(above=True)[1:],
        "agencies": open_within(staff, Right.MANAGE_PEOPLE),
    }
    return page(request, "desk/people/list.html", context)


@allowed(Right.MANAGE_PEOPLE)
@require_safe
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one person with their offices."""
    staff = staff_of(request)
    shown = person_for(staff, user_id)
    today = clock.today()
    record("查看人员资料", "account", shown.username)
    context = {
        "person": shown,
        "appointments": [
            {
                "held": each,
                "runs": each.since <= today and (each.until is None or each.until >= today),
                "over": each.until is not None and each.until < today,
                "mine": staff.may(Right.MANAGE_PEOPLE, each.agency.path),
            }
            for each in reading.appointments_of(user_id)
        ],
        "acting": reading.deputations_for(user_id, today),
        "factor": has_second_factor(user_id),
        "against": reading.reasons_against_managing(staff, user_id, today),
        "self": user_id == staff.id,
        "today": today,
    }
    return page(request, "desk/people/person.html", context)


@allowed(Right.MANAGE_PEOPLE)
@require_http_methods(METHODS)
def engage(request: HttpRequest) -> HttpResponse:
    """Make an account with a first office."""
    staff = staff_of(request)
    initial = {"since": clock.today(), "agency": request.GET.get("agency", "")}
    form = NewPersonForm(
        request.POST or None,
        agencies=open_within(staff, Right.MANAGE_PEOPLE),
        above=staff.may_anywhere(Right.MANAGE_AGENCIES),
        initial=initial,
    )

    def do() -> None:
        user_id, password = staffing.engage(staff, form.person(), form.office())
        given = form.cleaned_data
        request.session[TOLD] = [[given["username"].strip().lower(), given["name"], password, user_id]]

    if request.method == "POST" and attempt(form, do):
        messages.success(request, "已建立账号并任命。")
        return redirect("desk:passwords")
    context = {
        "title": "新增人员",
        "form": form,
        "submit": "建立账号并任命",
        "back": reverse("desk:people"),
        "wide": True,
    }
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_PEOPLE)
@require_http_methods(METHODS)
def edit(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change how somebody is called and reached."""
    staff = staff_of(request)
    shown = person_for(staff, user_id)
    initial = {"name": shown.name, "telephone": shown.telephone, "email": shown.email}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and attempt(form, lambda: staffing.edit_person(staff, user_id, **form.cleaned_data)):
        messages.success(request, "已保存。")
        return redirect("desk:person", user_id)
    back = reverse("desk:person", args=(user_id,))
    context = {"title": f"修改{shown.name}的资料", "form": form, "submit": "保存", "back": back}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_PEOPLE)
@require_POST
def account(request: HttpRequest, user_id: int, step: str) -> HttpResponse:
    """Do something with somebody's account: a new password, no second factor, close, open, unlock."""
    staff = staff_of(request)
    shown = person_for(staff, user_id)
    try:
        password = STEPS[step](staff, user_id)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:person", user_id)
    if step == "password":
        request.session[TOLD] = [[shown.username, shown.name, password, user_id]]
        return redirect("desk:passwords")
    messages.success(request, DONE[step])
    return redirect("desk:person", user_id)


@allowed(Right.MANAGE_PEOPLE)
@require_safe
def passwords(request: HttpRequest) -> HttpResponse:
    """Show new passwords once."""
    told = request.session.pop(TOLD, [])
    if not told:
        messages.warning(request, "初始密码只显示一次；没有记下的，请给本人重设。")
        return redirect("desk:people")
    return page(request, "desk/people/passwords.html", {"told": told})


@allowed(Right.MANAGE_PEOPLE)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the workbook to fill in."""
    del request
    return download(people_template(), "人员导入模板.xlsx")


@allowed(Right.MANAGE_PEOPLE)
@require_http_methods(METHODS)
def take_in(request: HttpRequest) -> HttpResponse:
    """Import people: first what would be, then all of it."""
    staff = staff_of(request)

    def do(data: bytes, name: str) -> Plan:
        done = import_people(staff, data, name)
        request.session[TOLD] = [[each.username, each.name, each.password, None] for each in done.accounts]
        return done.plan

    def after(request: HttpRequest) -> HttpResponse:
        return redirect("desk:passwords" if request.session.get(TOLD) else "desk:people")

    kind = Import(
        name="people",
        title="导入人员",
        template=reverse("desk:people-template"),
        back=reverse("desk:people"),
        plan=lambda data, name: plan_people(staff, data, name),
        do=do,
        after=after,
    )
    return import_page(request, kind)
