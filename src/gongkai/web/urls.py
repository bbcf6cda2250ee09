"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

handler400 = "gongkai.web.errors.not_understood"
handler404 = "gongkai.web.errors.not_found"
handler500 = "gongkai.web.errors.server_error"

urlpatterns = [
    path("desk/", include("gongkai.apps.desk.urls")),
    path("accounts/", include("gongkai.apps.accounts.urls")),
    path("", include("gongkai.apps.portal.urls")),
]
