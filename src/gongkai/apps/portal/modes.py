"""Large print and high contrast: a cookie that says nothing of the person, read here and by a script of six lines.

The server writes the modes into the page, so they work without a script; such a page is never kept. A page that was kept
for everybody (by the cache, or in the exported portal) gets them from the script, before anything is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

__all__ = ["COOKIE", "Modes", "keep_modes", "modes_of"]

COOKIE = "gongkai_modes"
YEAR = 365 * 24 * 60 * 60
LARGE = "large"
HIGH = "high"


@dataclass(frozen=True, slots=True)
class Modes:
    """How a page is shown: the size of its print, its contrast; "" for the usual."""

    size: str = ""
    contrast: str = ""

    @property
    def usual(self) -> bool:
        """Whether it is shown as to everybody."""
        return not (self.size or self.contrast)


def modes_of(request: HttpRequest) -> Modes:
    """Return the modes that a request's cookie asks for; what it doesn't know it passes over."""
    told = set(request.COOKIES.get(COOKIE, "").split("."))
    return Modes(LARGE if LARGE in told else "", HIGH if HIGH in told else "")


def keep_modes(response: HttpResponse, modes: Modes) -> None:
    """Let a browser remember the modes for a year; scripts read the cookie, too, and it holds no secret."""
    value = ".".join(filter(None, (modes.size, modes.contrast)))
    if value:
        response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
