"""The marks of personal data and secrecy of an item: seen in the text, covered, or let stand with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.desk.checks import findings
from gongkai.apps.desk.lookup import item_for, may_draft
from gongkai.apps.desk.names import by_name
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.offers import under_review
from gongkai.apps.desk.page import page
from gongkai.apps.desk.posted import posted
from gongkai.apps.desk.views.item import frame
from gongkai.apps.publishing.course import standing_of
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.selectors.marked import places
from gongkai.apps.publishing.services.marks import (
    cover_marks,
    reasons_against_settling,
    settle_marks,
    unsettle_mark,
)
from gongkai.core.errors import StepRefused


@allowed(*READERS)
@require_GET
def checks(request: HttpRequest, key: str) -> HttpResponse:
    """Show the marks of an item inside its text, with what to do about each."""
    return _page(request, item_for(staff_of(request), key))


@allowed(Right.DRAFT, Right.REVIEW)
@posted
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Let the chosen marks stand, with the reason."""
    staff = staff_of(request)
    item = item_for(staff, key)
    chosen, reason = frozenset(request.POST.getlist("passage")), request.POST.get("reason", "")
    if not chosen:
        return _page(request, item, ("没有勾选核实的标记",), status=400)
    if len(reason) > 300:
        return _page(request, item, ("核实情况最多300个字，请精简",), status=400)
    try:
        settle_marks(staff, key, chosen, reason)
    except StepRefused as refusal:
        return _page(request, item, by_name(refusal.reasons, staff), status=409)
    messages.success(request, f"已登记{len(chosen)}处标记的核实情况。")
    return redirect("desk:checks", key)


@allowed(Right.DRAFT, Right.REVIEW)
@posted
def unsettle(request: HttpRequest, key: str) -> HttpResponse:
    """Open a mark again."""
    staff = staff_of(request)
    item = item_for(staff, key)
    try:
        unsettle_mark(staff, key, request.POST.get("passage", ""))
    except StepRefused as refusal:
        return _page(request, item, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已取消核实，这处标记重新列出。")
    return redirect("desk:checks", key)


@allowed(Right.DRAFT)
@posted
def cover(request: HttpRequest, key: str) -> HttpResponse:
    """Cover the marks that were ticked, in a new version."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    based_on = request.POST.get("based_on", "")
    chosen = frozenset(request.POST.getlist("passage"))
    if not chosen or not (based_on.isascii() and based_on.isdigit() and len(based_on) < 8):
        return _page(request, item, ("没有勾选要遮盖的标记",), status=400)
    try:
        text, left = cover_marks(staff, key, chosen, based_on=int(based_on))
    except StepRefused as refusal:
        return _page(request, item, by_name(refusal.reasons, staff), status=409)
    messages.success(request, f"已遮盖，保存为第{text.number}稿。")
    if left:
        messages.warning(request, f"这些要人工处理：{'、'.join(left)}。")
    return redirect("desk:checks", key)


def _page(request: HttpRequest, item: Item, refusal: tuple[str, ...] = (), *, status: int = 200) -> HttpResponse:
    staff = staff_of(request)
    standing = standing_of(item)
    text = under_review(item, standing) or item.latest
    if may_draft(staff, item) or text is None:
        text = item.latest
    if text is None:
        return redirect("desk:item", item.key)
    searched = places(item, text)
    found = [
        (place, each, by_name(reasons_against_settling(staff, item, each), staff))
        for place in searched
        for each in place.found
    ]
    several = sum(each.settled is None and not each.of_secrecy and not against for _, each, against in found) > 1
    context = {
        **frame(staff, item),
        "text": text,
        "places": [each for each in searched if each.found],
        "found": found,
        "findings": findings(item, text),
        "coverable": may_draft(staff, item) and item.latest_id == text.pk,
        "several": several,
        "refusal": refusal,
    }
    return page(request, "desk/checks.html", context, status=status)
