"""Who acts during a request, and from which address."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.apps.audit.actor import Actor, acting

PUBLIC = "public"


class ActorMiddleware:
    """Set the current actor around every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request with its actor set."""
        with acting(actor_of(request)):
            return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Return who sent a request; the public where nobody signed in."""
    address = address_of(request)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Actor(PUBLIC, address=address)
    return Actor(user.get_username(), user.get_full_name(), address)


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from, behind as many trusted proxies as the installation has.

    What a client writes into the header itself is left of what our proxies add, so it is never believed.
    """
    proxies = settings.CONFIGURATION.trusted_proxies
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    address = told[-proxies] if proxies and len(told) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(address))
    except ValueError:
        return ""
