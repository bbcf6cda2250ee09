"""The fixtures of these tests find what they are there to find."""

from __future__ import annotations

import asyncio
import os

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from tests.support.browser import CHROMIUM, UNSAFE, Faults, violations

from gongkai.apps import clock

pytestmark = pytest.mark.urls("tests.support.probe")


@pytest.fixture
def user(transactional_db):
    del transactional_db
    return get_user_model().objects.create(username="probe", name="试验员", joined_at=clock.now())


def looked_at(live, name):
    """Return what is found wrong with a page of the probe."""
    faults = Faults()
    context = CHROMIUM.context("desktop")
    faults.watch(context)
    page = context.new_page()
    page.goto(f"{live}/{name}/")
    page.wait_for_load_state("networkidle")
    context.close()
    return faults.verdict()


def test_a_good_page_has_no_fault_and_its_scripts_run(page, accessible):
    page.goto("/good/")
    expect(page.locator("#said")).to_have_text("一切正常")
    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("[innerWidth, innerHeight, navigator.language]") == [1280, 900, "zh-CN"]
    accessible(page)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("inline", ["Content Security Policy"]),
        ("style", ["Content Security Policy"]),
        ("stranger", ["asks a stranger: https://example.org/a.png"]),
        ("missing", ["404"]),
    ],
)
def test_a_fault_is_found(live, name, words):
    found = "\n".join(looked_at(live, name))
    assert [word for word in words if word not in found] == []


def test_a_good_page_is_not_accused(live):
    assert looked_at(live, "good") == []


def test_a_script_that_breaks_is_found(page, faults):
    faults.expect("error in a script: .*no such thing")
    page.goto("/good/")
    page.evaluate("setTimeout(() => { throw new Error('no such thing') })")
    page.wait_for_timeout(50)


def test_a_fault_that_was_asked_for_must_come():
    faults = Faults()
    faults.expect("404")
    assert faults.verdict() == ["did not come: 404"]


def test_axe_works_under_our_policy_and_names_the_place(page):
    page.goto("/unnamed/")
    found = violations(page)
    assert [line.split(":")[0] for line in found] == ["critical button-name", "critical label"]
    assert "button" in found[0]


def test_a_phone_is_narrow_and_touched(phone):
    phone.goto("/good/")
    assert phone.evaluate("[innerWidth, innerHeight, navigator.maxTouchPoints > 0]") == [360, 740, True]


def test_a_plain_page_runs_no_script(plain):
    plain.goto("/noscript/")
    expect(plain.locator("#without")).to_have_text("没有脚本")


def test_several_people_are_signed_in_side_by_side(user, signed_in, page):
    theirs = signed_in(user, "plain")
    theirs.goto("/people/")
    expect(theirs.locator("#who")).to_have_text("probe")
    page.goto("/people/")
    expect(page.locator("#who")).to_have_text("无人")


@pytest.mark.parametrize("_again", [1, 2])
def test_the_site_and_the_test_share_data_and_nothing_stays(page, live, user, _again):
    page.goto("/people/")
    expect(page.locator("#count")).to_have_text("1")
    get_user_model().objects.create(username="second", name="乙", joined_at=clock.now())
    page.goto("/people/")
    expect(page.locator("#count")).to_have_text("2")
    assert page.url.startswith(live)
    assert user.pk


def test_a_picture_is_kept(page, shoot, tmp_path_factory):
    page.goto("/good/")
    path = shoot(page, "probe")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.is_relative_to(tmp_path_factory.getbasetemp())


def test_a_stopped_browser_leaves_nothing_behind(live):
    assert looked_at(live, "good") == []
    CHROMIUM.stop()
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
    assert UNSAFE not in os.environ
    assert looked_at(live, "good") == []
