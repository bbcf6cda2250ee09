"""Who may open a page, said by a mark on its view; a test walks all addresses to see that each has one.

Rights by office are added by `agencies.access`, which knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: everybody, whoever is signed in (no right named), or holders of one of some rights."""

    public: bool
    rights: frozenset[str] = frozenset()


def public(view: View[P]) -> View[P]:
    """Open a page to everybody; it shows only what the visibility policy of publishing lets out."""
    view.access = Access(public=True)  # type: ignore[attr-defined]
    return view


def signed_in(view: View[P]) -> View[P]:
    """Open a page to whoever is signed in: their own affairs."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    checked.access = Access(public=False)  # type: ignore[attr-defined]
    return cast("View[P]", checked)
