"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.crypto import salted_hmac


class User(AbstractBaseUser):
    """A member of staff; what they may do follows from their appointments, never from a mark on the account.

    `username` never changes (a trigger in the database holds it): reviews and the audit trail name people by it.
    `must_change_password` holds after somebody else set the password. `session_round` goes into every session: raised
    by one, all sessions of the person end. A second factor is kept by the sign-in library.
    Personal data: `username`, `name`, `email`, `telephone`.
    """

    username = models.CharField(max_length=60, unique=True, validators=(UnicodeUsernameValidator(),))
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        """Return the name and what they sign in with."""
        return f"{self.name}（{self.username}）"

    def get_full_name(self) -> str:
        """Return the name."""
        return self.name

    def get_session_auth_hash(self) -> str:
        """Return what a session must carry to be this person's: another password or another round ends it."""
        told = f"{self.session_round}:{self.password}"
        return salted_hmac("gongkai.apps.accounts.session", told, algorithm="sha256").hexdigest()
