"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Demonstration county."""

    name = "gongkai.apps.demonstration"
    label = "demonstration"
    verbose_name = "演示数据"
