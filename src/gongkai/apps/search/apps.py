"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "gongkai.apps.search"
    label = "search"
    verbose_name = "检索"
