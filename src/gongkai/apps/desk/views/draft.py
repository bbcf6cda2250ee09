"""Write a draft: a new one, the next version of one, from a file, and two versions that were written at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from csp.constants import NONCE
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from js_asset import Media

from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.comparison import compared
from gongkai.apps.desk.forms.intake import BodyFile, StartFile, file_places
from gongkai.apps.desk.forms.words import WordsForm, beginning
from gongkai.apps.desk.lookup import agencies_for, agency_for, item_for, version_of
from gongkai.apps.desk.page import page
from gongkai.apps.desk.pictures import named, shown
from gongkai.apps.desk.posted import posted
from gongkai.apps.desk.views.item import frame
from gongkai.apps.publishing.models import Item, Kind, Text, new_key
from gongkai.apps.publishing.selectors.desk import item_of, same_title
from gongkai.apps.publishing.services.enclose import arranged, enclosed, filled, imported
from gongkai.apps.publishing.services.refile import Filing, refile
from gongkai.apps.publishing.services.text import EditedMeanwhile, Enclosure, Words, save_text, start_item
from gongkai.apps.publishing.versions import words_of
from gongkai.core.errors import GongkaiError, UploadRefused
from gongkai.formats.into_html import Imported

_SALT = "desk.draft"
_EDITOR = {
    "script-src": [NONCE],
    "style-src": ["'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
}
"""What a page with the editor takes besides our own: its import map, which carries a nonce, and its one style sheet."""


@allowed(Right.DRAFT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a new draft; the form carries the key of the item to be, so that it is made once however often it is sent."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.DRAFT)
    wanted = request.GET.get("agency", "") or (agencies[0].key if len(agencies) == 1 else "")
    if not wanted:
        return page(request, "desk/choose_agency.html", {"agencies": agencies, "leads": reverse("desk:item-new")})
    agency = agency_for(staff, Right.DRAFT, wanted)
    if request.method != "POST":
        form = WordsForm(staff=staff, agency=agency, initial={"column": request.GET.get("column", "")})
        return _new_page(request, agency, agencies, form, StartFile(agency=agency), _token(staff, new_key()))
    token = request.POST.get("token", "")
    form = WordsForm(request.POST, request.FILES, staff=staff, agency=agency)
    key = _key(staff, token)
    if not form.is_valid() or not key:
        return _new_page(request, agency, agencies, form, StartFile(agency=agency), _token(staff, key or new_key()))
    files = _taken(form, form.cleaned_data["uploads"])
    if files is None:
        return _new_page(request, agency, agencies, form, StartFile(agency=agency), token)
    item = _started(staff, agency, key, form.words(arranged((), (), files)), form.filing())
    return _saved(request, item, 1)


@allowed(Right.DRAFT)
@posted
def new_from_file(request: HttpRequest) -> HttpResponse:
    """Start a draft from a file, and go on in the form."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.DRAFT)
    agency = agency_for(staff, Right.DRAFT, request.POST.get("agency", ""))
    start = StartFile(request.POST, request.FILES, agency=agency)
    key = _key(staff, request.POST.get("token", ""))
    fresh = WordsForm(staff=staff, agency=agency)
    if start.is_valid() and key:
        try:
            return _from_file(request, staff, agency, key, start)
        except GongkaiError as refusal:
            start.add_error("document", str(refusal))
    return _new_page(request, agency, agencies, fresh, start, _token(staff, key or new_key()))


@allowed(Right.DRAFT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Write the next version of a draft."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    text = item.latest
    if item.discarded_at is not None or text is None:
        messages.warning(request, "这一条已经删除，请先恢复再修改。")
        return redirect("desk:item", key)
    if request.method != "POST":
        form = WordsForm(
            staff=staff, agency=item.agency, item=item, initial=beginning(item, text, shown(text.body, key, text))
        )
        return _edit_page(request, item, text, form)
    base = version_of(item, _version(request))
    form = WordsForm(
        _with_names(request, key), request.FILES, staff=staff, agency=item.agency, item=item,
        initial=beginning(item, base, base.body),
    )  # fmt: skip
    if not form.is_valid():
        return _edit_page(request, item, base, form)
    files = _taken(form, form.cleaned_data["uploads"])
    if files is None:
        return _edit_page(request, item, base, form)
    return _save(request, staff, item, base, form, files)


@allowed(Right.DRAFT)
@posted
def fill(request: HttpRequest, key: str) -> HttpResponse:
    """Put what a file says in place of a draft's body, as a new version; the one before stays in the history."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    base = version_of(item, _version(request))
    source = BodyFile(request.POST, request.FILES)
    if source.is_valid():
        try:
            found, words = _read(source, words_of(base))
            text = save_text(staff, key, words, based_on=base.number, note="从文件取出正文")
        except EditedMeanwhile as meanwhile:
            return redirect("desk:merge", key, meanwhile.number)
        except GongkaiError as refusal:
            source.add_error("document", str(refusal))
        else:
            _remark(request, found.remarks)
            messages.success(request, f"已从文件取出正文，保存为第{text.number}稿，请核对。")
            return redirect("desk:edit", key)
    form = WordsForm(
        staff=staff, agency=item.agency, item=item, initial=beginning(item, base, shown(base.body, key, base))
    )
    return _edit_page(request, item, base, form, source)


@allowed(Right.DRAFT)
@require_GET
def merge(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a version that was saved beside the line and the latest one, and what differs."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    mine = version_of(item, number)
    latest = item.latest or mine
    context = {
        **frame(staff, item),
        "mine": mine,
        "latest": latest,
        "mine_body": shown(mine.body, key, mine),
        "latest_body": shown(latest.body, key, latest),
        **compared(latest, mine),
    }
    return page(request, "desk/merge.html", context)


@allowed(Right.DRAFT)
@posted
def take_over(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Save an earlier version again as the newest one; nothing of the others is lost."""
    staff = staff_of(request)
    item = item_for(staff, key, Right.DRAFT)
    mine = version_of(item, number)
    try:
        text = save_text(staff, key, words_of(mine), based_on=_version(request), note=f"采用第{number}稿")
    except EditedMeanwhile as meanwhile:
        return redirect("desk:merge", key, meanwhile.number)
    return _saved(request, item, text.number)


def _save(
    request: HttpRequest, staff: Staff, item: Item, base: Text, form: WordsForm, files: Sequence[Enclosure]
) -> HttpResponse:
    old = words_of(base).enclosures
    try:
        words = form.words(arranged(old, file_places(request.POST, old), files))
        refile(staff, item.key, form.filing())
        text = save_text(staff, item.key, words, based_on=base.number, note=form.cleaned_data["note"])
    except EditedMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
        return redirect("desk:merge", item.key, meanwhile.number)
    except GongkaiError as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, item, base, form)
    return _saved(request, item, text.number)


def _saved(request: HttpRequest, item: Item, number: int) -> HttpResponse:
    """Tell that a version is kept, and where to go on; the mark in the address lets the script forget its copy."""
    messages.success(request, f"已保存第{number}稿。")
    agency = item.agency
    twins = same_title(item.key, agency.pk, item.latest.title if item.latest else "")
    if twins:
        messages.warning(request, f"本机构还有{len(twins)}条同名信息，请确认没有重复起草。")
    name = "desk:edit" if request.POST.get("then") == "stay" else "desk:item"
    return redirect(f"{reverse(name, args=(item.key,))}?saved={number}")


def _started(staff: Staff, agency: Agency, key: str, words: Words, filing: Filing) -> Item:
    try:
        return start_item(
            staff, agency.pk, column=filing.column, words=words, kind=filing.kind, section_id=filing.section_id,
            important=filing.important, key=key,
        )  # fmt: skip
    except IntegrityError:
        found = item_of(staff, key)  # the same form, sent a moment earlier
        if found is None:
            raise
        return found


def _from_file(request: HttpRequest, staff: Staff, agency: Agency, key: str, start: StartFile) -> HttpResponse:
    given = start.cleaned_data
    found, words = _read(start, Words(title="", body=""))
    section = None if staff.may(Right.DRAFT, agency.path) else _own_section(staff, agency)
    filing = Filing(given["column"], Kind(given["kind"]), section)
    item = _started(staff, agency, key, words, filing)
    _remark(request, found.remarks)
    messages.success(request, "已从文件取出标题和正文，保存为第1稿，请核对并补全。")
    return redirect("desk:edit", item.key)


def _read(source: BodyFile, words: Words) -> tuple[Imported, Words]:
    """Return what a file says and words with its body, the file itself among the attachments where that is wanted."""
    name, data = _content(source.cleaned_data["document"])
    found, pictures = imported(name, data)
    words = filled(words, found, pictures)
    if source.cleaned_data["attached"]:
        words = replace(words, enclosures=arranged(words.enclosures, (), [enclosed(name, data)]))
    return found, words


def _own_section(staff: Staff, agency: Agency) -> int | None:
    return next((each.pk for each in agency.sections.all() if staff.may(Right.DRAFT, agency.path, each.pk)), None)


def _taken(form: WordsForm, files: Sequence[UploadedFile]) -> list[Enclosure] | None:
    """Take uploaded files in; None where one must not come in, told at the field."""
    taken = []
    for each in files:
        try:
            taken.append(enclosed(*_content(each)))
        except UploadRefused as refusal:
            form.add_error("uploads", f"{refusal}。")
    return None if "uploads" in form.errors else taken


def _content(file: UploadedFile) -> tuple[str, bytes]:
    return str(file.name), file.read()


def _remark(request: HttpRequest, remarks: Sequence[str]) -> None:
    for each in remarks[:8]:
        messages.warning(request, each)


def _with_names(request: HttpRequest, key: str) -> Any:
    """Return what was posted, the pictures of its body by their names."""
    given = request.POST.copy()
    given["body"] = named(given.get("body", ""), key)
    return given


def _version(request: HttpRequest) -> int:
    told = request.POST.get("based_on", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 0


def _token(staff: Staff, key: str) -> str:
    return signing.dumps([staff.id, key], salt=_SALT)


def _key(staff: Staff, token: str) -> str:
    """Return the key that a form carries; "" where it isn't one that this person was given within a day."""
    try:
        owner, key = signing.loads(token, salt=_SALT, max_age=settings.SESSION_COOKIE_AGE * 3)
    except signing.BadSignature:
        return ""
    return str(key) if owner == staff.id else ""


def _new_page(
    request: HttpRequest, agency: Agency, agencies: Sequence[Agency], form: WordsForm, start: StartFile, token: str
) -> HttpResponse:
    context = {
        "agency": agency,
        "agencies": agencies,
        "form": form,
        "start": start,
        "token": token,
        "media": _media(request, form),
    }
    wrong = form.is_bound or start.is_bound
    return _with_editor(page(request, "desk/new.html", context, status=400 if wrong else 200))


def _media(request: HttpRequest, form: WordsForm) -> Media:
    """Return the scripts and styles of the editor, with the nonce of this answer."""
    return Media.from_media(form.media, nonce=str(getattr(request, "csp_nonce", "")))


def _edit_page(
    request: HttpRequest, item: Item, base: Text, form: WordsForm, source: BodyFile | None = None
) -> HttpResponse:
    if form.is_bound:
        form.data = {**form.data, "body": shown(form.data.get("body", ""), item.key, base)}
    context = {
        **frame(staff_of(request), item),
        "form": form,
        "base": base,
        "files": base.attachments.all(),
        "source": source or BodyFile(),
        "media": _media(request, form),
    }
    wrong = form.is_bound or source is not None
    return _with_editor(page(request, "desk/edit.html", context, status=400 if wrong else 200))


def _with_editor(response: HttpResponse) -> HttpResponse:
    response._csp_update = _EDITOR  # type: ignore[attr-defined]  # noqa: SLF001 — what django-csp reads
    return response
