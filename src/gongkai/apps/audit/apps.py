"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit trail."""

    name = "gongkai.apps.audit"
    label = "audit"
    verbose_name = "审计记录"
