"""A person with a password, and how they sign in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.apps.accounts.services.people import create_user
from gongkai.apps.audit.models import Record

KNOWN = "qinghe-2026-spring"


@pytest.fixture
def password():
    return KNOWN


@pytest.fixture
def person(db):
    del db
    return create_user("zhang", "张某", KNOWN, temporary=False)


@pytest.fixture
def sign_in():
    """Return a function that sends the form of the sign-in page."""

    def send(client, username="zhang", password=KNOWN, **more):
        address = more.pop("address", "198.51.100.7")
        told = {"login": username, "password": password, **more}
        return client.post(reverse("account_login"), told, REMOTE_ADDR=address)

    return send


@pytest.fixture
def confirm():
    """Return a function that proves once more, by the password, who is signed in."""

    def send(client, password=KNOWN):
        return client.post(reverse("account_reauthenticate"), {"password": password})

    return send


@pytest.fixture
def trail(db):
    """Return a function that tells what the audit trail holds, oldest first: act, account, actor."""
    del db

    def told():
        return [(entry.action, entry.subject_key, entry.actor) for entry in Record.objects.order_by("number")]

    return told


@pytest.fixture
def signed_in_as():
    """Return a function that tells who a client is signed in as."""

    def who(client):
        return client.session.get("_auth_user_id")

    return who
