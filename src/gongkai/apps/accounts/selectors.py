"""Read accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.names import spelling

__all__ = ["account", "accounts", "has_second_factor", "user"]

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one."""


def user(user_id: int) -> User:
    """Return an account by its id."""
    return User.objects.get(pk=user_id)


def account(username: str) -> User | None:
    """Return an account by its sign-in name in any spelling; None where there is none."""
    return User.objects.filter(username=spelling(username)).first()


def accounts(words: str = "") -> QuerySet[User]:
    """Return accounts whose sign-in name or name contains all of some words, by sign-in name."""
    found = User.objects.all()
    for word in words.split():
        found = found.filter(username__contains=spelling(word)) | found.filter(name__contains=word)
    return found


def has_second_factor(user_id: int) -> bool:
    """Return whether somebody can answer for a second factor."""
    return Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists()
