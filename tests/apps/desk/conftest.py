"""A desk with an office behind it, and people signed in."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support.publishing import Office, agency

from gongkai.apps.accounts.models import User


@pytest.fixture
def office(db):
    del db
    return Office(agency())


@pytest.fixture
def enter():
    """Return a function that signs a member of staff in and gives their browser."""

    def signed_in(who, **more):
        client = Client(**more)
        client.force_login(User.objects.get(pk=who.id), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def words():
    """Return what the form of a draft sends, with changes."""

    def sent(**more):
        return {
            "title": "关于某项工作的通知",
            "column": "statutory.notices",
            "kind": "notice",
            "attribute": "proactive",
            "body": "<p>请遵照执行。</p>",
            "formed_on": "2025-03-03",
            **more,
        }

    return sent
