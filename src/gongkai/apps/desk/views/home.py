"""My work: what waits for whoever is signed in, what is due, what they have begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.access import allowed, signed_in, staff_of
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.bulk import Verdict, pass_each, read_verdicts
from gongkai.apps.desk.checks import Duty, duty
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.page import page
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.selectors import desk
from gongkai.apps.publishing.selectors.desk import Line
from gongkai.apps.publishing.selectors.marked import open_marks, places
from gongkai.core.publication.review import State

SHOWN = 8
"""Rows of each group on the first page."""
LISTED = 50
"""Rows of the queue: what is due first; the rest follows as these are done."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of work: its heading, how many there are, the first of them, where all are, what to say for none."""

    heading: str
    count: int
    rows: Sequence[Line]
    more: str
    nothing: str


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for whoever is signed in."""
    staff = staff_of(request)
    reads = any(staff.may_anywhere(right) for right in READERS)
    context = _work(staff) if reads else {}
    return page(request, "desk/home.html", {"reads": reads, **context})


@allowed(Right.REVIEW)
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Show all that waits for somebody's review; on a post, pass those that were ticked, one by one."""
    staff = staff_of(request)
    verdicts: tuple[Verdict, ...] = ()
    if request.method == "POST":
        verdicts = pass_each(staff, read_verdicts(request.POST))
    found = desk.waiting(staff)
    rows = [(line, len(open_marks(_places(line.item)))) for line in found[:LISTED]]
    return page(request, "desk/queue.html", {"rows": rows, "verdicts": verdicts, "count": len(found)})


def _work(staff: Staff) -> dict[str, Any]:
    waiting = desk.waiting(staff)
    due = desk.due_soon(staff)
    groups = []
    if staff.may_anywhere(Right.DRAFT):
        groups += [
            _group("退回给我的", desk.sent_back(staff), f"?state={State.SENT_BACK.value}", "没有被退回的信息。"),
            _group("我的草稿", desk.drafts(staff), f"?state={State.NEW.value}", "没有草稿，从“起草信息”开始写一条。"),
        ]
    if staff.may_anywhere(Right.PUBLISH):
        groups += [
            _group("待发布", desk.ready(staff), f"?state={State.READY.value}", "没有等待发布的信息。"),
            _group("已定时", desk.scheduled(staff), f"?state={State.READY.value}", "没有定时发布的信息。"),
        ]
    return {
        "reviews": staff.may_anywhere(Right.REVIEW),
        "waiting": waiting[:SHOWN],
        "waiting_count": len(waiting),
        "groups": groups,
        "due": [(each, _duty(each)) for each in due[:SHOWN]],
        "due_count": due.count(),
        "lately": desk.published_lately(staff)[:SHOWN],
    }


def _group(heading: str, found: QuerySet[Item], more: str, nothing: str) -> Group:
    first = list(found[: SHOWN + 1])
    count = found.count() if len(first) > SHOWN else len(first)
    return Group(heading, count, desk.lines(first[:SHOWN]), more, nothing)


def _duty(item: Item) -> Duty | None:
    return duty(item, item.latest) if item.latest else None


def _places(item: Item) -> Any:
    return places(item, item.latest) if item.latest else ()
