"""Render pages of the portal into files, as its own views give them to everybody."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from gongkai.apps.portal.export_state import Written
from gongkai.apps.portal.page import site

__all__ = ["Rendering", "file_of", "render_all"]

LIVE = ("/search/", "/corrections/", "/accessibility/", "/api/", "/desk/")
"""What only a running service can answer."""
SHOWN = frozenset({200, 410})


@dataclass(frozen=True, slots=True)
class Rendering:
    """How pages are written: into which folder, and where the running service is ("" where none is told)."""

    folder: Path
    live: str = ""


def render_all(rendering: Rendering, pages: Iterable[tuple[str, str]]) -> list[Written]:
    """Render pages, given with the digests that they had; write those that differ, remove those that are gone."""
    factory = RequestFactory(headers={"host": site().domain or "localhost"})
    return [_render(rendering, factory, address, digest) for address, digest in pages]


def file_of(folder: Path, address: str) -> Path:
    """Return the file of an address; one that ends in a slash is a folder's index.

    >>> file_of(Path("out"), "/a/swj/").as_posix(), file_of(Path("out"), "/feeds/all.xml").as_posix()
    ('out/a/swj/index.html', 'out/feeds/all.xml')
    """
    parts = [part for part in unquote(address).split("/") if part not in {"", ".", ".."}]
    path = folder.joinpath(*parts)
    return path / "index.html" if address.endswith("/") else path


def _render(rendering: Rendering, factory: RequestFactory, address: str, digest: str) -> Written:
    response = _page(factory, address)
    path = file_of(rendering.folder, address)
    if response is None or response.status_code not in SHOWN:
        existed = path.exists()
        path.unlink(missing_ok=True)
        _prune(path.parent, rendering.folder)
        return Written(address, "", frozenset(), existed)
    body = _led(response, rendering.live)
    now = hashlib.sha256(body).hexdigest()
    scopes: frozenset[str] = getattr(response, "scopes", frozenset())
    if now == digest and path.exists():
        return Written(address, now, scopes, changed=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name[:100]}.{os.getpid()}")
    fresh.write_bytes(body)
    fresh.replace(path)
    return Written(address, now, scopes, changed=True)


def _page(factory: RequestFactory, address: str) -> HttpResponse | None:
    try:
        match = resolve(unquote(address))
        answer: HttpResponse = match.func(factory.get(address), *match.args, **match.kwargs)
    except (Http404, Resolver404, PermissionDenied):
        return None
    return answer


def _led(response: HttpResponse, live: str) -> bytes:
    """Return a page whose links to what needs the running service lead there."""
    body: bytes = response.content
    if not live or not response.headers.get("Content-Type", "").startswith("text/html"):
        return body
    for address in LIVE:
        for attribute in ("href", "action"):
            told = f'{attribute}="{address}'.encode()
            body = body.replace(told, f'{attribute}="{live.rstrip("/")}{address}'.encode())
    return body


def _prune(folder: Path, root: Path) -> None:
    """Remove folders that became empty."""
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
