"""The whole portal as files: every page once, then only what has changed since (decision 0009)."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connections

from gongkai.apps import clock
from gongkai.apps.portal.export_addresses import all_addresses, touched_addresses, touched_since
from gongkai.apps.portal.export_pages import Rendering, render_all
from gongkai.apps.portal.export_state import FOLDER, ExportState, Written
from gongkai.apps.publishing.changes import ALL, Moment, latest_change
from gongkai.core.errors import OutputRefused

__all__ = ["Exported", "export"]

CHUNK = 250
"""Pages that a process renders at a time."""
FEW = 500
"""So many pages are rendered in this process: starting others would take longer."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """How many files were written, stayed as they were, were removed; and how long it took, in seconds."""

    written: int
    unchanged: int
    removed: int
    seconds: float


def export(folder: Path, *, live: str = "", full: bool = False, progress: Progress | None = None) -> Exported:
    """Write the portal into a folder; what an earlier export wrote there and is still right stays as it is.

    `live` is where the running service is: search and what else needs it lead there. An export that was interrupted is made
    good by the next one. `OutputRefused` for a folder that holds something else, or that another export is writing.
    """
    began = time.monotonic()
    with _opened(folder) as state:
        moment, day = latest_change(), clock.today()
        identity = f"{moment.epoch} {live} {_version()}"
        known = state.fact("identity") == identity and not full
        addresses = _addresses(state, moment, day) if known else None
        if addresses is None:
            addresses = _everything(state, anew=not known)
        done = _rendered(Rendering(folder, live), state, addresses, progress)
        assets = 0 if known else _copy_assets(folder)
        for name, value in (("identity", identity), ("change", str(moment.change)), ("day", day.isoformat())):
            state.set_fact(name, value)
        state.commit()
        written = sum(each.changed for each in done if each.digest)
        removed = sum(each.changed for each in done if not each.digest)
        unchanged = state.count() - written
    return Exported(written + assets, unchanged, removed, round(time.monotonic() - began, 3))


def _addresses(state: ExportState, moment: Moment, day: date) -> list[str] | None:
    """Return the pages that may have changed since the last export; None where all may have."""
    change = int(state.fact("change"))
    if change > moment.change:
        return None
    touched = touched_since(change, moment.change, date.fromisoformat(state.fact("day")), day)
    return None if ALL in touched.scopes else sorted(touched_addresses(state, touched))


def _everything(state: ExportState, *, anew: bool) -> list[str]:
    """Return every page there is, and those that were written and may be gone."""
    if anew:
        state.clear()
    wanted = dict.fromkeys(all_addresses())
    return [*wanted, *(address for address in state.addresses() if address not in wanted)]


def _rendered(
    rendering: Rendering, state: ExportState, addresses: Sequence[str], progress: Progress | None
) -> list[Written]:
    """Render pages in portions, on all cores where there are many; what is done is kept portion by portion."""
    known = state.digests(addresses)
    pages = [(address, known.get(address, "")) for address in addresses]
    portions = [pages[start : start + CHUNK] for start in range(0, len(pages), CHUNK)]
    done: list[Written] = []
    for written in _portions(rendering, portions, many=len(pages) > FEW):
        state.put(written)
        state.commit()
        done += written
        if progress is not None:
            progress(len(done), len(pages))
    return done


def _portions(
    rendering: Rendering, portions: Sequence[list[tuple[str, str]]], *, many: bool
) -> Iterator[list[Written]]:
    render = partial(render_all, rendering)
    if not many:
        yield from map(render, portions)
        return
    connections.close_all()  # a connection is never shared with a child
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("fork")) as pool:
        yield from pool.map(render, portions)


@contextmanager
def _opened(folder: Path) -> Iterator[ExportState]:
    if folder.exists() and not (folder / FOLDER).exists() and any(folder.iterdir()):
        raise OutputRefused(f"{folder}里已经有别的文件：请换一个空的文件夹，或者以前导出过的文件夹。")
    state = ExportState(folder)
    with (folder / FOLDER / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputRefused(f"另一个导出正在写{folder}：请等它完成后再试。") from error
        try:
            yield state
        finally:
            state.close()


def _version() -> str:
    """Return what changes when the look of pages may change: the static files, and whether the data are invented."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    told = manifest.read_bytes() if manifest.exists() else b""
    return f"{hashlib.sha256(told).hexdigest()[:16]} {settings.DEMONSTRATION}"


def _copy_assets(folder: Path) -> int:
    """Copy what pages need beside themselves: style sheets, scripts, the emblem; return how many files."""
    count = 0
    for name in ("gongkai", "vendor"):
        source, target = settings.STATIC_ROOT / name, folder / "static" / name
        if source.exists():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.gz"))
            count += sum(1 for path in target.rglob("*") if path.is_file())
    return count
