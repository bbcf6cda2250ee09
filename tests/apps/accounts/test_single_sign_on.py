"""Signing in by a government's single sign-on: who is believed, and whose account opens."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from tests.support.identity_provider import CLIENT, SECRET, IdentityProvider

from gongkai.apps.accounts.identity import Provider
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.services import people
from gongkai.apps.accounts.single_sign_on import CANCELLED, FAILED, ID, NOBODY

pytestmark = pytest.mark.django_db
START = "/accounts/login/single-sign-on/"
ANSWER = "/accounts/login/single-sign-on/answer/"


@pytest.fixture(scope="module")
def server():
    started = IdentityProvider().start()
    yield started
    started.stop()


@pytest.fixture
def provider(server, settings):
    server.reset()
    settings.SINGLE_SIGN_ON = Provider(server.issuer, CLIENT, SECRET, "用东澜省统一身份登录", "preferred_username")
    return server


def come_back(client, provider, **changes):
    """Go to the provider and come back from it; return what is answered then."""
    led = client.get(START)
    assert led.status_code == 302
    code, state = provider.authorize(led.url)
    return client.get(ANSWER, {"code": code, "state": state, **changes})


def refused(client, answer, sentence):
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert "_auth_user_id" not in client.session
    assert sentence in client.get(answer.url).content.decode()


def test_the_button_is_there_only_where_it_leads_somewhere(client, server, settings):
    assert settings.SINGLE_SIGN_ON is None
    assert START not in client.get(reverse("account_login")).content.decode()
    assert client.get(START).status_code == 404
    assert client.get(ANSWER).status_code == 404
    settings.SINGLE_SIGN_ON = Provider(server.issuer, CLIENT, SECRET, "用东澜省统一身份登录", "sub")
    shown = client.get(reverse("account_login"), {"next": "/desk/?a=1&b=2"}).content.decode()
    assert "用东澜省统一身份登录" in shown
    assert f'href="{START}?next=/desk/%3Fa%3D1%26b%3D2"' in shown


def test_the_provider_is_asked_with_state_nonce_and_challenge(client, provider):
    led = client.get(START)
    assert led.url.startswith(f"{provider.issuer}/authorize?")
    query = dict(parse_qsl(urlsplit(led.url).query))
    assert query["client_id"] == CLIENT
    assert query["redirect_uri"] == f"http://testserver{ANSWER}"
    assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
    assert set(query["scope"].split()) == {"openid", "profile"}
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 16


def test_an_account_of_the_name_opens_and_is_linked(client, provider, person, trail):
    answer = come_back(client, provider)
    assert (answer.status_code, answer.url) == (302, reverse("desk:home"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert trail()[1:] == [("登录", "zhang", "zhang")]
    link = SocialAccount.objects.get()
    assert (link.user, link.provider, link.extra_data) == (person, ID, {})
    assert link.uid != "7001"
    assert ("/userinfo", {"authorization": "Bearer an-access-token"}) not in provider.asked


def test_one_is_sent_where_one_wanted_to_go(client, provider, person):
    code, state = provider.authorize(client.get(START, {"next": "/accounts/sessions/"}).url)
    assert client.get(ANSWER, {"code": code, "state": state}).url == "/accounts/sessions/"
    stranger = Client()
    code, state = provider.authorize(stranger.get(START, {"next": "https://evil.example/"}).url)
    assert stranger.get(ANSWER, {"code": code, "state": state}).url == reverse("desk:home")
    assert person.pk


def test_the_link_holds_when_the_provider_changes_the_name(provider, person):
    come_back(Client(), provider)
    provider.person["preferred_username"] = "zhang2"
    client = Client()
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_name_given_to_another_person_later_opens_nothing(provider, person, trail):
    come_back(Client(), provider)
    provider.person["sub"] = "7002"
    client = Client()
    refused(client, come_back(client, provider), NOBODY)
    assert trail()[-1] == ("单点登录被拒绝", "zhang", "public")
    assert SocialAccount.objects.count() == 1
    people.unlink_single_sign_on("zhang")
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_same_number_at_another_provider_is_another_person(provider, person, settings):
    come_back(Client(), provider)
    settings.SINGLE_SIGN_ON = Provider(f"{provider.issuer}/", CLIENT, SECRET, "某", "preferred_username")
    client = Client()
    refused(client, come_back(client, provider), FAILED)  # it still calls itself as before
    provider.discovery = {"issuer": f"{provider.issuer}/"}
    provider.changes = {"iss": f"{provider.issuer}/"}
    refused(client, come_back(client, provider), NOBODY)
    assert person.pk


def test_the_claim_may_come_from_the_userinfo(client, provider, person):
    del provider.person["preferred_username"]
    provider.userinfo = {"sub": "7001", "preferred_username": "ZHANG"}
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert ("/userinfo", {"authorization": "Bearer an-access-token"}) in provider.asked


def test_a_name_that_only_looks_alike_opens_nothing(client, provider, person):
    provider.person["preferred_username"] = "".join(chr(ord(letter) + 0xFEE0) for letter in "zhang")
    refused(client, come_back(client, provider), NOBODY)
    provider.person["preferred_username"] = "Zhang"
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_nobody_is_made_and_nobody_told_of(client, provider, password, trail):
    people.create_user("closed", "关某", password)
    people.deactivate("closed")
    for name in ("nobody", "closed"):
        provider.person = {"sub": name, "preferred_username": name}
        refused(client, come_back(client, provider), NOBODY)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert trail()[-2:] == [("单点登录被拒绝", "", "public"), ("单点登录被拒绝", "closed", "public")]


def test_a_linked_account_that_was_closed_does_not_open(provider, person):
    come_back(Client(), provider)
    people.deactivate("zhang")
    client = Client()
    refused(client, come_back(client, provider), NOBODY)
    assert person.pk


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"iss": "https://another.example"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"exp": None},
        {"sub": None},
        {"nonce": "another"},
        {"nonce": None},
    ],
    ids=" ".join,
)
def test_an_id_token_for_somebody_else_is_not_believed(client, provider, person, changes):
    provider.changes = changes
    refused(client, come_back(client, provider), FAILED)
    assert person.pk


def test_a_token_signed_by_another_key_is_not_believed(client, provider, person):
    provider.signed_by = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    refused(client, come_back(client, provider), FAILED)
    assert person.pk


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_signed_by_no_private_key_is_not_believed(client, provider, person, algorithm):
    provider.signed_by, provider.algorithm = (SECRET * 2, algorithm) if algorithm == "HS256" else (None, algorithm)
    refused(client, come_back(client, provider), FAILED)
    assert person.pk


def test_userinfo_about_another_person_is_not_believed(client, provider, person):
    del provider.person["preferred_username"]
    provider.userinfo = {"sub": "7002", "preferred_username": "zhang"}
    refused(client, come_back(client, provider), FAILED)
    assert person.pk


@pytest.mark.parametrize(
    "answers",
    [
        {"/token": (500, {})},
        {"/token": (200, {"access_token": "x"})},
        {"/token": (200, {"access_token": "x", "id_token": "not.a.token"})},
        {"/token": (200, [])},
        {"/keys": (200, {"keys": []})},
        {"/keys": (404, {})},
        {"/keys": (200, ["x"])},
        {"/.well-known/openid-configuration": (503, {})},
        {"/.well-known/openid-configuration": (200, b"<html>")},
        {"/.well-known/openid-configuration": (200, {})},
    ],
    ids=str,
)
def test_a_provider_out_of_order_is_told_in_one_sentence(client, provider, person, answers):
    code, state = provider.authorize(client.get(START).url)
    provider.answers = answers
    refused(client, client.get(ANSWER, {"code": code, "state": state}), FAILED)
    if "/.well-known/openid-configuration" in answers:
        refused(client, client.get(START), FAILED)
    assert person.pk


def test_an_answer_nobody_asked_for_is_refused(client, provider, person):
    refused(client, come_back(client, provider, state="another-state"), FAILED)
    refused(client, client.get(ANSWER), FAILED)
    code, state = provider.authorize(Client().get(START).url)  # another browser's
    refused(client, client.get(ANSWER, {"code": code, "state": state}), FAILED)
    assert person.pk


def test_an_answer_is_taken_once(client, provider, person):
    code, state = provider.authorize(client.get(START).url)
    client.get(ANSWER, {"code": code, "state": state})
    client.post(reverse("account_logout"))
    refused(client, client.get(ANSWER, {"code": code, "state": state}), FAILED)
    assert person.pk


def test_who_changes_their_mind_comes_back(client, provider):
    _, state = provider.authorize(client.get(START).url)
    answer = client.get(ANSWER, {"error": "access_denied", "state": state})
    refused(client, answer, CANCELLED)


def test_a_stranger_s_link_leads_nobody_to_the_provider(client, provider):
    answer = client.get(START, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.url == reverse("account_login")
    assert client.get(START, headers={"Sec-Fetch-Site": "same-origin"}).url.startswith(provider.issuer)


def test_nobody_links_their_account_to_another_person(client, provider, person, sign_in):
    sign_in(client)
    provider.person = {"sub": "9", "preferred_username": "nobody"}
    led = client.get(START, {"process": "connect", "auth_params": "prompt=none"})
    assert "prompt" not in led.url
    code, state = provider.authorize(led.url)
    assert client.get(ANSWER, {"code": code, "state": state}).url == reverse("account_login")
    assert not SocialAccount.objects.exists()
    assert client.session["_auth_user_id"] == str(person.pk)
    assert NOBODY in client.get(reverse("account_home")).content.decode()
