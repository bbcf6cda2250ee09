"""Passkeys, answered by a device in software."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from tests.support.second_steps import Passkey, web

from gongkai.apps.accounts.services import people

pytestmark = pytest.mark.django_db
ADD = "mfa_add_webauthn"
LOGIN = "mfa_login_webauthn"
WRONG = "没有通过验证：请核对后再试一次。"
HOST = {"SERVER_NAME": "localhost"}


def data(answer):
    """Return what the page gives to its script."""
    block = re.search(r'<script id="passkey_data" type="application/json">(.*?)</script>', answer.content.decode())
    return json.loads(block[1])


@pytest.fixture
def browser(person):
    assert person.pk
    return Client(**HOST)


@pytest.fixture
def device(browser, sign_in, confirm):
    """Return a device whose passkey the person has added, to sign in with alone; signed out again."""
    sign_in(browser)
    confirm(browser)
    device = Passkey()
    credential = device.registered(data(browser.get(reverse(ADD)))["creation_options"])
    answer = browser.post(reverse(ADD), {"name": "办公电脑", "passwordless": "on", "credential": credential})
    assert answer.url == reverse("mfa_view_recovery_codes")
    browser.post(reverse("account_logout"))
    return device


def options(client):
    return client.get(reverse(LOGIN), headers={"Accept": "application/json"}).json()["request_options"]


def test_a_passkey_is_added_under_its_name_and_told(device, trail):
    assert device.owner
    kept = Authenticator.objects.get(type="webauthn")
    assert (kept.wrap().name, kept.wrap().is_passwordless) == ("办公电脑", True)
    assert ("设置第二因素", "zhang", "zhang") in trail()


def test_the_device_is_told_our_name_and_the_person_s(browser, sign_in, confirm):
    sign_in(browser)
    confirm(browser)
    told = data(browser.get(reverse(ADD)))["creation_options"]["publicKey"]
    assert told["rp"] == {"id": "localhost", "name": "政府信息公开工作台"}
    assert (told["user"]["name"], told["user"]["displayName"]) == ("zhang", "张某")


def test_a_passkey_alone_signs_in(browser, device, trail, signed_in_as):
    answer = browser.post(reverse(LOGIN), {"credential": device.answered(options(browser))})
    assert answer.url == reverse("desk:home")
    assert signed_in_as(browser)
    assert trail()[-1] == ("登录", "zhang", "zhang")


def test_a_passkey_is_the_second_step(browser, device, sign_in, signed_in_as):
    assert sign_in(browser).url == reverse("mfa_authenticate")
    page = browser.get(reverse("mfa_authenticate"))
    assert "用通行密钥验证" in page.content.decode()
    answer = browser.post(reverse("mfa_authenticate"), {"credential": device.answered(data(page)["request_options"])})
    assert answer.url == reverse("desk:home")
    assert signed_in_as(browser)


def test_a_passkey_proves_once_more_who_one_is(browser, device):
    browser.post(reverse(LOGIN), {"credential": device.answered(options(browser))})
    assert browser.get(reverse(ADD)).status_code == 302
    page = browser.get(reverse("mfa_reauthenticate_webauthn"), {"next": reverse(ADD)})
    given = {"credential": device.answered(data(page)["request_options"]), "next": reverse(ADD)}
    assert browser.post(reverse("mfa_reauthenticate_webauthn"), given).url == reverse(ADD)
    assert browser.get(reverse(ADD)).status_code == 200


@pytest.mark.parametrize("what", ["origin", "challenge", "signature", "owner", "garbage", "bytes", "replay"])
def test_a_wrong_answer_opens_nothing(browser, device, what, signed_in_as, password):
    asked = options(browser)
    given = device.answered(asked, origin="http://evil.localhost.example" if what == "origin" else None)
    told = json.loads(given)
    if what == "challenge":
        options(browser)  # another one is asked for by now
    elif what == "signature":
        told["response"] |= {"signature": json.loads(Passkey().answered(asked))["response"]["signature"]}
    elif what == "owner":
        other = people.create_user("li", "李某", password)
        told["response"]["userHandle"] = web(str(other.pk).encode())
    elif what == "garbage":
        told = {"id": 1}
    elif what == "bytes":
        told["response"]["authenticatorData"] = "AAAA"
    elif what == "replay":
        browser.post(reverse(LOGIN), {"credential": given})
        browser.post(reverse("account_logout"))
    answer = browser.post(reverse(LOGIN), {"credential": json.dumps(told)}, follow=True)
    assert signed_in_as(browser) is None
    assert WRONG in answer.content.decode()


def test_the_passkey_of_a_closed_account_opens_nothing(browser, device, signed_in_as):
    people.deactivate("zhang")
    given = {"credential": device.answered(options(browser))}
    answer = browser.post(reverse(LOGIN), given, follow=True)
    assert signed_in_as(browser) is None
    assert "这个账号已经停用" in answer.content.decode()


def test_a_passkey_is_renamed_and_stopped_by_its_owner_only(browser, device, confirm, password, trail):
    browser.post(reverse(LOGIN), {"credential": device.answered(options(browser))})
    confirm(browser)
    key = {"pk": Authenticator.objects.get(type="webauthn").pk}
    people.create_user("li", "李某", password, temporary=False)
    stranger = Client(**HOST)
    stranger.post(reverse("account_login"), {"login": "li", "password": password})
    confirm(stranger)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert stranger.get(reverse(name, kwargs=key)).status_code == 404
        assert stranger.post(reverse(name, kwargs=key), {"name": "我的"}).status_code == 404
    browser.post(reverse("mfa_edit_webauthn", kwargs=key), {"name": "家里电脑"})
    assert "家里电脑" in browser.get(reverse("mfa_list_webauthn")).content.decode()
    assert browser.post(reverse("mfa_edit_webauthn", kwargs=key), {"name": "长" * 31}).status_code == 200
    browser.post(reverse("mfa_remove_webauthn", kwargs=key))
    assert not Authenticator.objects.exists()
    assert ("停用第二因素", "zhang", "zhang") in trail()


@pytest.mark.parametrize("path", ["login/", "second-factor/passkeys/new/"])
def test_pages_carry_data_for_scripts_but_no_script(browser, sign_in, confirm, path):
    if path != "login/":
        sign_in(browser)
        confirm(browser)
    text = browser.get(f"/accounts/{path}").content.decode()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) >= 5
    assert [tag for tag, body in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert [body for tag, body in scripts if "src=" in tag and body] == []
    assert re.findall(r'\son\w+="|style="|javascript:', text) == []


@pytest.mark.parametrize(
    "given", ['{"id": 1}', "{}", "[]", '"x"', "not json", '{"id": "a", "rawId": "a", "response": {}}']
)
@pytest.mark.parametrize("name", [ADD, "mfa_reauthenticate_webauthn", LOGIN])
def test_what_no_device_sends_is_refused_in_a_sentence(browser, sign_in, confirm, device, name, given):
    if name != LOGIN:
        browser.post(reverse(LOGIN), {"credential": device.answered(options(browser))})
        confirm(browser)
    answer = browser.post(reverse(name), {"credential": given, "name": "某"}, follow=True)
    assert answer.status_code == 200
    assert Authenticator.objects.count() == 2
    assert sign_in
