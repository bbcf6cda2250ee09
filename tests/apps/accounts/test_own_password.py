"""One's own password, and one told by somebody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.apps.accounts.services import people

pytestmark = pytest.mark.django_db
NEW = "yunlan-2026-autumn"
CHANGE = "account_change_password"


def change(client, old, new, again=None):
    told = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse(CHANGE), told)


@pytest.fixture
def newcomer(db, password):
    del db
    return people.create_user("li", "李某", password)


def test_who_was_told_a_password_changes_it_before_anything_else(client, newcomer, sign_in, password):
    assert sign_in(client, "li").url == reverse("desk:home")
    for path in ("/desk/", "/accounts/", "/accounts/second-factor/", "/accounts/sessions/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, reverse(CHANGE)), path
    assert client.post("/desk/").url == reverse(CHANGE)
    shown = client.get(reverse(CHANGE))
    assert shown.status_code == 200
    assert "别人设置的密码" in shown.content.decode()
    assert change(client, password, NEW).url == reverse("desk:home")
    newcomer.refresh_from_db()
    assert (newcomer.must_change_password, newcomer.check_password(NEW)) == (False, True)
    assert client.get("/accounts/").status_code == 200


def test_who_was_told_a_password_may_leave(client, newcomer, sign_in, signed_in_as):
    sign_in(client, newcomer.username)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    ("old", "new", "again", "why"),
    [
        ("wrong", NEW, NEW, "当前密码不正确，请重新输入。"),
        (None, "short", "short", "密码太短，至少要10个字符。"),
        (None, "4820175936", "4820175936", "密码不能全是数字。"),
        (None, None, None, "新密码与当前密码相同，请换一个。"),
        (None, NEW, "another-one-2026", "两次输入的新密码不一致，请重新输入。"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(newcomer, sign_in, password, old, new, again, why):
    client = Client()
    sign_in(client, "li")
    answer = change(client, old or password, new or password, again or password)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert why in text
    assert 'aria-invalid="true"' in text
    assert re.search(r'aria-describedby="[^"]*_error"', text)
    newcomer.refresh_from_db()
    assert newcomer.check_password(password)
    assert newcomer.must_change_password


def test_another_password_ends_all_other_sessions_but_this_one(person, sign_in, password, signed_in_as, trail):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    assert change(here, password, NEW).url == reverse("account_home")
    assert here.get(reverse("account_home")).status_code == 200
    assert there.get(reverse("account_home")).status_code == 302
    assert signed_in_as(here) == str(person.pk)
    assert trail()[-1] == ("修改密码", "zhang", "zhang")
    sessions = here.get(reverse("usersessions_list")).content.decode()
    assert sessions.count("<tr>") == 2  # the head and this one


def test_a_password_told_anew_ends_the_sessions(client, person, sign_in, password):
    sign_in(client)
    people.set_password("zhang", NEW)
    assert client.get(reverse("account_home")).status_code == 302
    person.refresh_from_db()
    assert person.must_change_password
    assert sign_in(client, password=password).status_code == 200
    assert sign_in(client, password=NEW).status_code == 302


def test_who_has_no_password_is_told_so(client):
    client.force_login(people.create_user("zhao", "赵某"), "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse(CHANGE), follow=True)
    assert answer.redirect_chain == [(reverse("account_home"), 302)]
    assert "没有密码可以修改" in answer.content.decode()
