"""Every page that the service has, as its first reader opens it: for a screen reader, on a phone, on paper."""

from __future__ import annotations

from functools import cache

import pytest
from django.test import Client
from django.urls import NoReverseMatch
from tests.support.browser import violations
from tests.support.portal import website
from tests.support.publishing import user
from tests.support.routes import matrix, routes
from tests.support.small_county import FILE, SmallCounty

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PUBLIC = "the public"
READERS = (PUBLIC, "drafter", "section_head", "office_head", "administrator", "administrator above", "auditor above")
"""Who opens a page: the first of them for whom it is there."""
STATES = ("published", "draft", "review", "withdrawn")
ASKED = {"desk:compare": "?old=1&new=1", "portal:search": "?q=办法"}
GROUPS = {
    "the public": lambda name: name.startswith("portal:"),
    "one item": lambda name: name.startswith("desk:") and "agenc" not in name and "key" in parameters()[name],
    "agencies and people": lambda name: name.startswith("desk:") and not GROUPS["one item"](name),
    "accounts": lambda name: not name.startswith(("portal:", "desk:")),
}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# A finger hits what is 24 pixels high and wide; links in a line of text may be smaller (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, nav a, .button")]
  .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((each) => !each.closest(".hidden-text, .trap, .skip, .crumbs, label, .prose-editor"))
  .map((each) => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
EDITOR_READY = (
    "!document.querySelector('textarea[data-django-prose-editor]') || document.querySelector('.tiptap[aria-label]')"
)
HEADINGS = "[...document.querySelectorAll('h1')].filter((each) => each.textContent.trim()).length"
PRINTED = """() => [...document.querySelectorAll(".desk-head, .main-nav, .seek, .skip")]
  .filter((each) => each.checkVisibility()).map((each) => each.className)"""


@cache
def parameters():
    return {route.name: route.parameters for route in routes() if not route.pattern.startswith("api/")}


@pytest.fixture
def county(transactional_db):
    del transactional_db
    website()
    made = SmallCounty()
    assert made.deputation
    return made


def told(county, name, state):
    """Return what stands in addresses: one of everything."""
    of_item = "item" in name or (name.startswith("desk:") and "agenc" not in name)
    return {
        "key": county.items[state].key if of_item else "swj", "slug": "statutory-policies", "number": 1, "old": 1,
        "new": 1, "place": 1, "name": FILE, "relation": county.relation.pk, "section_id": county.section.pk,
        "chain_key": county.chain, "user_id": county.people["drafter"].id, "tab": "in-force", "year": 2025, "pk": 1,
        "appointment_id": county.appointment.pk, "deputation_id": county.deputation.pk,
    }  # fmt: skip


def pages(county, group):
    """Yield each page of a group with who opens it, found out as quickly as can be: without a browser."""
    clients = {who: Client() for who in READERS}
    for who in READERS[1:]:
        clients[who].force_login(user(county.people[who].username), backend=BACKEND)
    for route in routes():
        if route.name not in parameters() or not GROUPS[group](route.name) or "GET" not in matrix()[route.pattern].does:
            continue
        for state in STATES if "key" in route.parameters else STATES[:1]:
            try:
                address = route.address(told(county, route.name, state)) + ASKED.get(route.name, "")
            except (KeyError, NoReverseMatch):
                continue  # a file for programs
            found = next((who for who in READERS if is_page(clients[who].get(address))), None)
            if found:
                yield address, found


def is_page(answer):
    html = answer.get("Content-Type", "").startswith("text/html")
    return html and answer.status_code in {200, 410} and b"<h1" in b"".join(answer)


def faults_of(page):
    """Return what is wrong with an open page in any of the ways in which it is read."""
    page.wait_for_function(EDITOR_READY)
    found = violations(page)
    if (headings := page.evaluate(HEADINGS)) != 1:
        found.append(f"{headings} headings of the first level")
    page.set_viewport_size(NARROW)
    if page.evaluate(TOO_WIDE) > 0:
        found.append("wider than a phone")
    found += [f"too small for a finger: {html}" for html in page.evaluate(SMALL)]
    page.emulate_media(media="print")
    found += [f"printed: {name}" for name in page.evaluate(PRINTED)]
    page.emulate_media(media="screen")
    page.set_viewport_size(WIDE)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_every_page_can_be_read_by_everybody(county, opened, faults, group):
    if group == "the public":
        faults.expect("410")  # the tombstone
    shown, wrong = {}, []
    found = list(pages(county, group))
    for address, who in found:
        if who not in shown:
            shown[who] = opened(user=None if who == PUBLIC else user(county.people[who].username))
        shown[who].goto(address)
        wrong += [f"{address} ({who}): {fault}" for fault in faults_of(shown[who])]
    assert wrong == [], "\n".join(wrong)
    assert len(found) >= {"the public": 25, "one item": 15, "agencies and people": 25, "accounts": 6}[group]
