"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "gongkai.apps.files"
    label = "files"
    verbose_name = "文件"
