"""Who may open a page: every view says so with one of these, and a test walks all addresses to see that it does.

The decorator decides whether somebody may come in at all; which rows they see is decided by `Staff.items` and `Staff.may`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from gongkai.apps import clock
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff, staff

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: everybody, whoever is signed in (no right named), or holders of one of some rights."""

    public: bool
    rights: frozenset[Right] = frozenset()


def public(view: View[P]) -> View[P]:
    """Open a page to everybody; it shows only what the visibility policy of publishing lets out."""
    view.access = Access(public=True)  # type: ignore[attr-defined]
    return view


def signed_in(view: View[P]) -> View[P]:
    """Open a page to whoever is signed in: their own affairs."""
    return _guarded(view, Access(public=False))


def allowed(*rights: Right) -> Callable[[View[P]], View[P]]:
    """Open a page to whoever holds one of some rights anywhere."""

    def guard(view: View[P]) -> View[P]:
        return _guarded(view, Access(public=False, rights=frozenset(rights)))

    return guard


def staff_of(request: HttpRequest) -> Staff:
    """Return who is signed in with the offices of today, read once a request; `PermissionDenied` for nobody."""
    user: Any = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    found: Staff | None = getattr(request, "_staff", None)
    if found is None:
        found = staff(user.pk, user.get_username(), user.get_full_name(), clock.today())
        request._staff = found  # type: ignore[attr-defined]  # noqa: SLF001 — kept with the request it belongs to
    return found


def _guarded(view: View[P], access: Access) -> View[P]:
    @wraps(view)
    def checked(request: HttpRequest, *arguments: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access.rights and not any(staff_of(request).may_anywhere(right) for right in access.rights):
            raise PermissionDenied
        return view(request, *arguments, **named)

    checked.access = access  # type: ignore[attr-defined]
    return cast("View[P]", checked)
