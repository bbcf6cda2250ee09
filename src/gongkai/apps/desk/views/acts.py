"""Acts on an item: each is posted with the text and the edition that the person saw, and ends on the item's page."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime

from gongkai.apps import clock
from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.forms.acts import ActForm, form_of
from gongkai.apps.desk.lookup import item_for
from gongkai.apps.desk.names import by_name
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.offers import SCHEDULE
from gongkai.apps.desk.posted import posted
from gongkai.apps.desk.views.item import item_page
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.services import discard as discarding
from gongkai.apps.publishing.services.review import act_on, submit
from gongkai.apps.publishing.services.schedule import schedule
from gongkai.core.errors import StepRefused
from gongkai.core.publication.review_events import Act

TWICE = timedelta(minutes=1)
"""How soon after an act the same act by the same person is the same click."""
_DONE = {
    Act.PASSED: "已通过这一步审查。",
    Act.SENT_BACK: "已退回起草人修改。",
    Act.WITHHELD: "已审定不予公开。",
    Act.REFERRED: "已登记报请确定，收到答复后请登记确定意见。",
    Act.DETERMINED: "已登记确定意见。",
    Act.RECALLED: "已撤回送审，可以继续修改。",
    Act.PUBLISHED: "已发布，公众现在可以看到。",
    Act.WITHDRAWN: "已撤下，原地址显示撤下说明。",
}


@allowed(*READERS)
@posted
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Do one act on an item; what stands against it is told on the item's page."""
    staff = staff_of(request)
    item = item_for(staff, key)
    try:
        wanted = Act(name)
    except ValueError as error:
        raise Http404 from error
    form = form_of(name, request.POST)
    if not form.is_valid():
        return item_page(request, item, {name: form}, _hidden(form), status=400)
    try:
        _do(staff, key, wanted, form)
    except StepRefused as refusal:
        return _refused(request, staff, item, wanted, form, refusal)
    messages.success(request, _DONE.get(wanted, "已送审，等待审查。"))
    return redirect("desk:item", key)


@allowed(Right.PUBLISH)
@posted
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Let an item be published at a moment to come."""
    staff = staff_of(request)
    item = item_for(staff, key)
    form = form_of(SCHEDULE, request.POST)
    if not form.is_valid():
        return item_page(request, item, {SCHEDULE: form}, _hidden(form), status=400)
    if form.cleaned_data["edition"] != item.edition:
        return item_page(request, item, {}, ("这一条在您打开之后有变动，请看过最新情况再办理",), status=409)
    if form.cleaned_data["at"] <= clock.now():
        form.add_error("at", "发布时间已经过去，请重新选时间，或者立即发布。")
        return item_page(request, item, {SCHEDULE: form}, status=400)
    try:
        schedule(staff, key, form.cleaned_data["at"])
    except StepRefused as refusal:
        return item_page(request, item, {SCHEDULE: form}, by_name(refusal.reasons, staff), status=409)
    at = localtime(form.cleaned_data["at"])
    messages.success(request, f"已定于{at:%Y-%m-%d %H:%M}发布，到时自动公开。")
    return redirect("desk:item", key)


@allowed(Right.PUBLISH)
@posted
def unplan(request: HttpRequest, key: str) -> HttpResponse:
    """Take a planned publication back."""
    staff = staff_of(request)
    item = item_for(staff, key)
    if item.scheduled_for is not None:
        try:
            schedule(staff, key, None)
        except StepRefused as refusal:
            return item_page(request, item, {}, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已取消定时发布。")
    return redirect("desk:item", key)


@allowed(Right.DRAFT)
@posted
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Put a draft out of sight."""
    staff = staff_of(request)
    item = item_for(staff, key)
    try:
        discarding.discard(staff, key)
    except StepRefused as refusal:
        return item_page(request, item, {}, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已删除这份草稿，可以在这一页恢复。")
    return redirect("desk:item", key)


@allowed(Right.DRAFT)
@posted
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Take a discarded draft back."""
    staff = staff_of(request)
    item = item_for(staff, key)
    try:
        discarding.restore(staff, key)
    except StepRefused as refusal:
        return item_page(request, item, {}, by_name(refusal.reasons, staff), status=409)
    messages.success(request, "已恢复这份草稿。")
    return redirect("desk:item", key)


def _do(staff: Staff, key: str, wanted: Act, form: ActForm) -> None:
    if wanted.brings_text:
        given = form.cleaned_data
        submit(staff, key, content=given["content"], reason=given.get("reason", ""), edition=given["edition"])
    else:
        act_on(staff, key, form.deed(wanted))


def _refused(
    request: HttpRequest, staff: Staff, item: Item, wanted: Act, form: ActForm, refusal: StepRefused
) -> HttpResponse:
    """Tell why an act was not done; a second click on a button is told as what it is: done."""
    item.refresh_from_db()
    last = item.events.order_by("-number").first()
    seen = form.cleaned_data["edition"]
    same = last is not None and last.person_id == staff.id and (last.act == wanted or wanted.brings_text)
    if same and last is not None and item.edition == seen + 1 and clock.now() - last.at < TWICE:
        return redirect("desk:item", item.key)
    stale = item.edition != seen
    return item_page(request, item, {} if stale else {wanted.value: form}, by_name(refusal.reasons, staff), status=409)


def _hidden(form: ActForm) -> tuple[str, ...]:
    """Return what is wrong with the fields that nobody sees."""
    wrong = (error for name in ("content", "edition") for error in form.errors.get(name, ()))
    return tuple(dict.fromkeys(str(each).rstrip("。") for each in wrong))
