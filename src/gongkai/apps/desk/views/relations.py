"""Links between items, and what happened to the validity of a document."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.forms.validity import ChangeForm
from gongkai.apps.desk.lookup import item_for, may_draft
from gongkai.apps.desk.names import by_name
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.page import page
from gongkai.apps.desk.posted import posted
from gongkai.apps.desk.progress import published_on
from gongkai.apps.desk.views.item import frame
from gongkai.apps.publishing.models import Item, Kind, RelationKind
from gongkai.apps.publishing.selectors.counts import standing_on
from gongkai.apps.publishing.selectors.desk import findable
from gongkai.apps.publishing.services.relate import relate, unrelate
from gongkai.apps.publishing.services.validity import DOCUMENTS, alter, undo_alteration
from gongkai.core.errors import GongkaiError, StepRefused

FOUND = 20
INTERPRETED = "interpreted"
"""The way back of an interpretation: told from the document, kept at the interpretation like any other."""
KINDS = (*RelationKind.choices, (INTERPRETED, "由它解读"))


@allowed(*READERS)
@require_GET
def relations(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an item is linked with, and find more."""
    return _relations(request, item_for(staff_of(request), key))


@allowed(Right.DRAFT)
@posted
def link(request: HttpRequest, key: str) -> HttpResponse:
    """Link an item with another."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    source, target, told = key, request.POST.get("target", ""), request.POST.get("kind", "")
    if told == INTERPRETED:
        source, target, told = target, source, RelationKind.INTERPRETS.value
    try:
        kind = RelationKind(told)
    except ValueError as error:
        raise Http404 from error
    try:
        relate(staff, source, target, kind)
    except StepRefused as refusal:
        return _relations(request, item, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已关联，两边的页面都会显示。")
    return redirect("desk:relations", key)


@allowed(Right.DRAFT)
@posted
def unlink(request: HttpRequest, key: str, relation: int) -> HttpResponse:
    """Take a link away."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    try:
        unrelate(staff, key, relation)
    except StepRefused as refusal:
        return _relations(request, item, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已取消关联。")
    return redirect("desk:relations", key)


@allowed(*READERS)
@require_GET
def validity(request: HttpRequest, key: str) -> HttpResponse:
    """Show the validity of a document and what happened to it."""
    item = _document(staff_of(request), key)
    return _validity(request, item, ChangeForm())


@allowed(Right.MANAGE_VALIDITY)
@posted
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Record what happened to a document."""
    staff = staff_of(request)
    item = _document(staff, key)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _validity(request, item, form, status=400)
    try:
        alter(staff, key, form.change())
    except GongkaiError as refusal:
        reasons = by_name(refusal.reasons, staff) if isinstance(refusal, StepRefused) else (str(refusal),)
        return _validity(request, item, form, reasons, status=409)
    messages.success(request, "已登记，门户上的有效性标记已经改变。")
    return redirect("desk:validity", key)


@allowed(Right.MANAGE_VALIDITY)
@posted
def undo_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a recorded change back."""
    staff = staff_of(request)
    item = _document(staff, key)
    try:
        undo_alteration(staff, key, number, request.POST.get("reason", "")[:300])
    except StepRefused as refusal:
        return _validity(request, item, ChangeForm(), by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已取消这条登记。")
    return redirect("desk:validity", key)


def _relations(request: HttpRequest, item: Item, refusal: tuple[str, ...] = (), *, status: int = 200) -> HttpResponse:
    staff = staff_of(request)
    words = request.GET.get("q", "").strip()[:100]
    found = findable(staff, words).exclude(pk=item.pk)[:FOUND] if words else ()
    readable = Q(public__isnull=False) | staff.items(Right.READ_DRAFTS)
    known = Item.objects.filter(readable).values("pk")
    context = {
        **frame(staff, item),
        "to": item.relations.filter(target__in=known).select_related("target__latest", "target__agency"),
        "back": item.related_from.filter(source__in=known).select_related("source__latest", "source__agency"),
        "kinds": KINDS,
        "words": words,
        "found": found,
        "linkable": may_draft(staff, item),
        "refusal": refusal,
    }  # fmt: skip
    return page(request, "desk/relations.html", context, status=status)


def _validity(
    request: HttpRequest, item: Item, form: ChangeForm, refusal: tuple[str, ...] = (), *, status: int = 200
) -> HttpResponse:
    staff = staff_of(request)
    online = published_on(item)
    context = {
        **frame(staff, item),
        "form": form,
        "online": online,
        "standing": standing_on(online, clock.today()) if online else None,
        "changes": [(each, form.how_label(each.how)) for each in item.validity_changes.select_related("recorded_by")],
        "alterable": staff.may(Right.MANAGE_VALIDITY, item.agency.path, item.section_id),
        "refusal": refusal,
    }
    return page(request, "desk/validity.html", context, status=status)


def _document(staff: Staff, key: str) -> Item:
    item = item_for(staff, key)
    if Kind(item.kind) not in DOCUMENTS:
        raise Http404
    return item
