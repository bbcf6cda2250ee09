"""One item: its text and the state of its review, its checks, its history, the record of its review, its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.audit.services import record as record_reading
from gongkai.apps.desk.checks import duty, findings
from gongkai.apps.desk.columns import column_label
from gongkai.apps.desk.comparison import compared, metadata_rows
from gongkai.apps.desk.forms.acts import ActForm
from gongkai.apps.desk.history import history
from gongkai.apps.desk.lookup import item_for, may_draft, version_of
from gongkai.apps.desk.navigation import READERS
from gongkai.apps.desk.offers import offers, under_review
from gongkai.apps.desk.page import page
from gongkai.apps.desk.pictures import shown
from gongkai.apps.desk.progress import progress, published_on
from gongkai.apps.desk.record_sheet import record_sheet
from gongkai.apps.files.services import fetch
from gongkai.apps.publishing.course import standing_of
from gongkai.apps.publishing.models import Event, Item, Text
from gongkai.apps.publishing.selectors.desk import same_title
from gongkai.apps.publishing.selectors.marked import open_marks, places
from gongkai.apps.publishing.services.discard import reasons_against_discarding
from gongkai.core.publication.review import State
from gongkai.formats.file_names import disposition


@allowed(*READERS)
@require_GET
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Show an item: the text that counts now, what may be done with it, what is to be looked at."""
    staff = staff_of(request)
    return item_page(request, item_for(staff, key), {})


def item_page(
    request: HttpRequest, item: Item, tried: Mapping[str, ActForm], refusal: tuple[str, ...] = (), *, status: int = 200
) -> HttpResponse:
    """Return the page of an item; `tried` are forms that came back with errors, `refusal` why an act was not done."""
    staff = staff_of(request)
    standing = standing_of(item)
    text = _counting(item, under_review(item, standing))
    lawful, barred = offers(staff, item, standing, text, tried)
    searched = places(item, text)
    context = {
        **frame(staff, item),
        "text": text,
        "body": shown(text.body, item.key, text),
        "standing": standing,
        "progress": progress(item, standing),
        "online": published_on(item),
        "lawful": lawful,
        "barred": barred,
        "refusal": refusal,
        "marks": open_marks(searched),
        "findings": findings(item, text),
        "facts": metadata_rows(item, text),
        "duty": duty(item, text),
        "newer": item.latest if item.latest and item.latest.pk != text.pk else None,
        "namesakes": same_title(item.key, item.agency_id, text.title),
        "against_discarding": reasons_against_discarding(staff, item),
        "word": _last_word(item),
    }
    return page(request, "desk/item.html", context, status=status)


@allowed(*READERS)
@require_GET
def past(request: HttpRequest, key: str) -> HttpResponse:
    """Show the versions and events of an item, the last first."""
    staff = staff_of(request)
    item = item_for(staff, key)
    versions = list(item.texts.select_related("author").order_by("-number"))
    return page(request, "desk/history.html", {**frame(staff, item), "entries": history(item), "versions": versions})


@allowed(*READERS)
@require_GET
def compare(request: HttpRequest, key: str, old: int = 0, new: int = 0) -> HttpResponse:
    """Show what differs between two versions; the two may come from the form of the history."""
    staff = staff_of(request)
    item = item_for(staff, key)
    old, new = old or _number(request, "old"), new or _number(request, "new")
    before, after = version_of(item, old), version_of(item, new)
    context = {**frame(staff, item), "before": before, "after": after, **compared(before, after)}
    return page(request, "desk/compare.html", context)


@allowed(*READERS)
@require_GET
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show one version as it was written."""
    staff = staff_of(request)
    item = item_for(staff, key)
    text = version_of(item, number)
    context = {
        **frame(staff, item),
        "text": text,
        "body": shown(text.body, key, text),
        "facts": metadata_rows(item, text),
    }
    return page(request, "desk/version.html", context)


@allowed(*READERS)
@require_GET
def record(request: HttpRequest, key: str) -> HttpResponse:
    """Show the record of the review, to be printed."""
    staff = staff_of(request)
    item = item_for(staff, key)
    standing = standing_of(item)
    text = _counting(item, under_review(item, standing))
    rows = record_sheet(item, text, standing, places(item, text))
    return page(request, "desk/record.html", {**frame(staff, item), "rows": rows})


@allowed(*READERS)
@require_GET
def file(request: HttpRequest, key: str, number: int, place: int, name: str) -> HttpResponse:
    """Give out a file of a version as it goes out."""
    return _file(request, key, number, place, name, original=False)


@allowed(*READERS)
@require_GET
def original(request: HttpRequest, key: str, number: int, place: int, name: str) -> HttpResponse:
    """Give out the original of a file, hidden data and all, to those who work on the item."""
    return _file(request, key, number, place, name, original=True)


def frame(staff: Staff, item: Item) -> dict[str, Any]:
    """Return what stands around every page of an item."""
    return {
        "item": item,
        "column": column_label(item.agency.level, item.column),
        "writable": may_draft(staff, item),
    }


def _file(request: HttpRequest, key: str, number: int, place: int, name: str, *, original: bool) -> HttpResponse:
    item = item_for(staff_of(request), key)
    found = version_of(item, number).attachments.filter(number=place, name=name).select_related("file", "original")
    attachment = found.first()
    if attachment is None:
        raise Http404
    stored = attachment.original if original else attachment.file
    if original:
        record_reading("查看附件原件", "item", key, agency=item.agency.key, version=number, file=attachment.number)
    inline = attachment.picture and not original
    response = HttpResponse(fetch(stored.digest), content_type=stored.media_type)
    response["Content-Disposition"] = disposition(name, inline=inline)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _last_word(item: Item) -> Event | None:
    """Return why an item doesn't go on: who sent it back or refused it, and what they said."""
    if item.state not in {State.SENT_BACK, State.WITHHELD, State.REFERRED}:
        return None
    return item.events.select_related("person").order_by("-number").first()


def _counting(item: Item, text: Text | None) -> Text:
    found = text or item.latest
    if found is None:
        raise Http404
    found.item = item
    return found


def _number(request: HttpRequest, name: str) -> int:
    told = request.GET.get(name, "")
    if not (told.isascii() and told.isdigit() and len(told) < 8):
        raise Http404
    return int(told)
