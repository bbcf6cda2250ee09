"""Bring an installation up to this version: tables, the folder of static files. Doing it again changes nothing."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import OperationalError

from gongkai.core.errors import GongkaiError

STAMP = "static.stamp"
LOCK = "preparing"


class DatabaseUnreachable(GongkaiError):
    """The database doesn't answer; the sentence says which and what to look at."""


def start_django() -> None:
    """Load the service; needed once before anything of `apps` is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.settings")
    django.setup()


def prepare() -> None:
    """Make tables and static files what this version wants; several processes do it one after the other."""
    with _alone():
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise DatabaseUnreachable(f"连不上数据库：请检查 DATABASE_URL 和数据库服务。（{error}）") from error
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _collect()
    connections.close_all()


@contextmanager
def _alone() -> Iterator[None]:
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / LOCK).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _collect() -> None:
    """Gather static files with their hashes in their names, if any has changed since."""
    stamp = settings.HOME / STAMP
    now = _state()
    if stamp.exists() and stamp.read_text("ascii") == now and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    stamp.write_text(now, encoding="ascii")


def _state() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 — only once settings are there

    hashed = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            hashed.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return hashed.hexdigest()
