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
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import DatabaseError, OperationalError

from gongkai.core.errors import GongkaiError, StepRefused
from gongkai.installation.home import ROOT
from gongkai.web.configuration import DEMONSTRATION

COLLECTED = "static.state"
TABLES = "tables.state"
APPS = Path(__file__).resolve().parents[1] / "apps"
LOCK = "preparing"


class DatabaseUnreachable(GongkaiError):
    """The database doesn't answer; the sentence says which and what to look at."""


def start_django() -> None:
    """Load the service; needed once before anything of `apps` is imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.settings"
    django.setup()


def prepare() -> None:
    """Make tables and static files what this version wants; several processes do it one after the other."""
    with _alone():
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise DatabaseUnreachable(f"连不上数据库：请检查 DATABASE_URL 和数据库服务。（{error}）") from error
        if not _has_tables():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            (settings.HOME / TABLES).write_text(f"{_tables_wanted()} {_applied()}", encoding="ascii")
        _collect()
    connections.close_all()


def mark_demonstration() -> None:
    """Say that this installation's data are invented; `StepRefused` where it holds real ones."""
    if settings.DEMONSTRATION:
        return
    if get_user_model().objects.exists():
        raise StepRefused("准备演示县", (f"{settings.HOME}里已经有正式数据，请用 GONGKAI_HOME 另设一个文件夹",))
    (settings.HOME / DEMONSTRATION).touch()
    settings.DEMONSTRATION = True


@contextmanager
def _alone() -> Iterator[None]:
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / LOCK).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _has_tables() -> bool:
    """Say whether the database is known to have what this version wants, without loading every migration."""
    kept = settings.HOME / TABLES
    return kept.exists() and kept.read_text("ascii") == f"{_tables_wanted()} {_applied()}"


def _tables_wanted() -> str:
    """Return what changes when a migration or a library does."""
    own = sorted(str(path.relative_to(APPS)) for path in APPS.glob("*/migrations/0*.py"))
    lock = (ROOT / "requirements" / "runtime.lock").read_bytes()
    return hashlib.sha256("\n".join(own).encode() + lock).hexdigest()[:32]


def _applied() -> str:
    """Return what changes when another database is connected: the migrations applied to it, and when the last was."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(applied) FROM django_migrations")
            count, last = cursor.fetchone()
    except DatabaseError:
        return "none"
    return hashlib.sha256(f"{count} {last}".encode()).hexdigest()[:32]


def _collect() -> None:
    """Gather static files with their hashes in their names, if any has changed since."""
    kept = settings.HOME / COLLECTED
    now = _state()
    if kept.exists() and kept.read_text("ascii") == now and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    kept.write_text(now, encoding="ascii")


def _state() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 — only once settings are there

    hashed = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            hashed.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return hashed.hexdigest()
