"""Refuse what no page of ours sends and no database keeps, before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from gongkai.web.errors import UNKEEPABLE, message_page

NUL = "\0"


class SoundInput:
    """Answer a request with the character NUL in its address or its form: PostgreSQL keeps none, so nothing may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return message_page(request, 400, "不能办理", UNKEEPABLE)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Refuse a form with it, in a value or in the name of a field."""
        if request.method == "POST" and any(
            NUL in told for name, values in request.POST.lists() for told in (name, *map(str, values))
        ):
            return message_page(request, 400, "不能办理", UNKEEPABLE)
        return None
