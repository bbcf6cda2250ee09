"""The portal and the desk as people use them who do not see well, have no mouse, run no scripts, or read on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browser import violations
from tests.support.portal import department, published, website
from tests.support.publishing import Office, user

from gongkai.apps.publishing.models import Item, Kind, PublicItem

TITLE = "清禾县农村客运补贴资金管理办法"
HEADS, CELLS = "<th>季度补贴标准（元）</th>" * 8, "<td>12345678</td>" * 8
TABLE = f"<p>各乡镇人民政府：</p><table><thead><tr>{HEADS}</tr></thead><tbody><tr>{CELLS}</tr></tbody></table>"
SHADE = "(each) => getComputedStyle(each).backgroundColor"
OUTLINE = "(() => { const told = getComputedStyle(document.activeElement); return [told.outlineStyle, parseFloat(told.outlineWidth)]; })()"
MODES = {"data-size": "large", "data-contrast": "high"}


@pytest.fixture
def document(transactional_db):
    del transactional_db
    website()
    return published(TITLE, by=department("jtj", "清禾县交通运输局"), body=TABLE, kind=Kind.NORMATIVE_DOCUMENT,
        column="statutory.policies", document_number="清交规〔2025〕1号")  # fmt: skip


@pytest.fixture
def item(document):
    return f"/item/{document.item.key}/"


def test_large_print_and_high_contrast_are_chosen_once_and_stay(page, item):
    page.goto(item)
    usual = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.document p')).fontSize)")
    page.get_by_role("link", name="大字号和高对比度").click()
    page.get_by_label("大字号").check()
    page.get_by_label("高对比度").check()
    page.get_by_role("button", name="保存").click()
    wrong = []
    for path in ("/", item, "/a/jtj/", "/normative/", "/search/?q=补贴", "/apply/", "/corrections/", "/accessibility/"):
        page.goto(path)
        for name, value in MODES.items():
            expect(page.locator("html")).to_have_attribute(name, value)
        wrong += [f"{path}: {fault}" for fault in violations(page)]
        wrong += [path] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    assert wrong == []
    page.goto(item)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.document p')).fontSize)") >= 1.25 * usual
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_everything_is_reached_with_the_keyboard_alone(page, item):
    page.goto(item)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    style, width = page.evaluate(OUTLINE)
    assert (style, width >= 2) == ("solid", True)


def test_a_search_is_made_with_the_keyboard_alone(page, item):
    page.goto("/")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "seek":
            break
    expect(page.get_by_label("检索政府信息")).to_be_focused()
    page.keyboard.type("客运补贴")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("检索政府信息")
    result = page.get_by_role("link", name=TITLE)
    for _ in range(60):
        page.keyboard.press("Tab")
        if result.evaluate("(link) => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(item))


def test_a_form_is_filled_with_the_keyboard_alone(page, item):
    page.goto("/accessibility/")
    page.get_by_label("标准字号").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    assert item


def test_on_paper_there_is_the_document_and_nothing_to_click(page, item):
    page.goto(item)
    page.emulate_media(media="print")
    for gone in (".main-nav", ".seek", ".crumbs", ".tools", ".foot-links", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()
    for kept in (".identity", ".metadata", "h1", ".document", ".foot-facts"):
        expect(page.locator(kept).first).to_be_visible()
    assert page.locator("body").evaluate(SHADE) == "rgba(0, 0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_on_a_phone_a_wide_table_scrolls_by_itself(phone, item, accessible):
    phone.goto(item)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    frame = phone.get_by_role("group", name="表格")
    expect(frame.get_by_role("table")).to_be_visible()
    assert frame.evaluate("(each) => each.scrollWidth > each.clientWidth")
    frame.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("(each) => each.scrollLeft > 0", arg=frame.element_handle())
    accessible(phone)


def test_without_scripts_a_citizen_searches_reads_and_reports(plain, item):
    plain.goto("/")
    plain.get_by_label("检索政府信息").fill("客运补贴")
    plain.get_by_role("search").get_by_role("button", name="检索").click()
    plain.get_by_label("有效性").select_option(index=1)
    plain.get_by_role("main").get_by_role("button", name="检索").click()
    plain.get_by_role("link", name=TITLE).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(TITLE)
    plain.get_by_role("link", name="这一页有错").click()
    plain.get_by_label("问题描述").fill("表格里第二季度的标准写错了。")
    plain.wait_for_timeout(3500)  # a form that comes back at once was filled in by a program
    plain.get_by_role("button", name="提交").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("已经收到")
    assert item


def test_without_scripts_a_draft_is_written_reviewed_and_published(document, signed_in):
    office = Office(document.item.agency)

    def at(who):
        return signed_in(user(who.username), "plain")

    page = at(office.drafter)
    page.goto("/desk/new/")
    page.get_by_label("标题").fill("关于调整公交线路的公告")
    body = page.get_by_label("正文")
    expect(body).to_be_visible()
    assert float(body.evaluate("(each) => getComputedStyle(each).opacity")) == 1
    body.fill("自六月一日起，三路公交车改走禾丰大街。\n请广大乘客互相转告。")
    form = page.locator("form[data-keep]")
    form.get_by_label("栏目").select_option("statutory.notices")
    form.get_by_label("信息类别").select_option("notice")
    form.get_by_label("形成日期").fill("2026-05-20")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".document p")).to_have_count(2)
    page.get_by_role("button", name="送审", exact=True).click()
    key = Item.objects.get(latest__title="关于调整公交线路的公告").key
    for who in (office.head, office.reviewer):
        reviewer = at(who)
        reviewer.goto(f"/desk/items/{key}/")
        reviewer.get_by_role("button", name=re.compile("^通过")).click()
        expect(reviewer.get_by_role("status")).to_contain_text("已通过")
    publisher = at(office.publisher)
    publisher.goto(f"/desk/items/{key}/")
    publisher.get_by_role("button", name="立即发布").click()
    expect(publisher.get_by_role("status")).to_contain_text("已发布")
    assert PublicItem.objects.get(item__key=key).title == "关于调整公交线路的公告"
