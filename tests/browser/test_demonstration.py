"""The main pages of the demonstration county, looked at as a citizen, a drafter and a reviewer; pictures for the handbook.

`GONGKAI_SCREENSHOTS=docs .venv/bin/pytest tests/browser/test_demonstration.py` makes the pictures in docs/images anew.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browser import violations
from tests.support.desk_pages import Clerk
from tests.support.publishing import user

from gongkai.apps.demonstration.seed import prepare_county

SCALE = 0.1
LARGEST = 250_000
"""Bytes of a picture at the most: documents travel with the program."""
MARKED = "公示"


@pytest.fixture
def county(transactional_db, settings):
    del transactional_db
    settings.DEMONSTRATION = True
    return prepare_county(SCALE)


@pytest.fixture
def picture(shoot):
    def keep(page, name, *, full=True):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert shoot(page, name, full=full).stat().st_size <= LARGEST, name

    return keep


def interpreted(page):
    """Open a normative document that has an interpretation."""
    page.goto("/normative/")
    links = page.get_by_role("main").locator('a[href^="/item/"]')
    addresses = links.evaluate_all("(all) => all.map((each) => each.href)")
    for address in addresses:
        page.goto(address)
        if page.get_by_role("heading", name="政策解读", exact=True).count():
            return address
    return pytest.fail("no document has an interpretation")


@pytest.mark.slow
def test_the_county_looks_as_it_should(county, page, phone, signed_in, picture):
    assert len(county) > 40
    page.goto("/")
    expect(page.get_by_text("清禾县人民政府").first).to_be_visible()
    expect(page.get_by_role("region", name="通知公告").get_by_role("listitem").first).to_be_visible()
    picture(page, "portal-home")
    page.goto("/a/commerce/")
    picture(page, "portal-agency")
    document = interpreted(page)
    picture(page, "portal-document")
    page.goto("/search/?q=补贴")
    expect(page.locator("mark").first).to_have_text("补贴")
    picture(page, "portal-search", full=False)
    phone.goto("/")
    picture(phone, "phone-home", full=False)
    phone.goto(document)
    picture(phone, "phone-document", full=False)

    drafter = signed_in(user("sw-xx"))
    drafter.goto("/desk/")
    picture(drafter, "desk-home")
    drafter.get_by_role("link", name=MARKED).first.click()
    expect(drafter.get_by_role("link", name="逐处查看和处理")).to_be_visible()
    picture(drafter, "desk-item")
    drafter.get_by_role("link", name="逐处查看和处理").click()
    picture(drafter, "desk-marks", full=False)
    drafter.get_by_role("navigation", name="这一条信息").get_by_role("link", name="修改").click()
    Clerk(drafter).surface()
    picture(drafter, "desk-editor", full=False)

    reviewer = signed_in(user("sw-bm"))
    reviewer.goto("/desk/review/")
    reviewer.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(reviewer.locator(".progress .here")).to_be_visible()
    picture(reviewer, "desk-review")
