"""How the sign-in library treats our staff."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.apps.accounts import trail
from gongkai.apps.accounts.models import User
from gongkai.apps.audit.middleware import address_of
from gongkai.apps.audit.services import record

NOWHERE = "0.0.0.0"  # noqa: S104 — no address to listen at: what is kept where the client's is not known
BEGUN = "accounts.begun"
CHANGED = "账号刚刚有变动，请重新登录。"
CLOSED = "这个账号已经停用，请联系本单位管理员。"
MEANS = {
    "reauthenticate": "输入密码",
    "mfa_reauthenticate": "输入验证码或者恢复代码",
    "mfa_reauthenticate:webauthn": "使用通行密钥",
}


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by who manages people; what is wrong with a sign-in is told alike, whether the name exists or not."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "登录名或者密码不正确，请核对后重新输入。",
        "incorrect_password": "密码不正确，请重新输入。",
        "enter_current_password": "当前密码不正确，请重新输入。",
        "incorrect_code": "验证码不正确，请核对后重新输入。",
        "too_many_login_attempts": "尝试的次数太多，请15分钟后再试。",
        "rate_limited": "尝试的次数太多，请稍后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — the library's signature
        """Refuse signing up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count attempts with a password for each address, apart from those with a code, which count for each person."""
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="password",
            key=self._get_login_attempts_cache_key(request, **credentials),
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose password it is; of a closed account it is as wrong as any other."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password."""
        trail.failed(request, str(credentials.get("username", "")))

    def pre_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse | None:
        """Keep what sessions of the account must carry when the first step is taken."""
        request.session[BEGUN] = user.get_session_auth_hash()
        answer: HttpResponse | None = super().pre_login(request, user, **told)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in who has taken every step; one begun before the account was closed or its password reset is void."""
        begun = str(request.session.pop(BEGUN, ""))
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        if not constant_time_compare(begun, user.get_session_auth_hash()):
            messages.error(request, CHANGED)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        """Record who signed in."""
        answer: HttpResponse = super().post_login(request, user, **told)
        trail.signed_in(request, user)
        return answer

    def logout(self, request: HttpRequest) -> None:
        """Record who signs out."""
        trail.signed_out(request)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """Keep the password that somebody chose; whatever was told to them before is over."""
        user.must_change_password = False
        super().set_password(user, password)
        record("修改密码", "account", user.username)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002 — the library's signature
        """Tell the owner of a passkey, or who is known to the single sign-on, that the account is closed."""
        messages.error(request, CLOSED)
        return HttpResponseRedirect(reverse("account_login"))

    def is_safe_url(self, url: str) -> bool:
        """Return whether one may be sent to an address after signing in: on this host only."""
        https = self.request.is_secure()
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=https)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address a request came from, as the audit trail sees it."""
        return address_of(request) or NOWHERE

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 — the library's signature
        """Lead to the desk."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 — the library's signature
        """Lead back to where one signs in."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 — the library's signature
        """Lead back to one's own account."""
        return reverse("account_home")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """Return by which means somebody can prove once more who they are, in our words."""
        return [{**means, "description": MEANS[means["id"]]} for means in super().get_reauthentication_methods(user)]


def client_address(request: HttpRequest) -> str:
    """Return the address by which wrong passwords are counted."""
    return address_of(request) or NOWHERE
