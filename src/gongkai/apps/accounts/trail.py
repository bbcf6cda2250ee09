"""What the sign-in libraries tell, written into the audit trail; names that are nobody's are never written down.

Wrong names may be passwords typed into the wrong field, so a failed attempt names an account only where there is one.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as second_factor
from axes.signals import user_locked_out
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.selectors import account
from gongkai.apps.audit.actor import Actor, acting, current
from gongkai.apps.audit.services import record

KIND = "account"
METHODS = {"password": "password", "socialaccount": "single_sign_on", "mfa": "second_factor"}


def connect() -> None:
    """Listen to the libraries; what their adapters are asked for is told by `adapter`."""
    user_locked_out.connect(locked_out, dispatch_uid="accounts.trail")
    second_factor.authenticator_added.connect(factor_added, dispatch_uid="accounts.trail")
    second_factor.authenticator_removed.connect(factor_removed, dispatch_uid="accounts.trail")
    second_factor.authenticator_reset.connect(factor_reset, dispatch_uid="accounts.trail")
    second_factor.authentication_failed.connect(factor_failed, dispatch_uid="accounts.trail")


def signed_in(request: HttpRequest, user: User) -> None:
    """Record that somebody signed in, and by which means."""
    told = get_authentication_records(request, user)
    means = [METHODS.get(one["method"], one["method"]) for one in told]
    with acting(Actor(user.username, user.name, current().address)):
        record("登录", KIND, user.username, means=list(dict.fromkeys(means)))


def signed_out(request: HttpRequest) -> None:
    """Record that somebody signed out."""
    if not isinstance(request.user, AnonymousUser):
        record("退出登录", KIND, request.user.get_username())


def failed(request: HttpRequest, username: str) -> None:
    """Record a wrong password; those refused unheard during a lock-out are told once, by `locked_out`."""
    if getattr(request, "axes_locked_out", False) and not _counted(request):
        return
    found = account(username)
    again = request.user.is_authenticated
    record("再次验证密码失败" if again else "登录失败", KIND, found.username if found else "", password=True)


def locked_out(request: HttpRequest, username: str, **_: Any) -> None:
    """Record that a lock-out begins."""
    if not _counted(request):
        return
    found = account(username or "")
    record("登录锁定", KIND, found.username if found else "")


def factor_added(user: User, authenticator: Any, **_: Any) -> None:
    """Record a new second factor."""
    record("设置第二因素", KIND, user.username, type=str(authenticator.type))


def factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    """Record a second factor taken away by its owner."""
    record("停用第二因素", KIND, user.username, type=str(authenticator.type))


def factor_reset(user: User, authenticator: Any, **_: Any) -> None:
    """Record new recovery codes."""
    record("重新生成恢复代码", KIND, user.username, type=str(authenticator.type))


def factor_failed(user: User, authenticator: Any, **_: Any) -> None:
    """Record a wrong code."""
    record("第二因素验证失败", KIND, user.username, type=str(authenticator.type))


def _counted(request: HttpRequest) -> bool:
    """Return whether this attempt was heard, and not refused because of those before."""
    return getattr(request, "axes_failures_since_start", None) is not None
