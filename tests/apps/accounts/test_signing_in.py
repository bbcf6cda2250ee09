"""Signing in with a password, and what is told to who tries."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db.models import F
from django.test import Client
from django.urls import NoReverseMatch, reverse

from gongkai.apps.accounts.services import people
from gongkai.apps.accounts.urls import urlpatterns
from gongkai.apps.audit.models import Record

pytestmark = pytest.mark.django_db
WRONG = "登录名或者密码不正确，请核对后重新输入。"
LOCKED = "用这个登录名输错密码的次数太多"
TOO_MANY = "尝试的次数太多，请15分钟后再试。"


def wide(text):
    """Return letters as an input method for Chinese may give them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def page(response):
    """Return a page without what differs every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_a_password_opens_the_desk_and_the_trail_tells_it(client, person, sign_in, trail, signed_in_as):
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, reverse("desk:home"))
    assert signed_in_as(client) == str(person.pk)
    assert trail()[1:] == [("登录", "zhang", "zhang")]
    entry = Record.objects.first()
    assert (entry.address, entry.detail) == ("198.51.100.7", '{"means":["password"]}')
    client.post(reverse("account_logout"))
    assert signed_in_as(client) is None
    assert trail()[-1] == ("退出登录", "zhang", "zhang")


@pytest.mark.parametrize("username", ["ZHANG", " zhang ", wide("zhang")])
def test_a_name_is_known_in_whatever_spelling(client, person, sign_in, signed_in_as, username):
    sign_in(client, username)
    assert signed_in_as(client) == str(person.pk)


def test_the_same_is_told_of_names_that_exist_and_of_others(person, sign_in, password):
    people.create_user("closed", "关某", password)
    people.deactivate("closed")
    assert person.username == "zhang"
    answers = {
        username: sign_in(Client(), username, given)
        for username, given in [("zhang", "wrong"), ("other", "wrong"), ("close", password), ("closed", password)]
    }
    pages = {page(answer).replace(f'value="{username}"', "") for username, answer in answers.items()}
    assert len(pages) == 1
    assert {answer.status_code for answer in answers.values()} == {200}
    assert WRONG in pages.pop()


def test_an_unknown_name_costs_as_much_as_a_known_one(person, sign_in, monkeypatch, password):
    people.create_user("closed", "关某", password)
    people.deactivate("closed")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *told: hashed.append(told) or encode(*told))
    costs = {}
    for username in (person.username, "nobody", "closed"):
        hashed.clear()
        sign_in(Client(), username, "wrong")
        costs[username] = len(hashed)
    assert costs == {"zhang": 1, "nobody": 1, "closed": 1}


def test_a_wrong_attempt_names_an_account_only_where_there_is_one(client, person, sign_in, trail):
    sign_in(client, "zhang", "wrong")
    sign_in(client, "MyPassw0rd!", "wrong")
    assert person.username == "zhang"
    assert trail()[1:] == [("登录失败", "zhang", "public"), ("登录失败", "", "public")]
    assert "MyPassw0rd" not in str(list(Record.objects.values()))


@pytest.mark.parametrize("username", ["zhang", "nobody"])
def test_six_wrong_passwords_lock_a_name_at_an_address(person, sign_in, trail, username, password, signed_in_as):
    client = Client()
    told = [sign_in(client, username, f"wrong-{number}") for number in range(6)]
    assert [answer.status_code for answer in told] == [200] * 5 + [429]
    assert LOCKED in told[-1].content.decode()
    assert sign_in(client, username, password).status_code == 429
    assert signed_in_as(client) is None
    acts = [act for act, *_ in trail()[1:]]
    assert sorted(acts) == ["登录失败"] * 6 + ["登录锁定"]
    elsewhere = Client()
    sign_in(elsewhere, address="203.0.113.9")
    assert signed_in_as(elsewhere) == str(person.pk)


def test_the_page_of_a_lock_out_is_the_same_for_every_name(person, sign_in):
    assert person.username == "zhang"
    pages = set()
    for username in ("zhang", "nobody"):
        client = Client()
        answers = [sign_in(client, username, "wrong") for _ in range(6)]
        pages.add(page(answers[-1]))
    assert len(pages) == 1


def test_a_lock_out_ends_after_15_minutes_whatever_is_tried_meanwhile(client, person, sign_in, signed_in_as):
    for _ in range(6):
        sign_in(client, "zhang", "wrong")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert sign_in(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=1, seconds=1))
    sign_in(client)
    assert signed_in_as(client) == str(person.pk)


def test_an_administrator_ends_a_lock_out(client, person, sign_in, signed_in_as, trail):
    for _ in range(6):
        sign_in(client, "zhang", "wrong")
    people.unlock("zhang")
    assert trail()[-1] == ("解除登录锁定", "zhang", "system")
    sign_in(client)
    assert signed_in_as(client) == str(person.pk)


def test_a_right_password_forgets_the_wrong_ones_before(person, sign_in):
    for _ in range(3):
        client = Client()
        assert [sign_in(client, "zhang", "wrong").status_code for _ in range(5)] == [200] * 5
        assert sign_in(client).status_code == 302
    assert person.username == "zhang"


def test_many_names_at_one_address_are_limited_too(person, sign_in, signed_in_as):
    for number in range(60):
        sign_in(Client(), f"name{number}", "wrong")
    client = Client()
    answer = sign_in(client)
    assert TOO_MANY in answer.content.decode()
    assert signed_in_as(client) is None
    elsewhere = Client()
    sign_in(elsewhere, address="203.0.113.9")
    assert signed_in_as(elsewhere) == str(person.pk)


def test_nothing_that_was_typed_is_kept_with_an_attempt(client, person, sign_in):
    sign_in(client, "zhang", "a-wrong-password", next="/desk/")
    kept = str(list(AccessAttempt.objects.values()))
    assert person.username == "zhang"
    assert "a-wrong-password" not in kept
    assert re.findall(r"login=(\S+?)\\n", kept) == ["********************"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "http://localhost/",
        "http://127.0.0.1:9/",
        "https://testserver.evil.example/",
    ],
)
def test_one_is_never_sent_elsewhere(person, sign_in, elsewhere):
    client = Client()
    assert sign_in(client, next=elsewhere).url == reverse("desk:home")
    assert client.get(reverse("account_login"), {"next": elsewhere}).url == reverse("desk:home")
    assert client.post(reverse("account_logout"), {"next": elsewhere}).url == reverse("account_login")
    assert person.username == "zhang"


def test_one_is_sent_where_one_wanted_to_go(client, person, sign_in):
    assert person.username == "zhang"
    assert sign_in(client, next="/accounts/sessions/").url == "/accounts/sessions/"


def test_a_session_given_before_signing_in_is_of_no_use_after(client, person, sign_in):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key
    stranger = Client()
    stranger.cookies[configured.SESSION_COOKIE_NAME] = session.session_key
    assert stranger.get(reverse("account_home")).status_code == 302
    assert person.username == "zhang"


def test_the_cookies_are_closed_to_scripts_and_strangers(client, person, sign_in, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("account_login"))
    sign_in(client)
    assert person.username == "zhang"
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # ends with the browser


def test_a_form_needs_its_token(person, password):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": person.username, "password": password})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "password/set/",
        "inactive/",
        "login/code/",
        "social/signup/",
        "social/connections/",
        "3rdparty/",
        "2fa/",
        "signup/passkey/",
    ],
)
def test_what_nobody_needs_has_no_address(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "account_set_password"])
def test_what_nobody_needs_has_no_name(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "name",
    [
        "account_home",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "usersessions_list",
    ],
)
def test_ones_own_pages_are_for_who_is_signed_in(client, name):
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={reverse(name)}")


def test_every_page_says_who_may_open_it():
    marks = {pattern.name: pattern.callback.access for pattern in urlpatterns}
    assert {name for name, access in marks.items() if access.public} == {
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_callback",
        "openid_connect_login",
    }
    assert {access.rights for access in marks.values()} == {frozenset()}


def test_who_sends_too_much_is_told_on_a_page_of_ours(client, settings, sign_in):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    assert sign_in(client).status_code == 200
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "从您的网络地址来的请求太多" in answer.content.decode()


def test_pages_of_accounts_are_kept_nowhere(client, person, sign_in):
    assert "no-store" in client.get(reverse("account_login"))["Cache-Control"]
    sign_in(client)
    assert "no-store" in client.get(reverse("account_home"))["Cache-Control"]
    assert person.username == "zhang"
