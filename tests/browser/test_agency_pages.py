"""The desk's pages of agencies, people, settings and the audit in a real browser: nothing serious for axe, nothing too wide."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.county import county

from gongkai.apps.accounts.models import User
from gongkai.apps.agencies import selectors
from gongkai.apps.agencies.models import Appointment
from gongkai.apps.agencies.services.sections import add_section
from gongkai.apps.agencies.staff import OPERATOR

ADMIN = (
    "agencies/", "agencies/add/", "agencies/import/", "agencies/of/swj/", "agencies/of/swj/profile/",
    "agencies/of/swj/merge/", "agencies/of/swj/chain/", "agencies/of/swj/chain/own/", "people/", "people/add/",
    "people/{drafter}/", "platform/", "calendar/", "absence/",
)  # fmt: skip


@pytest.fixture
def place(transactional_db):
    del transactional_db
    made = county()
    add_section(OPERATOR, "swj", "办公室", handles_disclosure=True)
    return made


def account(staff):
    return User.objects.get(pk=staff.id)


def test_every_page_is_accessible_and_fits(place, signed_in, accessible, pictures):
    desk, phone = signed_in(account(place.admin)), signed_in(account(place.admin), "phone")
    for page in (desk, phone):
        for address in ADMIN:
            page.goto(f"/desk/{address.format(drafter=place.drafter.id)}")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (address, wide) == (address, 0)
            if page is desk:
                accessible(page)
    assert pictures.exists()


def test_the_audit_is_accessible(place, signed_in, accessible):
    page = signed_in(account(place.auditor))
    page.goto("/desk/audit/?verify=1")
    expect(page.get_by_text("没有被改动过")).to_be_visible()
    accessible(page)


def test_a_merger_is_done_without_a_script_and_what_is_missing_is_told_at_its_field(place, signed_in, faults):
    faults.expect("status of 400")
    page = signed_in(account(place.admin), "plain")
    page.goto("/desk/agencies/of/swj/")
    page.get_by_role("link", name="合并").click()
    page.get_by_label("承接的机构").select_option("gxj")
    page.get_by_label("生效日期").fill("2024-03-01")
    page.get_by_label("原因").fill("机构改革")
    page.get_by_role("button", name="合并").click()
    expect(page.locator("#document-error")).to_have_text("请填写依据的文件。")
    page.get_by_label("依据的文件").fill("清编发〔2024〕3号")
    page.get_by_role("button", name="合并").click()
    expect(page.get_by_role("status")).to_have_text("已合并。")
    assert selectors.current_agency("swj").key == "gxj"


def test_a_chain_is_begun_from_another_and_chosen(place, signed_in, accessible):
    page = signed_in(account(place.chief))
    page.goto("/desk/agencies/of/swj/chain/own/?like=three_levels")
    page.get_by_label("流程名称").fill("两步审查")
    page.get_by_label("第3步名称").fill("")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name=re.compile(r"选用\s*两步审查")).click()
    expect(page.get_by_role("status")).to_contain_text("已选定")
    assert selectors.agency("swj").review_chain == "own_1"
    accessible(page)


def test_who_is_absent_names_a_deputy(place, signed_in):
    page = signed_in(account(place.drafter))
    page.goto("/desk/absence/")
    page.get_by_role("link", name="指定代行人").click()
    page.get_by_label("代行人").select_option(str(place.chief.id))
    page.get_by_label("结束日期").fill(page.get_by_label("开始日期").input_value())
    page.get_by_role("button", name="指定").click()
    expect(page.get_by_text("已指定代行人。")).to_be_visible()
    assert Appointment.objects.get(user_id=place.drafter.id).deputations.count() == 1
