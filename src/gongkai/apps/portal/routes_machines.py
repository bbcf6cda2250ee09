"""The addresses that programs read: feeds, maps of the site, open data, the interface."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.apps.portal import feeds, open_data, sitemaps
from gongkai.apps.portal.api import api

urlpatterns = [
    path("feeds/", feeds.feeds, name="feeds"),
    re_path(r"^feeds/latest\.(?P<kind>rss|atom)$", feeds.all_feed, name="all_feed"),
    re_path(r"^feeds/agency/(?P<agency>[a-z0-9-]+)\.(?P<kind>rss|atom)$", feeds.agency_feed, name="agency_feed"),
    re_path(r"^feeds/column/(?P<slug>[a-z0-9-]+)\.(?P<kind>rss|atom)$", feeds.column_feed, name="column_feed"),
    path("open/", open_data.open_data, name="open_data"),
    path("open/items.schema.json", open_data.items_schema, name="items_schema"),
    re_path(r"^open/items-(?P<month>\d{4}-\d\d)\.(?P<ending>json|csv)$", open_data.items_file, name="items_file"),
    re_path(r"^open/agencies\.(?P<ending>json|csv)$", open_data.agencies_file, name="agencies_file"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    re_path(r"^sitemap-(?P<slug>\d{4}-\d\d)\.xml$", sitemaps.month, name="sitemap_month"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("api/", api.urls),
]
