"""Signing in and one's own account: the library's pages, in our forms and with our rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, PasswordChangeView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from gongkai.apps.accounts.device import device
from gongkai.apps.accounts.forms import EndSessions
from gongkai.apps.accounts.identity import IdentityRefused
from gongkai.apps.accounts.selectors import has_second_factor
from gongkai.apps.accounts.single_sign_on import FAILED, IdentityAdapter, configured, refuse

HERE = {"same-origin", "none"}
"""What a browser says of a request that begins on our own page or in the address bar."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its owner sees it."""

    id: int
    device: str
    address: str
    began: datetime
    seen: datetime
    current: bool


class SignIn(LoginView):
    """Name and password, a passkey, or the single sign-on."""

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """Add the single sign-on."""
        return {**super().get_context_data(**told), "single_sign_on": configured()}


class ChangePassword(PasswordChangeView):
    """One's own password, known already or told to one."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Tell who has none."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, "您的账号用单点登录，没有密码可以修改。")
            return HttpResponseRedirect(reverse("account_home"))
        return super().dispatch(request, *arguments, **named)

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to where one wanted to go; who has just told the password need not tell it again."""
        told = self.request.user.must_change_password
        answer: HttpResponse = super().form_valid(form)
        reauthenticate_by_password(self.request)
        return HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL)) if told else answer


class SecondFactor(IndexView):
    """One's second factors."""

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """Add whether one is needed before anything else."""
        needed = settings.SECOND_FACTOR == "required" and not has_second_factor(int(self.request.user.pk or 0))
        return {**super().get_context_data(**told), "needed": needed}


class ActivateApp(ActivateTOTPView):
    """A new authenticator app."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Lead who has one already back to the list: a double click must not lead to stopping it."""
        if Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *arguments, **named)


class Sessions(ListUserSessionsView):
    """Where one is signed in."""

    form_class = EndSessions

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """Add the sessions, this one first, then those seen last."""
        context: dict[str, Any] = super().get_context_data(**told)
        current = self.request.session.session_key
        rows = [_row(session, current) for session in context["sessions"]]
        rows.sort(key=lambda row: (row.current, row.seen), reverse=True)
        return {**context, "rows": rows, "others": sum(not row.current for row in rows)}


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    return render(request, "accounts/home.html", {"second_factor": has_second_factor(int(request.user.pk or 0))})


@never_cache
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the single sign-on; only who chose it here is led there, never who followed a stranger's link."""
    _or_404()
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in HERE:
        return HttpResponseRedirect(reverse("account_login"))

    def lead() -> HttpResponseBase:
        nonce = get_random_string(32)
        provider = IdentityAdapter(request, provider_id).get_provider()
        return provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )

    return _answered(request, lead)


@never_cache
def single_sign_on_answer(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the single sign-on says about who comes back from it."""
    _or_404()
    return _answered(request, lambda: OAuth2CallbackView.adapter_view(IdentityAdapter(request, provider_id))(request))


def _answered(request: HttpRequest, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Turn whatever a provider does wrong into one sentence."""
    try:
        try:
            return act()
        except (IdentityRefused, RequestException, KeyError, TypeError, ValueError) as error:
            refuse(request, FAILED, f"{type(error).__name__}: {error}")
    except ImmediateHttpResponse as answer:
        return answer.response


def _or_404() -> None:
    if configured() is None:
        raise Http404


def _row(session: UserSession, current: str | None) -> SessionRow:
    return SessionRow(
        id=session.pk,
        device=device(session.user_agent),
        address=session.ip,
        began=session.created_at,
        seen=session.last_seen_at,
        current=session.session_key == current,
    )
