"""A small county that all tests of a module share, and people signed in there."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from tests.support.small_county import PUBLIC, SmallCounty

from gongkai.apps.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Return one county for all tests of a module; each of them takes back what it changed."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        yield SmallCounty()
        transaction.set_rollback(True)


@pytest.fixture
def enter(county):
    """Return a function that gives the browser of somebody signed in, or of the public."""

    def signed_in(who=PUBLIC, **more):
        client = Client(**more)
        if who != PUBLIC:
            client.force_login(User.objects.get(pk=county.people[who].id), backend=BACKEND)
        return client

    return signed_in
