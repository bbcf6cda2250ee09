"""The tree of agencies, one agency, a new one, and many from a table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import clock
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.selectors import people as reading
from gongkai.apps.agencies.services.sections import may_keep_sections
from gongkai.apps.agencies.services.tree import add_agency
from gongkai.apps.agencies.services.tree_import import import_tree, plan_tree, tree_template
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.selectors import records
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.audit_words import line_of
from gongkai.apps.desk.forms.agencies import NewAgencyForm, level_choices
from gongkai.apps.desk.navigation import AGENCY_RIGHTS
from gongkai.apps.desk.page import page
from gongkai.apps.desk.tables import Import, download, import_page
from gongkai.apps.desk.within import agency_for, open_within, reach_of
from gongkai.apps.publishing.course import chain_of
from gongkai.core.publication.guide import Book, examine_book

HISTORY = 30
"""How many records of an agency its page shows."""


@allowed(*AGENCY_RIGHTS)
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Show the tree as far as somebody has something to do with it, or what was searched in it."""
    staff = staff_of(request)
    words, level = request.GET.get("words", "")[:100], request.GET.get("level", "")[:40]
    closed = request.GET.get("closed") == "1"
    found = selectors.search(reach_of(staff, *AGENCY_RIGHTS), words, level, closed=closed).select_related("successor")
    told = selectors.branches(found)
    return page(
        request,
        "desk/agencies/list.html",
        {
            "branches": told,
            "words": words,
            "level": level,
            "closed": closed,
            "levels": level_choices()[1:],
            "may_add": staff.may_anywhere(Right.MANAGE_AGENCIES),
        },
    )


@allowed(*AGENCY_RIGHTS)
@require_safe
def agency(request: HttpRequest, key: str) -> HttpResponse:
    """Show one agency with all that belongs to it."""
    staff = staff_of(request)
    shown = agency_for(staff, key, *AGENCY_RIGHTS)
    today = clock.today()
    chain = chain_of(shown.pk, shown.review_chain)
    return page(
        request,
        "desk/agencies/agency.html",
        {
            "agency": shown,
            "above": selectors.ancestors(shown),
            "children": selectors.branches(selectors.below(shown).filter(ended_on__isnull=True).exclude(pk=shown.pk)),
            "findings": examine_book(Book.GUIDE, selectors.guide_filled(shown)),
            "sections": selectors.sections_of(shown.pk, ended=True),
            "held": reading.holders_at(shown.pk, today),
            "former": shown.former_names.all(),
            "predecessors": shown.predecessors.all(),
            "chain": chain,
            "remarks": reading.separation_remarks(shown.pk, chain, today) if shown.open else (),
            "history": _history(staff, shown),
            "may": _may(staff, shown),
        },
    )


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    staff = staff_of(request)
    parents = open_within(staff, Right.MANAGE_AGENCIES)
    form = NewAgencyForm(request.POST or None, parents=parents, initial={"parent": request.GET.get("parent", "")})
    if request.method == "POST" and attempt(form, lambda: add_agency(staff, form.agency())):
        messages.success(request, f"已增加{form.cleaned_data['name']}。")
        return redirect("desk:agency", form.cleaned_data["key"])
    context = {"title": "增加机构", "form": form, "submit": "增加", "back": reverse("desk:agencies"), "wide": True}
    return page(request, "desk/agencies/form.html", context, status=400 if form.is_bound else 200)


@allowed(Right.MANAGE_AGENCIES)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the workbook to fill in."""
    del request
    return download(tree_template(), "机构导入模板.xlsx")


@allowed(Right.MANAGE_AGENCIES)
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Import a tree: first what would be, then all of it."""
    staff = staff_of(request)
    kind = Import(
        name="agencies",
        title="导入机构",
        template=reverse("desk:agency-template"),
        back=reverse("desk:agencies"),
        plan=lambda data, name: plan_tree(staff, data, name),
        do=lambda data, name: import_tree(staff, data, name),
    )
    return import_page(request, kind)


def _history(staff: Staff, shown: Agency) -> list[object]:
    """Return the last records of an agency for who may see them; the audit of everything is a page of its own."""
    if not (staff.may(Right.READ_AUDIT, shown.path) or staff.may(Right.MANAGE_AGENCIES, shown.path)):
        return []
    return [line_of(each) for each in records(kind="agency", key=shown.key)[:HISTORY]]


def _may(staff: Staff, shown: Agency) -> dict[str, bool]:
    """Return what somebody may do with an agency, for the buttons."""
    manage = staff.may(Right.MANAGE_AGENCIES, shown.path)
    above = shown.parent is not None and manage
    return {
        "manage": manage and shown.open,
        "end": above and shown.open,
        "reopen": above and not shown.open and shown.successor_id is None,
        "profile": staff.may(Right.EDIT_PROFILE, shown.path) and shown.open,
        "chain": staff.may(Right.SET_REVIEW, shown.path) and shown.open,
        "sections": may_keep_sections(staff, shown.path) and shown.open,
        "people": staff.may(Right.MANAGE_PEOPLE, shown.path),
        "audit": staff.may(Right.READ_AUDIT, shown.path),
    }
