"""Signing in in a real browser: with an authenticator app, with a passkey, without scripts; every page looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.second_steps import code

from gongkai.apps.accounts.services.people import create_user

KNOWN = "qinghe-2026-spring"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OWN = ("", "password/", "second-factor/", "sessions/")


@pytest.fixture
def person(transactional_db):
    del transactional_db
    return create_user("zhang", "张某", KNOWN, temporary=False)


@pytest.fixture
def site(live):
    """Return the site by a name: passkeys are for names, never for addresses."""
    return live.replace("127.0.0.1", "localhost")


def sign_in(page, site):
    page.goto(f"{site}/accounts/login/?next=/accounts/")
    page.get_by_label("登录名").fill("zhang")
    page.get_by_label("密码", exact=True).fill(KNOWN)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_out(page, site):
    page.goto(f"{site}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()


def confirm(page):
    page.get_by_label("密码", exact=True).fill(KNOWN)
    page.get_by_role("button", name="确认").click()


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


@pytest.mark.parametrize("kind", ["desktop", "phone", "plain"])
def test_an_app_is_set_up_and_used(opened, site, person, accessible, kind):
    page = opened(kind)
    look = accessible if kind != "plain" else lambda _: None  # axe needs scripts
    assert person.pk
    page.goto(f"{site}/accounts/login/")
    look(page)
    sign_in(page, site)
    sign_in(opened("plain"), site)  # elsewhere, so that there is a session to end
    for path in OWN:
        page.goto(f"{site}/accounts/{path}")
        look(page)
        fits(page)
    page.goto(f"{site}/accounts/second-factor/app/")
    look(page)
    confirm(page)
    secret = page.locator("code").inner_text()
    page.get_by_label("验证码").fill("12")
    page.get_by_role("button", name="启用").click()
    expect(page.locator(".field .error")).to_contain_text("没有通过验证")
    look(page)
    fits(page)
    page.get_by_label("验证码").fill(code(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.locator(".account-codes li")).to_have_count(10)
    look(page)
    fits(page)
    sign_out(page, site)
    sign_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("第二步验证")
    look(page)
    page.get_by_label("验证码").fill(code(secret, 1))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的账号")


def test_a_passkey_is_added_and_signs_in_alone_and_as_second_step(page, site, person, accessible):
    assert person.pk
    door = page.context.new_cdp_session(page)
    door.send("WebAuthn.enable")
    device = door.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    sign_in(page, site)
    page.goto(f"{site}/accounts/second-factor/passkeys/new/")
    confirm(page)
    accessible(page)
    page.get_by_label("名称").fill("办公电脑")
    page.get_by_label("以后可以只用它登录").check()
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("恢复代码")
    assert len(door.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1
    page.goto(f"{site}/accounts/second-factor/passkeys/")
    expect(page.get_by_role("rowheader")).to_have_text("办公电脑")
    accessible(page)
    sign_out(page, site)
    page.goto(f"{site}/accounts/login/?next=/accounts/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的账号")
    sign_out(page, site)
    sign_in(page, site)
    page.get_by_role("button", name="用通行密钥验证").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的账号")


def test_a_device_without_a_passkey_is_told_in_our_words(page, site, person):
    assert person.pk
    door = page.context.new_cdp_session(page)
    door.send("WebAuthn.enable")
    device = door.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    assert device["authenticatorId"]
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("alert").first).to_have_text("没有完成：操作被取消或者超时，请再试一次。")


def test_where_no_passkey_can_be_the_page_says_so(page, plain, live, site, person):
    for shown, address in ((page, live), (plain, site)):
        sign_in(shown, address)
        shown.goto(f"{address}/accounts/second-factor/passkeys/new/")
        confirm(shown)
        expect(shown.get_by_text("不能添加通行密钥")).to_be_visible()
        expect(shown.get_by_role("button", name="添加")).to_be_hidden()
    assert person.pk


def test_a_lock_out_is_told_on_a_page_of_ours(page, site, faults, accessible, person):
    faults.expect("429")
    page.goto(f"{site}/accounts/login/")
    for number in range(6):
        page.get_by_label("登录名").fill(person.username)
        page.get_by_label("密码", exact=True).fill(f"wrong-{number}")
        page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能登录")
    accessible(page)
