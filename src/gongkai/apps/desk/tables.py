"""The page of an import: a table is sent, what it would do is shown with every fault, and only then it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from gongkai.apps.agencies.services.import_plan import Plan
from gongkai.apps.desk.attempts import attempt
from gongkai.apps.desk.forms.agencies import TableForm
from gongkai.apps.desk.page import page
from gongkai.apps.files.services import fetch, keep

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Import:
    """One kind of import: its name in the session, its words, what it would do and does with a file of a name."""

    name: str
    title: str
    template: str
    back: str
    plan: Callable[[bytes, str], Plan]
    do: Callable[[bytes, str], Plan]
    after: Callable[[HttpRequest], HttpResponse] | None = None


def import_page(request: HttpRequest, kind: Import) -> HttpResponse:
    """Show the page, look at a table, or import the one that was looked at.

    The table waits in the store of files; only the session that sent it knows which it is.
    """
    if request.method == "POST" and "confirm" in request.POST:
        return _do(request, kind)
    if request.method == "POST":
        return _send(request, kind)
    waiting = request.session.get(_slot(kind)) if request.GET.get("checked") == "1" else None
    form = TableForm()
    plan = kind.plan(fetch(waiting["digest"]), waiting["name"]) if waiting else None
    return _show(request, kind, form, plan, waiting["name"] if waiting else "")


def download(data: bytes, name: str, media_type: str = XLSX) -> HttpResponse:
    """Return a file to be saved under a name."""
    answer = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


def _send(request: HttpRequest, kind: Import) -> HttpResponse:
    """Look at a table that was sent; what can't be read at all is told at the field."""
    form = TableForm(request.POST, request.FILES)
    if not attempt(form, lambda: _look(request, kind, form.cleaned_data["table"])):
        return _show(request, kind, form, None, "", status=400)
    return redirect(f"{request.path}?checked=1")


def _look(request: HttpRequest, kind: Import, table: UploadedFile) -> None:
    data, name = table.read(), table.name or ""
    kind.plan(data, name)
    kept = keep(data, "application/octet-stream")
    request.session[_slot(kind)] = {"digest": kept.digest, "name": name}


def _do(request: HttpRequest, kind: Import) -> HttpResponse:
    waiting = request.session.pop(_slot(kind), None)
    if waiting is None:
        messages.warning(request, "这张表已经导入过了，或者停留太久，请重新选择文件。")
        return redirect(request.path)
    plan = kind.do(fetch(waiting["digest"]), waiting["name"])
    messages.success(request, f"已导入{waiting['name']}：{plan.summary}。")
    return kind.after(request) if kind.after is not None else redirect(kind.back)


def _show(
    request: HttpRequest, kind: Import, form: TableForm, plan: Plan | None, name: str, status: int = 200
) -> HttpResponse:
    context = {"kind": kind, "form": form, "plan": plan, "name": name}
    return page(request, "desk/agencies/import.html", context, status=status)


def _slot(kind: Import) -> str:
    return f"import-{kind.name}"
