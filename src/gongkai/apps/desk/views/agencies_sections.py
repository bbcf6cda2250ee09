"""The sections of an agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.services.endings import transfer_section
from gongkai.apps.agencies.services.sections import add_section, change_section, end_section
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.agencies import EndForm, SectionForm, SuccessorForm
from gongkai.apps.desk.page import page
from gongkai.apps.desk.within import agency_for, open_within, section_for

METHODS = ["GET", "HEAD", "POST"]
KEEPERS = (Right.MANAGE_PEOPLE, Right.MANAGE_AGENCIES)


@allowed(*KEEPERS)
@require_http_methods(METHODS)
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a section."""
    staff = staff_of(request)
    agency = agency_for(staff, key, *KEEPERS)
    form = SectionForm(request.POST or None)

    def do() -> object:
        given = form.cleaned_data
        return add_section(staff, key, given["name"], handles_disclosure=given["handles_disclosure"])

    if request.method == "POST" and attempt(form, do):
        messages.success(request, "已增加内设机构。")
        return redirect("desk:agency", key)
    context = {"agency": agency, "title": "增加内设机构", "form": form, "submit": "增加", "back": _back(key)}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(*KEEPERS)
@require_http_methods(METHODS)
def change(request: HttpRequest, key: str, section_id: int) -> HttpResponse:
    """Change a section."""
    staff = staff_of(request)
    section = section_for(staff, key, section_id, *KEEPERS)
    initial = {"name": section.name, "handles_disclosure": section.handles_disclosure}
    form = SectionForm(request.POST or None, initial=initial)

    def do() -> object:
        given = form.cleaned_data
        return change_section(staff, section.pk, given["name"], handles_disclosure=given["handles_disclosure"])

    if request.method == "POST" and attempt(form, do):
        messages.success(request, "已保存。")
        return redirect("desk:agency", key)
    context = {
        "agency": section.agency,
        "title": f"修改{section.name}",
        "form": form,
        "submit": "保存",
        "back": _back(key),
    }
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(*KEEPERS)
@require_http_methods(METHODS)
def end(request: HttpRequest, key: str, section_id: int) -> HttpResponse:
    """End a section."""
    staff = staff_of(request)
    section = section_for(staff, key, section_id, *KEEPERS)
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and attempt(form, lambda: end_section(staff, section.pk, form.cleaned_data["on"])):
        messages.success(request, f"已撤销{section.name}。")
        return redirect("desk:agency", key)
    words = ("在这个内设机构的任职同时结束；它的信息留在本机构。",)
    context = {
        "agency": section.agency,
        "title": f"撤销{section.name}",
        "form": form,
        "submit": "撤销",
        "words": words,
        "grave": True,
        "back": _back(key),
    }
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(METHODS)
def transfer(request: HttpRequest, key: str, section_id: int) -> HttpResponse:
    """Hand a section with its people and its work to another agency."""
    staff = staff_of(request)
    section = section_for(staff, key, section_id, Right.MANAGE_AGENCIES)
    others = [each for each in open_within(staff, Right.MANAGE_AGENCIES) if each.pk != section.agency_id]
    form = SuccessorForm(request.POST or None, agencies=others, needed=True, initial={"on": clock.today()})

    def do() -> object:
        return transfer_section(staff, section.pk, form.cleaned_data["successor"], form.decision())

    if request.method == "POST" and attempt(form, do):
        messages.success(request, f"已划转{section.name}。")
        return redirect("desk:agency", key)
    words = ("内设机构里的任职、在办和已公开的信息一起移到承接的机构；索引号、网址不变。",)
    context = {
        "agency": section.agency,
        "title": f"划转{section.name}",
        "form": form,
        "submit": "划转",
        "words": words,
        "grave": True,
        "back": _back(key),
    }
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


def _back(key: str) -> str:
    return reverse("desk:agency", args=(key,))
