"""Make a page of the desk: the template inside the layout, with the navigation of whoever is signed in."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.apps.agencies.access import staff_of
from gongkai.apps.desk.navigation import links


def page(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """Return a page of the desk; `staff` and `navigation` are there in every template."""
    staff = staff_of(request)
    around = {"staff": staff, "navigation": links(staff, request.path)}
    response = render(request, template, {**around, **(context or {})}, status=status)
    response["Cache-Control"] = "no-store"
    return response
