"""The guide made from the profile of an agency holds everything that the law wants in it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.portal import department, website

from gongkai.apps.portal.guide import MISSING, guide_of
from gongkai.core.publication.guide import Book, requirements

pytestmark = pytest.mark.django_db


def test_everything_that_the_law_wants_is_there(client):
    website()
    page = client.get("/a/county/guide/").content.decode()

    headings = {"classification": "政府信息的分类", "arrangement": "编排体系", "access": "获取方式"}
    wanted = [headings.get(each.key, each.label) for each in requirements(Book.GUIDE)]
    assert [each for each in wanted if each not in page] == []
    assert MISSING not in page
    for told in (
        "清禾县人民政府办公室",
        "清禾县禾丰大街1号（邮政编码：150200）",
        "0450-55500002",
        "gongkai@qinghe.example.cn",
    ):
        assert told in page


def test_what_the_profile_lacks_is_told_and_not_hidden():
    poor = department(fax="", email="", website="")
    facts = {each.label: each for each in guide_of(poor, date(2025, 6, 3)).office}

    assert (facts["传真号码"].filled, facts["传真号码"].words) == (False, MISSING)
    assert facts["互联网联系方式"].filled is False
    assert facts["联系电话"].filled is True


def test_terms_come_from_the_law(client):
    website()
    page = client.get("/apply/").content.decode()

    assert "20个工作日" in page
    assert "政府信息公开条例（国务院令第711号）第三十三条第二款" in page
    assert "还不能在网上直接提交申请" in page
