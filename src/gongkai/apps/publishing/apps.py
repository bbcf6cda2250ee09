"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Publishing."""

    name = "gongkai.apps.publishing"
    label = "publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        """Follow every change of agencies."""
        from gongkai.apps.agencies.followers import follow  # noqa: PLC0415 — models are loaded first
        from gongkai.apps.publishing.services import handover  # noqa: PLC0415 — as above

        follow(handover)
