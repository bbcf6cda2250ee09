"""What every page knows: whether its data are invented, and which day it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from gongkai.apps import clock


def surroundings(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 — Django's signature
    """Return what the templates around every page print.

    `demonstration`: whether the data are invented; `today`: the day of the service's clock.
    """
    return {"demonstration": settings.DEMONSTRATION, "today": clock.today()}
