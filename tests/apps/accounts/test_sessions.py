"""Where one is signed in, and ending it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from gongkai.apps import clock
from gongkai.apps.accounts.services import people

pytestmark = pytest.mark.django_db
LIST = "/accounts/sessions/"
OFFICE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
HOME = "Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.fixture
def office(person, sign_in):
    assert person.pk
    client = Client(headers={"User-Agent": OFFICE})
    sign_in(client, address="198.51.100.1")
    return client


@pytest.fixture
def phone(office, sign_in):
    assert office
    client = Client(headers={"User-Agent": PHONE})
    sign_in(client, address="198.51.100.2")
    return client


@pytest.fixture
def laptop(phone, sign_in):
    assert phone
    client = Client(headers={"User-Agent": HOME})
    sign_in(client, address="198.51.100.3")
    return client


def alive(client):
    return client.get(reverse("account_home")).status_code == 200


def ids():
    return {session.ip: session.pk for session in UserSession.objects.all()}


def test_the_list_tells_device_address_and_which_is_this_one(office, phone, laptop):
    assert phone
    assert laptop
    text = office.get(LIST, REMOTE_ADDR="198.51.100.1").content.decode()
    assert [word for word in ("Linux，Chrome", "安卓，Chrome", "Windows，火狐") if word not in text] == []
    assert [text.count(f"198.51.100.{number}</td>") for number in (1, 2, 3)] == [1, 1, 1]
    assert text.count("正在使用") == 1
    assert text.index("正在使用") < text.index("安卓")
    assert "结束其他所有登录" in text


def test_alone_there_is_nothing_to_end(office):
    assert "结束" not in office.get(LIST).content.decode().split("</nav>")[1].split("<table>")[1]


def test_one_session_is_ended(office, phone, laptop, trail):
    assert office.post(LIST, {"session": ids()["198.51.100.2"]}).url == LIST
    assert (alive(office), alive(phone), alive(laptop)) == (True, False, True)
    assert trail()[-1] == ("结束其他登录", "zhang", "zhang")


def test_all_others_are_ended(office, phone, laptop):
    assert "已经结束" in office.post(LIST, follow=True).content.decode()
    assert (alive(office), alive(phone), alive(laptop)) == (True, False, False)
    assert office.post(LIST).url == LIST  # and nothing more happens
    assert alive(office)


def test_nobody_ends_a_session_of_somebody_else(office, password, sign_in, trail):
    people.create_user("li", "李某", password, temporary=False)
    stranger = Client()
    sign_in(stranger, "li", address="203.0.113.5")
    before = trail()
    stranger.post(LIST, {"session": ids()["198.51.100.1"]})
    assert alive(office)
    assert trail() == before


@pytest.mark.parametrize("told", ["x", "-1", "0", "1.5", str(2**70)])
def test_what_is_no_number_ends_nothing(office, phone, told):
    assert office.post(LIST, {"session": told}).status_code == 200
    assert alive(phone)


def test_when_a_session_was_seen_last_is_kept_to_minutes(office, monkeypatch, django_assert_max_num_queries):
    session = UserSession.objects.get()
    began = session.last_seen_at
    office.get(LIST)
    later = clock.now() + timedelta(minutes=7)
    monkeypatch.setattr(clock, "now", lambda: later)
    office.get(LIST, REMOTE_ADDR="198.51.100.77")
    session.refresh_from_db()
    assert (session.last_seen_at, session.ip) == (later, "198.51.100.77")
    assert later - began > timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(minutes=4))
    with django_assert_max_num_queries(9) as asked:
        office.get(reverse("account_home"))
    assert {one["sql"].split()[0] for one in asked.captured_queries} == {"SELECT"}
    session.refresh_from_db()
    assert session.last_seen_at == later


def test_closing_an_account_ends_all_its_sessions_for_ever(office, phone):
    people.deactivate("zhang")
    assert (alive(office), alive(phone)) == (False, False)
    people.reactivate("zhang")
    assert (alive(office), alive(phone)) == (False, False)
    assert not UserSession.objects.exists()


def test_a_session_that_no_list_knows_of_ends_too(person):
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert alive(client)
    people.reset_second_factor("zhang")
    assert not alive(client)
