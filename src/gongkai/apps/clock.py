"""The only clock of the service; in a demonstration it can be moved.

The shift is a file in the home, so that every process goes by the same time and a restart keeps it.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.core.errors import StepRefused

FILE = "clock"
_kept: tuple[float, timedelta] = (-1.0, timedelta())


def now() -> datetime:
    """Return the moment it is, with its time zone."""
    return timezone.now() + _shift()


def today() -> date:
    """Return the day it is in the service's time zone."""
    return timezone.localdate(now())


def move(to: datetime | None) -> None:
    """Set the clock of a demonstration to a moment from which it goes on; None sets it right.

    `StepRefused` where the data are real: days that the law counts are never moved.
    """
    if not settings.DEMONSTRATION:
        raise StepRefused("调整时钟", ("只有演示数据可以调整时钟",))
    path = settings.HOME / FILE
    if to is None:
        path.unlink(missing_ok=True)
        return
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(str((to - timezone.now()).total_seconds()), encoding="ascii")
    fresh.replace(path)


def _shift() -> timedelta:
    global _kept  # noqa: PLW0603 — one reading of the file for every change of it
    if not settings.DEMONSTRATION:
        return timedelta()
    try:
        changed = os.stat(settings.HOME / FILE).st_mtime  # noqa: PTH116 — asked on every page
    except FileNotFoundError:
        return timedelta()
    if changed != _kept[0]:
        seconds = float((settings.HOME / FILE).read_text("ascii"))
        _kept = (changed, timedelta(seconds=seconds))
    return _kept[1]
