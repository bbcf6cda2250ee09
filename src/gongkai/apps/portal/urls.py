"""The public's addresses."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.apps.portal.routes_machines import urlpatterns as machines
from gongkai.apps.portal.views import agencies, columns, documents, home, items, reports, search, service

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", columns.guides, name="guides"),
    path("disclosure-rules/", columns.disclosure_rules, name="disclosure_rules"),
    path("statutory/", columns.statutory, name="statutory"),
    path("annual-reports/", columns.annual_reports, name="annual_reports"),
    path("annual-reports/<int:year>/", columns.annual_reports, name="annual_reports_of_year"),
    path("apply/", service.apply, name="apply"),
    path("apply/form/", service.application_form, name="application_form"),
    path("agencies/", home.agency_list, name="agencies"),
    path("a/<slug:key>/", agencies.agency_home, name="agency"),
    path("a/<slug:key>/guide/", agencies.agency_guide, name="agency_guide"),
    path("a/<slug:key>/<slug:slug>/", agencies.agency_column, name="agency_column"),
    path("a/<slug:key>/<slug:slug>/<int:number>/", agencies.agency_column, name="agency_column_page"),
    path("c/<slug:slug>/", columns.county_column, name="column"),
    path("c/<slug:slug>/<int:number>/", columns.county_column, name="column_page"),
    path("item/<slug:key>/", items.item, name="item"),
    path("item/<slug:key>/files/<int:number>/<str:name>", items.item_file, name="item_file"),
    path("normative/", documents.documents, name="documents"),
    re_path(
        r"^normative/(?P<tab>in-force|amended|expired|repealed|not-yet)/$", documents.documents, name="documents_tab"
    ),
    re_path(
        r"^normative/(?P<tab>in-force|amended|expired|repealed|not-yet)/(?P<number>[1-9]\d{0,5})/$",
        documents.documents,
        name="documents_page",
    ),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggestions, name="suggest"),
    path("corrections/", reports.report, name="report"),
    path("corrections/received/", reports.received, name="report_received"),
    path("corrections/desk/", reports.desk, name="reports_desk"),
    path("corrections/desk/<int:number>/", reports.settle, name="report_settle"),
    path("accessibility/", service.accessibility, name="accessibility"),
    path("sitemap/", service.site_map, name="site_map"),
    path("healthz", service.health, name="health"),
    *machines,
]
