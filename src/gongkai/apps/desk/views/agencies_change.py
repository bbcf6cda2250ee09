"""Change an agency: its profile, its name, its place in the tree, its end."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.apps import clock
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services import endings, tree
from gongkai.apps.agencies.services.profile import edit_profile, profile_of
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.agencies import (
    DecisionForm,
    MoveForm,
    OrderForm,
    ProfileForm,
    RenameForm,
    SuccessorForm,
)
from gongkai.apps.desk.forms.fields import Arranged
from gongkai.apps.desk.page import page
from gongkai.apps.desk.within import agency_for, open_within
from gongkai.apps.publishing.services.handover import reasons_against_closing
from gongkai.core.publication.guide import Book, examine_book

METHODS = ["GET", "HEAD", "POST"]


@allowed(Right.EDIT_PROFILE)
@require_http_methods(METHODS)
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """Change what an agency tells of itself, with what the guide lacks beside it."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.EDIT_PROFILE)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(profile_of(agency))
    if request.method == "POST" and attempt(form, lambda: edit_profile(staff, key, form.profile())):
        messages.success(request, "已保存，门户上的指南已经更新。")
        return redirect("desk:agency", key)
    findings = examine_book(Book.GUIDE, selectors.guide_filled(agency))
    context = {"agency": agency, "form": form, "findings": findings}
    return page(request, "desk/agencies/profile.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """Give an agency a new name."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    form = RenameForm(request.POST or None, initial={"on": clock.today()})

    def do() -> object:
        given = form.cleaned_data
        return tree.rename(staff, key, given["name"], form.decision(), given["short_name"])

    words = (f"现名：{agency.name}。更名以前公开的信息，发布机构仍写当时的名称。",)
    return _decided(request, agency, form, do, title="机构更名", submit="更名", done="已更名。", words=words)


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Put an agency under another one."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    others = [each for each in open_within(staff, Right.MANAGE_AGENCIES) if not each.path.startswith(agency.path)]
    form = MoveForm(request.POST or None, agencies=others, initial={"on": clock.today()})

    def do() -> object:
        return tree.move(staff, key, form.cleaned_data["parent"], form.decision())

    words = (f"现在的上级：{agency.parent.name if agency.parent else '（无）'}。下面的机构一起划转，网址不变。",)
    return _decided(request, agency, form, do, title="机构划转", submit="划转", done="已划转。", words=words)


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def merge(request: HttpRequest, key: str) -> HttpResponse:
    """End an agency and let another one take over."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    form = _successor_form(request, agency, needed=True)

    def do() -> object:
        return endings.merge(staff, key, form.cleaned_data["successor"], form.decision())

    return _decided(
        request,
        agency,
        form,
        do,
        title="机构合并",
        submit="合并",
        done="已合并。",
        words=_belongings(agency),
        grave=True,
    )


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def close(request: HttpRequest, key: str) -> HttpResponse:
    """End an agency."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    form = _successor_form(request, agency, needed=False)

    def do() -> object:
        return endings.close(staff, key, form.decision(), form.cleaned_data["successor"])

    return _decided(
        request,
        agency,
        form,
        do,
        title="机构撤销",
        submit="撤销",
        done="已撤销。",
        words=_belongings(agency),
        grave=True,
    )


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Take the closing of an agency back."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    form = DecisionForm(request.POST or None, initial={"on": clock.today()})

    def do() -> object:
        return tree.reopen(staff, key, form.decision())

    words = ("恢复以后要重新任命人员。",)
    return _decided(request, agency, form, do, title="恢复机构", submit="恢复", done="已恢复。", words=words)


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def order(request: HttpRequest, key: str) -> HttpResponse:
    """Set where an agency stands among its siblings."""
    staff = staff_of(request)
    agency = agency_for(staff, key, Right.MANAGE_AGENCIES)
    form = OrderForm(request.POST or None, initial={"order": agency.order})

    def do() -> object:
        return tree.place(staff, key, form.cleaned_data["order"])

    return _decided(request, agency, form, do, title="调整顺序", submit="保存", done="已调整顺序。")


def _successor_form(request: HttpRequest, agency: Agency, *, needed: bool) -> SuccessorForm:
    others = [each for each in open_within(staff_of(request), Right.MANAGE_AGENCIES) if each.pk != agency.pk]
    return SuccessorForm(request.POST or None, agencies=others, needed=needed, initial={"on": clock.today()})


def _belongings(agency: Agency) -> tuple[str, ...]:
    """Return what goes on under the successor, in sentences."""
    told = [f"{each}，由承接的机构接手。" for each in reasons_against_closing(agency.pk)]
    sections = selectors.sections_of(agency.pk).count()
    if sections:
        told.append(f"还有{sections}个内设机构，连同里面的任职移到承接的机构。")
    told.append("面向整个机构的任职（领导、保密审查员、工作机构等）到前一天为止，由承接的机构重新任命。")
    return (*told, "办理以后不能撤回；原网址转到承接的机构。")


def _decided(  # noqa: PLR0913 — the words of a page
    request: HttpRequest,
    agency: Agency,
    form: Arranged,
    do: Callable[[], object],
    *,
    title: str,
    submit: str,
    done: str,
    words: tuple[str, ...] = (),
    grave: bool = False,
) -> HttpResponse:
    if request.method == "POST" and attempt(form, do):
        messages.success(request, done)
        return redirect("desk:agency", agency.key)
    context = {
        "agency": agency,
        "title": title,
        "form": form,
        "submit": submit,
        "words": words,
        "grave": grave,
        "back": reverse("desk:agency", args=(agency.key,)),
    }
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)
