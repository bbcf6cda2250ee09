"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "gongkai.apps.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """Write what the sign-in libraries tell into the audit trail."""
        from gongkai.apps.accounts.trail import connect  # noqa: PLC0415 — models are there only now

        connect()
