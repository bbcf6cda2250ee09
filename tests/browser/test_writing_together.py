"""Nothing that somebody wrote is lost: not to a colleague, not by leaving, not when the session ends."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.support.browser import session_cookie
from tests.support.desk_pages import Clerk
from tests.support.portal import department, website
from tests.support.publishing import Office, user

TITLE = "关于开展消费品以旧换新的通知"


@pytest.fixture
def office(transactional_db):
    del transactional_db
    website()
    return Office(department("swj", "清禾县商务局"))


@pytest.fixture
def item(office):
    return office.draft(TITLE, "<p>各商贸企业：</p>")


@pytest.fixture
def drafter(office, signed_in):
    return Clerk(signed_in(user(office.drafter.username)))


@pytest.fixture
def colleague(office, signed_in):
    return Clerk(signed_in(user(office.head.username)))


def test_two_who_write_at_once_lose_nothing(item, drafter, colleague, accessible):
    # given two people who have the same draft open
    for clerk in (drafter, colleague):
        clerk.goes_to(f"/desk/items/{item.key}/edit/")
        clerk.surface()

    # when both write and save
    colleague.writes("马股长补充的一句。")
    colleague.saves()
    drafter.writes("周科员补充的一句。")
    drafter.page.get_by_role("button", name="保存", exact=True).click()

    # then the second sees both texts and decides
    page = drafter.page
    expect(page.get_by_text("您写的没有丢，另存为第3稿")).to_be_visible()
    expect(page.get_by_role("article").first).to_contain_text("马股长补充的一句。")
    expect(page.get_by_role("article").last).to_contain_text("周科员补充的一句。")
    accessible(page)
    page.get_by_role("button", name="以第3稿为准，保存为新稿").click()
    drafter.is_told("已保存第4稿")
    expect(page.locator(".document")).to_contain_text("周科员补充的一句。")
    drafter.goes_to(f"/desk/items/{item.key}/history/")
    kept = page.get_by_role("region", name="历史").inner_text()
    assert [number for number in range(1, 5) if f"第{number}稿" not in kept] == []


def test_leaving_with_words_that_are_not_saved_warns(item, drafter):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    drafter.page.on("dialog", stay)
    drafter.goes_to(f"/desk/items/{item.key}/edit/")
    drafter.writes("还没有保存的一句。")
    drafter.page.get_by_role("link", name="信息列表", exact=True).first.click(no_wait_after=True)
    drafter.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(drafter.surface()).to_contain_text("还没有保存的一句。")
    drafter.saves()
    drafter.page.get_by_role("link", name="信息列表", exact=True).first.click()
    expect(drafter.page.get_by_role("heading", level=1)).to_have_text("信息列表")
    assert asked == ["beforeunload"]


def test_a_session_that_ends_while_writing_keeps_the_words(item, office, drafter, live):
    # given somebody whose session ends while they write
    page = drafter.page
    drafter.goes_to(f"/desk/items/{item.key}/edit/")
    drafter.writes("写了很久的一段。")
    page.get_by_label("关键词").fill("以旧换新")
    cookie = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"]).delete()

    # when they save, they have to sign in
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    page.context.add_cookies([session_cookie(user(office.drafter.username), live)])
    drafter.goes_to(f"/desk/items/{item.key}/edit/")

    # then what they wrote is offered, and saved
    drafter.surface()
    page.get_by_role("button", name="恢复没保存的内容").click()
    expect(drafter.surface()).to_contain_text("写了很久的一段。")
    expect(page.get_by_label("关键词")).to_have_value("以旧换新")
    drafter.saves()
    expect(page.locator(".document")).to_contain_text("写了很久的一段。")

    # and isn't offered again
    drafter.goes_to(f"/desk/items/{item.key}/edit/")
    drafter.surface()
    expect(page.get_by_text("上次写的还有没保存的内容")).to_have_count(0)
