"""Addresses that only take forms: opened like a page, as after signing in again, they lead back to where the form stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def posted(view: View[P]) -> View[P]:
    """Let a view see posts only; anything else is led to the item's page, or to my work where there is no item."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: P.args, **named: P.kwargs) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *arguments, **named)
        key: Any = named.get("key")
        return redirect("desk:item", key) if key else redirect("desk:home")

    return cast("View[P]", checked)
