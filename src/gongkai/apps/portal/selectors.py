"""Read reports of mistakes."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.apps.portal.models import ErrorReport

__all__ = ["error_reports", "open_error_reports"]


def error_reports() -> QuerySet[ErrorReport]:
    """Return every report with who settled it, the newest first."""
    return ErrorReport.objects.select_related("settled_by").order_by("-made_at", "-id")


def open_error_reports() -> QuerySet[ErrorReport]:
    """Return the reports that nobody has settled yet, the newest first."""
    return error_reports().filter(settled_at__isnull=True)
