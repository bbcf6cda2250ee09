"""Who may open a page: every view says so with one of these, and a test walks all addresses to see that it does.

The decorator decides whether somebody may come in at all; which rows they see is decided by `Staff.items` and `Staff.may`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from gongkai.apps import clock
from gongkai.apps.accounts.access import Access, P, View, public, signed_in
from gongkai.apps.agencies.rights import Right
from gongkai.apps.agencies.staff import Staff, staff

__all__ = ["Access", "allowed", "public", "signed_in", "staff_of"]


def allowed(*rights: Right) -> Callable[[View[P]], View[P]]:
    """Open a page to whoever holds one of some rights anywhere."""

    def guard(view: View[P]) -> View[P]:
        return _guarded(view, frozenset(rights))

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


def _guarded(view: View[P], rights: frozenset[Right]) -> View[P]:
    @wraps(view)
    def checked(request: HttpRequest, *arguments: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not any(staff_of(request).may_anywhere(right) for right in rights):
            raise PermissionDenied
        return view(request, *arguments, **named)

    checked.access = Access(public=False, rights=frozenset(rights))  # type: ignore[attr-defined]
    return cast("View[P]", checked)
