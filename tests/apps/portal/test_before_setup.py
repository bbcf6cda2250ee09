"""What an installation shows before it is set up, and whom it answers behind a proxy that speaks https."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.apps.agencies.services.first_run import Administrator, set_up
from gongkai.apps.agencies.services.tree import NewAgency
from gongkai.core.publication.scope import Level

pytestmark = pytest.mark.django_db
NOTICE = "本平台还没有完成设置"


def test_the_home_page_says_that_the_set_up_is_missing_until_it_is_done(client, settings, tmp_path):
    settings.HOME = tmp_path
    page = client.get("/").content.decode()
    assert NOTICE in page
    assert 'href="/desk/setup/"' in page
    assert page.count("政府信息公开平台政府信息公开平台") == 0
    root = NewAgency("county", "某某县人民政府", Level.COUNTY_GOVERNMENT)
    set_up("某某县人民政府门户网站", root, Administrator("admin", "张某", "long-enough-word-77"))
    page = client.get("/").content.decode()
    assert NOTICE not in page
    assert "某某县人民政府政府信息公开平台" in page


def test_who_watches_the_service_is_answered_without_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301
