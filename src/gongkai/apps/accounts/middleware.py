"""What comes before anything else for who has signed in, and when they were last seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.selectors import has_second_factor
from gongkai.apps.audit.middleware import address_of

NOTED_EVERY = timedelta(minutes=5)
SEEN = "accounts.seen"
LEAVING = frozenset({"account_logout"})
PASSWORD = LEAVING | {"account_change_password"}
FACTOR = LEAVING | {
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
}


class FirstThings:
    """Lead who signed in with a password told to them, or without the second factor they need, to where they set it.

    Until then every page but that one and signing out leads there. Who has no session costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Lead elsewhere where something comes first."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
            return None
        _note(request)
        page = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password:
            return None if page in PASSWORD else HttpResponseRedirect(reverse("account_change_password"))
        if page in FACTOR or settings.SECOND_FACTOR != "required" or has_second_factor(request.user.pk):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def _note(request: HttpRequest) -> None:
    """Keep when a session was last seen and from where, to a few minutes: most requests write nothing."""
    now = clock.now()
    seen = request.session.get(SEEN, 0)
    if abs(now.timestamp() - seen) < NOTED_EVERY.total_seconds():
        return
    request.session[SEEN] = now.timestamp()
    told: dict[str, Any] = {"last_seen_at": now}
    address = address_of(request)
    if address:
        told["ip"] = address
    UserSession.objects.filter(session_key=request.session.session_key).update(**told)
