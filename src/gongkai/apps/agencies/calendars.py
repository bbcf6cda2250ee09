"""The calendar of this installation, read again when somebody imports a notice."""

from __future__ import annotations

from gongkai.core.law.calendar import Calendar
from gongkai.installation.calendars import calendar_folder, current_calendar

_kept: tuple[tuple[float, ...], Calendar] | None = None


def calendar() -> Calendar:
    """Return the shipped calendar with the notices and local days imported here."""
    global _kept  # noqa: PLW0603 — one reading of the files for every change of them
    folder = calendar_folder()
    state = tuple(path.stat().st_mtime for path in sorted(folder.glob("*.toml")))
    if _kept is None or _kept[0] != state:
        _kept = (state, current_calendar())
    return _kept[1]
