"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portal."""

    name = "gongkai.apps.portal"
    label = "portal"
    verbose_name = "公开平台"
