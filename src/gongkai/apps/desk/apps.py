"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "gongkai.apps.desk"
    label = "desk"
    verbose_name = "工作台"
