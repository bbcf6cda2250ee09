"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Publishing."""

    name = "gongkai.apps.publishing"
    label = "publishing"
    verbose_name = "发布"
