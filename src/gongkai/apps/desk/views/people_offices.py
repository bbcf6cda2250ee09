"""The offices of people: given, ended, acted in; and one's own absence."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, signed_in, staff_of
from gongkai.apps.agencies.models import Appointment
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import people as reading
from gongkai.apps.agencies.services.appointments import (
    appoint,
    deputise,
    end_appointment,
    end_deputation,
    may_deputise,
)
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.people import DeputyForm, LastDayForm, OfficeForm
from gongkai.apps.desk.page import page
from gongkai.apps.desk.within import appointment_for, deputation_for, open_within, person_for
from gongkai.apps.publishing.course import chain_of
from gongkai.core.publication.chains import Role

METHODS = ["GET", "HEAD", "POST"]


@allowed(Right.MANAGE_PEOPLE)
@require_http_methods(METHODS)
def give(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give somebody an office."""
    staff = staff_of(request)
    person = person_for(staff, user_id)
    form = OfficeForm(
        request.POST or None,
        agencies=open_within(staff, Right.MANAGE_PEOPLE),
        above=staff.may_anywhere(Right.MANAGE_AGENCIES),
        initial={"since": clock.today()},
    )
    if request.method == "POST" and attempt(form, lambda: appoint(staff, form.office(user_id))):
        messages.success(request, "已任命。")
        return redirect("desk:person", user_id)
    back = reverse("desk:person", args=(user_id,))
    context = {"title": f"任命{person.name}", "form": form, "submit": "任命", "back": back}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_PEOPLE)
@require_http_methods(METHODS)
def end(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """End an office."""
    staff = staff_of(request)
    held = appointment_for(staff, appointment_id)
    if not staff.may(Right.MANAGE_PEOPLE, held.agency.path):
        raise PermissionDenied
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and attempt(
        form, lambda: end_appointment(staff, appointment_id, form.cleaned_data["last_day"])
    ):
        messages.success(request, "已登记免职。")
        return redirect("desk:person", held.user_id)
    back = reverse("desk:person", args=(held.user_id,))
    title = f"免去{held.user.name}的{Role(held.role).label}"
    context = {"title": title, "form": form, "submit": "免职", "back": back, "grave": True}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_http_methods(METHODS)
def name_deputy(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Name who acts in an office while its holder is absent: the holder themself, or who manages them."""
    staff = staff_of(request)
    held = appointment_for(staff, appointment_id)
    if not may_deputise(staff, held):
        raise PermissionDenied
    today = clock.today()
    form = DeputyForm(
        request.POST or None,
        colleagues=reading.colleagues(held.agency_id, today, held.user_id),
        initial={"since": today},
    )

    def do() -> object:
        given = form.cleaned_data
        return deputise(staff, held.pk, int(given["deputy"]), given["since"], given["until"], given["reason"])

    back = _back(staff, held)
    if request.method == "POST" and attempt(form, do):
        messages.success(request, "已指定代行人。")
        for remark in _remarks(held):
            messages.warning(request, remark)
        return redirect(back)
    words = (
        f"{held.agency.name}{Role(held.role).label}，{held.user.name}。",
        "代行人以自己的名义办理，记录里写明代谁；自己起草的仍不能自己审。",
    )
    context = {"title": "指定代行人", "form": form, "submit": "指定", "back": back, "words": words}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_http_methods(METHODS)
def end_acting(request: HttpRequest, deputation_id: int) -> HttpResponse:
    """Let somebody act no longer: who was absent is back."""
    staff = staff_of(request)
    found = deputation_for(staff, deputation_id)
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    back = _back(staff, found.appointment)
    if request.method == "POST" and attempt(
        form, lambda: end_deputation(staff, deputation_id, form.cleaned_data["last_day"])
    ):
        messages.success(request, "已登记代行结束的日期。")
        return redirect(back)
    context = {"title": f"结束{found.deputy.name}的代行", "form": form, "submit": "结束代行", "back": back}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_safe
def absence(request: HttpRequest) -> HttpResponse:
    """Show one's own offices, who acts in them, and for whom one acts oneself."""
    staff = staff_of(request)
    today = clock.today()
    own = [
        {"held": each, "may": may_deputise(staff, each)}
        for each in reading.appointments_of(staff.id)
        if each.agency.open and (each.until is None or each.until >= today)
    ]
    context = {"own": own, "acting": reading.deputations_for(staff.id, today), "today": today}
    return page(request, "desk/people/absence.html", context)


def _back(staff: Staff, held: Appointment) -> str:
    """Return where somebody came from: their own offices, or the person whom they manage."""
    return reverse("desk:absence") if held.user_id == staff.id else reverse("desk:person", args=(held.user_id,))


def _remarks(held: Appointment) -> list[str]:
    """Return what is weak in the agency while somebody acts."""
    found = reading.separation_remarks(
        held.agency_id, chain_of(held.agency_id, held.agency.review_chain), clock.today()
    )
    return [f"{each.section}：{told}。" if each.section else f"{told}。" for each in found for told in each.sentences]
