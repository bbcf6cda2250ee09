"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies."""

    name = "gongkai.apps.agencies"
    label = "agencies"
    verbose_name = "机构"
