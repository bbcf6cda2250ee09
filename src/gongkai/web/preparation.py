"""Bring an installation up to this version: tables, the folder of static files. Doing it again changes nothing."""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import sys
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
from gongkai.installation.home import ROOT, home
from gongkai.web.configuration import DEMONSTRATION

COLLECTED = "static.state"
TABLES = "tables.state"
APPS = Path(__file__).resolve().parents[1] / "apps"
LOCK = "preparing"


class HomeUnusable(GongkaiError):
    """The folder of the data can't be read or written."""


class DatabaseUnusable(GongkaiError):
    """The database doesn't answer, is damaged or has no room; the sentence says which and what to look at."""


def start_django() -> None:
    """Load the service; needed once before anything of `apps` is imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.settings"
    with _usable_home():
        django.setup()


def prepare() -> None:
    """Make tables and static files what this version wants; several processes do it one after the other."""
    with _usable_home(), _alone():
        try:
            _make_tables()
        except DatabaseError as error:
            raise _unusable(error) from error
        _collect()
    connections.close_all()


def _make_tables() -> None:
    with _private():
        connection.ensure_connection()
    if not _has_tables():
        _announce("正在建立数据表，需要一会儿……")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        (settings.HOME / TABLES).write_text(f"{_tables_wanted()} {_applied()}", encoding="ascii")


def _unusable(error: DatabaseError) -> Exception:
    """Return what to tell of a database that doesn't work; the error itself where the fault may be ours."""
    if type(error) not in {DatabaseError, OperationalError}:
        return error
    if connection.vendor == "sqlite":
        place = connection.settings_dict["NAME"]
        return DatabaseUnusable(
            f"数据库文件 {place} 打不开、写不进或者已经损坏：请检查权限和磁盘空间，损坏的请用备份恢复。（{error}）"
        )
    return DatabaseUnusable(f"连不上数据库：请检查 DATABASE_URL 和数据库服务。（{error}）")


@contextmanager
def _usable_home() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HomeUnusable(
            f"数据文件夹 {home()} 不能用：请检查 GONGKAI_HOME、权限和磁盘空间。（{error.strerror}）"
        ) from error


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


@contextmanager
def _private() -> Iterator[None]:
    """Make files that only their owner reads: a database of the home holds personal data, wherever the home is."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _announce(sentence: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{sentence}\n")


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
    """Gather static files with their hashes in their names, if any has changed since; pages sent before still find theirs."""
    kept = settings.HOME / COLLECTED
    now = _state()
    if kept.exists() and kept.read_text("ascii") == now and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    kept.write_text(now, encoding="ascii")


def _state() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 — only once settings are there

    hashed = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            hashed.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return hashed.hexdigest()
