"""Accounts are made and kept by who manages people."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, transaction

from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.selectors import account, accounts
from gongkai.apps.accounts.services import people
from gongkai.apps.accounts.services.people import AccountRefused
from gongkai.apps.audit.actor import Actor, acting
from gongkai.apps.audit.models import Record

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Actor("wang", "王某", "192.0.2.4")


def wide(text):
    """Return letters as an input method for Chinese may give them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def test_a_new_account_has_to_change_the_password_told_to_its_owner(trail, password):
    with acting(ADMINISTRATOR):
        made = people.create_user(" Li.Si ", " 李某 ", password, email="li@qinghe.example", telephone="0451-5555")
    assert (made.username, made.name, made.must_change_password, made.is_active) == ("li.si", "李某", True, True)
    assert made.check_password(password)
    assert trail() == [("建立账号", "li.si", "wang")]


def test_an_account_may_keep_its_password_and_one_has_none(password):
    assert not people.create_user("li", "李某", password, temporary=False).must_change_password
    without = people.create_user("zhao", "赵某")
    assert (without.has_usable_password(), without.must_change_password) == (False, False)


@pytest.mark.parametrize(
    ("username", "why"),
    [
        ("system", "登录名“system”由系统保留，请换一个。"),
        (wide("PUBLIC"), "登录名“public”由系统保留，请换一个。"),
        ("a", "登录名须为"),
        ("张 三", "登录名须为"),
        (".li", "登录名须为"),
        ("_li", "登录名须为"),
        ("li/../x", "登录名须为"),
        ("x" * 61, "登录名须为"),
        ("li\n", None),
        ("", "登录名须为"),
    ],
)
def test_what_a_sign_in_name_may_be(username, why, password):
    if why is None:  # what stands around a name is no part of it
        assert people.create_user(username, "李某", password).username == "li"
        return
    with pytest.raises(AccountRefused) as refused:
        people.create_user(username, "李某", password)
    assert str(refused.value).startswith(why)
    assert refused.value.field == "username"
    assert not User.objects.exists()


@pytest.mark.parametrize("username", ["zhang", "ZHANG", wide("zhang")])
def test_a_name_is_given_once_in_whatever_spelling(person, username, password, trail):
    assert person.username == "zhang"
    with pytest.raises(AccountRefused, match="已经有人使用") as refused:
        people.create_user(username, "另一人", password)
    assert refused.value.field == "username"
    assert [act for act, *_ in trail()] == ["建立账号"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short-1", "密码太短，至少要10个字符。"),
        ("83927561048", "密码不能全是数字。"),
        ("password123456"[:8] + "12", "这个密码太常见，请换一个。"),
        ("li.si.qinghe", "密码与登录名、姓名、邮箱或者电话太像，请换一个。"),
    ],
)
def test_an_easy_password_is_refused_with_the_reason(password, why):
    with pytest.raises(AccountRefused) as refused:
        people.create_user("li.si.qinghe", "李某", password)
    assert (str(refused.value), refused.value.field) == (why, "password")


def test_a_name_of_the_person_is_needed(person, password):
    with pytest.raises(AccountRefused, match="请填写姓名"):
        people.create_user("li", " ", password)
    with pytest.raises(AccountRefused, match="请填写姓名"):
        people.edit("zhang", name="")
    people.edit("Zhang", name="张某某", telephone="0451-6666")
    person.refresh_from_db()
    assert (person.username, person.name, person.telephone) == ("zhang", "张某某", "0451-6666")


def test_temporary_passwords_are_good_enough_and_never_the_same():
    told = {people.temporary_password() for _ in range(50)}
    assert len(told) == 50
    people.create_user("li", "李某", told.pop())


@pytest.mark.parametrize("way", ["save", "update"])
def test_the_database_refuses_another_sign_in_name(person, way):
    person.username = "other"
    act = {"save": person.save, "update": lambda: User.objects.update(username="other")}[way]
    with pytest.raises(DatabaseError):
        transaction.atomic(act)()
    assert User.objects.get().username == "zhang"


def test_closing_and_opening_an_account_is_told_once(person, trail):
    with acting(ADMINISTRATOR):
        for act in (people.deactivate, people.deactivate, people.reactivate, people.reactivate):
            act("zhang")
    person.refresh_from_db()
    assert person.is_active
    assert trail()[1:] == [("停用账号", "zhang", "wang"), ("启用账号", "zhang", "wang")]


def test_a_lost_second_factor_is_taken_away_with_its_recovery_codes(person, trail):
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=person, type=kind, data={})
    with acting(ADMINISTRATOR):
        people.reset_second_factor("zhang")
    assert not Authenticator.objects.exists()
    assert trail()[1:] == [("清除第二因素", "zhang", "wang")]


@pytest.mark.parametrize(
    "act",
    [
        people.deactivate,
        people.reactivate,
        people.reset_second_factor,
        people.unlock,
        people.unlink_single_sign_on,
        lambda name: people.set_password(name, "qinghe-2026-spring"),
        lambda name: people.edit(name, name="某"),
    ],
)
def test_nobody_is_refused_and_nothing_told(act, trail):
    with pytest.raises(AccountRefused, match="没有登录名为“nobody”的账号"):
        act("nobody")
    assert trail() == []


def test_no_personal_data_is_in_the_details(password):
    people.create_user("li", "李某", password, email="li@qinghe.example", telephone="13900000000")
    people.edit("li", name="李某某", email="lili@qinghe.example")
    people.set_password("li", password + "-2")
    people.deactivate("li")
    people.reactivate("li")
    people.reset_second_factor("li")
    people.unlock("li")
    details = " ".join(Record.objects.values_list("detail", flat=True))
    assert [word for word in ("李", "qinghe", "139", "某") if word in details] == []


def test_accounts_are_found_by_name(person, password):
    other = people.create_user("li.si", "李某", password)
    assert list(accounts("ZHANG")) == [person]
    assert list(accounts("李")) == [other]
    assert list(accounts()) == [other, person]
    assert account(wide("LI.SI")) == other
    assert account("nobody") is None
