"""The page of an item, what stands where a withdrawn one stood, and the files that go out with it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.apps import clock
from gongkai.apps.agencies.access import public
from gongkai.apps.files.services import fetch
from gongkai.apps.portal.changes_shown import shown_corrections
from gongkai.apps.portal.columns import STATUTORY, column
from gongkai.apps.portal.page import Crumb, Head, article_tags, show, site
from gongkai.apps.portal.page_cache import shows
from gongkai.apps.publishing.selectors.public_item import Detail, File, detail, file_of, grave

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show itself; everything else is only to be kept."""
_CONFINED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@public
@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    """Show an item, or why it is gone; what never was public is not found, whatever its key."""
    found = detail(key, clock.today())
    if found is None:
        return _without(request, key)
    shown = column(found.row.column)
    address = f"/item/{key}/"
    head = Head(
        title=found.row.title,
        address=address,
        description=found.description or f"{found.row.agency_name}{shown.label}：{found.row.title}",
        crumbs=_way(found),
        tags=article_tags(found, shown, f"{site().origin}{address}"),
        current="/statutory/" if shown.key.startswith(STATUTORY) else shown.address,
    )
    context = {"detail": found, "row": found.row, "column": shown, "corrections": shown_corrections(found.corrected)}
    return shows(show(request, "item.html", head, context), f"item:{key}")


@public
@require_safe
def item_file(request: HttpRequest, key: str, number: int, name: str) -> HttpResponse:
    """Send a file of an item that is online: always the stripped one, and never as a page of this site."""
    found = file_of(key, number, name)
    if found is None:
        raise Http404
    tag = f'"{found.digest}"'
    if tag in {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}:
        answer = HttpResponse(status=304)
        del answer["Content-Type"]
    else:
        inline = found.media_type in INLINE
        answer = HttpResponse(
            fetch(found.digest), content_type=found.media_type if inline else "application/octet-stream"
        )
        answer["Content-Disposition"] = _disposition(found, inline=inline)
        answer["Content-Security-Policy"] = _CONFINED if inline else f"{_CONFINED}; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _without(request: HttpRequest, key: str) -> HttpResponse:
    buried = grave(key)
    address = f"/item/{key}/"
    if buried is None:
        head = Head("没有找到", "/", "没有这条信息。", (Crumb("没有找到"),), indexed=False)
        return show(request, "no_item.html", head, status=404)
    head = Head("信息已撤下", address, "这条信息已经撤下。", (Crumb("信息已撤下"),), indexed=False)
    return shows(show(request, "withdrawn.html", head, {"grave": buried}, status=410), f"item:{key}")


def _way(found: Detail) -> list[Crumb]:
    """Return the way to an item through its agency."""
    shown = column(found.row.column)
    home = f"/a/{found.agency_key}/"
    return [Crumb(found.row.agency_name, home), Crumb(shown.label, f"{home}{shown.slug}/"), Crumb("正文")]


def _disposition(file: File, *, inline: bool) -> str:
    """Return the header that names a file: in ASCII for old programs, in full for all others (RFC 6266, RFC 5987)."""
    plain = f"file-{file.number}" + (
        f".{file.ending.lower()}" if file.ending.isascii() and file.ending.isalnum() else ""
    )
    how = "inline" if inline else "attachment"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
