"""Whether what the portal needs answers: the database, the files, the search."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection

from gongkai.apps.search.selectors import find
from gongkai.core.errors import GongkaiError

__all__ = ["examine"]


def examine() -> dict[str, bool]:
    """Return what answers; each is asked for something small."""
    return {name: _answers(ask) for name, ask in _ASKED.items()}


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (DatabaseError, OSError, GongkaiError):
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_files() -> None:
    if not os.access(settings.HOME, os.R_OK | os.W_OK):
        raise PermissionError(settings.HOME)


def _ask_search() -> None:
    find("公开", size=1)


_ASKED: dict[str, Callable[[], object]] = {"database": _ask_database, "files": _ask_files, "search": _ask_search}
