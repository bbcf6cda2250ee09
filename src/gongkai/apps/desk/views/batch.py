"""Many drafts at once: choose a table or a folder, see what each row would become, then make them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.apps.agencies.access import allowed, staff_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff
from gongkai.apps.desk.columns import column_choices, column_label
from gongkai.apps.desk.forms.batch import BatchForm
from gongkai.apps.desk.lookup import agencies_for, agency_for
from gongkai.apps.desk.names import by_name
from gongkai.apps.desk.page import page
from gongkai.apps.desk.posted import posted
from gongkai.apps.files.services import fetch, keep
from gongkai.apps.publishing.models import Kind
from gongkai.apps.publishing.services.batch import (
    HEADINGS,
    NEEDED,
    Intake,
    Prepared,
    make_drafts,
    prepare_folder,
    prepare_rows,
)
from gongkai.core.casework.grounds import GROUNDS
from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.core.publication.attribute import Attribute
from gongkai.core.publication.themes import genres, themes
from gongkai.formats.folder import read_folder
from gongkai.formats.tabular import read_table, write_csv, write_xlsx

_SALT = "desk.batch"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TWO_HOURS = 7200
_ADVICE = (
    "标题和栏目必须填写，其他没有的不填；日期写成2025-03-01这样的形式。",
    "正文写在“正文”一列（每段一行），或者在“正文文件”一列写压缩包里的文件名（Word、WPS、PDF、文本）。",
    "“附件”一列写压缩包里的文件名，几个文件用分号隔开。",
    "导入只生成草稿，逐条审查和保密审查照常进行。",
)


@dataclass(frozen=True, slots=True)
class Run:
    """A batch as it was uploaded: kept files by digest and name, where it goes, and the name of the run."""

    agency: str
    column: str
    kind: str
    section: str
    table: tuple[str, str]
    folder: tuple[str, str]
    token: str


@allowed(Right.DRAFT)
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Take a table or a folder in and show what each row would become; nothing is made yet."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.DRAFT)
    wanted = request.GET.get("agency", "") or (agencies[0].key if len(agencies) == 1 else "")
    if not wanted:
        return page(request, "desk/choose_agency.html", {"agencies": agencies, "leads": reverse("desk:batch")})
    agency = agency_for(staff, Right.DRAFT, wanted)
    if request.method != "POST":
        return _form_page(request, agency, agencies, BatchForm(staff=staff, agency=agency))
    form = BatchForm(request.POST, request.FILES, staff=staff, agency=agency)
    if not form.is_valid():
        return _form_page(request, agency, agencies, form)
    run = _run(agency, form)
    try:
        prepared = _prepared(staff, agency, run)
    except GongkaiError as refusal:
        form.add_error("folder" if run.folder[0] and not run.table[0] else "table", str(refusal))
        return _form_page(request, agency, agencies, form)
    return _trial(request, agency, run, prepared)


@allowed(Right.DRAFT)
@posted
def make(request: HttpRequest) -> HttpResponse:
    """Make the drafts that were shown, all or none."""
    staff = staff_of(request)
    run = _read(staff, request.POST.get("run", ""))
    if run is None:
        messages.error(request, "试运行已经过期，请重新上传。")
        return redirect("desk:batch")
    agency = agency_for(staff, Right.DRAFT, run.agency)
    prepared = _prepared(staff, agency, run)
    submitted = request.POST.get("submitted") == "yes"
    try:
        items = make_drafts(staff, _intake(agency, run), prepared, run=run.token, submitted=submitted)
    except StepRefused as refusal:
        return _trial(request, agency, run, prepared, by_name(refusal.reasons, staff))
    except IntegrityError:
        messages.success(request, "这一批已经导入。")
        return redirect("desk:items")
    done = "并送审" if submitted else "，请逐条核对后送审"
    messages.success(request, f"已导入{len(items)}条草稿{done}。")
    return redirect(f"{reverse('desk:items')}?agency={agency.key}")


@allowed(Right.DRAFT)
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give out the table to fill in, with the columns of an agency to choose from."""
    staff = staff_of(request)
    agencies = agencies_for(staff, Right.DRAFT)
    wanted = request.GET.get("agency", "") or agencies[0].key
    agency = agency_for(staff, Right.DRAFT, wanted)
    choices = {
        "栏目": [label for _, label in column_choices(agency.level)],
        "类别": [label for _, label in Kind.choices],
        "股室": [each.name for each in agency.sections.all() if each.ended_on is None],
        "主题分类": [each.label for each in themes()],
        "体裁": [each.label for each in genres()],
        "公开属性": [each.label for each in Attribute],
        "依据": [each.label for each in GROUNDS],
    }
    if kind == "csv":
        data, media_type = write_csv(HEADINGS, ()), "text/csv; charset=utf-8"
    else:
        data = write_xlsx(
            HEADINGS, (), needed=NEEDED, choices={name: told for name, told in choices.items() if told}, advice=_ADVICE
        )
        media_type = _XLSX
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="import-{agency.key}.{kind}"'
    return response


def _form_page(request: HttpRequest, agency: Agency, agencies: list[Agency], form: BatchForm) -> HttpResponse:
    context = {"agency": agency, "agencies": agencies, "form": form, "advice": _ADVICE}
    return page(request, "desk/batch.html", context, status=400 if form.is_bound else 200)


def _trial(
    request: HttpRequest, agency: Agency, run: Run, prepared: tuple[Prepared, ...], refusal: tuple[str, ...] = ()
) -> HttpResponse:
    wrong = sum(bool(each.errors) for each in prepared)
    context = {
        "agency": agency,
        "rows": [(each, column_label(agency.level, each.column), each.kind.label) for each in prepared],
        "wrong": wrong,
        "ready": bool(prepared) and not wrong,
        "run": _told(staff_of(request), run),
        "refusal": refusal,
    }
    return page(request, "desk/batch_trial.html", context, status=409 if refusal else 200)


def _run(agency: Agency, form: BatchForm) -> Run:
    given = form.cleaned_data
    return Run(
        agency=agency.key,
        column=given["column"],
        kind=given["kind"],
        section=given["section"],
        table=_kept(given["table"]),
        folder=_kept(given["folder"]),
        token=secrets.token_hex(16),
    )


def _kept(file: UploadedFile | None) -> tuple[str, str]:
    """Keep an upload between the trial and the making; ("", "") for none."""
    if file is None:
        return ("", "")
    return (keep(file.read(), "application/octet-stream").digest, str(file.name))


def _prepared(staff: Staff, agency: Agency, run: Run) -> tuple[Prepared, ...]:
    folder = read_folder(run.folder[1], fetch(run.folder[0])) if run.folder[0] else {}
    if run.table[0]:
        rows = read_table(fetch(run.table[0]), run.table[1], HEADINGS, NEEDED)
        return prepare_rows(staff, _intake(agency, run), rows, folder)
    return prepare_folder(staff, _intake(agency, run), folder)


def _intake(agency: Agency, run: Run) -> Intake:
    return Intake(agency, run.column, Kind(run.kind), int(run.section) if run.section else None)


def _told(staff: Staff, run: Run) -> str:
    plain: list[Any] = [run.agency, run.column, run.kind, run.section, run.table, run.folder, run.token]
    return signing.dumps([staff.id, plain], salt=_SALT)


def _read(staff: Staff, told: str) -> Run | None:
    try:
        owner, plain = signing.loads(told, salt=_SALT, max_age=_TWO_HOURS)
    except signing.BadSignature:
        return None
    if owner != staff.id:
        return None
    agency, column, kind, section, table, folder, token = plain
    return Run(agency, column, kind, section, tuple(table), tuple(folder), token)
