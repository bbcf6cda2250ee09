"""A second factor: an authenticator app, recovery codes, and when one is needed."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from tests.support.second_steps import code

from gongkai.apps.accounts.services import people
from gongkai.apps.audit.models import Record

pytestmark = pytest.mark.django_db
STEP = "mfa_authenticate"
APP = "mfa_activate_totp"
WRONG = "没有通过验证：请核对后再试一次。"


def secret_of(answer):
    return re.search(r"<code>([A-Z2-7]{32})</code>", answer.content.decode())[1]


@pytest.fixture
def with_app(person, sign_in, confirm):
    """Return the secret of the person's authenticator app, set up through the pages."""
    client = Client()
    sign_in(client)
    confirm(client)
    secret = secret_of(client.get(reverse(APP)))
    answer = client.post(reverse(APP), {"code": code(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert person.pk
    return secret


@pytest.fixture
def codes(with_app):
    assert with_app
    return Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what is to follow a transaction does follow it."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def step(client, given):
    return client.post(reverse(STEP), {"code": given})


@pytest.mark.django_db(transaction=True)  # the library tells it when the transaction has ended
def test_an_app_is_set_up_with_its_first_code(client, person, sign_in, confirm, trail):
    sign_in(client)
    confirm(client)
    shown = client.get(reverse(APP))
    secret = secret_of(shown)
    assert "data:image/svg+xml;base64," in shown.content.decode()
    wrong = client.post(reverse(APP), {"code": "000000"})
    assert WRONG in wrong.content.decode()
    assert secret_of(wrong) == secret
    assert not Authenticator.objects.exists()
    answer = client.post(reverse(APP), {"code": code(secret)}, follow=True).content.decode()
    assert "验证器应用已经启用" in answer
    assert "恢复代码已经生成" in answer
    assert trail()[2:] == [("设置第二因素", "zhang", "zhang")] * 2
    assert {entry.detail for entry in Record.objects.all()[:2]} == {'{"type":"totp"}', '{"type":"recovery_codes"}'}
    assert person.pk


def test_a_password_alone_opens_nothing_any_more(client, with_app, sign_in, signed_in_as):
    assert sign_in(client).url == reverse(STEP)
    assert signed_in_as(client) is None
    assert client.get(reverse("account_home")).status_code == 302
    assert client.get(reverse("account_login")).url == reverse(STEP)
    assert WRONG in step(client, "000000").content.decode()
    assert signed_in_as(client) is None
    assert step(client, code(with_app, 1)).url == reverse("desk:home")
    assert signed_in_as(client)


def test_a_sign_in_with_a_code_is_told_with_its_means(client, with_app, sign_in, trail):
    sign_in(client)
    step(client, "000000")
    step(client, code(with_app, 1))
    assert trail()[-2:] == [("第二因素验证失败", "zhang", "public"), ("登录", "zhang", "zhang")]
    assert Record.objects.first().detail == '{"means":["password","second_factor"]}'


def test_a_code_is_taken_once(with_app, sign_in, signed_in_as):
    given = code(with_app, 1)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        step(client, given)
    assert signed_in_as(first)
    assert signed_in_as(second) is None


def test_six_wrong_codes_are_enough_from_whatever_address(with_app, sign_in, signed_in_as):
    for number in range(6):
        client = Client()
        sign_in(client, address=f"203.0.113.{number}")
        assert WRONG in step(client, "000000").content.decode()
    client = Client()
    sign_in(client)
    assert "尝试的次数太多" in step(client, code(with_app, 1)).content.decode()
    assert signed_in_as(client) is None
    people.unlock("zhang")
    step(client, code(with_app, 1))
    assert signed_in_as(client)


def test_the_second_step_needs_the_first(client, with_app):
    assert with_app
    for answer in (client.get(reverse(STEP)), step(client, code(with_app, 1))):
        assert answer.url == reverse("account_login")


def test_one_may_begin_anew_as_somebody_else(client, with_app, sign_in, signed_in_as):
    assert with_app
    sign_in(client)
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse(STEP)).url == reverse("account_login")
    assert signed_in_as(client) is None


def test_a_recovery_code_stands_in_once(codes, sign_in, signed_in_as):
    assert len(set(codes)) == 10
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        step(client, codes[0])
    assert signed_in_as(first)
    assert signed_in_as(second) is None


def test_recovery_codes_are_shown_and_taken_home(client, codes, with_app, sign_in, confirm):
    sign_in(client)
    step(client, code(with_app, 1))
    assert client.get(reverse("mfa_view_recovery_codes")).url.startswith(reverse("account_reauthenticate"))
    confirm(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert [one for one in codes if one not in shown or one not in file.content.decode()] == []
    assert file["Content-Disposition"].startswith("attachment")
    assert "no-store" in file["Cache-Control"]


def test_new_recovery_codes_make_the_old_ones_void(client, codes, with_app, sign_in, confirm, trail, committed):
    sign_in(client)
    step(client, code(with_app, 1))
    confirm(client)
    with committed():
        client.post(reverse("mfa_generate_recovery_codes"))
    fresh = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(fresh) & set(codes)
    again = Client()
    sign_in(again)
    assert WRONG in step(again, codes[1]).content.decode()
    assert [act for act, *_ in trail()[-2:]] == ["重新生成恢复代码", "第二因素验证失败"]


@pytest.mark.parametrize(
    "name", [APP, "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn"]
)
def test_what_touches_a_second_factor_needs_the_password_once_more(client, with_app, sign_in, confirm, name):
    sign_in(client)
    step(client, code(with_app, 1))
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        if answer.status_code == 405:
            continue
        assert answer.status_code == 302
        assert answer.url.split("?")[0] in {reverse("account_reauthenticate"), reverse("mfa_index")}
    assert Authenticator.objects.count() == 2
    assert WRONG not in confirm(client).content.decode()


def test_proof_is_good_for_a_quarter_of_an_hour(client, person, sign_in, confirm, monkeypatch):
    sign_in(client)
    confirm(client)
    assert client.get(reverse(APP)).status_code == 200
    later = time.time() + 901
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    assert client.get(reverse(APP)).status_code == 302
    assert person.pk


def test_a_wrong_password_proves_nothing_and_locks_in_the_end(client, person, sign_in, confirm, trail):
    sign_in(client)
    answers = [confirm(client, "wrong") for _ in range(6)]
    assert "密码不正确，请重新输入。" in answers[0].content.decode()
    assert answers[-1].status_code == 429
    assert ("再次验证密码失败", "zhang", "zhang") in trail()
    assert client.get(reverse(APP)).status_code == 302
    assert person.pk


def test_the_app_is_stopped_and_its_codes_go_with_it(client, with_app, sign_in, confirm, trail):
    sign_in(client)
    step(client, code(with_app, 1))
    confirm(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert not Authenticator.objects.exists()
    assert trail()[-2:] == [("停用第二因素", "zhang", "zhang")] * 2
    again = Client()
    assert sign_in(again).url == reverse("desk:home")


def test_secrets_are_of_no_use_to_who_reads_the_database(with_app, codes):
    kept = str(list(Authenticator.objects.values()))
    assert with_app not in kept
    assert [one for one in codes if one in kept] == []


def test_another_key_of_the_installation_is_told_in_a_sentence(client, with_app, sign_in, settings):
    assert with_app
    settings.SECOND_FACTOR_KEY = "another"
    sign_in(client)
    answer = step(client, code(with_app, 1))
    assert answer.status_code == 400
    assert "第二因素无法读取" in answer.content.decode()


def test_a_needed_second_factor_comes_before_anything_else(client, person, sign_in, confirm, settings):
    settings.SECOND_FACTOR = "required"
    sign_in(client)
    for path in ("/desk/", "/accounts/", "/accounts/sessions/", "/accounts/password/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), path
    assert "请先设置一种第二因素" in client.get(reverse("mfa_index")).content.decode()
    confirm(client)
    secret = secret_of(client.get(reverse(APP)))
    shown = client.post(reverse(APP), {"code": code(secret)}, follow=True)
    assert shown.status_code == 200
    assert "恢复代码" in shown.content.decode()
    assert client.get(reverse("account_home")).status_code == 200
    assert "请先设置一种第二因素" not in client.get(reverse("mfa_index")).content.decode()
    assert person.pk


def test_a_told_password_is_changed_first_then_the_second_factor_set_without_telling_it_again(
    client, sign_in, settings, password
):
    settings.SECOND_FACTOR = "required"
    people.create_user("li", "李某", password)
    sign_in(client, "li")
    assert client.get(reverse("mfa_index")).url == reverse("account_change_password")
    new = "yunlan-2026-autumn"
    told = {"oldpassword": password, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), told)
    assert client.get("/desk/").url == reverse("mfa_index")
    assert client.get(reverse(APP)).status_code == 200


def test_one_taken_away_by_an_administrator_is_set_anew(client, with_app, sign_in, settings):
    settings.SECOND_FACTOR = "required"
    sign_in(client)
    step(client, code(with_app, 1))
    assert client.get(reverse("account_home")).status_code == 200
    people.reset_second_factor("zhang")
    assert client.get(reverse("account_home")).url.startswith(reverse("account_login"))
    sign_in(client)
    assert client.get("/desk/").url == reverse("mfa_index")


def test_the_public_is_asked_for_nothing(client, person, settings, django_assert_max_num_queries):
    settings.SECOND_FACTOR = "required"
    assert person.pk
    with django_assert_max_num_queries(9) as asked:
        assert client.get(reverse("account_login")).status_code == 200
    tables = ("accounts_user", "mfa_authenticator", "django_session", "usersessions")
    assert [one["sql"] for one in asked.captured_queries if any(name in one["sql"] for name in tables)] == []


def test_setting_up_twice_leads_to_the_list_not_to_the_end_of_the_first(client, with_app, sign_in, confirm):
    sign_in(client)
    step(client, code(with_app, 1))
    confirm(client)
    for answer in (client.get(reverse(APP)), client.post(reverse(APP), {"code": code(with_app, 1)})):
        assert answer.url == reverse("mfa_index")
    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (people.deactivate, "这个账号已经停用，请联系本单位管理员。"),
        (lambda name: people.set_password(name, "yunlan-2026-autumn"), "账号刚刚有变动，请重新登录。"),
    ],
)
def test_a_step_begun_before_the_account_changed_is_void(client, with_app, sign_in, signed_in_as, trail, act, why):
    sign_in(client)
    act("zhang")
    answer = client.post(reverse(STEP), {"code": code(with_app, 1)}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_login")
    assert why in answer.content.decode()
    people.reactivate("zhang")
    assert signed_in_as(client) is None
    assert "登录" not in [act for act, *_ in trail()[4:]]


def test_a_step_begun_long_ago_is_begun_anew(client, with_app, sign_in, monkeypatch):
    sign_in(client)
    later = time.time() + timedelta(minutes=16).total_seconds()
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: later)
    assert step(client, code(with_app, 1)).url == reverse("account_login")
