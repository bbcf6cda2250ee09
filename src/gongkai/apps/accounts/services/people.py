"""Accounts as they are made and kept by whoever manages people; nobody signs up by themselves."""

from __future__ import annotations

import secrets

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from gongkai.apps import clock
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.names import reason_against, spelling
from gongkai.apps.accounts.services.sessions import end_all
from gongkai.apps.audit.services import record
from gongkai.core.errors import GongkaiError

__all__ = [
    "AccountRefused",
    "create_user",
    "deactivate",
    "edit",
    "reactivate",
    "reset_second_factor",
    "set_password",
    "temporary_password",
    "unlink_single_sign_on",
    "unlock",
]

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that are mistaken for one another when read aloud or from paper."""
KIND = "account"


class AccountRefused(GongkaiError):
    """An account can't be as asked for; `field` names what is wrong: username, name, password."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def temporary_password() -> str:
    """Return a password to be told to somebody once: three groups of four letters."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def create_user(
    username: str,
    name: str,
    password: str | None = None,
    *,
    email: str = "",
    telephone: str = "",
    temporary: bool = True,
) -> User:
    """Make an account; without a password it opens by single sign-on only.

    A `temporary` password has to be changed at the first sign-in. `AccountRefused` where the name is taken or can't be
    one, or the password is too easy.
    """
    username, name = spelling(username), name.strip()
    why = reason_against(username)
    if why:
        raise AccountRefused("username", why)
    if not name:
        raise AccountRefused("name", "请填写姓名。")
    user = User(username=username, name=name, email=email.strip(), telephone=telephone.strip(), joined_at=clock.now())
    if password is None:
        user.set_unusable_password()
    else:
        _take_password(user, password, temporary=temporary)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record("建立账号", KIND, username, single_sign_on_only=password is None)
    except IntegrityError:
        raise AccountRefused("username", f"登录名“{username}”已经有人使用，请换一个。") from None
    return user


@transaction.atomic
def edit(username: str, *, name: str, email: str = "", telephone: str = "") -> None:
    """Change how somebody is called and reached; the sign-in name stays for ever."""
    if not name.strip():
        raise AccountRefused("name", "请填写姓名。")
    user = _locked(username)
    user.name, user.email, user.telephone = name.strip(), email.strip(), telephone.strip()
    user.save(update_fields=("name", "email", "telephone"))
    record("修改账号资料", KIND, user.username)


@transaction.atomic
def set_password(username: str, password: str) -> None:
    """Give somebody a temporary password: they change it at the next sign-in; their sessions end."""
    user = _locked(username)
    _take_password(user, password, temporary=True)
    user.save(update_fields=("password", "must_change_password"))
    end_all(user)
    record("重设密码", KIND, user.username)


@transaction.atomic
def deactivate(username: str) -> None:
    """Close an account; its sessions end at once. What its owner did stays theirs."""
    user = _locked(username)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=("is_active",))
        end_all(user)
        record("停用账号", KIND, user.username)


@transaction.atomic
def reactivate(username: str) -> None:
    """Open a closed account again, with the password and second factor it had."""
    user = _locked(username)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=("is_active",))
        record("启用账号", KIND, user.username)


@transaction.atomic
def reset_second_factor(username: str) -> None:
    """Take away somebody's second factor with its recovery codes, lost or stolen; their sessions end."""
    user = _locked(username)
    factors = Authenticator.objects.filter(user=user)
    types = sorted(factors.values_list("type", flat=True))
    factors.delete()
    end_all(user)
    record("清除第二因素", KIND, user.username, types=types)


@transaction.atomic
def unlock(username: str) -> None:
    """Let somebody try again who was locked out after wrong passwords or wrong codes, from every address."""
    user = _locked(username)
    attempts = reset(username=user.username)
    ratelimit.clear(HttpRequest(), action="login_failed", key=f"mfa-auth-user-{user.pk}")
    record("解除登录锁定", KIND, user.username, attempts=attempts)


@transaction.atomic
def unlink_single_sign_on(username: str) -> None:
    """Forget which person of the single sign-on an account belongs to: the next one of its name is linked anew."""
    user = _locked(username)
    links, _ = SocialAccount.objects.filter(user=user).delete()
    if links:
        record("解除单点登录关联", KIND, user.username)


def _locked(username: str) -> User:
    user = User.objects.select_for_update().filter(username=spelling(username)).first()
    if user is None:
        raise AccountRefused("username", f"没有登录名为“{username}”的账号，请核对。")
    return user


def _take_password(user: User, password: str, *, temporary: bool) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise AccountRefused("password", "".join(error.messages)) from None
    user.set_password(password)
    user.must_change_password = temporary
